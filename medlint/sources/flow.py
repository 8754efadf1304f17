"""The stream of prose that a Markdown and an HTML reader share: hidden parts, cells, line breaks.

It decides what kind of block a piece of text opens; it knows no syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import BlockKind
from medlint.sources.templates import MASK

_URL = re.compile(r"\b(?:https?|ftp)://[^\s<>\"”]+", re.I)
_MASKED = re.compile(f"{MASK}+")


@dataclass(slots=True)
class Slot:
    """A place whose text becomes a block of a certain kind, such as a list item or a cell."""

    kind: BlockKind
    level: int = 0
    header: bool = False
    repeats: bool = True
    """Every block in it is of that kind; else only the first, and paragraphs follow."""
    used: bool = False


class Flow:
    """Prose on its way into a `DocumentBuilder`."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.hidden = 0
        """How many hidden elements are open: no prose arrives while there is one."""
        self.depth = 0
        """How many lists are open."""
        self.preformatted = 0
        """How many elements are open in which line ends count."""
        self._slots: list[Slot] = []
        self._broken = False

    def push(self, slot: Slot) -> None:
        """Open a slot; the open block ends."""
        self.builder.end()
        self._slots.append(slot)

    def pop(self) -> None:
        """Close the innermost slot; the open block ends."""
        self.builder.end()
        self._slots.pop()

    def text(self, chunk: str, at: int) -> None:
        """Add prose that equals the source from `at`, except for masked characters."""
        if self.hidden:
            return
        if MASK in chunk:
            here = 0
            for masked in _MASKED.finditer(chunk):
                self._plain(chunk[here : masked.start()], at + here)
                here = masked.end()
            chunk, at = chunk[here:], at + here
        self._plain(chunk, at)

    def replace(self, text: str, at: int, length: int) -> None:
        """Add prose that stands for `length` source characters from `at`."""
        if self.hidden or MASK in text:
            return
        if self._ready(text):
            self.builder.replace(text, at, length)

    def line_break(self, at: int, length: int, *, paragraph: bool = False) -> None:
        """Break the line; two breaks with nothing between end the block where `paragraph`."""
        if self.hidden or not self.builder.in_block:
            return
        if self._broken and paragraph:
            self.builder.end()
        self.builder.line_break(at, length)
        self._broken = True

    def _plain(self, chunk: str, at: int) -> None:
        if not self._ready(chunk):
            if chunk and self.builder.in_block:
                self.builder.space(at, len(chunk))
            return
        if self.preformatted and ("\n" in chunk or "\r" in chunk):
            self._lines(chunk, at)
        elif "://" in chunk:
            self._with_addresses(chunk, at)
        else:
            self.builder.text(chunk, at)

    def _ready(self, text: str) -> bool:
        """Open a block when there is none and the text is more than white space."""
        if not self.builder.in_block:
            if not text or text.isspace():
                return False
            slot = self._slots[-1] if self._slots else None
            if slot is None or (slot.used and not slot.repeats):
                self.builder.begin("paragraph")
            else:
                slot.used = True
                self.builder.begin(slot.kind, slot.level, header=slot.header)
            self._broken = False
        elif self._broken and not text.isspace():
            self._broken = False
        return bool(text)

    def _lines(self, chunk: str, at: int) -> None:
        for line in chunk.splitlines(keepends=True):
            body = line.rstrip("\r\n")
            if body:
                self.builder.text(body, at)
            if len(body) < len(line):
                self.builder.line_break(at + len(body), len(line) - len(body))
            at += len(line)

    def _with_addresses(self, chunk: str, at: int) -> None:
        here = 0
        for address in _URL.finditer(chunk):
            end = address.start() + len(address[0].rstrip(".,;:!?)]}'*_"))
            if address.start() > here:
                self.builder.text(chunk[here : address.start()], at + here)
            place = self.builder.place()
            self.builder.text(chunk[address.start() : end], at + address.start())
            self.builder.mark("url", place, chunk[address.start() : end])
            here = end
        if here < len(chunk):
            self.builder.text(chunk[here:], at + here)
