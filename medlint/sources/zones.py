"""Tells what each block of a document is for: body, navigation, references, call to action …

Rules look at the prose zones only. A zone is told, in this order, by the containers of the
block and their class names, by its own words, and by the heading that it stands under. What
would hide the page itself is never believed.
"""

from __future__ import annotations

import re
from typing import Literal, cast, get_args

from medlint.sources.document import Block, Container, Document
from medlint.sources.zone_lines import begins_box, names_source, zone_of_line
from medlint.sources.zone_names import Ruled, zone_of_heading, zone_of_label
from medlint.vocabulary.wordlists import vocabulary

Zone = Literal[
    "body", "heading", "list", "table", "callout", "quote", "caption", "navigation", "footer", "references",
    "comments", "call-to-action", "byline", "disclaimer", "furniture", "code",
]  # fmt: skip

ALL_ZONES: frozenset[Zone] = frozenset(get_args(Zone))

PROSE_ZONES: frozenset[Zone] = frozenset({"body", "heading", "list", "table", "callout", "quote"})
"""Where rules look unless they say otherwise."""

SENTENCE_ZONES: frozenset[Zone] = frozenset({"body", "list", "callout", "quote"})
"""What counts as running prose, for readability."""

_BY_KIND: dict[str, Zone] = {
    "heading": "heading",
    "summary": "heading",
    "list-item": "list",
    "term": "list",
    "definition": "list",
    "table-cell": "table",
    "caption": "caption",
    "alt": "caption",
    "code": "code",
    "button": "call-to-action",
}
_BY_CONTAINER: dict[str, Zone] = {
    "nav": "navigation",
    "footer": "footer",
    "form": "call-to-action",
    "comments": "comments",
    "footnote": "references",
}
_SURE_OF_LONG_BLOCKS = frozenset({"navigation", "comments", "footer", "references"})
_LONG_BLOCK = 400
_LONG_FORM = 120
"""Characters of a paragraph; a form has one at most, on how it uses what is filled in."""
_MOST_OF_PAGE = 0.6
_SMALL_PAGE = 600
"""Characters: a share of a smaller page says nothing."""
_LEAD_WORDS = 12
_SHORT_LINE = 60
_PROSE_WORDS = 25
_PROSE_END = re.compile(r"[.!?][\"'”’)]*\s*$")
_INNER_END = re.compile(r"[.!?][\"'”’)]*\s+[A-Z“‘]")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|https?:|www\.|\bdoi\b|\bet al\b", re.I)


def zones(document: Document) -> tuple[Zone, ...]:
    """Return the zone of each block."""
    walk = _Walk(document)
    return tuple([walk.zone(block) for block in document.blocks])


