"""Tells what of a file was damaged before medlint read it, or hides a part of the page by mistake.

A page that is read only in part must never look clean; see the rule `parse-damage`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.sources.document import Document
from medlint.spans import Span

_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf©¨¤¶¼±³¡º§ª«®°²´µ·¹»¿‚ƒ„…†‡ˆ‰Š‹Œ]|Â[\u00a0-\u00bf]|â€[™˜œ\u009d“”¦¢]|ï»¿|ðŸ"
)
_CONFLICT = re.compile(r"^(?:<{7} \S|>{7} \S)", re.M)
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})(.*)$", re.M)
_HIDDEN_WORDS = 8
"""Words behind an unclosed fence from which on it hides prose, not a last listing."""


def damage(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield the source span and the nature of each damage; one of each nature, at its first place."""
    text, form = document.source.text, document.source.format
    if (at := text.find("\ufffd")) >= 0:
        count = text.count("\ufffd")
        yield Span(at, at + 1), f"{count} character{'s' * (count > 1)} could not be read and are lost"
    if found := _MOJIBAKE.search(text):
        yield Span(*found.span()), f"“{found.group()}” is a letter that was decoded wrongly"
    if form == "word":
        return
    if found := _CONFLICT.search(text):
        end = text.find("\n", found.start())
        yield Span(found.start(), end if end >= 0 else len(text)), "a merge conflict was left in the file"
    if form == "text":
        return
    at = text.rfind("<!--")
    if at >= 0 and text.find("-->", at) < 0 and not _in_code(document, at) and text[at + 4 :].strip():
        yield Span(at, at + 4), "this comment is never closed and may hide the rest of the page"
    if form == "markdown":
        yield from _open_fence(text)


def _in_code(document: Document, offset: int) -> bool:
    for block in document.blocks:
        if block.kind == "code":
            place = document.source_map.to_source(block.span)
            if place.start <= offset < place.end:
                return True
    return any(mark.kind == "code" and _holds(document, mark.span, offset) for mark in document.marks)


def _holds(document: Document, span: Span, offset: int) -> bool:
    place = document.source_map.to_source(span)
    return place.start <= offset < place.end


def _open_fence(text: str) -> Iterator[tuple[Span, str]]:
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opening is None:
            if not (fence[1][0] == "`" and "`" in fence[2]):
                opening = fence
        elif fence[1].startswith(opening[1]) and not fence[2].strip():
            opening = None
    if opening is not None and len(text[opening.end() :].split()) >= _HIDDEN_WORDS:
        span = Span(opening.start(1), opening.end(1))
        yield span, "this code block is never closed and hides the rest of the page"
