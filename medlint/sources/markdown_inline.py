"""Hand the words inside a Markdown block on: emphasis, links, code, pictures, line ends."""

from __future__ import annotations

from typing import Any

from medlint.sources.builder import Piece
from medlint.sources.document import MarkKind
from medlint.sources.markup import Markup
from medlint.sources.templates import MASK, unmasked


class Characters:
    """Turns byte offsets of a text into character offsets, decoding only what lies between."""

    def __init__(self, text: str) -> None:
        self._data = b"" if text.isascii() else text.encode()
        self._byte = self._character = 0

    def at(self, byte: int) -> int:
        """Return the character offset."""
        if not self._data:
            return byte
        if byte >= self._byte:
            self._character += len(self._data[self._byte : byte].decode("utf-8", "ignore"))
        else:
            self._character -= len(self._data[byte : self._byte].decode("utf-8", "ignore"))
        self._byte = byte
        return self._character


class Inline:
    """The inline events of the parser on their way into the prose."""

    def __init__(self, markup: Markup, text: str, start: int) -> None:
        self.code = False
        """Whether the words stand in a block of code."""
        self._builder = markup.builder
        self._flow = markup.flow
        self._text = text
        self._start = start
        self._open: list[tuple[MarkKind, int, str, str]] = []
        self._image: list[Piece] | None = None
        self._picture = 0, 0

    @property
    def in_image(self) -> bool:
        """Whether the words are the alternative text of a picture."""
        return self._image is not None

    def words(self, data: str, start: int, end: int) -> None:
        """Take text that stands between two places of the parsed text."""
        place = self._start + start
        verbatim = len(data) == end - start and self._text.startswith(data, start)
        if self._image is not None:
            if data != MASK * len(data):
                self._image.append(Piece(unmasked(data), place, end - start))
        elif self.code:
            self._code_line(data, place, end - start, verbatim)
        elif verbatim:
            self._flow.text(data, place)
        else:
            self._flow.replace(data, place, end - start)

    def _code_line(self, data: str, at: int, length: int, verbatim: bool) -> None:
        if verbatim:
            self._flow.text(data, at)
            return
        source = self._text[at - self._start : at - self._start + length]
        body = data.rstrip("\n")
        if source.startswith(body):
            self._flow.text(body, at)
            self._flow.line_break(at + len(body), length - len(body))
        else:
            self._flow.replace(" ".join(data.split()) if data.strip() else data, at, length)

    def soft_break(self, at: int, length: int) -> None:
        """Take the end of a line that shows as a space."""
        if self._image is not None:
            self._image.append(Piece(" ", at, length))
        elif self._builder.in_block and not self._flow.hidden:
            self._builder.space(at, length)

    def hard_break(self, at: int, length: int) -> None:
        """Take the end of a line that is to stay one."""
        if self._image is None:
            self._flow.line_break(at, length)
        else:
            self.soft_break(at, length)

    def code_span(self, data: str, start: int, end: int) -> None:
        """Take code inside a sentence."""
        raw = self._text[start:end]
        ticks = len(raw) - len(raw.lstrip("`"))
        inner = raw[ticks : len(raw) - ticks]
        at = self._start + start + ticks
        if self._image is not None:
            self._image.append(Piece(unmasked(inner), at, len(inner)))
            return
        if self._flow.hidden:
            return
        place = self._builder.place()
        if " ".join(inner.split()) == " ".join(data.split()):
            shift = len(inner) - len(inner.lstrip())
            self._flow.text(inner.strip(), at + shift)
        else:
            self._flow.replace(" ".join(data.split()), self._start + start, end - start)
        self._builder.mark("code", place)

    def enter(self, name: str, value: Any) -> None:
        """Begin emphasis or a link."""
        place = self._builder.place()
        if name != "Link":
            self._open.append(("emphasis" if name == "Emphasis" else "strong", place, "", ""))
            return
        kind: MarkKind = "url" if value["link_type"] in ("Autolink", "Email") else "link"
        self._open.append((kind, place, unmasked(value["dest_url"]), unmasked(value["title"])))

    def enter_image(self, start: int, end: int) -> None:
        """Begin the alternative text of a picture that stands between two places of the parsed text."""
        self._image = []
        self._picture = self._start + start, end - start

    def leave(self) -> None:
        """End the innermost emphasis or link."""
        kind, place, value, title = self._open.pop()
        if self._flow.hidden or self._image is not None:
            return
        self._builder.mark(kind, place, value)
        if title:
            self._builder.mark("tooltip", place, title)

    def leave_image(self) -> None:
        """End the alternative text of a picture and set it aside."""
        said, self._image = self._image or [], None
        if not self._flow.hidden:
            self._builder.picture(*self._picture, "".join(piece.text for piece in said) or None)
            self._builder.aside_pieces("alt", said)
