"""The kind of document: openings of one line each, and whole pages that state or hide what they are."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.articles.article import Article
from medlint.articles.kind import KINDS, PATIENT_KINDS, Guess, kind_of
from medlint.articles.site import Site
from medlint.sources import read_text

DATA = Path(__file__).parent / "data"
PAGES: list[dict[str, Any]] = yaml.safe_load((DATA / "kinds-pages.yaml").read_text(encoding="utf-8"))


def table() -> list[tuple[str, str, str]]:
    """Return (kind, title, opening) of each document."""
    with (DATA / "kinds.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[0], row[1], row[2]) for row in rows]


def guess(title: str, opening: str) -> Guess:
    return kind_of(Article(read_text(f"# {title}\n\n{opening}", path="-", format="markdown")))


@pytest.fixture(scope="module")
def guesses() -> list[tuple[str, Guess, str]]:
    return [(kind, guess(title, opening), title) for kind, title, opening in table()]


def test_table_names_known_kinds() -> None:
    kinds = [kind for kind, _, _ in table()]
    assert len(kinds) >= 200
    assert set(kinds) == set(KINDS)


def test_gate_is_right(guesses: list[tuple[str, Guess, str]]) -> None:
    """Whether a page is written for patients; a tenth of the wrong ones may be patient pages that are lost."""
    wrong = [
        (kind, found.kind, title)
        for kind, found, title in guesses
        if (kind in PATIENT_KINDS) != (found.kind in PATIENT_KINDS)
    ]
    lost = [entry for entry in wrong if entry[0] in PATIENT_KINDS]
    assert lost == []
    assert len(wrong) <= 0.01 * len(guesses), wrong


def test_kind_is_right(guesses: list[tuple[str, Guess, str]]) -> None:
    wrong = [(kind, found.kind, title) for kind, found, title in guesses if kind != found.kind]
    assert len(wrong) <= 0.06 * len(guesses), wrong


def test_confidence_is_honest(guesses: list[tuple[str, Guess, str]]) -> None:
    """A guess of high confidence is right more often than one of low confidence."""
    right = {
        level: [k == g.kind for k, g, _ in guesses if g.confidence == level] for level in ("high", "low")
    }
    assert min(len(found) for found in right.values()) >= 10
    share = {level: sum(found) / len(found) for level, found in right.items()}
    assert share["high"] >= 0.95
    assert share["low"] < share["high"]


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_page(page: dict[str, Any]) -> None:
    found = kind_of(Article(read_text(page["text"], path="-", format=page["format"])))
    wanted = page["kind"] if isinstance(page["kind"], list) else [page["kind"]]
    assert found.kind in wanted
    if "confidence" in page:
        assert found.confidence == page["confidence"]


def test_configuration_declares() -> None:
    document = read_text(
        "# Lentil soup\n\nPreheat the oven. Add a teaspoon of salt.", path="-", format="markdown"
    )
    assert kind_of(Article(document, Site(kind="policy"))) == Guess("policy", "declared")


@pytest.mark.parametrize("kind", ["recipe", "clinician", "news", "condition"])
def test_length_does_not_matter(kind: str) -> None:
    """The same text said six times over is of the same kind."""
    rows = [(title, opening) for found, title, opening in table() if found == kind]
    short = [guess(title, opening).kind for title, opening in rows]
    long = [guess(title, "\n\n".join([opening] * 6)).kind for title, opening in rows]
    kept = sum(a == b for a, b in zip(short, long, strict=True))
    assert kept >= 0.85 * len(rows), list(zip(short, long, rows, strict=True))
