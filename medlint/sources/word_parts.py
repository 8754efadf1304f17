"""Open a Word file and go through its paragraphs, runs and notes as Word shows them.

Nothing here knows about prose or blocks; the review copy walks the same paragraphs in the same order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from medlint.errors import SourceError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED = 200_000_000
_MOST_TIMES = 50
_MAX_SIZE = 5_000_000
_DEEPEST = 200
"""Nested elements that are followed; Word itself refuses files that nest deeper."""

_LEFT_OUT = frozenset(
    f"{_W}{name}"
    for name in (
        *("del", "moveFrom", "instrText", "delText", "delInstrText"),
        *("rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr"),
    )
)
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
    f"{_W}ptab": "\t",
}


class Cell(NamedTuple):
    """A cell of a table."""

    table: int
    row: int
    column: int
    """From 1."""
    header: bool


class Paragraph(NamedTuple):
    """A paragraph and where it stands."""

    element: Any
    """Its `w:p`."""
    cells: tuple[Cell, ...]
    """The cells around it, from the outermost table inward."""
    note: str = ""
    """`footnote:2` or `endnote:1` where it belongs to a note."""
    box: bool = False
    """In a text box."""


class Run(NamedTuple):
    """Something in a paragraph, in reading order."""

    kind: str
    """text, break, link, link-end, note, comment, comment-end, picture."""
    value: str = ""
    """The text, the link's target, the note's or comment's number, the picture's description."""
    element: Any = None
    style: frozenset[str] = frozenset()
    """Of text: bold, italic, sup, sub."""


def unpack(data: bytes, path: str) -> WordDocument:
    """Open the file; raise `SourceError` with what to do when it is none, or not a safe one."""
    if data.startswith(_OLE):
        raise SourceError(
            f"{path}: password-protected, or saved in Word's old format.",
            "Remove the password and save it as .docx.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise SourceError(
            f"{path}: not a Word file, or a damaged one.", "Open it in Word and save it again."
        ) from error
    if unpacked > min(_MOST_UNPACKED, _MOST_TIMES * _MAX_SIZE):
        raise SourceError(
            f"{path}: unpacks to {unpacked // 1_000_000} MB.", "Leave it out: no article is that large."
        )
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        document.element.body.tag  # noqa: B018  (a file without a body fails here)
    except Exception as error:  # whatever a broken package makes python-docx and lxml raise
        raise SourceError(f"{path}: a damaged Word file.", "Open it in Word and save it again.") from error
    return document


def paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    """Yield the paragraphs in document order, those of tables and text boxes included, then the notes."""
    tables = _Tables()
    yield from _walk(document.element.body, (), tables)
    for kind in ("footnote", "endnote"):
        root = part_root(document, f"{kind}s")
        if root is None:
            continue
        for note in root.iterchildren(f"{_W}{kind}"):
            if note.get(f"{_W}type") in (None, "normal"):
                name = f"{kind}:{note.get(f'{_W}id', '')}"
                yield from _walk(note, (), tables, name)


def part_root(document: WordDocument, kind: str) -> Any:
    """Return the root element of the part of footnotes, endnotes or comments; None when there is none."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            try:
                return parse_xml(relation.target_part.blob)
            except (SyntaxError, ValueError):
                return None
    return None


def plain_text(paragraph: Any, document: WordDocument) -> str:
    """Return the text of a paragraph as the `Source` holds it."""
    return "".join(
        run.value if run.kind == "text" else "\v"
        for run in runs(paragraph, document)
        if run.kind in ("text", "break")
    )


class _Tables:
    def __init__(self) -> None:
        self.count = 0


def _walk(
    parent: Any, cells: tuple[Cell, ...], tables: _Tables, note: str = "", depth: int = 0, box: bool = False
) -> Iterator[Paragraph]:
    if depth > _DEEPEST:
        return
    for child in parent:
        tag = child.tag
        if tag == f"{_W}p":
            yield Paragraph(child, cells, note, box)
            for content in _text_boxes(child):
                yield from _walk(content, cells, tables, note, depth + 1, box=True)
        elif tag == f"{_W}tbl":
            yield from _table(child, cells, tables, note, depth + 1, box)
        elif isinstance(tag, str) and tag not in _LEFT_OUT and tag != f"{_MC}Fallback":
            yield from _walk(child, cells, tables, note, depth + 1, box)


