"""Places in a text, and the way back from prose to the file that it was read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of characters, 0-based."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters the range holds."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A place in a source: `offset` 0-based in characters, `line` and `column` 1-based."""

    offset: int
    line: int
    column: int


class LineIndex:
    r"""Lines of a text; a line ends at `\n`, `\r\n` or a lone `\r` and nowhere else."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Return the line and column of a character offset."""
        line = bisect_right(self._starts, offset)
        return Position(offset, line, offset - self._starts[line - 1] + 1)

    def text_of_line(self, text: str, line: int) -> str:
        """Return a line (1-based) of the same text, without its end."""
        end = self._starts[line] if line < len(self._starts) else len(text)
        return text[self._starts[line - 1] : end].rstrip("\r\n")


class Segment(NamedTuple):
    """A stretch of prose and the stretch of source that it stands for.

    A verbatim segment is equal to its source character by character. Any other one is an
    atom (an entity, a run of white space): a span that touches it takes in all of it.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    verbatim: bool


class SourceMap:
    """Turns spans of prose into spans of source.

    Segments are sorted by `start` and do not overlap. Prose between two segments (the blank
    lines that a reader puts between blocks) stands for nothing in the source.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self._starts = [segment.start for segment in segments]

    def to_source(self, span: Span) -> Span:
        """Return the smallest source range that holds every character of `span`.

        A span that holds no mapped character gives an empty range at the end of the
        segment before it.
        """
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_right(self._starts, max(span.end - 1, span.start)) - 1
        low: int | None = None
        high = 0
        for segment in self.segments[first : last + 1]:
            if segment.end <= span.start or segment.start >= max(span.end, span.start + 1):
                continue
            if segment.verbatim:
                shift = segment.source_start - segment.start
                start = max(span.start, segment.start) + shift
                end = min(span.end, segment.end) + shift
            else:
                start, end = segment.source_start, segment.source_end
            low = start if low is None else min(low, start)
            high = max(high, end)
        if low is None:
            before = self.segments[last].source_end if 0 <= last < len(self.segments) else 0
            return Span(before, before)
        return Span(low, max(low, high))
