"""Does a verb tell what somebody does, or what the reader should do? “Many people see a doctor” advises nobody."""

from __future__ import annotations

import re

from medlint.vocabulary.wordlists import word_set

_CLAUSE = re.compile(r"[,;:.!?()\"–—]|\s-\s")
_TOKEN = re.compile(r"[\w'-]+")
_SUBJECT = 4
"""Within so many words a clause names who does it."""


def is_told(text: str, start: int) -> bool:
    """Tell whether the verb at `start` says what somebody does, not what the reader should do."""
    clause = text[:start]
    for mark in _CLAUSE.finditer(text, 0, start):
        clause = text[mark.end() : start]
    words = _TOKEN.findall(clause)
    if not words:
        return False
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if last == "to":
        return _asked_to(words, before) or before in word_set("advice", "past-before-to")
    if last == "be":
        return before in word_set("advice", "told-modals")
    if last in word_set("advice", "told-modals"):
        return before in word_set("advice", "told-subjects") or (
            before == "you" and last in word_set("advice", "narrated-modals")
        )
    if last in word_set("advice", "duties"):
        return before in word_set("advice", "professionals")
    if last == "you" or (last in {"first", "next", "then"} and before == "you"):
        return any(word in word_set("advice", "setting") for word in words[-4:])
    if last in {"and", "or"} and len(words) > _SUBJECT:
        return not word_set("advice", "told-plurals").isdisjoint(words[:_SUBJECT]) and word_set(
            "advice", "duties"
        ).isdisjoint(words)
    return last in word_set("advice", "teller")


def _asked_to(words: list[str], before: str) -> bool:
    """Tell whether somebody else asks: “your GP will ask you to see …”; “we advise you to see …” is advice."""
    return (
        before in {"you", "me", "them", "patients", "people", "someone"}
        and not word_set("advice", "asked").isdisjoint(words)
        and words[0] not in {"we", "please"}
    )
