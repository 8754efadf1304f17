"""Find lists in plain text: bullets at the start of lines, and lists flattened into one line."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLET = re.compile(
    r"(?P<indent>[ \t]*)(?P<sign>[-*•‣▪◦●○■–—]|\d{1,2}[.)]|[a-z][.)]|\((?:\d{1,2}|[a-z])\))(?:[ \t]+(?=\S))"
)
_ORDERED = re.compile(r"\(?[0-9a-z]")

_DASH = re.compile(r"(?<=\S)[ \t]+(-)[ \t]+(?=\S)")
_DOT = re.compile(r"(?<=\S)[ \t]+([•‣▪◦●])[ \t]+(?=\S)")
_CUE = re.compile(
    r"(?::|\b(?:such as|including|includes?|included|following|are|be|for example|like|as follows|may have"
    r"|might have|can cause|may cause|if you|you should|to))\W*$",
    re.I,
)
_SHORT = 12
"""Words of an item that may start with a small letter."""
_STARTERS = (
    "The|These|This|Those|If|Your|You|Doctors?|People|In|It|There|They|An?|When|While|Some|Most|Many|Others?"
    "|However|But|Treatments?|Symptoms|Signs|Children|Women|Men|Patients?|Call|See|Talk|Ask|For|As|Because"
    "|Although|After|Before|During|Researchers|Scientists|Adults|Babies|Healthcare|Health"
)
_SENTENCE = re.compile(rf"(?<=[^\s.!?:;,])\s+(?=(?:{_STARTERS}) +[a-z’'][^.!?]*\s[^.!?]*\s[^.!?]*[.!?])")
"""Where a sentence is glued to the item before it: a capital letter that starts a whole one."""


class Part(NamedTuple):
    """A stretch of a flattened list."""

    start: int
    end: int
    item: bool


def is_ordered(sign: str) -> bool:
    """Tell whether a bullet counts."""
    return bool(_ORDERED.match(sign))


def flattened(text: str, *, in_item: bool = False) -> list[Part]:
    """Cut a line such as “Signs are - Fever - Chills Doctors ...” into lead-in, items and the rest.

    Ranges (`5 - 10`), dashes between clauses and lone dashes are no lists: the answer is then empty.
    `in_item`: the text is the first item itself, its bullet gone.
    """
    dots = list(_DOT.finditer(text))
    marks = dots or [mark for mark in _DASH.finditer(text) if not _is_range(text, mark)]
    if not marks:
        return []
    if len(marks) < 2 and not dots and not (in_item and text[: marks[0].start()].endswith((".", "!", "?"))):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    items = [Part(mark.end(), end, True) for mark, end in zip(marks, ends, strict=True)]
    lead = text[: marks[0].start()]
    if not dots and not _are_items([text[item.start : item.end] for item in items], lead, in_item):
        return []
    parts = [Part(0, marks[0].start(), in_item), *items]
    last = parts.pop()
    cut = _SENTENCE.search(text, last.start, last.end)
    if cut and len(text[last.start : cut.start()].split()) <= _SHORT:
        parts += (Part(last.start, cut.start(), True), Part(cut.end(), last.end, False))
    else:
        parts.append(last)
    return parts


def _are_items(items: list[str], lead: str, in_item: bool) -> bool:
    large = sum(1 for item in items if not item[0].islower())
    if in_item:
        return large == (0 if lead[0].islower() else len(items))
    if len(lead.split()) < 3 or lead.isupper():
        return False
    if _CUE.search(lead):
        return large >= len(items) - 1 or all(len(item.split()) <= _SHORT for item in items[:-1])
    return large == len(items)


def _is_range(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start() - 1].isdigit() and text[mark.end()].isdigit()
