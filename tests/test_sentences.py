"""Where one sentence ends and the next begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.articles.sentences import split_sentences

ITEMS: list[Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("item", [pytest.param(item, id=str(at)) for at, item in enumerate(ITEMS, 1)])
def test_split_sentences(item: Any) -> None:
    sentences = item if isinstance(item, list) else item["sentences"]
    text = " ".join(item) if isinstance(item, list) else item["text"]
    found = [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
    assert found == [" ".join(sentence.split()) for sentence in sentences]
