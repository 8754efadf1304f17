"""Lists and numbers of items that a text promises: missing ones, and those that only look so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from medlint.findings import Finding

DATA = yaml.safe_load((Path(__file__).parent / "data" / "promised-lists.yaml").read_text(encoding="utf-8"))


def cases(kind: str) -> list[tuple[str, str]]:
    """Return (rule, text) of one kind."""
    return [(rule, text) for rule, texts in DATA.items() for text in texts[kind]]


def linted(lint: Callable[..., list[Finding]], rule: str, text: str) -> list[str]:
    """Return the rules that report something."""
    return [
        finding.rule for finding in lint(text, rule, format="html" if text.startswith("<") else "markdown")
    ]


@pytest.mark.parametrize(("rule", "text"), cases("flagged"))
def test_missing(lint: Callable[..., list[Finding]], rule: str, text: str) -> None:
    assert linted(lint, rule, text) == [rule]


@pytest.mark.parametrize(("rule", "text"), cases("fine"))
def test_there(lint: Callable[..., list[Finding]], rule: str, text: str) -> None:
    assert linted(lint, rule, text) == []
