"""Tell what a line of plain text is: a heading, a byline, a label, a separator."""

from __future__ import annotations

import re
from typing import NamedTuple

_SEPARATOR = re.compile(r"[ \t]*([-=_*~#+–—•·.])(?:[ \t]*\1){2,}[ \t]*")
_UNDERLINE = re.compile(r"(={3,}|-{3,})[ \t]*")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
DIRECTIVE = re.compile(r"[ \t]*\[\[[ \t]*medlint:[ \t]*(.*?)[ \t]*\]\][ \t]*")

_KNOWN = (
    r"(?:medically |clinically |expert |fact[ -])?"
    r"(?:reviewed|checked|edited|written|authored|approved|posted|published|updated|created)(?: (?:by|on))?"
    r"|by|authors?|writers?|editors?|(?:medical )?reviewers?|(?:medical )?review"
    r"|(?:last|date|next|page last|first) (?:medically )?"
    r"(?:reviewed|updated|modified|published|review|update|revised)(?: (?:by|on|date|due))?"
    r"|(?:publication|review|release) date|date|category|categories|tags?|topics?|departments?"
    r"|section|source|reading time|read time|copyright|keywords|audience|locale|language|version"
    r"|reference number"
)
_LABEL = re.compile(rf"[ \t]*({_KNOWN})[ \t]*:[ \t]*(?=\S)", re.I)
_ANY_LABEL = re.compile(r"[ \t]*([A-Z][\w-]*(?:[ ][\w-]+){0,3})[ \t]*:[ \t]+(?=\S)")
_BYLINE = re.compile(
    r"[ \t]*(by)[ \t]+(?=(?:(?:[Dd]r|[Pp]rof)\.?[ ])?[A-Z][\w.’'-]*(?:[ ,]|$))"
    r"|[ \t]*((?:medically |clinically |expert )?(?:reviewed|written|edited|checked|approved) by)[ \t]+(?=\S)"
    r"|[ \t]*((?:page )?(?:last |date |first )?(?:medically )?(?:reviewed|updated|published|modified|revised)"
    r"(?: on)?)[ \t]+(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)
_ROLE = re.compile(r"(?:reporter|editor|writer|correspondent|staff|news|MD|RN|PhD|FRCP|MPH)\.?\s*", re.I)
_MAX_LABEL_WORDS = 20
_SMALL = re.compile(
    r"(?:a|an|the|and|or|but|nor|of|in|on|at|to|for|from|by|with|about|as|is|are|vs|versus|per|via|into"
    r"|over|your|you|it|its)",
    re.I,
)
_TITLE_WORDS = 12
_FIRST_TITLE_WORDS = 30


class Label(NamedTuple):
    """A fact that a line states: `Author: Jane Roe`."""

    name: str
    start: int
    end: int


def is_separator(line: str) -> bool:
    """Tell whether a line only draws."""
    return _SEPARATOR.fullmatch(line) is not None


def underline_level(line: str) -> int:
    """Return the level of the heading that a line underlines; 0 when it underlines none."""
    match = _UNDERLINE.fullmatch(line)
    return 0 if match is None else 1 if match[1][0] == "=" else 2


def hash_heading(line: str) -> tuple[int, int]:
    """Return level and start of a `## heading`; level 0 when it is none."""
    match = _HASHES.match(line)
    return (0, 0) if match is None else (len(match[1]), match.end())


def labels(line: str) -> list[Label]:
    """Return the facts that a line states and nothing but states; offsets are in the line."""
    if len(line) > 400:
        return []
    cells = _cells(line)
    if len(cells) > 1:
        found = [
            _label(line, start, end, _ANY_LABEL) or _label(line, start, end, _BYLINE) for start, end in cells
        ]
        stated = [label for label in found if label is not None]
        most = len(stated) > 1 and len(stated) >= len(cells) - 1
        return stated if most or len(stated) == len(cells) else []
    one = _label(line, 0, len(line), _LABEL) or _label(line, 0, len(line), _BYLINE)
    if one is None or len(line[one.start : one.end].split()) > _MAX_LABEL_WORDS:
        return []
    said = line[one.start : one.end]
    if one.name in ("by", "source", "section", "date") and re.search(r"[a-z]{3}[.!?]$", said):
        return []
    return [one]


def is_role(line: str) -> bool:
    """Tell whether a short line under a byline goes on with it: “HealthDay Reporter”."""
    return len(line.split()) <= 4 and _ROLE.search(line) is not None and _ROLE.split(line)[-1] == ""


def could_be_heading(line: str, *, first: bool) -> bool:
    """Tell whether a line alone in its paragraph has the shape of a heading."""
    line = line.strip()
    words = line.split()
    if not words or len(words) > (_FIRST_TITLE_WORDS if first else _TITLE_WORDS):
        return False
    if line[-1] in ".,;:" or line[0] in "\"“”'‘*[(<-–—" or "|" in line or "://" in line:
        return False
    opening = next((character for character in line if character.isalpha()), "")
    return bool(opening) and not opening.islower()


def is_titled(line: str) -> bool:
    """Tell whether a line looks like a heading by itself: Title Case, ALL CAPS or a question."""
    line = line.strip()
    if line.endswith("?"):
        return True
    large = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if not _SMALL.fullmatch(word)]
    return bool(large) and all(word[0].isupper() for word in large)


def _cells(line: str) -> list[tuple[int, int]]:
    cells = []
    start = 0
    for match in re.finditer(r"[ \t]+[|·•][ \t]+", line):
        cells.append((start, match.start()))
        start = match.end()
    return [*cells, (start, len(line.rstrip()))]


def _label(line: str, start: int, end: int, pattern: re.Pattern[str]) -> Label | None:
    match = pattern.match(line, start, end)
    if match is None:
        return None
    name = next(group for group in match.groups() if group is not None)
    stop = len(line[:end].rstrip())
    return Label(" ".join(name.lower().split()), match.end(), stop) if stop > match.end() else None
