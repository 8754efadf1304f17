"""A copy of a Word article with comments on the exact words: runs are split, their formatting stays.

Word takes no comments inside footnotes, endnotes and text boxes; a finding there is fastened to
the mark of the note, or to the paragraph that holds the box, and says where its words stand.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from medlint.reports.review import ReviewedArticle
from medlint.reports.word_comments import W, comment, lines_of, opens_control, summary_lines
from medlint.sources.word_parts import Paragraph, paragraphs, runs, unpack

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TRACKED = ("ins", "del", "moveFrom", "moveTo")


class Place(NamedTuple):
    """A paragraph of the source, as the reader made it."""

    paragraph: Paragraph
    start: int
    """In the source, in characters."""
    length: int
    picture: bool = False
    """It stands for a picture's description, not for runs."""


def commented_copy(article: ReviewedArticle, original: bytes) -> bytes:
    """Return the file with a comment for each shown finding; all else stays as it is."""
    document = unpack(original, article.path)
    places = _places(document)
    _split_all(document, places, article)
    spots = _Spots(document, places)
    body = [
        place
        for place in places
        if not place.paragraph.note and not place.paragraph.box and not place.picture
    ]
    first = next((place for place in body if place.length), None)
    made: list[tuple[list[tuple[str, str]], Any, Any]] = []
    remarks = _remarks(document)
    for note in article.shown:
        spot = spots.of(note.finding.start.offset, note.finding.end.offset)
        if spot is not None:
            made.append((lines_of(note, spot.where), spot.first, spot.last))
        elif first is not None:
            atoms = list(_atoms(first.paragraph, document))
            made.append((lines_of(note, "Elsewhere in the file:"), atoms[0].run, atoms[-1].run))
        else:
            remarks.append(f"{note.finding.rule}: {note.finding.message}")
    if first is not None:
        atoms = list(_atoms(first.paragraph, document))
        comment(document, summary_lines(article, remarks), atoms[0].run, atoms[-1].run)
    for lines, start, end in made:
        comment(document, lines, start, end)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Atom(NamedTuple):
    run: Any
    """The `w:r`."""
    element: Any
    """The text, tab or break in it."""
    start: int
    """In the paragraph, in characters."""
    length: int


class _Spot(NamedTuple):
    first: Any
    last: Any
    where: str
    """Where the words stand, when the comment cannot stand on them."""


def _places(document: WordDocument) -> list[Place]:
    """Return the paragraphs with their places in the source, as `read_word` counts them."""
    out: list[Place] = []
    here = 0
    for paragraph in paragraphs(document):
        found = list(runs(paragraph.element, document))
        length = sum(len(run.value) for run in found if run.kind in ("text", "break"))
        out.append(Place(paragraph, here, length))
        here += length + 1
        for run in found:
            if run.kind == "picture":
                out.append(Place(paragraph, here, len(run.value), picture=True))
                here += len(run.value) + 1
    return out


def _atoms(paragraph: Paragraph, document: WordDocument) -> list[_Atom]:
    out: list[_Atom] = []
    here = 0
    for run in runs(paragraph.element, document):
        if run.kind in ("text", "break"):
            out.append(_Atom(_run_of(run.element), run.element, here, len(run.value)))
            here += len(run.value)
    return out


def _run_of(element: Any) -> Any:
    while element.tag != f"{W}r" and element.getparent() is not None:
        element = element.getparent()
    return element


def _paragraph_of(run: Any) -> Any:
    while run.tag != f"{W}p":
        run = run.getparent()
    return run


# --- splitting


def _split_all(document: WordDocument, places: list[Place], article: ReviewedArticle) -> None:
    starts = [place.start for place in places]
    cuts: dict[int, set[int]] = {}
    for note in article.shown:
        for offset in (note.finding.start.offset, note.finding.end.offset):
            at = bisect_right(starts, offset) - 1
            if at >= 0 and not places[at].picture and 0 < offset - starts[at] < places[at].length:
                cuts.setdefault(at, set()).add(offset - starts[at])
    for at, offsets in cuts.items():
        atoms = _atoms(places[at].paragraph, document)
        for offset in sorted(offsets, reverse=True):
            while atoms and atoms[-1].start >= offset:
                atoms.pop()
            if atoms and atoms[-1].element.getparent() is atoms[-1].run:
                _split(atoms[-1], offset - atoms[-1].start)


