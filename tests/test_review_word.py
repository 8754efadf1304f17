from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml.etree import tostring

from medlint.reports import word
from medlint.reports.review import ReviewedArticle
from medlint.sources import read_bytes
from medlint.spans import Position
from tests.conftest import CORPUS
from tests.reviewed import ARTICLE, report, reviewed, reviewed_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def comments_of(data: bytes) -> list[tuple[str, str]]:
    """Return (commented words, what the comment says) in the order of the comments."""
    document = docx.Document(io.BytesIO(data))
    texts: dict[str, list[str]] = {}
    open_: list[str] = []
    for element in document.element.body.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_.append(number)
            texts[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        elif element.tag == f"{W}p":
            for number in open_:
                texts[number].append("\n")
        elif element.tag in (f"{W}t", f"{W}tab", f"{W}br"):
            for number in open_:
                texts[number].append({f"{W}tab": "\t", f"{W}br": "\v"}.get(element.tag) or element.text or "")
    assert open_ == []
    references = [e.get(f"{W}id") for e in document.element.body.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(texts)
    return [("".join(texts[str(c.comment_id)]), c.text) for c in document.comments if c.author == "medlint"]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def body_of(*inner: str) -> bytes:
    """Return a Word file with these paragraphs, given as the XML inside `w:p`."""
    document = docx.Document()
    document.add_heading("Sore knees", 1)
    for xml in inner:
        document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"))
    return saved(document)


def words_under(data: bytes, rule: str) -> list[str]:
    return [words for words, said in comments_of(data) if f"[{rule}]" in said]


@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "dev").glob("*.docx")))
def test_comments_of_a_copy_stand_on_the_words_of_their_findings(name: str) -> None:
    original = (CORPUS / "dev" / name).read_bytes()
    article = reviewed_word(original)
    found = comments_of(word.write(article, original))
    assert found[0][1].startswith("Review by medlint")
    expected = [(note.finding.excerpt, f"[{note.finding.rule}]") for note in article.shown]
    assert len(found) == len(expected) + 1
    for (words, said), (excerpt, rule) in zip(found[1:], expected, strict=True):
        assert words == excerpt
        assert said.endswith(rule)


@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "dev").glob("*.docx")))
def test_a_copy_reads_as_the_original_does(name: str) -> None:
    original = (CORPUS / "dev" / name).read_bytes()
    copy = word.write(reviewed_word(original), original)
    before, after = (read_bytes(data, name, "word") for data in (original, copy))
    assert after.source.text == before.source.text
    assert after.blocks == before.blocks
    assert after.marks == before.marks
    assert [n.finding.fingerprint for n in reviewed_word(copy).notes] == [
        n.finding.fingerprint for n in reviewed_word(original).notes
    ]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<w:r><w:t>The gel cures arthritis.</w:t></w:r>", "cures"),
        ("<w:r><w:t>The gel cu</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>res arthritis.</w:t></w:r>", "cures"),
        ('<w:r><w:t xml:space="preserve">The gel </w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>really cures it</w:t></w:r></w:hyperlink>', "cures"),
        ('<w:r><w:t xml:space="preserve">The gel </w:t></w:r><w:ins w:id="7" w:author="A"><w:r><w:t>cures arthritis.</w:t></w:r></w:ins>', "cures"),
        ('<w:r><w:t>The gel cu</w:t></w:r><w:del w:id="7" w:author="A"><w:r><w:delText>XX</w:delText></w:r></w:del><w:r><w:t>res arthritis.</w:t></w:r>', "cures"),
        ("<w:r><w:t>The gel</w:t><w:tab/><w:t>cures</w:t><w:br/><w:t>arthritis.</w:t></w:r>", "cures"),
        ("<w:sdt><w:sdtContent><w:r><w:t>The gel cures arthritis.</w:t></w:r></w:sdtContent></w:sdt>", "cures"),
        ('<w:fldSimple w:instr="REF x"><w:r><w:t>The gel cures arthritis.</w:t></w:r></w:fldSimple>', "cures"),
    ],
    ids=["one-run", "two-runs", "hyperlink", "inserted", "deleted-inside", "tab-and-break", "control", "field"],
)  # fmt: skip
def test_runs_are_split_wherever_they_stand(inner: str, words: str) -> None:
    data = body_of(inner)
    copy = word.write(reviewed_word(data), data)
    assert words_under(copy, "cure-claim") == [words]


def test_both_parts_of_a_split_run_keep_their_formatting() -> None:
    properties = '<w:rPr><w:b/><w:i/><w:color w:val="AA0000"/><w:sz w:val="30"/></w:rPr>'
    data = body_of(f"<w:r>{properties}<w:t>The gel cures arthritis.</w:t></w:r>")
    document = docx.Document(io.BytesIO(word.write(reviewed_word(data), data)))
    runs = [run for run in document.paragraphs[1].runs if run.text]
    assert [run.text for run in runs] == ["The gel ", "cures", " arthritis."]
    for run in runs:
        assert (run.bold, run.italic, str(run.font.color.rgb), run.font.size.pt) == (True, True, "AA0000", 15)


