"""Generates the regular inflected forms of English words."""

from __future__ import annotations

_SIBILANT = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def plurals(phrase: str) -> list[str]:
    """Return the plural forms of a noun phrase; of “X of Y” it is X that changes."""
    head, of, tail = phrase.partition(" of ")
    words = head.split(" ")
    return [" ".join([*words[:-1], form]) + of + tail for form in _plural(words[-1])]


def _plural(word: str) -> list[str]:
    low = word.lower()
    if len(low) < 3 or low.endswith(("itis", "ness", "ous", "al", "ics")):
        return [] if not low.endswith("al") else [word + "s"]
    if low.endswith(("sis", "xis")):
        return [word[:-2] + "es"]
    if low.endswith("us") and len(low) > 4:
        return [word + "es"]
    if low.endswith(_SIBILANT):
        return [word + "es"] if not low.endswith("ss") or len(low) > 3 else []
    if low.endswith("y") and low[-2] not in _VOWELS:
        return [word[:-1] + "ies"]
    if low.endswith("oma"):
        return [word + "s", word + "ta"]
    return [word + "s"]


def verb_forms(verb: str) -> list[str]:
    """Return the regular forms of a verb: itself, -s, -ed, -ing; the first word changes.

    Irregular past forms are not known: write them out where they are needed.
    """
    head, space, tail = verb.partition(" ")
    low = head.lower()
    if low.endswith("e"):
        forms = [head, head + "s", head + "d", head[:-1] + "ing"]
    elif low.endswith(_SIBILANT):
        forms = [head, head + "es", head + "ed", head + "ing"]
    elif low.endswith("y") and low[-2] not in _VOWELS:
        forms = [head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"]
    elif _doubles(low):
        forms = [head, head + "s", head + head[-1] + "ed", head + head[-1] + "ing"]
    else:
        forms = [head, head + "s", head + "ed", head + "ing"]
    return [form + space + tail for form in forms]


def _doubles(low: str) -> bool:
    return len(low) in {3, 4} and low[-1] not in "wxyaeiou" and low[-2] in _VOWELS and low[-3] not in _VOWELS
