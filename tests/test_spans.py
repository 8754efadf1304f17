"""Spans, positions and the way back to the source."""

from __future__ import annotations

import pytest

from medlint.spans import LineIndex, Segment, SourceMap, Span


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("", 0, 1, 1),
        ("ab\ncd", 0, 1, 1),
        ("ab\ncd", 2, 1, 3),
        ("ab\ncd", 3, 2, 1),
        ("ab\r\ncd", 4, 2, 1),
        ("ab\rcd", 3, 2, 1),
        ("a\n\nb", 3, 3, 1),
        ("a\u2028b\x0bc", 4, 1, 5),
        ("😀é\nx", 1, 1, 2),
        ("a\n", 2, 2, 1),
    ],
)
def test_position(text: str, offset: int, line: int, column: int) -> None:
    assert LineIndex(text).position(offset) == (offset, line, column)


# Prose "ab & cd", from the source "ab &amp; **cd**", a gap, and "ef" further on.
SEGMENTS = [
    Segment(0, 3, 0, 3, True),
    Segment(3, 4, 3, 8, False),
    Segment(4, 5, 8, 9, True),
    Segment(5, 7, 11, 13, True),
    Segment(9, 11, 20, 22, True),
]


@pytest.mark.parametrize(
    ("span", "source"),
    [
        ((0, 2), (0, 2)),
        ((1, 2), (1, 2)),
        ((3, 4), (3, 8)),
        ((2, 4), (2, 8)),
        ((0, 7), (0, 13)),
        ((6, 7), (12, 13)),
        ((5, 11), (11, 22)),
        ((7, 9), (13, 13)),
        ((7, 10), (20, 21)),
        ((10, 11), (21, 22)),
    ],
)
def test_to_source(span: tuple[int, int], source: tuple[int, int]) -> None:
    assert SourceMap(SEGMENTS).to_source(Span(*span)) == Span(*source)


def test_a_map_without_segments_points_at_the_start() -> None:
    assert SourceMap([]).to_source(Span(0, 0)) == Span(0, 0)


def test_overlap_and_containment() -> None:
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(0, 3).contains(Span(1, 3))
    assert not Span(0, 3).contains(Span(1, 4))
    assert Span(2, 5).length == 3