def test_table_cells_and_comments_that_were_there() -> None:
    document = docx.Document()
    document.add_heading("Sore knees", 1)
    paragraph = document.add_paragraph("Ask Ann about this.")
    document.add_comment(paragraph.runs, text="Old comment", author="Ann", initials="A")
    document.add_table(1, 2).cell(0, 1).text = "The gel cures arthritis."
    data = saved(document)
    copy = word.write(reviewed_word(data), data)
    assert words_under(copy, "cure-claim") == ["cures"]
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert ("Ann", "Old comment") in [(c.author, c.text) for c in comments]
    assert len({c.comment_id for c in comments}) == len(comments)


def test_tracked_changes_stay_and_are_named() -> None:
    data = body_of('<w:ins w:id="7" w:author="A"><w:r><w:t>The gel cures it.</w:t></w:r></w:ins>')
    copy = word.write(reviewed_word(data), data)
    assert "tracked changes" in comments_of(copy)[0][1]
    assert docx.Document(io.BytesIO(copy)).element.body.find(f".//{W}ins") is not None


def test_a_text_box_gets_its_comment_beside_it() -> None:
    box = (
        "<w:r><w:t>See the box.</w:t></w:r><w:r><w:pict>"
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>The gel cures arthritis.</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    data = body_of(box)
    copy = word.write(reviewed_word(data), data)
    said = [said for _, said in comments_of(copy) if "[cure-claim]" in said]
    assert len(said) == 1
    assert "In a text box: “cures”" in said[0]
    inside = docx.Document(io.BytesIO(copy)).element.body.find(f".//{W}txbxContent")
    assert inside.find(f".//{W}commentRangeStart") is None


def test_a_footnote_gets_its_comment_at_its_mark() -> None:
    document = docx.Document()
    document.add_heading("Knee pain", 1)
    paragraph = document.add_paragraph(
        "Studies show that the gel eases knee pain. Ask your doctor about your knee."
    )
    paragraph.add_run()._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>It cures it.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    data = saved(document)
    article = reviewed_word(data)
    at = read_bytes(data, "a.docx", "word").source.text.index("cures")
    # A finding of any article will do: it is moved to the footnote.
    first = reviewed_word((CORPUS / "dev" / "varicose-laser.docx").read_bytes()).shown[0]
    finding = replace(
        first.finding, rule="made", excerpt="cures", start=Position(at, 3, 4), end=Position(at + 5, 3, 9)
    )
    copy = word.write(replace(article, notes=(first._replace(finding=finding),)), data)
    assert words_under(copy, "made") == [""]
    assert "In the footnote: “cures”" in comments_of(copy)[1][1]
    reference = docx.Document(io.BytesIO(copy)).element.body.find(f".//{W}footnoteReference").getparent()
    assert reference.getprevious().tag == f"{W}commentRangeStart"


def excerpts(article: ReviewedArticle) -> list[tuple[str, str]]:
    text = {}
    for note in article.shown:
        if note.placed:
            words = [
                "".join(p.text for p in block.pieces if note.number in p.notes) for block in article.blocks
            ]
            text[note.number] = "\n".join(word for word in words if word)
    return [(text.get(note.number, ""), note.finding.rule) for note in article.shown]


@pytest.mark.parametrize("format", ["markdown", "text", "html"])
def test_a_new_document_has_its_comments_on_the_words(format: str) -> None:
    source = {"markdown": ARTICLE, "text": "Sore knees\n\nThe gel cures arthritis.\n\n- It cures.\n"}.get(
        format,
        "<h1>Sore knees</h1><ol><li>The <b>gel cu</b>res arthritis.</ol><table><tr><td>It cures</table>",
    )
    article = reviewed(source, format=format)
    found = comments_of(word.write(article, b""))[1:]
    expected = excerpts(article)
    assert len(found) == len(expected)
    for (words, said), (excerpt, rule) in zip(found, expected, strict=True):
        assert said.endswith(f"[{rule}]")
        assert words.replace("\n", "") == (excerpt or article.title).replace("\n", "")
    assert [words for words, said in found if "[cure-claim]" in said] == ["cures"] * sum(
        rule == "cure-claim" for _, rule in expected
    )


def test_a_new_document_keeps_structure_and_harmless_links_only() -> None:
    source = ARTICLE + "\n1. one\n2. two\n\nText.\n\n1. three\n\n[bad](javascript:alert(1)) \x0b control\n"
    document = docx.Document(io.BytesIO(word.write(reviewed(source), b"")))
    styles = [p.style.name for p in document.paragraphs]
    assert {"Heading 1", "Heading 2", "List Bullet", "List Number", "Quote"} <= set(styles)
    assert document.tables[0].cell(1, 1).text == "once a day"
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert links == ["https://example.org/gel"]
    numbers = [
        p._p.pPr.numPr.numId.val
        for p in document.paragraphs
        if p.style.name == "List Number" and p._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) == 2
    assert qn("w:hyperlink") in {element.tag for element in document.element.body.iter()}


def test_several_articles_need_a_folder_and_the_article_is_never_overwritten(tmp_path: Any) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    assert "folder" in report(CORPUS / "dev", "-o", tmp_path / "all.docx", code=2)
    own = tmp_path / "b.docx"
    own.write_bytes((CORPUS / "dev" / "shingles.docx").read_bytes())
    before = own.read_bytes()
    report(own, "-o", own, code=3)
    assert own.read_bytes() == before
    report(tmp_path / "a.md", own, "-o", tmp_path / "reviews")
    assert sorted(path.name for path in (tmp_path / "reviews").iterdir()) == [
        "a-review.docx",
        "b-review.docx",
    ]


def characters(data: bytes) -> list[tuple[str, bytes, tuple[str, ...]]]:
    """Return every character of the body with its formatting and the elements that it stands in."""
    out = []
    for element in docx.Document(io.BytesIO(data)).element.body.iter():
        if element.tag in {f"{W}{name}" for name in ("t", "delText", "instrText", "tab", "br")}:
            properties = element.getparent().find(f"{W}rPr")
            form = b"" if properties is None else tostring(properties)
            inside = tuple(parent.tag for parent in element.iterancestors())
            out += [(char, form, inside) for char in element.text or element.tag]
    return out


LINK = '<w:hyperlink r:id="rId1"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>The gel cures it</w:t></w:r></w:hyperlink>'
DELETED = '<w:del w:id="8" w:author="A"><w:r><w:delText>It cures.</w:delText></w:r></w:del>'
ODD_RUNS = [
    '<w:r><w:rPr><w:b/></w:rPr><w:t>The gel cu</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>res arthritis.</w:t></w:r>',
    LINK + "<w:r><w:t> soon.</w:t></w:r>",
    f'<w:ins w:id="7" w:author="A"><w:r><w:t>The gel cures it.</w:t></w:r></w:ins>{DELETED}',
    '<w:sdt><w:sdtContent><w:r><w:t>It cures gout</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> for good.</w:t></w:r>',
    "<w:r><w:t>A tab</w:t><w:tab/><w:t>and the gel cures</w:t><w:br/><w:t>gout here.</w:t></w:r>",
]  # fmt: skip


def test_a_copy_changes_nothing_but_comments() -> None:
    data = body_of(*ODD_RUNS)
    copy = word.write(reviewed_word(data), data)
    assert words_under(copy, "cure-claim") == ["cures"] * 5
    assert characters(copy) == characters(data)


@pytest.mark.parametrize("name", sorted(path.name for path in (CORPUS / "dev").glob("*.docx")))
def test_a_copy_of_an_article_changes_nothing_but_comments(name: str) -> None:
    original = (CORPUS / "dev" / name).read_bytes()
    assert characters(word.write(reviewed_word(original), original)) == characters(original)


def test_in_a_content_control_the_mark_stands_first_and_the_range_on_the_words() -> None:
    data = controlled()
    copy = word.write(reviewed_word(data), data)
    assert words_under(copy, "cure-claim") == ["cures", "cures"]
    assert [said.count("In a content control: “cures”") for _, said in comments_of(copy)[1:]] == [1, 0]
    control = docx.Document(io.BytesIO(copy)).element.body.find(f".//{W}sdtContent")
    first, second = control.iter(f"{W}p")
    assert first[0].find(f"{W}commentReference") is not None
    assert second[-1].find(f"{W}commentReference") is None
    assert second.find(f".//{W}commentReference") is not None


def controlled() -> bytes:
    """Return a Word file whose paragraphs stand in a content control."""
    document = docx.Document()
    document.add_heading("Sore knees", 1)
    text = "".join(
        f"<w:p><w:r><w:t>{words} the gel cures gout.</w:t></w:r></w:p>" for words in ("First", "Then")
    )
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{text}</w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    return saved(document)


def test_the_first_comment_lists_what_was_put_aside() -> None:
    source = ARTICLE + "\n<!-- medlint: ignore[cure-claim]: the name of a film -->\nIt cures gout.\n"
    said = comments_of(word.write(reviewed(source), b""))[0][1]
    assert "Put aside before: “cures” (cure-claim); suppressed: the name of a film" in said
