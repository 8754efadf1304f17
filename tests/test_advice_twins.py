"""Each rule on advice reports what it must in many shapes, and leaves the look-alikes alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.rulebook.loader import built_in
from medlint.rulebook.rule import Example
from tests.test_rule_examples import reported

_TWINS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "advice-twins.yaml").read_text(encoding="utf-8")
)


def cases(which: str) -> list[object]:
    return [
        pytest.param(rule, case, piece, id=f"{rule}-{which}-{number}")
        for rule, case in _TWINS.items()
        for number, piece in enumerate(case[which], 1)
    ]


def found(rule: str, case: dict[str, Any], piece: str) -> list[str]:
    text = piece if piece.startswith("# ") else f"# {case['title']}\n\n{piece}"
    return reported(built_in().rules[rule], Example(text=text, locale=case.get("locale", "")))[0]


@pytest.mark.parametrize(("rule", "case", "piece"), cases("report"))
def test_reported(rule: str, case: dict[str, Any], piece: str) -> None:
    assert found(rule, case, piece)


@pytest.mark.parametrize(("rule", "case", "piece"), cases("keep"))
def test_left_alone(rule: str, case: dict[str, Any], piece: str) -> None:
    assert found(rule, case, piece) == []
