"""Demands for advice and for red flags on pages read by hand, with outside data: precision and recall."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medlint.engine import Linter
from medlint.findings import Report

_TABLE = Path(__file__).parent / "data" / "medquad-advice.tsv"
_RULES = {
    "advice": {"missing-when-to-get-help"},
    "urgent": {"missing-red-flags", "red-flag-without-action", "urgency-mismatch"},
}
_LEAST = 0.85

pytestmark = pytest.mark.skipif("MEDLINT_DATA" not in os.environ, reason="needs MEDLINT_DATA")


@pytest.fixture(scope="module")
def demands() -> dict[str, set[str]]:
    """The rules that fire on each page, by its id."""
    linter, found = Linter(), {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        name = line.split("\t")[0]
        if line.startswith("#") or name == "id":
            continue
        report = Report()
        linter.lint_file(
            str(Path(os.environ["MEDLINT_DATA"]) / "medquad" / "articles" / f"{name}.md"), report
        )
        found[name] = {finding.rule for finding in report.findings}
    return found


@pytest.mark.parametrize("which", ["advice", "urgent"])
def test_demands_are_right_and_few_are_missed(demands: dict[str, set[str]], which: str) -> None:
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    column = rows[0].index(which)
    wanted = {row[0] for row in rows[1:] if row[column] == "yes"}
    made = {name for name, rules in demands.items() if rules & _RULES[which]}
    right = made & wanted
    figures = (
        f"precision {len(right)}/{len(made)}, recall {len(right)}/{len(wanted)}; "
        f"wrong {sorted(made - wanted)}, missed {sorted(wanted - made)}"
    )
    print(which, figures)
    assert len(right) >= _LEAST * len(made), figures
    assert len(right) >= _LEAST * len(wanted), figures
