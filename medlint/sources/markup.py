"""Walk the tags of HTML, in a page or inside Markdown, and hand prose, blocks and marks on.

Fragments may come one by one: an element opened in one may be closed in a later one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from medlint.sources import html_elements as elements
from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import BlockKind, MarkKind
from medlint.sources.flow import Flow, Slot
from medlint.sources.html_entities import pieces
from medlint.sources.html_metadata import PageFacts
from medlint.sources.html_tokens import Comment, EndTag, StartTag, Text, tokens
from medlint.sources.templates import unmasked

_DIRECTIVE = re.compile(r"\s*medlint:\s*(.*?)\s*", re.S)
_FAR = 64
"""How many open elements a closing tag looks at to find its own."""


@dataclass(slots=True)
class _Element:
    name: str
    block: bool
    hidden: bool = False
    container: str | None = None
    slot: bool = False
    preformatted: bool = False
    ends_block: bool = False
    column: int = 0
    """Of a table row, the cells so far."""
    marks: list[tuple[MarkKind, int, str]] = field(default_factory=list)


class Markup:
    """The open elements and what they do to the prose."""

    def __init__(self, builder: DocumentBuilder, source: str) -> None:
        self.builder = builder
        self.flow = Flow(builder)
        self.facts = PageFacts(builder, source)
        self._source = source
        self._stack: list[_Element] = []
        self._open: Counter[str] = Counter()

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    def unwind(self, depth: int, *, inline: bool = False) -> None:
        """Close what was opened since `depth`; with `inline`, only up to the nearest block element."""
        while len(self._stack) > depth and not (inline and self._stack[-1].block):
            self._pop()

    def feed(self, text: str, at: int) -> None:
        """Read a fragment that equals the source from `at`, except for masked characters."""
        for token in tokens(text, at):
            match token:
                case Text(start, end, raw):
                    self._text(text[start - at : end - at], start, raw=raw)
                case StartTag():
                    self._start(token)
                case EndTag():
                    self._end(token)
                case Comment(start, end, words):
                    self.comment(words, start, end)

    def comment(self, words: str, start: int, end: int) -> None:
        """Take a comment that may be for medlint."""
        if "medlint:" in words and (match := _DIRECTIVE.fullmatch(words)):
            self.builder.directive(match[1], start, end - start)

    def _text(self, chunk: str, at: int, *, raw: bool) -> None:
        if self._stack and self.facts.wanted:
            self.facts.text(chunk, at)
        if self.flow.hidden or raw:
            return
        if "&" not in chunk:
            self.flow.text(chunk, at)
            return
        for text, start, length in pieces(chunk, at):
            if len(text) == length:
                self.flow.text(text, start)
            else:
                self.flow.replace(text, start, length)

    # --- opening

    def _start(self, tag: StartTag) -> None:
        name, attributes = tag.name, tag.attributes
        if self.flow.hidden and name in elements.VOID:
            self.facts.start(tag)
            return
        self._imply_ends(name)
        self.facts.start(tag)
        if name in elements.VOID:
            self._void(tag)
            return
        hidden = elements.is_hidden(name, attributes)
        callout = tag.written != name and name in elements.CALLOUTS and not self.builder.has_prose
        if tag.closed and (tag.written != name or name in ("svg", "path", "use", "g")):
            return
        element = _Element(name, name in elements.BLOCK_LEVEL or callout, hidden)
        if hidden:
            self.flow.hidden += 1
        if element.block:
            self._start_block(element, tag, callout=callout)
        else:
            self._start_inline(element, tag)
        self._stack.append(element)
        self._open[name] += 1

    def _start_block(self, element: _Element, tag: StartTag, *, callout: bool) -> None:
        name, attributes = tag.name, tag.attributes
        label = elements.label_of(attributes)
        self.builder.end()
        if callout:
            element.container = "callout"
            said = attributes.get("type") or attributes.get("kind") or attributes.get("variant")
            label = said.value if said else name
        else:
            element.container = elements.container_of(name, attributes, label)
        if element.container is not None:
            self.builder.enter(element.container, label)
            if element.container in ("list", "ordered-list"):
                self.flow.depth += 1
        slot = self._slot(name, attributes.get("scope") is not None)
        if slot is not None:
            self.flow.push(slot)
            element.slot = True
        if name in ("pre", "listing"):
            element.preformatted = True
            self.flow.preformatted += 1

    def _slot(self, name: str, scoped: bool) -> Slot | None:
        if name in elements.HEADINGS:
            return Slot("heading", elements.HEADINGS[name])
        kind: BlockKind | None = elements.BLOCKS.get(name)
        if kind is None:
            return (
                Slot("paragraph") if name in ("blockquote", "table", "aside", "details", "figure") else None
            )
        if kind == "list-item":
            return Slot(kind, max(self.flow.depth, 1), repeats=False)
        if kind == "definition":
            return Slot(kind, repeats=False)
        if kind == "table-cell":
            row = next((item for item in reversed(self._stack[-4:]) if item.name == "tr"), None)
            column = 1
            if row is not None:
                row.column += 1
                column = row.column
            in_head = any(item.name == "thead" for item in self._stack[-4:])
            return Slot(kind, column, name == "th" or scoped or in_head)
        return Slot(kind)

    def _start_inline(self, element: _Element, tag: StartTag) -> None:
        name, attributes = tag.name, tag.attributes
        if self.flow.hidden:
            return
        place = self.builder.place()
        if name == "a":
            if elements.is_button(attributes) and not self.builder.has_prose:
                self.flow.push(Slot("button"))
                element.slot = element.ends_block = True
                place = self.builder.place()
            if "href" in attributes:
                element.marks.append(("link", place, attributes["href"].value.strip()))
        elif name in elements.MARKS:
            element.marks.append((elements.MARKS[name], place, ""))
        title = attributes["title"].value.strip() if "title" in attributes else ""
        if name in ("abbr", "acronym"):
            element.marks.append(("abbr", place, title))
            return
        if name == "dfn":
            element.marks.append(("dfn", place, title))
        if attributes:
            self._tooltip(element, tag, place)

    def _tooltip(self, element: _Element, tag: StartTag, place: int) -> None:
        for key in elements.TOOLTIPS:
            if key in tag.attributes and tag.attributes[key].value.strip():
                element.marks.append(("tooltip", place, tag.attributes[key].value.strip()))
                return
        if "aria-describedby" in tag.attributes:
            said = self.facts.described(tag.attributes["aria-describedby"].value)
            if said:
                element.marks.append(("tooltip", place, said))

    def _void(self, tag: StartTag) -> None:
        if self.flow.hidden:
            return
        if tag.name == "br":
            self.flow.line_break(tag.start, tag.end - tag.start, paragraph=True)
        elif tag.name == "hr":
            self.builder.end()
        elif tag.name == "img" and not elements.is_hidden(tag.name, tag.attributes):
            alt = tag.attributes.get("alt")
            decoration = tag.attributes.get("role")
            stated = alt.value if alt else "" if decoration and decoration.value == "presentation" else None
            self.builder.picture(tag.start, tag.end - tag.start, stated)
            if alt is None:
                return
            raw = self._source[alt.start : alt.end]
            said = [
                piece._replace(text=unmasked(piece.text)) for piece in pieces(raw, alt.start, attribute=True)
            ]
            self.builder.aside_pieces("alt", said)

    # --- closing

    def _imply_ends(self, name: str) -> None:
        """Close the elements that an opening tag ends without their closing tags."""
        if name in elements.ENDS_PARAGRAPH and self._open["p"]:
            self._close_in_scope("p", frozenset({"button", "caption", *elements.SCOPES}))
        for open_name in elements.CLOSES.get(name, ()):
            if self._open[open_name]:
                self._close_in_scope(open_name, elements.SCOPES - set(elements.CLOSES[name]))

    def _close_in_scope(self, name: str, scopes: frozenset[str]) -> None:
        for index in range(len(self._stack) - 1, max(len(self._stack) - _FAR, 0) - 1, -1):
            found = self._stack[index].name
            if found == name:
                self.unwind(index)
                return
            if found in scopes:
                return

    def _end(self, tag: EndTag) -> None:
        name = tag.name
        if name == "br":
            self.flow.line_break(tag.start, tag.end - tag.start, paragraph=True)
            return
        if not self._open[name]:
            if name in elements.BLOCK_LEVEL:
                self.builder.end()
            return
        inline = name not in elements.BLOCK_LEVEL
        for index in range(len(self._stack) - 1, max(len(self._stack) - _FAR, 0) - 1, -1):
            element = self._stack[index]
            if element.name == name:
                if (
                    element.block
                    or element.slot
                    or not any(above.block for above in self._stack[index + 1 :])
                ):
                    self.unwind(index)
                else:
                    self._pop(index)
                return
            if not inline and name == "p" and element.name in elements.SCOPES:
                return
        if not inline:
            while self._stack and self._stack[-1].name != name:
                self._pop()
            self._pop()

    def _pop(self, index: int = -1) -> None:
        element = self._stack.pop(index)
        self._open[element.name] -= 1
        for kind, start, value in element.marks:
            self.builder.mark(kind, start, value)
        self.facts.end(element.name)
        if element.slot:
            self.flow.pop()
        if element.block or element.ends_block:
            self.builder.end()
        if element.preformatted:
            self.flow.preformatted -= 1
        if element.container is not None:
            self.builder.leave(element.container)
            if element.container in ("list", "ordered-list"):
                self.flow.depth -= 1
        if element.hidden:
            self.flow.hidden -= 1
