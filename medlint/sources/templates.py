"""Hide what a site generator or a server would fill in, without moving a character.

Hidden characters become `MASK`, which readers take out of the prose again; parsers in between see
one odd letter, so that `[x]({{ site.url }}/a)` stays a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "\uf8f5"
"""A private-use character; where a source holds it itself, it says nothing to a reader either."""

_TEMPLATE = re.compile(
    r"\{\{(?:[^{}]|\}(?!\})|\{(?!\{)){0,1000}+\}\}"
    r"|\{%[^%]{0,1000}+(?:%(?!\})[^%]{0,200}+){0,5}+%\}"
)
_JINJA_COMMENT = re.compile(r"\{#[^#]{0,2000}+#\}")
_LIQUID_COMMENT = re.compile(r"\{%-?\s*(end)?comment\b[^%]{0,100}+%\}")
_SERVER = re.compile(r"<\?(?:php\b|=|xml\b)?|<%")
_NOT_NEWLINE = re.compile(r"[^\r\n]")


def hidden(text: str) -> str:
    """Return characters of equal number that hide a piece of source; line ends stay."""
    return _NOT_NEWLINE.sub(MASK, text) if "\n" in text or "\r" in text else MASK * len(text)


def without_templates(text: str, *, html: bool = False) -> str:
    """Return a text of equal length in which template and, for HTML, server tags are hidden."""
    if "{%" in text:
        text = _cut(text, _liquid_comments(text))
    if "{{" in text or "{%" in text:
        text = _TEMPLATE.sub(lambda match: hidden(match[0]), text)
    if html:
        if "{#" in text:
            text = _JINJA_COMMENT.sub(lambda match: hidden(match[0]), text)
        if "<?" in text or "<%" in text:
            text = _cut(text, _server_tags(text))
    return text


def unmasked(text: str) -> str:
    """Return an attribute's or a comment's text without what was hidden in it."""
    return text.replace(MASK, "") if MASK in text else text


def _cut(text: str, ranges: Iterator[tuple[int, int]]) -> str:
    pieces: list[str] = []
    here = 0
    for start, end in ranges:
        pieces += (text[here:start], hidden(text[start:end]))
        here = end
    return "".join((*pieces, text[here:])) if here else text


def _liquid_comments(text: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for tag in _LIQUID_COMMENT.finditer(text):
        if tag[1] is None and start is None:
            start = tag.start()
        elif tag[1] is not None and start is not None:
            yield start, tag.end()
            start = None


def _server_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield where PHP, XML and ASP tags stand; an unclosed PHP tag runs to the end, as in PHP."""
    here = 0
    last_close = {"%>": text.rfind("%>"), "?>": text.rfind("?>")}
    while match := _SERVER.search(text, here):
        close = "%>" if match[0] == "<%" else "?>"
        if last_close[close] >= match.end():
            end = text.find(close, match.end())
            here = end + 2
            yield match.start(), here
        elif match[0] in ("<?php", "<?="):
            yield match.start(), len(text)
            return
        elif close == "?>":
            end = text.find(">", match.end())
            if end < 0:
                return
            here = end + 1
            yield match.start(), here
        else:
            following = text.find("<?", match.end())
            if following < 0:
                return
            here = following
