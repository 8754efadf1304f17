"""Read plain text: paragraphs between blank lines, headings, lists and bylines by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from medlint.sources import plain_lines as lines
from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import Document, Source
from medlint.sources.encoding import after_mark
from medlint.sources.flow import Flow
from medlint.sources.plain_lists import BULLET, flattened, is_ordered
from medlint.spans import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


class _Line(NamedTuple):
    text: str
    """Without its end."""
    at: int
    whole: int
    """Its length, the end included."""


class _Unit(NamedTuple):
    """Lines that belong together."""

    kind: Literal["prose", "heading", "byline", "directive"]
    lines: list[_Line]
    level: int = 0
    """Of a heading that is marked as one."""


def read_plain(source: Source) -> Document:
    """Return the prose of a text file."""
    builder = DocumentBuilder(source)
    _Reader(builder).read()
    return builder.finish()


class _Reader:
    """Goes through the units of a text."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._flow = Flow(builder)
        self._units = list(_units(builder.source.text))
        self._candidates = [
            _could_be_heading(unit, first=index == 0) for index, unit in enumerate(self._units)
        ]
        self._width = max((len(line.text) for unit in self._units for line in unit.lines), default=0)
        """Of the longest line, in characters: where the text was wrapped, if it was."""
        self._titled = False
        """Whether a heading or a paragraph of prose has come."""
        self._lists: list[tuple[int, str]] = []
        """The open lists: indentation and kind."""

    def read(self) -> None:
        """Go through the text from the first line to the last."""
        before = ""
        for index, unit in enumerate(self._units):
            first = unit.lines[0]
            if unit.kind == "directive":
                self._builder.end()
                words = lines.DIRECTIVE.fullmatch(first.text)
                self._builder.directive(words[1] if words else "", first.at, len(first.text))
            elif unit.kind == "heading":
                self._heading(first, unit.level)
            elif unit.kind == "byline":
                self._facts(first)
                self._byline(first)
            elif before == "byline" and len(unit.lines) == 1 and lines.is_role(first.text):
                self._byline(first)
            elif level := self._heading_level(index):
                self._heading(first, level)
            else:
                self._titled = True
                self._paragraph(unit.lines)
            before = unit.kind
        self._close_lists()

    def _paragraph(self, found: list[_Line]) -> None:
        bullets = _bullets(found)
        if bullets:
            self._list(found, bullets)
        elif self._lists and found[0].text[:2].isspace():
            self._plain_lines(found)
            self._builder.end()
        else:
            self._close_lists()
            self._prose(found)

    def _heading_level(self, index: int) -> int:
        """Return the level of a line that is a heading by its shape and what follows; 0 for others."""
        if not self._candidates[index]:
            return 0
        if not self._titled:
            return 1
        text = self._units[index].lines[0].text.rstrip()
        following = self._units[index + 1] if index + 1 < len(self._units) else None
        if text.endswith("?"):
            return 2
        if following is None or following.kind != "prose":
            return 0
        if len(following.lines) > 1 or len(following.lines[0].text) > max(2 * len(text), 60):
            return 2
        around = self._candidates[max(index - 1, 0) : index + 2]
        return 2 if lines.is_titled(text) and not (len(around) == 3 and all(around)) else 0

    def _heading(self, line: _Line, level: int) -> None:
        self._close_lists()
        self._titled = True
        self._builder.begin("heading", level)
        self._flow.text(line.text, line.at)
        self._builder.end()

    def _facts(self, line: _Line) -> None:
        for name, start, end in lines.labels(line.text):
            self._builder.meta(name, line.text[start:end], "label-line", Span(line.at + start, line.at + end))

    def _byline(self, line: _Line) -> None:
        self._close_lists()
        self._builder.enter("header", "byline")
        self._flow.text(line.text, line.at)
        self._builder.leave("header")

    # --- prose and lists

    def _plain_lines(self, found: list[_Line]) -> None:
        for line, following in zip(found, [*found[1:], None], strict=True):
            self._flow.text(line.text, line.at)
            ending = line.at + len(line.text), line.whole - len(line.text)
            if following is not None and self._meant(line, following):
                self._builder.line_break(*ending)
            else:
                self._builder.space(*ending)

    def _meant(self, line: _Line, following: _Line) -> bool:
        """Tell whether a line was ended on purpose: the next word would have fitted into the text's width."""
        words = following.text.split(maxsplit=1)
        if not words or not words[0][0].isalnum() or words[0][0].islower():
            return False
        return len(line.text.rstrip()) + 1 + len(words[0]) < 0.95 * self._width

    def _prose(self, found: list[_Line]) -> None:
        text, offset = self._joined(found)
        parts = flattened(text)
        if not parts:
            self._plain_lines(found)
            self._builder.end()
            return
        for start, end, item in parts:
            if item and not self._lists:
                self._open_list(0, "list")
            elif not item:
                self._close_lists()
            self._piece(text, offset, start, end, item=item)
        self._close_lists()

    def _piece(self, text: str, offset: int, start: int, end: int, *, item: bool) -> None:
        if item:
            self._builder.enter("item")
            self._builder.begin("list-item", len(self._lists))
        self._flow.text(text[start:end], offset + start)
        self._builder.end()
        if item:
            self._builder.leave("item")

    def _joined(self, found: list[_Line]) -> tuple[str, int]:
        start = found[0].at
        return self._builder.source.text[start : found[-1].at + len(found[-1].text)], start

    def _list(self, found: list[_Line], bullets: list[int]) -> None:
        if bullets[0]:
            self._close_lists()
            self._plain_lines(found[: bullets[0]])
            self._builder.end()
        for number, start in enumerate(bullets):
            end = bullets[number + 1] if number + 1 < len(bullets) else len(found)
            first = found[start]
            bullet = BULLET.match(first.text)
            assert bullet is not None
            self._nest(
                len(bullet["indent"].expandtabs(4)), "ordered-list" if is_ordered(bullet["sign"]) else "list"
            )
            body = _Line(first.text[bullet.end() :], first.at + bullet.end(), first.whole - bullet.end())
            item = [body, *found[start + 1 : end]]
            text, offset = self._joined(item)
            parts = flattened(text, in_item=True) if number + 1 == len(bullets) else []
            if parts:
                for start_, end_, is_item in parts:
                    if not is_item:
                        self._close_lists()
                    self._piece(text, offset, start_, end_, item=is_item)
                continue
            self._builder.enter("item")
            self._builder.begin("list-item", len(self._lists))
            self._plain_lines(item)
            self._builder.leave("item")

    def _nest(self, indent: int, kind: str) -> None:
        while self._lists and self._lists[-1][0] > indent + 1:
            self._close_list()
        if self._lists and self._lists[-1][0] >= indent - 1 and self._lists[-1][1] != kind:
            self._close_list()
        if not self._lists or self._lists[-1][0] < indent - 1:
            self._open_list(indent, kind)

    def _open_list(self, indent: int, kind: str) -> None:
        self._builder.enter(kind)
        self._lists.append((indent, kind))

    def _close_list(self) -> None:
        self._builder.leave(self._lists.pop()[1])

    def _close_lists(self) -> None:
        self._builder.end()
        while self._lists:
            self._close_list()


