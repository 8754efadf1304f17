"""What every reader makes: prose in blocks that remembers its place in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from medlint.spans import LineIndex, Position, SourceMap, Span
from medlint.vocabulary.folding import fold

Format = Literal["markdown", "html", "text", "word"]

BlockKind = Literal[
    "paragraph",
    "heading",
    "list-item",
    "table-cell",
    "term",
    "definition",
    "caption",
    "alt",
    "summary",
    "code",
    "button",
]

MarkKind = Literal[
    "link",
    "url",
    "code",
    "emphasis",
    "strong",
    "quote",
    "abbr",
    "dfn",
    "tooltip",
    "sup",
    "sub",
    "footnote-ref",
]

MetaOrigin = Literal[
    "front-matter", "json-ld", "meta", "time", "core-properties", "label-line", "title", "lang"
]

GAP = "\n\n"
"""What stands between two blocks of the prose; no block holds it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read."""

    path: str
    """As given by the caller; `-` for standard input."""
    format: Format
    text: str
    """Decoded, newlines left as they are; for Word the paragraphs joined by newlines."""
    notes: tuple[str, ...] = ()
    """What the person should know about how it was read, such as a guessed encoding."""

    @property
    def unit(self) -> str:
        """What a line number counts: `line`, or `paragraph` for Word."""
        return "paragraph" if self.format == "word" else "line"


@dataclass(frozen=True, slots=True)
class Container:
    """What a block stands in, such as a list, a table row, a quotation or a `<nav>`."""

    kind: str
    """list, ordered-list, item, table, row, quote, callout, aside, nav, header, footer, main, article,
    section, figure, details, footnote, definition-list, form, comments, html (a bare element)."""
    id: int
    """Unique in the document: two blocks of one list share it."""
    label: str = ""
    """Class and id attributes, a callout's type, or a footnote's name; lower case."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell and so on."""

    index: int
    kind: BlockKind
    span: Span
    """In the prose."""
    level: int = 0
    """Of a heading 1 to 6; of a list item its depth from 1; of a table cell its column from 1."""
    containers: tuple[Container, ...] = ()
    """From the outermost to the innermost."""
    header: bool = False
    """A cell of a table's heading row or column."""

    def inside(self, *kinds: str) -> Container | None:
        """Return the innermost container of one of these kinds."""
        for container in reversed(self.containers):
            if container.kind in kinds:
                return container
        return None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of prose with an inline meaning."""

    kind: MarkKind
    span: Span
    """In the prose; may be empty (a footnote reference shows no prose)."""
    value: str = ""
    """A link's target, an abbreviation's or tooltip's title, a footnote's name."""


@dataclass(frozen=True, slots=True)
class MetaField:
    """One fact that the file states about itself."""

    name: str
    """Lower case, as written: `date`, `lastreviewed`, `og:title`, `author.name`."""
    value: str
    origin: MetaOrigin
    span: Span | None = None
    """In the source, where it is known."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words that stand for it."""

    span: Span
    """In the source."""
    alt: str | None
    """None where none are given; empty for a picture that is said to be decoration."""
    place: int
    """Where it stands in the prose."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment that speaks to medlint; `text` starts after `medlint:`."""

    text: str
    span: Span
    """In the source."""
    block: int
    """Index of the first block that ends after it (the number of blocks, when none does)."""


@dataclass(frozen=True)
class Document:
    """A source with its prose, blocks and inline marks."""

    source: Source
    text: str
    """The prose: blocks joined by `GAP`, white space folded to one space."""
    blocks: tuple[Block, ...]
    source_map: SourceMap
    marks: tuple[Mark, ...] = ()
    """Sorted by start."""
    metadata: tuple[MetaField, ...] = ()
    directives: tuple[Directive, ...] = ()
    pictures: tuple[Picture, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    """(term, meaning) pairs from markup: Markdown abbreviation lines, front-matter glossaries."""

    @cached_property
    def lines(self) -> LineIndex:
        """Lines of the source."""
        return LineIndex(self.source.text)

    @cached_property
    def folded(self) -> str:
        """The prose in lower case with plain quotes, character by character."""
        return fold(self.text)

    def position(self, offset: int) -> Position:
        """Return the line and column of a source offset."""
        return self.lines.position(offset)

    def meta(self, *names: str) -> list[MetaField]:
        """Return the stated facts of these names, in the order of `names`."""
        return [item for name in names for item in self.metadata if item.name == name]


def folded(parts: Iterable[str]) -> str:
    """Join pieces of text with white space folded."""
    return " ".join(" ".join(parts).split())