class _Walk:
    """One pass over the blocks of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._containers = _named_containers(document)
        self._boxes: frozenset[int] | None = None
        self._layouts = layout_tables(document)
        self._ruled: Ruled | None = None
        self._level = 0
        self._ruled_blocks = 0
        self._by_line = False
        self._seen_text = False

    def zone(self, block: Block) -> Zone:
        """Return the zone of the next block."""
        if block.kind in {"heading", "summary"}:
            self._heading(block)
        elif block.kind == "paragraph" and block.span.length <= _SHORT_LINE:
            self._line_as_heading(block)
        zone = self._own(block)
        if self._ruled is None:
            self._seen_text = self._seen_text or zone in SENTENCE_ZONES or zone == "heading"
            return zone
        heading = zone == "furniture" and block.kind == "heading"
        if not (heading or zone in PROSE_ZONES) or not self._belongs(block):
            return zone
        return cast(Zone, self._ruled.zone)

    def _heading(self, block: Block) -> None:
        """Begin or end a section that is not of the page proper."""
        level = block.level or 7
        if self._ruled and level <= self._level:
            self._ruled = None
        span = block.span
        ruled = zone_of_heading(self._document.folded[span.start : span.end])
        # A title says what the page is, not what a part of it is for.
        if ruled and (self._seen_text or ruled.links):
            self._ruled, self._level, self._ruled_blocks, self._by_line = ruled, level, 0, False

    def _line_as_heading(self, block: Block) -> None:
        """Begin a section under a line such as “References:” that stands for a heading."""
        document, span = self._document, block.span
        ruled = zone_of_heading(document.folded[span.start : span.end])
        following = document.blocks[block.index + 1] if block.index + 1 < len(document.blocks) else None
        if ruled is None or following is None or not self._seen_text:
            return
        text = document.text[following.span.start : following.span.end]
        if ruled.zone == "references" and not names_source(text):
            return
        if following.kind == "list-item" or (ruled.zone == "references" and not _is_bare_prose(text)):
            self._ruled, self._level, self._ruled_blocks, self._by_line = ruled, 6, 0, True

    def _belongs(self, block: Block) -> bool:
        ruled = self._ruled
        if ruled is None or block.kind in {"heading", "summary"}:
            return True
        self._ruled_blocks += 1
        text = self._document.text[block.span.start : block.span.end]
        if self._by_line and self._ruled_blocks > 1 and block.kind != "list-item":
            if ruled.zone != "references" or _is_bare_prose(text):
                self._ruled = None
                return False
        if self._level == 7:
            # A summary rules what folds out under it.
            return block.inside("details") is not None
        if ruled.zone == "byline":
            return self._ruled_blocks <= int(vocabulary("zones")["byline-blocks"])
        if block.kind != "paragraph":
            return True
        if ruled.links:
            return not _is_prose(text)
        return ruled.zone != "references" or not _is_bare_prose(text)

    def _own(self, block: Block) -> Zone:
        document = self._document
        span = block.span
        for container in reversed(block.containers):
            zone = self._containers.get(container.id)
            if zone is None:
                if container.kind == "header" and block.kind != "heading" and not self._is_lead(block):
                    return "byline"
            elif zone == "callout":
                return "heading" if block.kind == "heading" else "callout"
            elif zone in _SURE_OF_LONG_BLOCKS or (
                span.length < _LONG_BLOCK
                and not (block.kind == "heading" and zone in {"byline", "call-to-action", "caption"})
            ):
                return zone
        own = _BY_KIND.get(block.kind, "body")
        if own == "table" and block.inside("table") in self._layouts:
            own = "body"
        if own in {"code", "call-to-action", "caption"}:
            return own
        if block.kind in {"paragraph", "list-item", "heading"}:
            text, folded = document.text[span.start : span.end], document.folded[span.start : span.end]
            if line := zone_of_line(
                text, folded, heading=block.kind == "heading", item=block.kind == "list-item"
            ):
                return cast(Zone, line)
        if own == "heading":
            return own
        if block.inside("callout"):
            return "callout"
        if quote := block.inside("quote"):
            return "callout" if self._is_box(quote) else "quote"
        return "callout" if own == "body" and block.inside("aside") else own

    def _is_lead(self, block: Block) -> bool:
        """Tell whether a block in a page's header is a first paragraph rather than a date or a slogan."""
        text = self._document.text[block.span.start : block.span.end]
        return text.count(" ") + 1 >= _LEAD_WORDS and _PROSE_END.search(text) is not None

    def _is_box(self, quote: Container) -> bool:
        """Tell whether a block quote is a box rather than somebody's words."""
        if self._boxes is None:
            document = self._document
            self._boxes = frozenset(
                box.id
                for block in document.blocks
                if (box := block.inside("quote"))
                and (
                    block.kind in {"list-item", "heading", "table-cell"}
                    or begins_box(
                        document.text[block.span.start : block.span.end],
                        document.folded[block.span.start : block.span.end],
                    )
                )
            )
        return quote.id in self._boxes


def _named_containers(document: Document) -> dict[int, Zone]:
    """Return the zones of containers by their ids, without those that hold the page itself."""
    found: dict[int, Zone] = {}
    sizes: dict[int, int] = {}
    judged: set[int] = set()
    holding: set[int] = set()
    prose: dict[int, int] = {}
    total = 0
    for block in document.blocks:
        total += block.span.length
        for container in block.containers:
            if container.id not in judged:
                judged.add(container.id)
                zone = _BY_CONTAINER.get(container.kind) or zone_of_label(container.label)
                if zone:
                    found[container.id] = cast(Zone, zone)
                    sizes[container.id] = 0
            if container.id in found:
                sizes[container.id] += block.span.length
                if block.kind == "heading" and block.level == 1:
                    holding.add(container.id)
                elif container.kind == "form" and block.span.length >= _LONG_FORM:
                    prose[container.id] = prose.get(container.id, 0) + 1
    for at, zone in list(found.items()):
        most = zone != "comments" and total > _SMALL_PAGE and sizes[at] > _MOST_OF_PAGE * total
        if (at in holding and zone != "callout") or most or prose.get(at, 0) > 1:
            del found[at]
    return found


def layout_tables(document: Document) -> frozenset[Container]:
    """Return the tables that only place things on the page: with headings or prose in their cells and no heading row."""
    cells: dict[Container, list[bool]] = {}
    headed: set[Container] = set()
    holding: set[Container] = set()
    for block in document.blocks:
        table = block.inside("table")
        if table is None:
            continue
        if block.header:
            headed.add(table)
        elif block.kind == "heading":
            holding.add(table)
        elif block.kind == "table-cell":
            cells.setdefault(table, []).append(_is_prose(document.text[block.span.start : block.span.end]))
    return frozenset(
        table
        for table, prose in cells.items()
        if table in holding or (table not in headed and 2 * sum(prose) > len(prose))
    )


def _is_prose(text: str) -> bool:
    return text.count(" ") + 1 >= _PROSE_WORDS or _INNER_END.search(text) is not None


def _is_bare_prose(text: str) -> bool:
    """Tell whether a block is prose without a year, an address or authors."""
    return _is_prose(text) and _DATED.search(text) is None