def _split(atom: _Atom, at: int) -> None:
    """Part a run inside or behind one of its elements; both parts keep the formatting."""
    run, element = atom.run, atom.element
    after = list(element.itersiblings())
    if at < atom.length:
        text = element.text
        rest = deepcopy(element)
        rest.text = text[at:]
        element.text = text[:at]
        for part in (element, rest):
            part.set(_XML_SPACE, "preserve")
        rest.tail = None
        after.insert(0, rest)
    elif not after:
        return
    second = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        second.append(deepcopy(properties))
    for part in after:
        second.append(part)
    run.addnext(second)


# --- where a comment goes


class _Spots:
    """Finds the runs that a finding stands on, after they were split."""

    def __init__(self, document: WordDocument, places: list[Place]) -> None:
        self._document = document
        self._places = places
        self._starts = [place.start for place in places]
        self._marks = _note_marks(document)
        self._cache: dict[int, list[_Atom]] = {}

    def of(self, start: int, end: int) -> _Spot | None:
        """Return the first and last run of a stretch of the source; None when it shows no runs."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        found: list[tuple[Place, Any]] = []
        while at < len(self._places) and self._places[at].start < max(end, start + 1):
            place = self._places[at]
            low, high = start - place.start, max(end, start + 1) - place.start
            for atom in [] if place.picture else self._atoms_at(at):
                if atom.start < high and low < atom.start + atom.length:
                    found.append((place, atom.run))
            if place.picture and not found:
                return self._beside(place, "Description of a picture:")
            at += 1
        if not found:
            return None
        note = found[0][0].paragraph.note
        if note:
            mark = self._marks.get(note)
            return _Spot(mark, mark, f"In the {note.split(':')[0]}:") if mark is not None else None
        if found[0][0].paragraph.box:
            return self._beside(found[0][0], "In a text box:")
        same = [run for place, run in found if not place.paragraph.note and not place.paragraph.box]
        in_control = opens_control(_paragraph_of(same[-1]))
        return _Spot(same[0], same[-1], "In a content control:" if in_control else "")

    def _atoms_at(self, at: int) -> list[_Atom]:
        if at not in self._cache:
            self._cache[at] = _atoms(self._places[at].paragraph, self._document)
        return self._cache[at]

    def _beside(self, place: Place, where: str) -> _Spot | None:
        """Return a place on the body's paragraph that holds a picture or box."""
        element = place.paragraph.element
        if place.paragraph.box:
            while element is not None and element.tag != f"{W}txbxContent":
                element = element.getparent()
            element = _run_of(element) if element is not None else None
            if element is None or element.tag != f"{W}r":
                return None
            return _Spot(element, element, where)
        drawn = element.find(f".//{W}drawing")
        run = _run_of(drawn) if drawn is not None else None
        return _Spot(run, run, where) if run is not None and run.tag == f"{W}r" else None


def _note_marks(document: WordDocument) -> dict[str, Any]:
    """Return the runs that hold the marks of footnotes and endnotes, by `footnote:2`."""
    out: dict[str, Any] = {}
    for kind in ("footnote", "endnote"):
        for mark in document.element.body.iter(f"{W}{kind}Reference"):
            run = _run_of(mark)
            if run.tag == f"{W}r":
                out.setdefault(f"{kind}:{mark.get(f'{W}id', '')}", run)
    return out


def _remarks(document: WordDocument) -> list[str]:
    out = []
    body = document.element.body
    if any(next(body.iter(f"{W}{name}"), None) is not None for name in _TRACKED):
        out.append(
            "The file holds tracked changes: it was read as if all were accepted. They are still in this copy."
        )
    if next(body.iter(f"{W}txbxContent"), None) is not None:
        out.append("Word takes no comments in text boxes: those on their words stand beside the box.")
    return out
