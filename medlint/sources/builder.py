"""How a reader makes a `Document`: it tells a builder what it finds, in order.

A reader calls a `DocumentBuilder` from the first character of the source to the last and
never searches for a text to find its position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from medlint.sources.document import (
    GAP,
    Block,
    BlockKind,
    Container,
    Directive,
    Document,
    Mark,
    MarkKind,
    MetaField,
    MetaOrigin,
    Picture,
    Source,
)
from medlint.spans import Segment, SourceMap, Span

_SPACES = " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_UNEVEN = re.compile(f"[{_SPACES[1:]}][{_SPACES}]*| [{_SPACES}]+")
"""White space that does not stand for itself: anything but a lone space."""

_DEEPEST = 64
"""Containers that a block names at most: what is nested deeper is kept by no page on purpose."""


class Piece(NamedTuple):
    """Prose that stands for `length` source characters from `at`; equal to them or an atom."""

    text: str
    at: int
    length: int


@dataclass
class DocumentBuilder:
    """Collects what a reader finds, in order, and makes a `Document` of it."""

    source: Source
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _segments: list[Segment] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _metadata: list[MetaField] = field(default_factory=list)
    _directives: list[Directive] = field(default_factory=list)
    _pictures: list[Picture] = field(default_factory=list)
    _definitions: list[tuple[str, str]] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _containers: list[Container] = field(default_factory=list)
    _open_kinds: Counter[str] = field(default_factory=Counter)
    _recorded: tuple[Container, ...] | None = ()
    _next_container: int = 0
    _open: tuple[BlockKind, int, bool] | None = None
    _open_start: int = 0
    _waiting: tuple[int, int, str] | None = None
    _aside: list[tuple[BlockKind, Sequence[Piece]]] = field(default_factory=list)

    # --- blocks and containers

    def enter(self, kind: str, label: str = "") -> None:
        """Open a container; a block that is open ends first."""
        self.end()
        self._containers.append(Container(kind, self._next_container, label.lower()))
        self._open_kinds[kind] += 1
        self._next_container += 1
        self._recorded = None

    def leave(self, kind: str) -> None:
        """Close the innermost container of this kind and all inside it; ignored when there is none."""
        self.end()
        if not self._open_kinds[kind]:
            return
        self._recorded = None
        while True:
            last = self._containers.pop()
            self._open_kinds[last.kind] -= 1
            if last.kind == kind:
                return

    def begin(self, kind: BlockKind, level: int = 0, *, header: bool = False) -> None:
        """Open a block; the one that is open ends first."""
        self.end()
        self._open = (kind, level, header)
        self._open_start = self._length

    @property
    def in_block(self) -> bool:
        """Whether a block is open."""
        return self._open is not None

    @property
    def has_prose(self) -> bool:
        """Whether a block is open that holds prose already."""
        return self._open is not None and self._length > self._open_start

    def end(self) -> None:
        """End the open block; one without prose leaves nothing behind."""
        self._waiting = None
        if self._open is not None:
            kind, level, header = self._open
            self._open = None
            if self._length > self._open_start:
                if self._recorded is None:
                    self._recorded = tuple(self._containers[:_DEEPEST])
                span = Span(self._open_start, self._length)
                self._blocks.append(Block(len(self._blocks), kind, span, level, self._recorded, header))
                self._append(GAP)
        if self._aside:
            waiting, self._aside = self._aside, []
            for aside_kind, pieces in waiting:
                self.begin(aside_kind)
                for piece in pieces:
                    self.piece(piece)
                self.end()

    def aside(self, kind: BlockKind, text: str, at: int) -> None:
        """Add a block of its own (alternative text, say) after the open one ends.

        `text` equals the source from character `at`.
        """
        self.aside_pieces(kind, [Piece(text, at, len(text))])

    def aside_pieces(self, kind: BlockKind, pieces: Sequence[Piece]) -> None:
        """Add a block of its own, of pieces some of which are atoms, after the open one ends."""
        if any(piece.text.strip() for piece in pieces):
            self._aside.append((kind, pieces))
        if self._open is None:
            self.end()

    # --- prose

    def text(self, chunk: str, at: int) -> None:
        """Add prose that equals the source from character `at`; white space is folded."""
        if self._open is None:
            self.begin("paragraph")
        body = chunk.lstrip(_SPACES)
        if len(body) < len(chunk):
            lead = len(chunk) - len(body)
            self.space(at, lead)
            at += lead
        whole = len(body)
        body = body.rstrip(_SPACES)
        if body:
            here = 0
            for white in _UNEVEN.finditer(body):
                self._verbatim(body[here : white.start()], at + here)
                here = white.end()
                self.space(at + white.start(), here - white.start())
            self._verbatim(body[here:] if here else body, at + here)
        if len(body) < whole:
            self.space(at + len(body), whole - len(body))

    def replace(self, text: str, at: int, length: int) -> None:
        """Add prose that stands for `length` source characters from `at`, such as an entity."""
        if not text:
            return
        if not text.strip(_SPACES):
            self.space(at, length)
            return
        if self._open is None:
            self.begin("paragraph")
        self._flush()
        self._segment(text, at, at + length, verbatim=False)

    def piece(self, piece: Piece) -> None:
        """Add prose that equals its source or stands for it, whichever is true."""
        text, at, length = piece
        if len(text) == length and self.source.text.startswith(text, at):
            self.text(text, at)
        else:
            self.replace(" ".join(text.split()) if text.strip() else text, at, length)

    def space(self, at: int, length: int) -> None:
        """Add white space; runs of it become one space, none stands at a block's edge."""
        if self._waiting is None:
            self._waiting = (at, at + length, " ")
        elif self._waiting[2] == " ":
            self._waiting = (self._waiting[0], max(self._waiting[1], at + length), " ")

    def line_break(self, at: int, length: int) -> None:
        """Add a hard line break inside a block; none stands at its edge."""
        if self._waiting is None or self._waiting[2] == " ":
            self._waiting = (at, at + length, "\n")

    def _flush(self) -> None:
        if self._waiting is None:
            return
        start, end, text = self._waiting
        self._waiting = None
        if self._length > self._open_start:
            self._segment(text, start, end, verbatim=text == " " and self.source.text[start:end] == " ")

    def _verbatim(self, text: str, at: int) -> None:
        if self._waiting is not None:
            self._flush()
        self._segment(text, at, at + len(text), verbatim=True)

    def _segment(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        length = self._length
        if verbatim and self._segments:
            last = self._segments[-1]
            if last.verbatim and last.source_end == start and last.end == length:
                self._segments[-1] = Segment(last.start, length + len(text), last.source_start, end, True)
                self._append(text)
                return
        self._segments.append(Segment(length, length + len(text), start, end, verbatim))
        self._append(text)

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    # --- marks and facts

    def place(self) -> int:
        """Return where the next character of prose will stand, white space that waits included."""
        return self._length + (1 if self._waiting is not None and self.has_prose else 0)

    def here(self) -> int:
        """Return where the prose ends now, white space that waits left out."""
        return self._length

    def mark(self, kind: MarkKind, start: int, value: str = "") -> None:
        """Mark the prose from `start` (see `place`) to here."""
        self._marks.append(Mark(kind, Span(start, max(start, self._length)), value))

    def meta(self, name: str, value: str, origin: MetaOrigin, span: Span | None = None) -> None:
        """State a fact about the file."""
        if value.strip():
            self._metadata.append(MetaField(name.lower(), value.strip(), origin, span))

    def picture(self, at: int, length: int, alt: str | None) -> None:
        """Note a picture; `alt` is None where the markup gives no words for it."""
        self._pictures.append(Picture(Span(at, at + length), alt, self._length))

    def directive(self, text: str, at: int, length: int) -> None:
        """Note a comment that speaks to medlint."""
        self._directives.append(Directive(text, Span(at, at + length), len(self._blocks)))

    def define(self, term: str, meaning: str) -> None:
        """Note a meaning that the markup gives."""
        self._definitions.append((term, meaning))

    def note(self, text: str) -> None:
        """Tell the person something about how the file was read."""
        self._notes.append(text)

    def finish(self) -> Document:
        """Return the document."""
        self.end()
        text = "".join(self._pieces)
        if text.endswith(GAP):
            text = text[: -len(GAP)]
        trimmed = (_trimmed(mark, text) for mark in self._marks)
        marks = dict.fromkeys(mark for mark in trimmed if mark is not None)
        source = self.source
        if self._notes:
            source = replace(source, notes=(*source.notes, *self._notes))
        return Document(
            source=source,
            text=text,
            blocks=tuple(self._blocks),
            source_map=SourceMap(self._segments),
            marks=tuple(sorted(marks, key=lambda mark: mark.span)),
            metadata=tuple(self._metadata),
            directives=tuple(self._directives),
            pictures=tuple(self._pictures),
            definitions=tuple(self._definitions),
        )


def _trimmed(mark: Mark, text: str) -> Mark | None:
    """Return the mark without white space at its ends; None when it then says nothing."""
    start, end = min(mark.span.start, len(text)), min(mark.span.end, len(text))
    while start < end and text[end - 1] in " \n":
        end -= 1
    while start < end and text[start] in " \n":
        start += 1
    if start == end and mark.kind not in ("footnote-ref", "link"):
        return None
    return Mark(mark.kind, Span(start, end), mark.value)
