"""A Word document written from the blocks of an article in another format, with comments on the exact words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from medlint.reports.html import safe_link
from medlint.reports.pieces import Piece, ReviewedBlock
from medlint.reports.review import ReviewedArticle
from medlint.reports.tree import Node, tree
from medlint.reports.word_comments import W, comment, legal, lines_of, summary_lines

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_GREY = "6B7076"
_DEEPEST_LIST = 3
_DEEPEST_TABLE = 3


def new_document(article: ReviewedArticle) -> bytes:
    """Return a Word file with the article and a comment for each shown finding."""
    import docx

    document = docx.Document()
    document.core_properties.title = legal(article.title)[:255]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = article.locale
    writer = _Writer(document)
    writer.put(tree(article.blocks), document, ())
    if not writer.all_runs:
        writer.all_runs.append(document.add_paragraph().add_run("(no text)")._r)
    heading = _title_runs(article, writer)
    comment(document, summary_lines(article, []), heading[0], heading[-1])
    for note in article.shown:
        found = writer.runs.get(note.number) or heading
        comment(document, lines_of(note), found[0], found[-1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _title_runs(article: ReviewedArticle, writer: _Writer) -> list[Any]:
    """Return the runs of the first heading, else of the first block with text."""
    blocks = [block for block in article.blocks if block.block.kind == "heading"] or list(article.blocks)
    for block in blocks:
        if found := writer.by_block.get(block.block.index):
            return found
    return writer.all_runs[:1]


class _Writer:
    """Puts blocks into a document and remembers the runs of each finding."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self.runs: dict[int, list[Any]] = {}
        """The `w:r` elements of each finding, by its number."""
        self.by_block: dict[int, list[Any]] = {}
        self.all_runs: list[Any] = []
        self._numberings: dict[int, int] = {}

    def put(self, node: Node, into: Any, lists: tuple[Node, ...], tables: int = 0) -> None:
        """Write what stands in a node; `into` is the document or a cell."""
        for child in node.children:
            if isinstance(child, ReviewedBlock):
                self._block(child, into, node, lists)
            elif child.kind == "table" and tables < _DEEPEST_TABLE and child.children:
                self._table(child, into, tables + 1)
            elif child.kind in ("list", "ordered-list"):
                self.put(child, into, (*lists, child), tables)
            else:
                self.put(child, into, lists, tables)

    def _table(self, node: Node, into: Any, depth: int) -> None:
        rows = [child for child in node.children if isinstance(child, Node)]
        width = max(len(row.children) for row in rows)
        made = into.add_table(len(rows), width)
        made.style = "Table Grid"
        for row, cells in zip(rows, made.rows, strict=True):
            for cell, target in zip(row.children, cells.cells, strict=False):
                if isinstance(cell, Node):
                    self.put(cell, target, (), depth)
                    first = target.paragraphs[0]
                    if len(target.paragraphs) > 1 and not first.text:
                        first._p.getparent().remove(first._p)
        into.add_paragraph()

    def _block(self, reviewed: ReviewedBlock, into: Any, parent: Node, lists: tuple[Node, ...]) -> None:
        block = reviewed.block
        paragraph = into.add_paragraph()
        styles = self._document.styles
        if block.kind in ("heading", "summary"):
            paragraph.style = styles[f"Heading {min(max(block.level, 1), 9)}"]
        elif lists and parent.kind == "item":
            depth = min(len(lists), _DEEPEST_LIST)
            name = "List Number" if lists[-1].kind == "ordered-list" else "List Bullet"
            if parent.children[0] is not reviewed:
                name = "List Continue"
            paragraph.style = styles[name + (f" {depth}" if depth > 1 else "")]
            if name == "List Number":
                self._number(paragraph, lists[-1])
        elif parent.kind == "quote":
            paragraph.style = styles["Quote"]
        elif block.kind == "caption":
            paragraph.style = styles["Caption"]
        if block.kind == "alt":
            self._grey(paragraph.add_run("Picture: "))
        links: dict[str, Any] = {}
        for piece in reviewed.pieces:
            self._piece(piece, paragraph, reviewed, links)

    def _piece(self, piece: Piece, paragraph: Any, reviewed: ReviewedBlock, links: dict[str, Any]) -> None:
        if piece.note_name:
            paragraph.add_run(legal(f"[{piece.note_name.split(':')[-1]}]")).font.superscript = True
            return
        run = paragraph.add_run(legal(piece.text))
        font = run.font
        font.bold = (
            True
            if "strong" in piece.marks or reviewed.block.kind == "term" or reviewed.block.header
            else None
        )
        font.italic = True if "emphasis" in piece.marks or "dfn" in piece.marks else None
        font.superscript = True if "sup" in piece.marks else None
        font.subscript = True if "sub" in piece.marks else None
        if reviewed.quiet:
            self._grey(run)
        target = safe_link(piece.link) if piece.link else ""
        if target:
            self._link(run, paragraph, target, links)
            if piece.link_ends:
                links.clear()
        else:
            links.clear()
        self.all_runs.append(run._r)
        self.by_block.setdefault(reviewed.block.index, []).append(run._r)
        for number in piece.notes:
            self.runs.setdefault(number, []).append(run._r)

    def _grey(self, run: Any) -> None:
        from docx.shared import RGBColor

        run.font.color.rgb = RGBColor.from_string(_GREY)

    def _link(self, run: Any, paragraph: Any, target: str, links: dict[str, Any]) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.parser import OxmlElement
        from docx.shared import RGBColor

        link = links.get(target)
        if link is None:
            relation = self._document.part.relate_to(
                legal(target), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link = OxmlElement("w:hyperlink")
            link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
            paragraph._p.append(link)
            links[target] = link
        run.font.underline = True
        run.font.color.rgb = RGBColor(0x1F, 0x5F, 0x8B)
        link.append(run._r)

    def _number(self, paragraph: Any, owner: Node) -> None:
        """Let the numbers of each list start at 1."""
        numbering = self._document.part.numbering_part.element
        number = self._numberings.get(id(owner))
        if number is None:
            style = paragraph.style.element.find(f"{W}pPr/{W}numPr/{W}numId")
            if style is None:
                return
            old = next(num for num in numbering.num_lst if num.numId == int(style.get(f"{W}val")))
            made = numbering.add_num(int(old.abstractNumId.get(f"{W}val")))
            made.add_lvlOverride(ilvl=0).add_startOverride(1)
            number = self._numberings[id(owner)] = made.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number
        properties.get_or_add_ilvl().val = 0
