"""Sales talk is found in words of many kinds, and what careful pages say beside it is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.articles.article import Article
from medlint.articles.site import Site
from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Report
from medlint.sources import read_text

TALK: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "sales-talk.yaml").read_text(encoding="utf-8")
)
LINTER = Linter(Config(select=("claims", "discourages-care")))


def rules_at(page: str, sentence: str) -> list[str]:
    """Return the rules that report the sentence on its page at `warning` or `error`."""
    text = TALK["pages"][page]["text"].replace("{sentence}", sentence)
    start, report = text.index(sentence), Report()
    site = Site(kind=TALK["pages"][page]["kind"])
    LINTER.lint(Article(read_text(text, path="-", format="markdown"), site, LINTER.finder), report)
    assert report.failures == []
    return [
        finding.rule
        for finding in report.findings
        if finding.severity != "info"
        and finding.start.offset < start + len(sentence)
        and finding.end.offset > start
    ]


def sentences(part: str) -> list[Any]:
    """Return the sentences of a part of the list, each with its page."""
    return [
        pytest.param(page, sentence, id=f"{page}-{at}")
        for page, found in TALK[part].items()
        for at, sentence in enumerate(found, 1)
    ]


@pytest.mark.parametrize(("page", "sentence"), sentences("claims"))
def test_sales_talk_is_reported(page: str, sentence: str) -> None:
    assert rules_at(page, sentence)


@pytest.mark.parametrize(("page", "sentence"), sentences("careful"))
def test_careful_sentences_are_not(page: str, sentence: str) -> None:
    assert rules_at(page, sentence) == []
