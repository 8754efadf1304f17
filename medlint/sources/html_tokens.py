"""Cut HTML into tags, comments and text at exact offsets, in linear time whatever the input.

The standard library's `html.parser` gives lines and columns, differs between patch releases of
Python and takes quadratic time on unclosed comments; this follows the rules of browsers instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from medlint.sources.html_entities import decoded
from medlint.sources.templates import unmasked

_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(>)|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|(?![\"'])([^\s>]*+)))?)"
)
_COMMENT_END = re.compile(r"--!?>")

RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_RAW_WITH_ENTITIES = frozenset({"title", "textarea"})


class Attribute(NamedTuple):
    """The value of an attribute, decoded, and where its raw form stands in the source."""

    value: str
    start: int
    end: int


class Text(NamedTuple):
    """Text between tags, character references included."""

    start: int
    end: int
    raw: bool = False
    """Inside an element such as `<script>`, where nothing is decoded."""


class Comment(NamedTuple):
    """A comment, a doctype or anything else that browsers take for a comment."""

    start: int
    end: int
    text: str


class StartTag(NamedTuple):
    """An opening tag."""

    start: int
    end: int
    name: str
    attributes: dict[str, Attribute]
    closed: bool
    """Written `<x/>`."""
    written: str
    """The name as it stands in the source: `Callout`."""


class EndTag(NamedTuple):
    """A closing tag."""

    start: int
    end: int
    name: str


Token = Text | Comment | StartTag | EndTag


def tokens(text: str, at: int) -> Iterator[Token]:
    """Yield the tokens of a text whose first character is number `at` of the source."""
    here = plain = 0
    quotes_close = True
    end_of_text = len(text)
    last_close = text.rfind(">")
    while True:
        here = text.find("<", here)
        if here < 0 or (here > last_close and not text.startswith("<!--", here)):
            break
        token: Token | None
        following = text[here + 1 : here + 2]
        if following == "!" or following == "?":
            token = _comment(text, here, at)
        elif match := _NAME.match(text, here):
            if following == "/":
                token = _end_tag(text, match, at)
            else:
                token, closes = _start_tag(text, match, at, quotes_close)
                quotes_close = quotes_close and closes
        elif following == "/" and here + 2 < end_of_text:
            token = _bogus(text, here, at)
        else:
            token = None
        if token is None:
            here += 1
            continue
        if here > plain:
            yield Text(at + plain, at + here)
        yield token
        here = plain = token.end - at
        if isinstance(token, StartTag) and (token.name in RAW_TEXT or token.name in _RAW_WITH_ENTITIES):
            close = re.compile(rf"</{token.name}(?=[\s/>])", re.I).search(text, here)
            stop = close.start() if close else end_of_text
            if stop > here:
                yield Text(at + here, at + stop, token.name in RAW_TEXT)
            here = plain = stop
    if plain < end_of_text:
        yield Text(at + plain, at + end_of_text)


def _comment(text: str, here: int, at: int) -> Comment | None:
    if not text.startswith("<!--", here):
        return _bogus(text, here, at)
    if text.startswith(("<!-->", "<!--->"), here):
        end = text.index(">", here) + 1
        return Comment(at + here, at + end, "")
    close = _COMMENT_END.search(text, here + 4)
    if close is None:
        return Comment(at + here, at + len(text), unmasked(text[here + 4 : here + 4096]))
    return Comment(at + here, at + close.end(), unmasked(text[here + 4 : close.start()]))


def _bogus(text: str, here: int, at: int) -> Comment:
    end = text.find(">", here)
    return Comment(at + here, at + (len(text) if end < 0 else end + 1), "")


def _end_tag(text: str, match: re.Match[str], at: int) -> EndTag | None:
    end = text.find(">", match.end())
    if end < 0:
        return None
    return EndTag(at + match.start(), at + end + 1, unmasked(match[1]).lower())


def _start_tag(
    text: str, match: re.Match[str], at: int, quotes_close: bool
) -> tuple[StartTag | Comment | None, bool]:
    """Return the tag, and whether every quote in it was closed.

    After one quotation mark that nothing closes, tags end at their first `>`: each further try
    to read on to the end of the text would make the time quadratic.
    """
    attributes: dict[str, Attribute] = {}
    here, end = match.end(), -1
    limit = len(text)
    if not quotes_close:
        limit = text.find(">", here) + 1
    while here < limit and (found := _ATTRIBUTE.match(text, here, limit)):
        if found[1]:
            end = found.end()
            break
        group = next((number for number in (3, 4, 5) if found[number] is not None), None)
        name = unmasked(found[2]).lower()
        if name and name not in attributes:
            if group is None:
                attributes[name] = Attribute("", at + found.end(), at + found.end())
            else:
                value = decoded(unmasked(found[group]))
                attributes[name] = Attribute(value, at + found.start(group), at + found.end(group))
        here = found.end()
    if end < 0:
        if quotes_close:
            return _start_tag(text, match, at, quotes_close=False)[0], False
        if limit <= match.end():
            return None, False
        end = limit
    written = unmasked(match[1])
    closed = text[end - 2] == "/"
    return StartTag(at + match.start(), at + end, written.lower(), attributes, closed, written), True
