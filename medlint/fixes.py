"""Safe fixes: from a match to edits of the source, and from edits to a file that is whole at every moment."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from medlint.checks.registry import HeadingLevel, Replacement
from medlint.errors import SourceError, WriteError
from medlint.findings import Edit
from medlint.sources.document import Document
from medlint.vocabulary.compiled import write_whole

_ATX = re.compile(r"[ \t]*(#{1,6})(?=[ \t]|$)")
_HTML_HEADING = re.compile(r"<h([1-6])(?=[\s>])", re.I)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1252")


def edits_of(document: Document, fixes: Sequence[Replacement | HeadingLevel]) -> tuple[Edit, ...]:
    """Return the edits of the source that fixes need; none where one of them cannot be done safely."""
    if not fixes or document.source.format == "word":
        return ()
    found = [_edits(document, fix) for fix in fixes]
    return tuple(edit for edits in found for edit in edits) if all(found) else ()


def _edits(document: Document, fix: Replacement | HeadingLevel) -> tuple[Edit, ...]:
    if isinstance(fix, HeadingLevel):
        return _heading(document, fix)
    place = document.source_map.to_source(fix.span)
    prose = document.text[fix.span.start : fix.span.end]
    if not prose or document.source.text[place.start : place.end] != prose:
        return ()
    return (Edit(place.start, place.end, fix.text),)


def _heading(document: Document, fix: HeadingLevel) -> tuple[Edit, ...]:
    text = document.source.text
    place = document.source_map.to_source(fix.span)
    line = document.position(place.start).line
    whole = document.lines.text_of_line(text, line)
    start = place.start - (document.position(place.start).column - 1)
    if document.source.format == "markdown" and (found := _ATX.match(whole)):
        return (Edit(start + found.start(1), start + found.end(1), "#" * fix.level),)
    openings = list(_HTML_HEADING.finditer(text, 0, place.start))
    if not openings:
        return ()
    opening = openings[-1]
    closing = re.compile(rf"</h({opening[1]})\s*>", re.I).search(text, place.end)
    between = text[opening.start() : closing.start()] if closing else ""
    if closing is None or re.search(r"</h[1-6]", between, re.I):
        return ()
    level = str(fix.level)
    return Edit(*opening.span(1), level), Edit(*closing.span(1), level)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; one that overlaps an earlier one waits for the next round."""
    out: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.start >= done:
            out += [text[done : edit.start], edit.text]
            done = edit.end
    return "".join([*out, text[done:]])


def encoded(text: str, data: bytes, path: str, new: str) -> bytes:
    """Return `new` as bytes in the encoding in which `data` is the bytes of `text`."""
    for encoding in _ENCODINGS:
        try:
            if text.encode(encoding) == data:
                return new.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise SourceError(
        f"{path}: left as it is, for some of its bytes are in no encoding that can be written back.",
        "Save it as UTF-8.",
    )


def edit_file(path: str, edits: Sequence[Edit], text: str) -> None:
    """Make the edits in a file whose decoded text is `text`; raises `SourceError` and leaves it whole."""
    target = Path(os.path.realpath(path))
    try:
        data = target.read_bytes()
        new = encoded(text, data, path, edited(text, edits))
        write_whole(target, new, mode=target.stat().st_mode & 0o7777)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(f"{path}: cannot be written: {reason}.", "It is left as it was.") from error
