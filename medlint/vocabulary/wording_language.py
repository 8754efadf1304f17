"""The wording language: phrases with alternatives and gaps that people can write and read.

Words stand with one space between them and match whole words, in any case, inside one
sentence. `a|b` are alternatives for one place, `_` inside one of them is a space, `*` at the
end is any ending, `*-` at the beginning any word before a hyphen and `*` alone any word, `~` is up
to five other words, `word?` may be missing, `#` is a number, in digits or as a word, and `#%` a
percentage. `^` at the beginning is the start of the sentence, `:` between words a colon or a dash,
and `@name` all words of a class (see `word_classes`).

    lose|losing|loss ~ control ~ bladder|bowels
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from medlint.errors import RuleError
from medlint.vocabulary.word_classes import expand

GAP_WORDS = 5
"""How many words `~` may stand for."""

_ALLOWED = re.compile(r"[\w'’.,–%°$&/+#()\-]+\*?")
PART = re.compile(r"[^\W_]+")
_DIGITS = r"\d[\d,.]*(?:\s?(?:-|–|to)\s?\d[\d,.]*)?"
NUMBERS = {
    "#": rf"(?:{_DIGITS}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred)",
    "#%": rf"{_DIGITS}\s?(?:%|percent|per\scent)",
}
_SEPARATOR = r"[\s,;:()\"“”/–—-]+"
_JOIN = r"[\s-]+"
_COLON = r"\s*(?::|\s[-–—]|[–—])\s*"
_ANY_WORD = r"[^\W_][\w'’-]*"
_GAP = rf"(?:[\s,;:()\"“”/–—-]+[^\s.!?;]+){{0,{GAP_WORDS}}}?"
_GLUES = {"~": _GAP + _SEPARATOR, ":": _COLON}
MARKS = frozenset({"^", *_GLUES})


@cache
def compile_wordings(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern that finds any of the wordings in folded text.

    Raises `RuleError` for a wording that breaks the grammar.
    """
    return re.compile("|".join(_pattern(wording) for wording in wordings))


def check_wordings(wordings: Iterable[str]) -> None:
    """Raise `RuleError` for a wording that breaks the grammar; cheaper than to compile them."""
    for wording in wordings:
        _pattern(wording)


def _pattern(wording: str) -> str:
    places = places_of(wording)
    first = r"(?<!\w)"
    if places[:1] == ["^"]:
        first, places = r"\A\W*", places[1:]
    if not places or not {"~", ":"}.isdisjoint((places[0], places[-1])):
        raise RuleError(
            f"The wording “{wording}” is empty, or a gap stands at its edge.", "Begin and end it with a word."
        )
    out: list[str] = []
    glue = ""
    for place in places:
        if place in _GLUES:
            glue = _GLUES[place]
            continue
        names = place.removesuffix("?").split("|")
        body = "(?:" + "|".join(_word(name, wording) for name in names) + ")"
        if not place.endswith("?"):
            out.append(glue + body)
            glue = _JOIN
        elif glue == _JOIN:
            out.append(f"(?:{glue}{body})?")
        else:
            out.append(f"{glue}(?:{body}{_JOIN})?")
            glue = ""
    return f"{first}{''.join(out)}(?!\\w)"


def places_of(wording: str) -> list[str]:
    """Return the places of a wording, with the words of its classes."""
    return expand(wording.lower().replace("’", "'")).split()


def _word(name: str, wording: str) -> str:
    found = _alternative(name)
    if found is None:
        part = next(part for part in name.removeprefix("*").split("_") if not _ALLOWED.fullmatch(part))
        raise RuleError(
            f"“{part}” in the wording “{wording}” is not a word.",
            "See the wording language in CONTRIBUTING.md.",
        )
    return found


@cache
def _alternative(name: str) -> str | None:
    """Return the pattern of an alternative, or None where a part of it is no word."""
    if name in NUMBERS:
        return NUMBERS[name]
    if name == "*":
        return _ANY_WORD
    before = r"[\w'-]*" if name.startswith("*-") else ""
    name = name.removeprefix("*") if before else name
    if not all(_ALLOWED.fullmatch(part) for part in name.split("_")):
        return None
    star = name.endswith("*")
    words = [re.escape(part) for part in name.removesuffix("*").split("_")]
    return before + _JOIN.join(words) + (r"[\w'-]*" if star else "")


def anchors(wording: str) -> tuple[str, ...]:
    """Return literals of which at least one stands in any text that the wording matches.

    They are chosen from the place whose shortest alternative is longest, so that they are
    rare. A literal may be the beginning of a longer word.
    """
    best: tuple[str, ...] = ()
    for place in places_of(wording):
        if place in MARKS or place.endswith("?") or not NUMBERS.keys().isdisjoint(place.split("|")):
            continue
        names = tuple(max(re.split(r"[_-]", name.removesuffix("*")), key=len) for name in place.split("|"))
        if all(names) and min(map(len, names)) > (min(map(len, best)) if best else 0):
            best = names
    return best
