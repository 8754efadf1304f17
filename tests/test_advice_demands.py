"""Demands for advice and for red flags on pages read by hand, with outside data: precision and recall."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from medlint.engine import Linter
from medlint.findings import Report

_DATA = Path(__file__).parent / "data"
_RULES = {
    "advice": {"missing-when-to-get-help"},
    "urgent": {"missing-red-flags", "red-flag-without-action", "urgency-mismatch", "missing-crisis-resource"},
}
_LEAST = 0.85
_LEAST_WORDS = 150

pytestmark = pytest.mark.skipif("MEDLINT_DATA" not in os.environ, reason="needs MEDLINT_DATA")


class Verdict(NamedTuple):
    """What a reader of one page found: is a demand right? None where that is unclear."""

    page: str
    advice: bool | None
    urgent: bool | None


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "id\t")):
            yield line.split("\t")


def _by_title() -> list[Verdict]:
    return [Verdict(row[0], row[1] == "yes", row[2] == "yes") for row in _rows("medquad-advice.tsv")]


def _wanted(needs: str, has: str) -> bool | None:
    if "u" in (needs, has if needs == "y" else needs):
        return None
    return needs == "y" and has == "n"


def _read_whole() -> list[Verdict]:
    return [
        Verdict(row[0], _wanted(row[1], row[2]), _wanted(row[3], row[4]))
        for row in _rows("medquad-advice-whole.tsv")
    ]


def _reported(verdicts: list[Verdict]) -> dict[str, tuple[set[str], int]]:
    linter, found = Linter(), {}
    for verdict in verdicts:
        report = Report()
        folder = Path(os.environ["MEDLINT_DATA"]) / "medquad" / "articles"
        linter.lint_file(str(folder / f"{verdict.page}.md"), report)
        rules = {finding.rule for finding in report.findings}
        found[verdict.page] = (rules, report.files[0].words)
    return found


@pytest.mark.parametrize("verdicts", [_by_title(), _read_whole()], ids=["by-title", "read-whole"])
def test_demands_are_right_and_few_are_missed(verdicts: list[Verdict]) -> None:
    found = _reported(verdicts)
    for which, rules in _RULES.items():
        decided = {v.page: wanted for v in verdicts if (wanted := getattr(v, which)) is not None}
        long = {page for page in decided if found[page][1] >= _LEAST_WORDS}
        wanted = {page for page in long if decided[page]}
        made = {
            page for page in decided if found[page][0] & rules and not (decided[page] and page not in long)
        }
        right = made & wanted
        figures = (
            f"{which}: precision {len(right)}/{len(made)}, recall {len(right)}/{len(wanted)}; "
            f"wrong {sorted(made - wanted)}, missed {sorted(wanted - made)}"
        )
        print(figures)
        assert len(right) >= _LEAST * len(made), figures
        assert len(right) >= _LEAST * len(wanted), figures
