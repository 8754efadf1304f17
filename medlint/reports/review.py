"""A reviewed article as plain data, for the HTML report and the Word copy: what stands where, and what was found there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.difficulty import sentence_difficulty
from medlint.articles.grade import counted_sentences, grade_of
from medlint.articles.kind import kind_of
from medlint.articles.sections import sections_of
from medlint.findings import Failure, Finding
from medlint.reports.checklist import CheckItem, checklist, last_review
from medlint.rulebook.rule import Rule
from medlint.sources.document import Block, Mark
from medlint.sources.zones import PROSE_ZONES, Zone
from medlint.spans import Span

DIFFICULTY_STEPS = (2.8, 3.4, 4.2)
"""Where fair, hard and specialist sentences begin on the scale of 1 to 6; `medlint score` uses the same words."""
DIFFICULTY_WORDS = ("easy for most readers", "fair", "hard for many readers", "for specialists")


class Note(NamedTuple):
    """A finding with its number in the article."""

    number: int
    """From 1: those about the whole page first, then in the order of the text; those not shown come last."""
    finding: Finding
    rule: Rule | None
    placed: bool
    """It speaks of certain words; else of the whole page."""
    shown: bool
    """The configuration shows it; else only a filter brings it up."""


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


class Stretch(NamedTuple):
    """A sentence, or the space between two."""

    pieces: tuple[Piece, ...]
    sentence: int | None = None
    difficulty: float | None = None
    """1 to 6; None for what is no running prose."""

    @property
    def step(self) -> int:
        """How hard it is: an index into `DIFFICULTY_WORDS`."""
        return step_of(self.difficulty) if self.difficulty is not None else 0


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


class ReviewedSection(NamedTuple):
    """A section with its difficulty; None where it has no running prose."""

    heading: str
    block: int
    """Index of the block that it starts with."""
    words: int
    difficulty: float | None


@dataclass(frozen=True)
class ReviewedArticle:
    """All that a report shows of an article."""

    path: str
    title: str
    kind: str
    format: str
    locale: str
    words: int
    grade: float | None
    difficulty: float | None
    reviewed: str
    """The day of the last review; else of the last change, or publication, with that word; empty where none is stated."""
    blocks: tuple[ReviewedBlock, ...]
    notes: tuple[Note, ...]
    sections: tuple[ReviewedSection, ...]
    checklist: tuple[CheckItem, ...]
    ignored: int
    """Findings that were suppressed or are in the baseline."""
    unit: str = "line"
    source_notes: tuple[str, ...] = ()

    @property
    def shown(self) -> list[Note]:
        """The notes that the configuration shows."""
        return [note for note in self.notes if note.shown]

    def count(self, severity: str) -> int:
        """Return how many shown findings have a severity."""
        return sum(note.finding.severity == severity for note in self.shown)


@dataclass
class Review:
    """A run as the report shows it."""

    articles: list[ReviewedArticle] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    made: str = ""
    """The day on which it was made, as 2027-03-31."""


def step_of(difficulty: float) -> int:
    """Return how hard a difficulty is: an index into `DIFFICULTY_WORDS`."""
    return sum(difficulty >= limit for limit in DIFFICULTY_STEPS)


def review_article(
    article: Article,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    shown: Callable[[Finding], bool],
) -> ReviewedArticle:
    """Return an article with the findings that count; those that are ignored are only counted."""
    counted = [finding for finding in findings if finding.ignored is None]
    notes = _numbered(counted, article.title_span, rules, shown)
    rated = {s.index: sentence_difficulty(article.text_of(s.span)) for s in counted_sentences(article)}
    counts = grade_of(article)
    source = article.document.source
    return ReviewedArticle(
        path=source.path,
        title=" ".join(article.title.split()) or source.path,
        kind=kind_of(article).kind,
        format=source.format,
        locale=_locale(article),
        words=article.word_count,
        grade=counts.grade if counts else None,
        difficulty=sum(rated.values()) / len(rated) if rated else None,
        reviewed=last_review(article),
        blocks=tuple(_blocks(article, notes, rated)),
        notes=notes,
        sections=tuple(_sections(article, rated)),
        checklist=tuple(checklist(article)),
        ignored=sum(finding.ignored is not None for finding in findings),
        unit=source.unit,
        source_notes=source.notes,
    )


def _locale(article: Article) -> str:
    from medlint.articles.locale import locale_of

    return locale_of(article)


def _numbered(
    findings: Sequence[Finding], title: Span, rules: Mapping[str, Rule], shown: Callable[[Finding], bool]
) -> tuple[Note, ...]:
    def whole(finding: Finding) -> bool:
        return finding.span.length == 0 or (finding.level == "document" and finding.span == title)

    ordered = sorted(findings, key=lambda f: (not whole(f), f.span if not whole(f) else Span(0, 0)))
    seen = [finding for finding in ordered if shown(finding)]
    unseen = [finding for finding in ordered if not shown(finding)]
    numbers = {id(finding): number for number, finding in enumerate([*seen, *unseen], 1)}
    return tuple(
        Note(numbers[id(finding)], finding, rules.get(finding.rule), not whole(finding), shown(finding))
        for finding in ordered
    )


def _sections(article: Article, rated: Mapping[int, float]) -> Iterator[ReviewedSection]:
    for section in sections_of(article):
        first = section.first if section.heading is None else section.heading
        if first >= len(article.blocks):
            continue
        inside = [s for at in range(section.first, section.last) for s in article.sentences_of(at)]
        found = [rated[s.index] for s in inside if s.index in rated]
        words = sum(article.text_of(s.span).count(" ") + 1 for s in inside if s.index in rated)
        if words:
            heading = (
                article.text_of(article.blocks[section.heading].span) if section.heading is not None else ""
            )
            mean = sum(found) / len(found) if found else None
            yield ReviewedSection(" ".join(heading.split()), first, words, mean)


def _blocks(article: Article, notes: Sequence[Note], rated: Mapping[int, float]) -> Iterator[ReviewedBlock]:
    placed: dict[int, list[tuple[Span, int]]] = {}
    for note in notes:
        if note.placed:
            at = article.block_at(note.finding.span.start).index
            while at < len(article.blocks) and article.blocks[at].span.start < note.finding.span.end:
                placed.setdefault(at, []).append((note.finding.span, note.number))
                at += 1
    for block, zone in zip(article.blocks, article.zones, strict=True):
        own = placed.get(block.index, [])
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