def _table(
    table: Any, cells: tuple[Cell, ...], tables: _Tables, note: str, depth: int, box: bool
) -> Iterator[Paragraph]:
    tables.count += 1
    number = tables.count
    look = table.find(f"{_W}tblPr/{_W}tblLook")
    first_row = (
        look is None or look.get(f"{_W}firstRow") == "1" or int(look.get(f"{_W}val") or "0", 16) & 0x20 > 0
    )
    first_column = look is not None and look.get(f"{_W}firstColumn") == "1" and look.get(f"{_W}val") is None
    for row_number, row in enumerate(_inner(table, f"{_W}tr"), 1):
        stated = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        column = 1
        for cell in _inner(row, f"{_W}tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            header = stated or (first_row and row_number == 1) or (first_column and column == 1)
            if merge is None or merge.get(f"{_W}val") == "restart":
                place = Cell(number, row_number, column, header)
                yield from _walk(cell, (*cells, place), tables, note, depth + 1, box)
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = span.get(f"{_W}val", "1") if span is not None else "1"
            column += int(width) if width.isdigit() else 1


def _inner(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows or cells of a table, those in content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _inner(child, tag)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes anchored in a paragraph once, not again as their fallback drawing."""
    for content in paragraph.iter(f"{_W}txbxContent"):
        outer = content.getparent()
        while outer is not None and outer is not paragraph:
            if outer.tag in (f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}del"):
                break
            outer = outer.getparent()
        if outer is paragraph:
            yield content


def runs(paragraph: Any, document: WordDocument) -> Iterator[Run]:
    """Yield what a paragraph shows: insertions kept, deletions and field codes left out."""
    yield from _runs(paragraph, document, frozenset(), [], 0)


def _runs(
    parent: Any, document: WordDocument, style: frozenset[str], fields: list[bool], depth: int
) -> Iterator[Run]:
    """Walk inline content; `fields` holds, for each open field, whether its code has ended."""
    if depth > _DEEPEST:
        return
    for child in parent:
        tag = child.tag
        if (
            not isinstance(tag, str)
            or tag in _LEFT_OUT
            or tag in (f"{_W}txbxContent", f"{_MC}Fallback", f"{_W}tbl")
        ):
            continue
        if tag == f"{_W}fldChar":
            kind = child.get(f"{_W}fldCharType")
            if kind == "begin":
                fields.append(False)
            elif kind == "separate" and fields:
                fields[-1] = True
            elif kind == "end" and fields:
                fields.pop()
        elif tag == f"{_W}t":
            if all(fields) and child.text:
                yield Run("text", child.text.replace("\r", " ").replace("\n", " "), child, style)
        elif tag in _CHARACTERS:
            yield Run("text", _CHARACTERS[tag], child, style)
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield Run("break", "\v", child)
        elif tag == f"{_W}hyperlink":
            yield Run("link", _target(child, document), child)
            yield from _runs(child, document, style, fields, depth + 1)
            yield Run("link-end", "", child)
        elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            kind = "footnote" if tag == f"{_W}footnoteReference" else "endnote"
            yield Run("note", f"{kind}:{child.get(f'{_W}id', '')}", child)
        elif tag == f"{_W}commentRangeStart":
            yield Run("comment", child.get(f"{_W}id", ""), child)
        elif tag in (f"{_W}commentRangeEnd", f"{_W}commentReference"):
            yield Run("comment-end", child.get(f"{_W}id", ""), child)
        elif tag == f"{_WP}docPr":
            if child.get("descr"):
                yield Run("picture", " ".join(child.get("descr").split()), child)
        else:
            inner = _style(child) if tag == f"{_W}r" else style
            yield from _runs(child, document, inner, fields, depth + 1)


def _target(link: Any, document: WordDocument) -> str:
    relation = document.part.rels.get(link.get(f"{_R}id") or "")
    if relation is not None and relation.is_external:
        return str(relation.target_ref)
    anchor = link.get(f"{_W}anchor")
    return f"#{anchor}" if anchor else ""


def _style(run: Any) -> frozenset[str]:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return frozenset()
    found = set()
    for name, word in (("b", "strong"), ("i", "emphasis")):
        element = properties.find(f"{_W}{name}")
        if element is not None and element.get(f"{_W}val") not in ("0", "false", "off"):
            found.add(word)
    raised = properties.find(f"{_W}vertAlign")
    if raised is not None:
        found |= {"superscript": {"sup"}, "subscript": {"sub"}}.get(raised.get(f"{_W}val"), set())
    return frozenset(found)
