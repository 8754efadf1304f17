"""What the Word reader makes of files built here, element by element."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.errors import SourceError
from medlint.sources import read_bytes
from medlint.sources.document import Document
from medlint.sources.word_parts import paragraphs, plain_text, unpack
from medlint.spans import Span

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: Any) -> Document:
    return read_bytes(saved(document), "page.docx", "word")


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [
        (block.kind, block.level, document.text[block.span.start : block.span.end])
        for block in document.blocks
    ]


def with_xml(*contents: str) -> Any:
    """Return a Word document whose paragraphs hold these pieces of XML."""
    document = docx.Document()
    for content in contents:
        document.element.body.insert(
            len(document.element.body) - 1, parse_xml(f"<w:p {SPACES}>{content}</w:p>")
        )
    return document


def test_round_trip() -> None:
    word = docx.Document()
    word.add_heading("Gout", 0)
    word.add_heading("What it is", 2)
    paragraph = word.add_paragraph("A 😀 hyper")
    paragraph.add_run("tension").bold = True
    paragraph.add_run(" page")
    word.add_paragraph("")
    word.add_paragraph("one", style="List Bullet")
    word.add_paragraph("deep", style="List Bullet 2")
    word.add_paragraph("first", style="List Number")
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sign", "Cause"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "both"
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "inner"
    word.add_paragraph("top\nbelow\tend")
    document = read(word)
    assert shown(document) == [
        ("heading", 1, "Gout"),
        ("heading", 2, "What it is"),
        ("paragraph", 0, "A 😀 hypertension page"),
        ("list-item", 1, "one"),
        ("list-item", 2, "deep"),
        ("list-item", 1, "first"),
        ("table-cell", 1, "Sign"),
        ("table-cell", 2, "Cause"),
        ("table-cell", 1, "both"),
        ("table-cell", 1, "inner"),
        ("paragraph", 0, "top\nbelow end"),
    ]
    assert [block.header for block in document.blocks[6:9]] == [True, True, False]
    assert [inner.kind for inner in document.blocks[9].containers] == ["table", "row", "table", "row"]
    assert [inner.kind for inner in document.blocks[5].containers] == ["ordered-list", "item"]
    start = document.text.index("hypertension")
    source = document.source_map.to_source(Span(start, start + 12))
    assert document.source.text[source.start : source.end] == "hypertension"
    assert document.position(source.start)[1:] == (3, 5)
    assert document.source.unit == "paragraph"
    assert [(mark.kind, document.text[mark.span.start : mark.span.end]) for mark in document.marks] == [
        ("strong", "tension")
    ]


def test_source_lines_are_the_paragraphs_of_the_file() -> None:
    word = docx.Document()
    for text in ("a", "", "b\nc"):
        word.add_paragraph(text)
    data = saved(word)
    package = unpack(data, "page.docx")
    lines = [plain_text(paragraph.element, package) for paragraph in paragraphs(package)]
    assert lines == ["a", "", "b\vc"]
    assert read_bytes(data, "page.docx", "word").source.text == "\n".join(lines)


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def words(text: str) -> str:
    return run(f"<w:t>{text}</w:t>")


def field(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


BOX = f"<w:txbxContent><w:p>{words('box')}</w:p></w:txbxContent>"
PICTURE = '<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A wrist"/></wp:inline></w:drawing>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"{words('a')}<w:ins>{words('b')}</w:ins><w:del>{run('<w:delText>c</w:delText>')}</w:del>", "ab"),
        (f"<w:moveFrom>{words('a')}</w:moveFrom><w:moveTo>{words('b')}</w:moveTo>", "b"),
        (f"<w:smartTag>{words('a')}</w:smartTag>{words('b')}", "ab"),
        (f"<w:sdt><w:sdtPr>{words('no')}</w:sdtPr><w:sdtContent>{words('a')}</w:sdtContent></w:sdt>", "a"),
        (f"{field('begin')}{words('code')}{field('separate')}{words('7')}{field('end')}{words('z')}", "7z"),
        (f'<w:fldSimple w:instr="DATE">{words("May")}</w:fldSimple>', "May"),
        (run('<w:t xml:space="preserve">a </w:t><w:noBreakHyphen/><w:t>b\nc</w:t>'), "a \u2011b c"),
        (
            run(
                f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
                f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent><w:t>a</w:t>"
            ),
            "a\n\nbox",
        ),
        (run(f"{PICTURE}<w:t>a</w:t>"), "a\n\nA wrist"),
    ],
)
def test_inline_content(content: str, text: str) -> None:
    assert read(with_xml(content)).text == text


def test_alternative_text_is_a_block_of_its_own() -> None:
    assert shown(read(with_xml(run(PICTURE)))) == [("alt", 0, "A wrist")]


def test_links_and_notes() -> None:
    link = f'<w:hyperlink r:id="rId99">{words("guide")}</w:hyperlink>'
    word = with_xml(link + run('<w:t xml:space="preserve"> text</w:t><w:footnoteReference w:id="2"/>'))
    part = word.part
    part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, "https://example.org/", "rId99", is_external=True)
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0"><w:p>{words("no")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{words("The note.")}</w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    added = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), part.package)
    part.relate_to(added, RELATIONSHIP_TYPE.FOOTNOTES)
    document = read(word)
    assert document.text == "guide text\n\nThe note."
    assert [(mark.kind, mark.span, mark.value) for mark in document.marks] == [
        ("link", Span(0, 5), "https://example.org/"),
        ("footnote-ref", Span(10, 10), "footnote:2"),
    ]
    assert [(inner.kind, inner.label) for inner in document.blocks[1].containers] == [
        ("footnote", "footnote:2")
    ]


def test_comments_speak_to_medlint() -> None:
    word = docx.Document()
    word.add_paragraph("first")
    paragraph = word.add_paragraph("second")
    word.add_comment(paragraph.runs, text="medlint: ignore[x]: why", author="a", initials="a")
    word.add_comment(paragraph.runs, text="Nice.", author="a", initials="a")
    document = read(word)
    (directive,) = document.directives
    assert (directive.text, directive.block) == ("ignore[x]: why", 1)
    assert document.source.text[directive.span.start : directive.span.end] == "second"
    assert "Nice" not in document.text


def test_metadata() -> None:
    word = docx.Document()
    word.core_properties.author = "Jo Roe"
    word.core_properties.keywords = "gout"
    word.core_properties.language = "en-GB"
    found = {item.name: item.value for item in read(word).metadata if item.origin == "core-properties"}
    assert found["author"] == "Jo Roe"
    assert found["keywords"] == "gout"
    assert found["language"] == "en-GB"
    assert found["modified"].startswith("20")


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.xml", bytes(70_000_000))
    return stream.getvalue()


def other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a Word file"),
        (b"plain text", "not a Word file"),
        (saved(docx.Document())[:5000], "not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password"),
        (other_zip(), "damaged"),
        (bomb(), "unpacks to 210 MB"),
    ],
    ids=["empty", "text", "truncated", "password", "zip", "bomb"],
)
def test_what_is_no_article(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        read_bytes(data, "page.docx", "word")
    assert caught.value.advice


PARTS = {
    entry: zipfile.ZipFile(io.BytesIO(saved(docx.Document()))).read(entry)
    for entry in zipfile.ZipFile(io.BytesIO(saved(docx.Document()))).namelist()
}


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    parts = dict(PARTS)
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=3, unique=True)):
        places = list(re.finditer(rb'="([^"]*)"|<[^<>]*/>', parts[name]))
        if not places or data.draw(st.booleans()):
            del parts[name]
            continue
        place = data.draw(st.sampled_from(places))
        start, end = place.span(1) if place[1] is not None else place.span()
        parts[name] = (
            parts[name][:start] + data.draw(st.sampled_from([b"", b"zz", b"-1"])) + parts[name][end:]
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with suppress(SourceError):
        read_bytes(stream.getvalue(), "page.docx", "word")
