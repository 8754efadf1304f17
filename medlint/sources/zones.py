"""Tells what each block of a document is for: body, navigation, references, call to action …

Rules look at the prose zones only. A zone is told, in this order, by the containers of the
block and their class names, by the heading that it stands under, and by its own words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from medlint.sources.document import Block, Document
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary

Zone = Literal[
    "body", "heading", "list", "table", "callout", "quote", "caption", "navigation", "footer", "references",
    "comments", "call-to-action", "byline", "disclaimer", "furniture", "code",
]  # fmt: skip

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
_RULED_BY_HEADING: tuple[Zone, ...] = ("references", "comments", "byline", "navigation", "disclaimer")
_LEAD = re.compile(r"^[^\w]+")
_WORDY = re.compile(r"[a-z]{2,}(?:[-_][a-z]+)*")
_END = re.compile(r"[.!?]\s+\S")


def zones(document: Document) -> tuple[Zone, ...]:
    """Return the zone of each block."""
    out: list[Zone] = []
    under: tuple[int, Zone] | None = None
    for block in document.blocks:
        if block.kind == "heading":
            if under and block.level <= under[0]:
                under = None
            own = _heading_zone(_words_of(document, block))
            if own:
                under = (block.level, own)
        zone = _of_block(document, block)
        if under and zone in PROSE_ZONES:
            zone = under[1]
        out.append(zone)
    return tuple(out)


def _of_block(document: Document, block: Block) -> Zone:
    for container in reversed(block.containers):
        if container.kind in _BY_CONTAINER:
            return _BY_CONTAINER[container.kind]
        if container.kind == "header" and block.kind != "heading":
            return "byline"
        if container.label and container.kind not in {"html", "body"}:
            named = _label_zone(container.label)
            if named == "callout":
                return "heading" if block.kind == "heading" else "callout"
            if named and not (named in {"byline", "call-to-action"} and block.kind == "heading"):
                if named in {"navigation", "comments", "footer", "references"} or block.span.length < 400:
                    return named
    zone = _BY_KIND.get(block.kind, "body")
    if zone in {"code", "call-to-action", "caption"}:
        return zone
    if block.kind in {"paragraph", "list-item", "heading"}:
        own = _line_zone(_words_of(document, block), block)
        if own:
            return own
    if zone == "heading":
        return zone
    if block.inside("callout"):
        return "callout"
    if quote := block.inside("quote"):
        return "callout" if quote.id in _callout_quotes(document) else "quote"
    if zone == "body" and block.inside("aside"):
        return "callout"
    return zone


def _words_of(document: Document, block: Block) -> str:
    return _LEAD.sub("", document.folded[block.span.start : block.span.end]).strip(" .:!*–-")


@cache
def _heading_zone(text: str) -> Zone | None:
    for zone in _RULED_BY_HEADING:
        if text in vocabulary("zones")["headings"].get(zone, ()):
            return zone
    return None


@cache
def _label_zone(label: str) -> Zone | None:
    names = label.split()
    for zone, parts in vocabulary("zones")["labels"].items():
        for part in parts:
            bare = part.rstrip("-")
            if any(
                name == bare
                or name.startswith((bare + "-", bare + "_"))
                or name.endswith(("-" + bare, "_" + bare))
                for name in names
            ):
                return zone  # type: ignore[no-any-return]
    return None


def _line_zone(words: str, block: Block) -> Zone | None:
    if not words:
        return None
    lists = vocabulary("zones")
    count = words.count(" ") + 1
    if count > lists["line-words"] * 3:
        return None
    for zone, pattern in _line_patterns():
        if not pattern.match(words):
            continue
        if zone == "disclaimer":
            return "disclaimer"
        if block.kind == "heading" and zone != "furniture":
            continue
        limit = {"furniture": 6, "call-to-action": 9, "byline": 24, "footer": 40}[zone]
        if count > limit or _END.search(words):
            continue
        if zone in {"furniture", "call-to-action"} and block.kind == "list-item" and count > 4:
            continue
        return zone
    return None


@cache
def _line_patterns() -> tuple[tuple[Zone, Wordings], ...]:
    return tuple((zone, Wordings(lines)) for zone, lines in vocabulary("zones")["lines"].items())


@cache
def _callout_words() -> Wordings:
    return Wordings(vocabulary("zones")["callout-words"])


def _callout_quotes(document: Document) -> frozenset[int]:
    """Return the ids of block quotes that are boxes rather than somebody's words."""
    found = document.__dict__.get("_callout_quotes")
    if found is None:
        ids = set()
        for block in document.blocks:
            quote = block.inside("quote")
            if quote is None:
                continue
            text = document.text[block.span.start : block.span.end]
            boxed = block.kind in {"list-item", "heading", "table-cell"}
            if (
                boxed
                or (not text[:1].isascii() and text[:1] not in "“‘—–")
                or _callout_words().match(_words_of(document, block))
            ):
                ids.add(quote.id)
        found = document.__dict__["_callout_quotes"] = frozenset(ids)
    return found
