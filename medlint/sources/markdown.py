"""Read Markdown: CommonMark with the common extensions, and the HTML in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyromark
from pyromark import Options

from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import Document, Source
from medlint.sources.flow import Slot
from medlint.sources.front_matter import read_front_matter
from medlint.sources.markdown_inline import Characters, Inline
from medlint.sources.markdown_lines import Signal, prepare
from medlint.sources.markup import Markup
from medlint.sources.templates import MASK

_PARSER = pyromark.Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_GFM
)


def read_markdown(source: Source) -> Document:
    """Return the prose of a Markdown file."""
    builder = DocumentBuilder(source)
    start = read_front_matter(builder)
    prepared = prepare(source.text, start, mdx=source.path.lower().endswith(".mdx"))
    for term, meaning in prepared.abbreviations:
        builder.define(term, meaning)
    reader = _Reader(builder, prepared.text, start, prepared.signals)
    reader.read()
    return builder.finish()


class _Reader:
    """Turns the parser's events into prose."""

    def __init__(self, builder: DocumentBuilder, text: str, start: int, signals: list[Signal]) -> None:
        self._builder = builder
        self._markup = Markup(builder, builder.source.text)
        self._flow = self._markup.flow
        self._text = text
        self._start = start
        self._prose = Inline(self._markup, text, start)
        self._signals = signals[::-1]
        self._opened: list[tuple[str, int, bool]] = []
        """Block elements that are open: how to end them, the HTML depth before, whether they hold a slot."""
        self._html: list[tuple[int, int]] | None = None
        self._row_is_header = False
        self._column = 0

    def read(self) -> None:
        """Go through the text from the first character to the last."""
        at = Characters(self._text).at
        for event, range_ in _PARSER.events_with_range(self._text):
            start, end = range_["start"], range_["end"]
            if event == "SoftBreak":
                start = at(start)
                self._prose.soft_break(self._start + start, at(end) - start)
                continue
            if isinstance(event, str):
                self._break(event, at(start), at(end))
                continue
            name: str
            data: Any
            ((name, data),) = event.items()
            if name == "Text":
                start = at(start)
                if self._signals:
                    self._signal(start)
                self._prose.words(data, start, at(end))
            elif name == "Start":
                self._enter(data, at(start), at(end) if "Image" in data else 0)
            elif name == "End":
                self._leave(data)
            else:
                start = at(start)
                self._other(name, data, start, at(end))
        self._signal(len(self._text))
        self._markup.unwind(0)

    def _break(self, event: str, start: int, end: int) -> None:
        if event == "HardBreak":
            self._prose.hard_break(self._start + start, end - start)
        else:
            self._builder.end()

    def _other(self, name: str, data: Any, start: int, end: int) -> None:
        if name == "Code":
            self._prose.code_span(data, start, end)
        elif name == "Html" and self._html is not None:
            self._html.append((start, end))
        elif name in ("Html", "InlineHtml") and not self._prose.in_image:
            self._markup.feed(self._text[start:end], self._start + start)
        elif name == "FootnoteReference" and not self._prose.in_image and not self._flow.hidden:
            self._builder.mark("footnote-ref", self._builder.place(), data)

    # --- what was taken out before

    def _signal(self, until: int) -> None:
        """Let everything hold that holds from a place before `until`."""
        while self._signals and self._signals[-1].at - self._start <= until:
            signal = self._signals.pop()
            if signal.what == "comment":
                self._markup.comment(signal.words, signal.at, signal.end)
            elif signal.what == "close":
                self._builder.leave("callout")
            else:
                self._builder.enter("callout", signal.words)
                if signal.title is not None:
                    first, last = signal.title
                    self._builder.begin("paragraph")
                    self._flow.text(self._builder.source.text[first:last], first)
                    self._builder.end()

    # --- structure

    def _enter(self, data: Any, start: int, end: int) -> None:
        if self._signals:
            self._signal(start)
        if isinstance(data, str):
            name, value = data, None
        else:
            ((name, value),) = data.items()
        handler = _STARTS.get(name)
        if handler is not None:
            handler(self, value)
        elif name == "Image":
            self._prose.enter_image(start, end)
        elif name == "HtmlBlock":
            self._builder.end()
            self._html = []
        elif name in ("Emphasis", "Strong", "Link"):
            self._prose.enter(name, value)

    def _open(self, end: str = "", slot: Slot | None = None) -> None:
        self._opened.append((end, self._markup.depth, slot is not None))
        if slot is not None:
            self._flow.push(slot)

    def _paragraph(self, _: Any) -> None:
        self._builder.end()
        self._open()

    def _heading(self, value: Any) -> None:
        self._open(slot=Slot("heading", int(value["level"][1])))

    def _quote(self, value: Any) -> None:
        self._builder.enter("callout" if value else "quote", value or "")
        self._open("callout" if value else "quote", Slot("paragraph"))

    def _code_block(self, _: Any) -> None:
        self._flow.preformatted += 1
        self._prose.code = True
        self._open("code", Slot("code"))

    def _list(self, value: Any) -> None:
        kind = "list" if value is None else "ordered-list"
        self._builder.enter(kind)
        self._flow.depth += 1
        self._open(kind)

    def _item(self, _: Any) -> None:
        self._builder.enter("item")
        self._open("item", Slot("list-item", max(self._flow.depth, 1), repeats=False))

    def _footnote(self, value: Any) -> None:
        self._builder.enter("footnote", value)
        self._open("footnote", Slot("paragraph"))

    def _definition_list(self, _: Any) -> None:
        self._builder.enter("definition-list")
        self._open("definition-list")

    def _term(self, _: Any) -> None:
        self._open(slot=Slot("term"))

    def _definition(self, _: Any) -> None:
        self._open(slot=Slot("definition", repeats=False))

    def _table(self, _: Any) -> None:
        self._builder.enter("table")
        self._open("table")

    def _row(self, _: Any) -> None:
        self._builder.enter("row")
        self._row_is_header = False
        self._column = 0
        self._open("row")

    def _head(self, _: Any) -> None:
        self._row(None)
        self._row_is_header = True

    def _cell(self, _: Any) -> None:
        self._column += 1
        self._open(slot=Slot("table-cell", self._column, self._row_is_header))

    def _leave(self, data: Any) -> None:
        name = data if isinstance(data, str) else next(iter(data))
        if name in ("Emphasis", "Strong", "Link"):
            self._prose.leave()
        elif name == "Image":
            self._prose.leave_image()
        elif name == "HtmlBlock":
            self._leave_html()
        elif name in _STARTS or name == "TableHead":
            end, depth, slot = self._opened.pop()
            self._markup.unwind(depth, inline=name == "Paragraph")
            self._builder.end()
            if slot:
                self._flow.pop()
            if end == "code":
                self._flow.preformatted -= 1
                self._prose.code = False
            elif end:
                self._builder.leave(end)
                if name == "List":
                    self._flow.depth -= 1

    def _leave_html(self) -> None:
        """Read a block of HTML at once; what stands between its lines (`> ` in a quote) is masked."""
        lines, self._html = self._html or [], None
        if not lines:
            return
        pieces: list[str] = []
        here = first = lines[0][0]
        for start, end in lines:
            pieces += (MASK * (start - here), self._text[start:end])
            here = end
        self._markup.feed("".join(pieces), self._start + first)
        self._builder.end()


_STARTS: dict[str, Callable[[_Reader, Any], None]] = {
    "Paragraph": _Reader._paragraph,
    "Heading": _Reader._heading,
    "BlockQuote": _Reader._quote,
    "CodeBlock": _Reader._code_block,
    "List": _Reader._list,
    "Item": _Reader._item,
    "FootnoteDefinition": _Reader._footnote,
    "DefinitionList": _Reader._definition_list,
    "DefinitionListTitle": _Reader._term,
    "DefinitionListDefinition": _Reader._definition,
    "Table": _Reader._table,
    "TableHead": _Reader._head,
    "TableRow": _Reader._row,
    "TableCell": _Reader._cell,
}
