"""Overclaims and their careful twins, which differ in one thing, are told apart."""

from __future__ import annotations

from collections import Counter
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

PAIRS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "claim-twins.yaml").read_text(encoding="utf-8")
)
LINTER = Linter(Config(select=("claims",)))


def claims_reported(text: str) -> list[str]:
    """Return the rules that report a claim at `warning` or `error`."""
    report = Report()
    LINTER.lint(
        Article(read_text(text, path="-", format="markdown"), Site(kind="condition"), LINTER.finder), report
    )
    assert report.failures == []
    return [finding.rule for finding in report.findings if finding.severity != "info"]


def test_there_are_eighty_pairs_of_many_sorts() -> None:
    assert len(PAIRS) >= 80
    assert len(Counter(pair["by"] for pair in PAIRS)) >= 7


@pytest.mark.parametrize(
    "pair", [pytest.param(pair, id=f"{at}-{pair['by']}") for at, pair in enumerate(PAIRS, 1)]
)
def test_twins_are_told_apart(pair: dict[str, Any]) -> None:
    assert claims_reported(pair["over"]), pair["over"]
    assert claims_reported(pair["careful"]) == [], pair["careful"]
