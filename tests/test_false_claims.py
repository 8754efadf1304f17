"""The list of false claims: complete, sourced; each entry speaks of its claim and is silent on what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from medlint.articles.article import Article
from medlint.articles.site import Site
from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Report
from medlint.sources import read_text
from medlint.vocabulary.false_claims import FalseClaim, false_claims
from medlint.vocabulary.wording_language import compile_wordings

ENTRIES = [pytest.param(entry, id=entry.id) for entry in false_claims()]
SENTENCES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "false-claims.yaml").read_text(encoding="utf-8")
)
LINTER = Linter(Config(select=("known-false-claim",)))


def messages(sentence: str) -> list[str]:
    """Return what the rule says of a sentence of a health page."""
    report = Report()
    article = Article(read_text(sentence, path="-", format="markdown"), Site(kind="condition"), LINTER.finder)
    LINTER.lint(article, report)
    assert report.failures == []
    return [finding.message for finding in report.findings]


def test_each_has_its_own_name_and_sentences() -> None:
    names = [entry.id for entry in false_claims()]
    assert len(names) >= 90
    assert len(set(names)) == len(names)
    assert set(names) == set(SENTENCES)


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_is_complete(entry: FalseClaim) -> None:
    compile_wordings(entry.say)
    assert entry.truth.endswith(".")
    assert re.search(r"[A-Z]\w+", entry.source), "a body or an author"
    assert len(entry.source) > 10


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_speaks_of_its_claim_only(entry: FalseClaim) -> None:
    for sentence in SENTENCES[entry.id]["bad"]:
        assert any(entry.truth in message for message in messages(sentence)), sentence
    for sentence in SENTENCES[entry.id]["good"]:
        assert messages(sentence) == [], sentence
