"""Sentences with the words that the language rules ask about, flagged and fine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from medlint.findings import Finding

DATA = yaml.safe_load((Path(__file__).parent / "data" / "language.yaml").read_text(encoding="utf-8"))


def cases(kind: str) -> list[tuple[str, str]]:
    """Return (rule, sentence) of one kind."""
    return [(rule, text) for rule, texts in DATA.items() for text in texts[kind]]


@pytest.mark.parametrize(("rule", "text"), cases("flagged"))
def test_flagged(lint: Callable[..., list[Finding]], rule: str, text: str) -> None:
    assert [finding.rule for finding in lint(text, rule)][:1] == [rule]


@pytest.mark.parametrize(("rule", "text"), cases("fine"))
def test_fine(lint: Callable[..., list[Finding]], rule: str, text: str) -> None:
    assert lint(text, rule) == []
