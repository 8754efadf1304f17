"""The text of a reviewed article, cut into sentences and into pieces in which nothing begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.reports.bands import shade_of
from medlint.sources.document import Block, Mark
from medlint.sources.zones import PROSE_ZONES, Zone
from medlint.spans import Span


class Piece(NamedTuple):
    """A stretch of text in which nothing begins or ends."""

    text: str
    start: int
    """In the prose."""
    notes: tuple[int, ...] = ()
    """Numbers of the findings on it, that of the fewest words first."""
    ends: tuple[int, ...] = ()
    """Numbers of those that end with it."""
    marks: frozenset[str] = frozenset()
    link: str = ""
    """The target of the link that it belongs to, as written; empty outside links."""
    link_ends: bool = False
    note_name: str = ""
    """Of a footnote reference, which has no text."""

    @property
    def plain(self) -> bool:
        """Whether it is nothing but text."""
        return not (self.notes or self.ends or self.marks or self.link or self.note_name)


class Stretch(NamedTuple):
    """A sentence, or the space between two."""

    pieces: tuple[Piece, ...]
    sentence: int | None = None
    difficulty: float | None = None
    """1 to 6; None for what is no running prose."""

    @property
    def shade(self) -> int:
        """Its shade on the difficulty map, from 0."""
        return shade_of(self.difficulty) if self.difficulty is not None else 0


QUIET_WORDS: dict[str, str] = {
    "navigation": "navigation", "footer": "page footer", "references": "sources", "comments": "readers’ comments",
    "call-to-action": "button or call to action", "byline": "byline and dates", "disclaimer": "disclaimer",
    "furniture": "page furniture", "code": "code", "caption": "picture or caption",
}  # fmt: skip
"""What the zones are called that most rules leave out."""


class ReviewedBlock(NamedTuple):
    """A block with its text in stretches."""

    block: Block
    zone: Zone
    stretches: tuple[Stretch, ...]
    zone_begins: bool = False
    """The block before it stands in another zone."""

    @property
    def quiet(self) -> str:
        """What its zone is called where most rules leave it out; empty for prose."""
        return "" if self.zone in PROSE_ZONES else QUIET_WORDS.get(self.zone, self.zone)

    @property
    def pieces(self) -> Iterator[Piece]:
        """The pieces of all stretches."""
        return (piece for stretch in self.stretches for piece in stretch.pieces)


def reviewed_blocks(
    article: Article, placed: Iterable[tuple[Span, int]], rated: Mapping[int, float]
) -> Iterator[ReviewedBlock]:
    """Yield the blocks of an article, cut where something begins or ends.

    `placed` are places in the prose with the numbers of their findings; `rated` the difficulties of sentences.
    """
    by_block: dict[int, list[tuple[Span, int]]] = {}
    for span, number in placed:
        at = article.block_at(span.start).index
        while at < len(article.blocks) and article.blocks[at].span.start < span.end:
            by_block.setdefault(at, []).append((span, number))
            at += 1
    for block, zone in zip(article.blocks, article.zones, strict=True):
        own = by_block.get(block.index, [])
        pieces = list(
            cut(article.text, block.span, own, article.marks_in(block.index), _edges(article, block))
        )
        begins = block.index == 0 or article.zones[block.index - 1] != zone
        yield ReviewedBlock(block, zone, tuple(_stretches(article, block, pieces, rated)), begins)


def _edges(article: Article, block: Block) -> list[int]:
    return [edge for sentence in article.sentences_of(block.index) for edge in sentence.span]


def _stretches(
    article: Article, block: Block, pieces: list[Piece], rated: Mapping[int, float]
) -> Iterator[Stretch]:
    at = 0
    for sentence in article.sentences_of(block.index):
        before = at
        while at < len(pieces) and pieces[at].start < sentence.span.start:
            at += 1
        if at > before:
            yield Stretch(tuple(pieces[before:at]))
        first = at
        while at < len(pieces) and pieces[at].start < sentence.span.end:
            at += 1
        yield Stretch(tuple(pieces[first:at]), sentence.index, rated.get(sentence.index))
    if at < len(pieces):
        yield Stretch(tuple(pieces[at:]))


def cut(
    text: str,
    span: Span,
    placed: Sequence[tuple[Span, int]],
    marks: Sequence[Mark],
    edges: Sequence[int] = (),
) -> Iterator[Piece]:
    """Cut a block of the prose where findings, inline marks or sentences begin or end.

    `placed` are spans with the number of their finding; they may reach over the block.
    """
    cuts = {span.start, span.end, *(edge for edge in edges if span.start < edge < span.end)}
    begin: dict[int, list[int]] = {}
    finish: dict[int, list[int]] = {}
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    references: dict[int, list[Mark]] = {}
    lengths = {number: place.length for place, number in placed}
    for place, number in placed:
        first, last = max(place.start, span.start), min(place.end, span.end)
        if first < last:
            begin.setdefault(first, []).append(number)
            finish.setdefault(last, []).append(number if place.end <= span.end else -number)
            cuts.update((first, last))
    for mark in marks:
        first, last = max(mark.span.start, span.start), min(mark.span.end, span.end)
        if first < last:
            opening.setdefault(first, []).append(mark)
            closing.setdefault(last, []).append(mark)
            cuts.update((first, last))
        elif mark.kind == "footnote-ref" and span.start <= mark.span.start <= span.end:
            references.setdefault(mark.span.start, []).append(mark)
            cuts.add(mark.span.start)
    numbers: list[int] = []
    active: list[Mark] = []
    ordered = sorted(cuts)
    for at, after in zip(ordered, [*ordered[1:], None], strict=True):
        for number in finish.get(at, ()):
            numbers.remove(abs(number))
        for mark in closing.get(at, ()):
            active.remove(mark)
        numbers.extend(begin.get(at, ()))
        active.extend(opening.get(at, ()))
        for mark in references.get(at, ()):
            yield Piece("", at, note_name=mark.value)
        if after is None:
            break
        links = [mark for mark in active if mark.kind in ("link", "url")]
        yield Piece(
            text[at:after],
            at,
            tuple(sorted(numbers, key=lambda number: (lengths[number], number))),
            tuple(sorted(number for number in finish.get(after, ()) if number > 0)),
            frozenset(mark.kind for mark in active),
            (links[-1].value or text[links[-1].span.start : links[-1].span.end]) if links else "",
            bool(links) and links[-1] in closing.get(after, ()),
        )
