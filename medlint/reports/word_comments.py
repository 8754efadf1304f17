"""Comments of a Word file: what they say, and how they are fastened to runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medlint.findings import DISCLAIMER
from medlint.reports.bands import band_of
from medlint.reports.review import CONFIDENCE_WORDS, Note, ReviewedArticle

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

AUTHOR = "medlint"
_INITIALS = "ml"
_MOST_ASIDE = 10
"""Findings listed of those that were suppressed or are in the baseline."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = frozenset(
    f"{W}{name}"
    for name in (
        "p",
        "hyperlink",
        "ins",
        "moveTo",
        "sdtContent",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    )
)
"""Elements that may hold the ends of a comment's range."""
_CONTROL = {
    code: "\N{REPLACEMENT CHARACTER}" for code in [*range(0x20), 0xFFFE, 0xFFFF] if code not in (9, 10, 13)
}


def legal(text: str) -> str:
    """Return text without the characters that a Word file cannot hold."""
    return text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")


def lines_of(note: Note, where: str = "") -> list[tuple[str, str]]:
    """Return what the comment on a finding says, as (label, words) for each paragraph.

    `where` names the place of the words when the comment cannot stand on them.
    """
    finding = note.finding
    head = f"{finding.severity.capitalize()} {note.number} · {finding.family}"
    if finding.confidence != "high":
        head += " · " + CONFIDENCE_WORDS[finding.confidence]
    lines = [(head, "")]
    if where:
        lines.append((where, f"“{_short(finding.excerpt)}”"))
    lines.append(("", finding.message))
    if finding.suggestion:
        lines.append(("You could write:", finding.suggestion))
    if finding.help:
        lines.append(("What to do:", finding.help))
    if note.rule is not None and note.rule.sources:
        lines.append(("Standard:", "; ".join(note.rule.sources)))
    lines.append(("", f"[{finding.rule}]"))
    return lines


def summary_lines(article: ReviewedArticle, remarks: list[str]) -> list[tuple[str, str]]:
    """Return what the first comment says: the figures, the checklist, and what the copy could not do."""
    counts = ", ".join(
        f"{count} {name}{'s' if count != 1 and name != 'info' else ''}"
        for name in ("error", "warning", "info")
        if (count := article.count(name))
    )
    figures = [f"{article.words:,} words"]
    if article.grade is not None:
        figures.append(f"reading grade {article.grade:.1f}")
    if article.difficulty is not None:
        figures.append(f"difficulty {article.difficulty:.1f} of 6 ({band_of(article.difficulty)})")
    lines = [("Review by medlint", ""), ("", f"{counts or 'Nothing found'}; {', '.join(figures)}.")]
    lines += [
        (f"{item.name}:", f"{'in part. ' if item.state == 'part' else ''}{item.said}")
        for item in article.checklist
        if item.state in ("missing", "part")
    ]
    lines += [("Note:", remark) for remark in remarks]
    lines += [
        ("Put aside before:", f"“{_short(finding.excerpt)}” ({finding.rule}); {finding.ignored}")
        for finding in article.aside[:_MOST_ASIDE]
    ]
    if len(article.aside) > _MOST_ASIDE:
        lines.append(("Put aside before:", f"{len(article.aside) - _MOST_ASIDE} more"))
    lines.append(("", DISCLAIMER))
    return lines


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else words[:118].rsplit(" ", 1)[0] + " …"


def comment(document: WordDocument, lines: list[tuple[str, str]], first: Any, last: Any) -> int:
    """Add a comment that reaches from one `w:r` to another, and return its number."""
    made = document.comments.add_comment(author=AUTHOR, initials=_INITIALS)
    paragraph = made.paragraphs[0]
    for at, (label, words) in enumerate(lines):
        if at:
            paragraph = made.add_paragraph()
        if label:
            paragraph.add_run(legal(label)).bold = True
        if words:
            paragraph.add_run(legal((" " if label else "") + words))
    number = made.comment_id
    start, end = holdable(first), holdable(last)
    start.addprevious(_element("commentRangeStart", number))
    finish = _element("commentRangeEnd", number)
    _after_other_ends(end, finish)
    _refer(_reference(number), end, finish)
    return int(number)


def _refer(reference: Any, end: Any, finish: Any) -> None:
    """Put the mark of a comment behind its range, outside whatever the range ends in."""
    outer = end
    while outer.getparent() is not None and outer.getparent().tag != f"{W}p":
        outer = outer.getparent()
    paragraph = outer.getparent()
    if paragraph is not None and opens_control(paragraph):
        at = -1
        while at + 1 < len(paragraph) and (
            paragraph[at + 1].tag == f"{W}pPr" or paragraph[at + 1].find(f"{W}commentReference") is not None
        ):
            at += 1
        paragraph.insert(at + 1, reference)
    elif outer is end:
        finish.addnext(reference)
    else:
        outer.addnext(reference)


def opens_control(paragraph: Any) -> bool:
    """Tell whether a paragraph is the first of a content control.

    LibreOffice (7.4) loses what stands before the mark of a comment there, so the mark goes to the start.
    """
    return any(
        next(content.iter(f"{W}p"), None) is paragraph
        for content in paragraph.iterancestors(f"{W}sdtContent")
    )


def holdable(run: Any) -> Any:
    """Return the element around a run, or the run itself, beside which a comment's range may begin or end."""
    element = run
    while element.getparent() is not None and element.getparent().tag not in _HOLDERS:
        element = element.getparent()
    return element


def _after_other_ends(element: Any, finish: Any) -> None:
    """Put the end of a range behind its last run and the ends that stand there."""
    at = element
    while (after := at.getnext()) is not None and (
        after.tag == f"{W}commentRangeEnd" or after.find(f"{W}commentReference") is not None
    ):
        at = after
    at.addnext(finish)


def _element(name: str, number: int) -> Any:
    from docx.oxml.parser import OxmlElement

    return OxmlElement(f"w:{name}", attrs={f"{W}id": str(number)})


def _reference(number: int) -> Any:
    from docx.oxml.parser import OxmlElement

    run = OxmlElement("w:r")
    run.append(OxmlElement("w:commentReference", attrs={f"{W}id": str(number)}))
    return run