def _lines_of(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text, after_mark(text)):
        yield _Line(match[0].rstrip("\r\n"), match.start(), match.end() - match.start())


def _units(text: str) -> Iterator[_Unit]:
    waiting: list[_Line] = []
    for line in _lines_of(text):
        shape = _shape(line.text)
        if shape == "prose":
            waiting.append(line)
            continue
        if shape == "separator" and len(waiting) == 1 and (level := lines.underline_level(line.text)):
            yield _Unit("heading", waiting, level)
        else:
            yield from _split(waiting)
        waiting = []
        if shape == "directive":
            yield _Unit("directive", [line])
        elif shape == "heading":
            level, start = lines.hash_heading(line.text)
            end = len(line.text.rstrip().rstrip("#"))
            yield _Unit("heading", [_Line(line.text[start:end], line.at + start, 0)], level)
    yield from _split(waiting)


def _shape(line: str) -> Literal["blank", "directive", "separator", "heading", "prose"]:
    opening = line.lstrip()[:1]
    if not opening:
        return "blank"
    if opening == "[" and lines.DIRECTIVE.fullmatch(line):
        return "directive"
    if not opening.isalnum() and lines.is_separator(line):
        return "separator"
    return "heading" if opening == "#" and lines.hash_heading(line)[0] else "prose"


def _split(found: list[_Line]) -> Iterator[_Unit]:
    """Take the bylines off the head of a paragraph."""
    start = 0
    while start < len(found) and not BULLET.match(found[start].text) and lines.labels(found[start].text):
        yield _Unit("byline", [found[start]])
        start += 1
    if start < len(found):
        yield _Unit("prose", found[start:])


def _could_be_heading(unit: _Unit, *, first: bool) -> bool:
    return (
        unit.kind == "prose"
        and len(unit.lines) == 1
        and lines.could_be_heading(unit.lines[0].text, first=first)
        and not BULLET.match(unit.lines[0].text)
    )


def _bullets(found: list[_Line]) -> list[int]:
    """Return the numbers of the lines that start a list item; none when it is no list."""
    numbers = [number for number, line in enumerate(found) if BULLET.match(line.text)]
    if not numbers or numbers[0] == 0:
        return numbers
    before = found[numbers[0] - 1].text.rstrip()
    return numbers if before.endswith(":") or len(numbers) > 1 else []
