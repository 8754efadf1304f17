"""Lists that lost their lines on the way: “such as: - a fever - a rash - a stiff neck”, all in one sentence."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:^|\s)[-–•·■▪●*]\s+(?=\S)")

_MARK_ALONE = re.compile(r"[-–•·■▪●*]\s")
"""Stands in every flattened list, and is quick to look for."""


def flat_items(text: str) -> list[str]:
    """Return the pieces of a sentence that is a flattened list, its lead-in first; the sentence itself otherwise.

    Two marks may be a pair of dashes: they count only after a colon, or where the text begins with a mark.
    """
    if _MARK_ALONE.search(text) is None:
        return [text]
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 or not (
        len(marks) > 2 or marks[0].start() == 0 or text[: marks[0].start()].rstrip().endswith(":")
    ):
        return [text]
    edges = [0, *(mark.end() for mark in marks)]
    stops = [*(mark.start() for mark in marks), len(text)]
    return [piece for piece in (text[a:b].strip() for a, b in zip(edges, stops, strict=True)) if piece]
