"""The zone of each block, in small documents of every format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.sources import read_text
from medlint.sources.document import Document
from medlint.sources.zones import zones

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "zones.yaml").read_text(encoding="utf-8")
)


def shown(document: Document) -> list[tuple[str, str]]:
    """Return the zone and the text of each block."""
    found = zip(zones(document), document.blocks, strict=True)
    return [(zone, document.text[block.span.start : block.span.end]) for zone, block in found]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_zone_of_each_block(case: dict[str, Any]) -> None:
    found = shown(read_text(case["text"], path="-", format=case["format"]))
    wanted = [pair for entry in case["zones"] for pair in entry.items()]
    got = [
        (zone, text[: len(str(wanted[at][1]))] if at < len(wanted) else text)
        for at, (zone, text) in enumerate(found)
    ]
    assert got == [(zone, str(text)) for zone, text in wanted]
