"""Character references of HTML: what they stand for, as browsers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from medlint.sources.builder import Piece

_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,40}+;?|#[0-9]{1,40}+;?|[a-zA-Z][a-zA-Z0-9]{1,40}+;?)")


def pieces(text: str, at: int, *, attribute: bool = False) -> Iterator[Piece]:
    """Cut source text that starts at `at` into plain stretches and character references."""
    here = 0
    if "&" in text:
        for match in _REFERENCE.finditer(text):
            found = _meaning(text, match, attribute=attribute)
            if found is None:
                continue
            meaning, length = found
            if match.start() > here:
                yield Piece(text[here : match.start()], at + here, match.start() - here)
            here = match.start() + length
            yield Piece(meaning, at + match.start(), length)
    if here < len(text):
        yield Piece(text[here:] if here else text, at + here, len(text) - here)


def decoded(text: str) -> str:
    """Return an attribute's value with its character references resolved."""
    return "".join(piece.text for piece in pieces(text, 0, attribute=True)) if "&" in text else text


def _meaning(text: str, match: re.Match[str], *, attribute: bool) -> tuple[str, int] | None:
    """Return what a reference stands for and how long it is; None when it is plain text."""
    reference = match[0]
    if reference[1] == "#":
        return unescape(reference), len(reference)
    name = reference[1:]
    if name.endswith(";"):
        if name in html5:
            return html5[name], len(reference)
        name = name[:-1]
    for end in range(min(len(name), 6), 1, -1):
        # Only the old names work without a semicolon; the longest of them has six letters.
        if name[:end] in html5:
            follower = text[match.start() + 1 + end : match.start() + 2 + end]
            if attribute and (follower == "=" or follower.isalnum()):
                return None
            return html5[name[:end]], end + 1
    return None
