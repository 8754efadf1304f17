"""Scope operators: which flags hold for a marked span."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.articles.context import FLAGS, context
from medlint.rulebook.rule import parse_marks
from tests.conftest import article_of, find_span

ITEMS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "context.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("item", [pytest.param(item, id=str(at)) for at, item in enumerate(ITEMS, 1)])
def test_context(item: dict[str, Any]) -> None:
    text, (marked,) = parse_marks(item["text"])
    words = text[marked.start : marked.end]
    article = article_of(text)
    before = text[: marked.start].count(words)
    found = context(article, find_span(article, words, before))
    assert set(item.get("flags", [])) <= set(FLAGS)
    missing = set(item.get("flags", [])) - found
    wrong = set(item.get("not", [])) & found
    assert not missing, f"missing {sorted(missing)} in {sorted(found)}: {item['text']}"
    assert not wrong, f"wrong {sorted(wrong)}: {item['text']}"
