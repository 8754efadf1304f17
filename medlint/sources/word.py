"""Read Word files; `Source.text` is their paragraphs joined by newlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import Document, MarkKind, Source
from medlint.sources.flow import Flow
from medlint.sources.word_parts import Cell, Paragraph, Run, paragraphs, part_root, runs, unpack
from medlint.sources.word_styles import Shape, Styles

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIRECTIVE = re.compile(r"\s*medlint:\s*(.*?)\s*", re.S)
_PROPERTIES = (
    "author",
    "title",
    "subject",
    "keywords",
    "category",
    "comments",
    "last_modified_by",
    "created",
    "modified",
)


class _Line(NamedTuple):
    """A paragraph, its runs and its place in the source."""

    paragraph: Paragraph
    runs: list[Run]
    at: int
    length: int


def read_word(data: bytes, path: str) -> Document:
    """Return the prose of a Word file."""
    document = unpack(data, path)
    lines: list[_Line] = []
    texts: list[str] = []
    here = 0
    for paragraph, found, shown in _shown(document):
        lines.append(_Line(paragraph, found, here, len(shown)))
        texts.append(shown)
        here += len(shown) + 1
    builder = DocumentBuilder(Source(path, "word", "\n".join(texts)))
    _facts(builder, document)
    _Reader(builder, document).read(lines)
    return builder.finish()


def lines_of_word(document: WordDocument) -> list[Paragraph]:
    """Return the paragraph that stands behind each line of the source, for who writes into the file."""
    return [paragraph for paragraph, _, _ in _shown(document)]


def _shown(document: WordDocument) -> Iterator[tuple[Paragraph, list[Run], str]]:
    """Yield each line of the source: its paragraph, its runs and its text; a picture has a line of its own."""
    for paragraph in paragraphs(document):
        found = list(runs(paragraph.element, document))
        words = [run for run in found if run.kind != "picture"]
        yield paragraph, words, "".join(run.value for run in words if run.kind in ("text", "break"))
        for picture in found:
            if picture.kind == "picture":
                yield paragraph, [picture], picture.value


def _facts(builder: DocumentBuilder, document: WordDocument) -> None:
    for name in (*_PROPERTIES, "language"):
        try:
            value = getattr(document.core_properties, name)
        except (ValueError, AttributeError, KeyError):  # a damaged part: the article is still there
            value = None
        if name == "language":
            value = value or _default_language(document)
        if value:
            said = value.isoformat() if hasattr(value, "isoformat") else str(value)
            builder.meta(name, said, "core-properties")


def _default_language(document: WordDocument) -> str:
    root = part_root(document, "styles")
    found = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang") if root is not None else None
    return str(found.get(f"{_W}val", "")) if found is not None else ""


class _Reader:
    """Turns paragraphs into blocks."""

    def __init__(self, builder: DocumentBuilder, document: WordDocument) -> None:
        self._builder = builder
        self._flow = Flow(builder)
        self._styles = Styles(document)
        self._comments = _directives(document)
        self._cells: tuple[Cell, ...] = ()
        self._lists: list[str] = []
        self._note = ""

    def read(self, lines: list[_Line]) -> None:
        """Go through the paragraphs."""
        for line in lines:
            self._enter_note(line.paragraph.note)
            self._enter_cells(line.paragraph.cells)
            if line.runs and line.runs[0].kind == "picture":
                self._close_lists()
                self._builder.aside("alt", line.runs[0].value, line.at)
                continue
            shape = self._styles.shape(line.paragraph.element)
            self._line(line, shape)
        self._enter_cells(())
        self._enter_note("")

    def _line(self, line: _Line, shape: Shape) -> None:
        self._directives(line)
        if not any(run.kind == "text" and run.value.strip() for run in line.runs):
            return
        quote = shape.quote and not self._cells
        if quote:
            self._close_lists()
            self._builder.enter("quote")
        if shape.kind == "list-item":
            self._open_lists(shape)
            self._builder.enter("item")
            self._builder.begin("list-item", shape.level)
        else:
            self._close_lists()
            if self._cells and shape.kind != "heading":
                self._builder.begin("table-cell", self._cells[-1].column, header=self._cells[-1].header)
            else:
                self._builder.begin(shape.kind, shape.level)
        self._prose(line)
        self._builder.end()
        if shape.kind == "list-item":
            self._builder.leave("item")
        if quote:
            self._builder.leave("quote")

    def _prose(self, line: _Line) -> None:
        at = line.at
        links: list[tuple[int, str]] = []
        for run in line.runs:
            if run.kind == "text":
                place = self._builder.place()
                self._flow.text(run.value, at)
                for kind in run.style:
                    self._mark(kind, place)
                at += len(run.value)
            elif run.kind == "break":
                self._flow.line_break(at, 1)
                at += 1
            elif run.kind == "link":
                links.append((self._builder.place(), run.value))
            elif run.kind == "link-end" and links:
                place, target = links.pop()
                self._builder.mark("link", place, target)
            elif run.kind == "note":
                self._builder.mark("footnote-ref", self._builder.place(), run.value)

    def _mark(self, word: str, place: int) -> None:
        kinds: dict[str, MarkKind] = {"strong": "strong", "emphasis": "emphasis", "sup": "sup", "sub": "sub"}
        self._builder.mark(kinds[word], place)

    def _directives(self, line: _Line) -> None:
        for run in line.runs:
            if run.kind in ("comment", "comment-end") and run.value in self._comments:
                self._builder.directive(self._comments.pop(run.value), line.at, line.length)

    # --- containers

    def _enter_note(self, note: str) -> None:
        if note == self._note:
            return
        self._close_lists()
        if self._note:
            self._builder.leave("footnote")
        if note:
            self._builder.enter("footnote", note)
        self._note = note

    def _enter_cells(self, cells: tuple[Cell, ...]) -> None:
        if cells == self._cells:
            return
        self._close_lists()
        same = 0
        for old, new in zip(self._cells, cells, strict=False):
            if (old.table, old.row) != (new.table, new.row):
                break
            same += 1
        for index in range(len(self._cells) - 1, same - 1, -1):
            self._builder.leave("row")
            if index >= len(cells) or self._cells[index].table != cells[index].table or index > same:
                self._builder.leave("table")
        for index in range(same, len(cells)):
            stays = (
                index == same and index < len(self._cells) and self._cells[index].table == cells[index].table
            )
            if not stays:
                self._builder.enter("table")
            self._builder.enter("row")
        self._cells = cells

    def _open_lists(self, shape: Shape) -> None:
        kind = "ordered-list" if shape.ordered else "list"
        while len(self._lists) > shape.level or (len(self._lists) == shape.level and self._lists[-1] != kind):
            self._builder.leave(self._lists.pop())
        while len(self._lists) < shape.level:
            self._builder.enter(kind)
            self._lists.append(kind)

    def _close_lists(self) -> None:
        while self._lists:
            self._builder.leave(self._lists.pop())


def _directives(document: WordDocument) -> dict[str, str]:
    """Return what the comments that speak to medlint say, by their numbers."""
    root = part_root(document, "comments")
    if root is None:
        return {}
    found: dict[str, str] = {}
    for comment in root.iterchildren(f"{_W}comment"):
        words = "\n".join(
            "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
            for paragraph in comment.iter(f"{_W}p")
        )
        if match := _DIRECTIVE.fullmatch(words):
            found[comment.get(f"{_W}id", "")] = match[1]
    return found
