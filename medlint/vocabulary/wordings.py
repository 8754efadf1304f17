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
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from medlint.errors import RuleError
from medlint.vocabulary.folding import norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.word_classes import expand

GAP_WORDS = 5
"""How many words `~` may stand for."""

_ALLOWED = re.compile(r"[\w'’.,–%°$&/+#()\-]+\*?")
_BEGINNING = 3.0
"""Counts as the Zipf frequency of the beginning of a word; a short one counts as a common word."""
_PART = re.compile(r"[^\W_]+")
_SIGNS = re.compile("%")
"""What stands for a word without being made of letters."""
_DIGITS = r"\d[\d,.]*(?:\s?(?:-|–|to)\s?\d[\d,.]*)?"
_NUMBERS = {
    "#": rf"(?:{_DIGITS}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred)",
    "#%": rf"{_DIGITS}\s?(?:%|percent|per\scent)",
}
_SEPARATOR = r"[\s,;:()\"“”/–—-]+"
_JOIN = r"[\s-]+"
_COLON = r"\s*(?::|\s[-–—]|[–—])\s*"
_ANY_WORD = r"[^\W_][\w'’-]*"
_GAP = rf"(?:[\s,;:()\"“”/–—-]+[^\s.!?;]+){{0,{GAP_WORDS}}}?"
_GLUES = {"~": _GAP + _SEPARATOR, ":": _COLON}
_MARKS = frozenset({"^", *_GLUES})


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
    places = _places(wording)
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


def _places(wording: str) -> list[str]:
    """Return the places of a wording, with the words of its classes."""
    return expand(wording.lower().replace("’", "'")).split()


def _word(name: str, wording: str) -> str:
    if name in _NUMBERS:
        return _NUMBERS[name]
    if name == "*":
        return _ANY_WORD
    before = r"[\w'-]*" if name.startswith("*-") else ""
    name = name.removeprefix("*") if before else name
    for part in name.split("_"):
        if not _ALLOWED.fullmatch(part):
            raise RuleError(
                f"“{part}” in the wording “{wording}” is not a word.",
                "See the wording language in CONTRIBUTING.md.",
            )
    star = name.endswith("*")
    words = [re.escape(part) for part in name.removesuffix("*").split("_")]
    return before + _JOIN.join(words) + (r"[\w'-]*" if star else "")


def anchors(wording: str) -> tuple[str, ...]:
    """Return literals of which at least one stands in any text that the wording matches.

    They are chosen from the place whose shortest alternative is longest, so that they are
    rare. A literal may be the beginning of a longer word.
    """
    best: tuple[str, ...] = ()
    for place in _places(wording):
        if place in _MARKS or place.endswith("?") or not _NUMBERS.keys().isdisjoint(place.split("|")):
            continue
        names = tuple(max(re.split(r"[_-]", name.removesuffix("*")), key=len) for name in place.split("|"))
        if all(names) and min(map(len, names)) > (min(map(len, best)) if best else 0):
            best = names
    return best


PLACES = 3
"""Of how many places of a wording the words are looked up before its pattern is tried."""


class Place(NamedTuple):
    """A word that a wording cannot do without, as the words (or their beginnings) that may stand for it."""

    words: frozenset[str]
    beginnings: frozenset[str]


def _needed(wording: str) -> list[Place]:
    """Return the places of a wording that must be filled, the one with the rarest words first."""
    found = [needed for place in _places(wording) if (needed := _need(place)) is not None]
    return [place for _, place in sorted(found, key=lambda item: item[0])]


@cache
def _need(place: str) -> tuple[float, Place] | None:
    """Return what must stand for a place and how common that is; None where nothing must."""
    if place in _MARKS or place.endswith("?"):
        return None
    words: set[str] = set()
    beginnings: set[str] = set()
    for name in place.split("|"):
        parts = [] if name in _NUMBERS else _PART.findall(name) or _SIGNS.findall(name)
        part = max((part for part in parts if part != "s"), key=len, default="")
        if not part:
            return None
        (beginnings if name.endswith(part + "*") else words).add(part)
    common = max([*map(zipf, words), *(_BEGINNING if len(part) > 4 else 5.0 for part in beginnings)])
    return common, Place(frozenset(words), frozenset(beginnings))


class _Step(NamedTuple):
    """A place that must be filled, by what may fill it (see `_spelt`)."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    longer: dict[str, list[tuple[tuple[str, ...], bool]]]
    """By their first word, the other words of an alternative, and whether the last is a beginning only."""
    next_to: bool
    """Whether it follows at once on the step before."""

    def ends(self, spelt: tuple[str, ...], at: int) -> Iterator[int]:
        """Yield the index after what fills the place from a word of a text on."""
        word = spelt[at]
        if word in self.words or (self.beginnings and word.startswith(self.beginnings)):
            yield at + 1
        for rest, begins in self.longer.get(word, ()):
            stop = at + 1 + len(rest)
            if spelt[at + 1 : stop] == rest or (
                begins
                and stop <= len(spelt)
                and spelt[at + 1 : stop - 1] == rest[:-1]
                and spelt[stop - 1].startswith(rest[-1])
            ):
                yield stop


@cache
def _steps(wording: str) -> tuple[_Step, ...]:
    """Return the places of a wording that must be filled, in order."""
    steps: list[_Step] = []
    next_to = False
    for place in _places(wording):
        names = place.split("|")
        parts = [[] if name in _NUMBERS else _PART.findall(name) for name in names]
        if place in _MARKS or place.endswith("?") or not all(parts):
            next_to = False
            continue
        longer: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        for name, own in zip(names, parts, strict=True):
            if len(own) > 1:
                longer.setdefault(own[0], []).append((tuple(own[1:]), name.endswith("*")))
        single = [(own[0], name.endswith("*")) for name, own in zip(names, parts, strict=True) if len(own) == 1]
        begun = any(name.startswith("*") for name in names)
        steps.append(
            _Step(
                frozenset(word for word, begins in single if not begins),
                tuple(word for word, begins in single if begins),
                longer,
                next_to and not begun,
            )
        )
        next_to = not any(name.endswith("*") for name in names)
    return tuple(steps)


@lru_cache(maxsize=512)
def _spelt(folded: str) -> tuple[str, ...]:
    """Return the words of a text; an apostrophe or hyphen parts words."""
    return tuple(_PART.findall(folded))


def may_stand(wording: str, folded: str) -> bool:
    """Tell whether the places of a wording can be filled in their order; cheaper than to compile its pattern."""
    spelt = _spelt(folded)
    reached: Iterable[int] = (0,)
    for step in _steps(wording):
        starts = reached if step.next_to else range(min(reached), len(spelt))
        reached = {end for at in starts if at < len(spelt) for end in step.ends(spelt, at)}
        if not reached:
            return False
    return True


def parts_of(words: Iterable[str], folded: str = "") -> frozenset[str]:
    """Return folded words as a set, with the parts of those that hold an apostrophe, and the signs of a text that count as words."""
    found = set(words)
    if "%" in folded:
        found.add("%")
    for word in [word for word in found if "'" in word]:
        found.update(word.split("'"))
    return frozenset(found)


class Wordings:
    """Several wordings as one pattern; each is tried only on a text that holds a word for each of its places.

    It offers `search`, `match` and `finditer` as compiled patterns do, over folded text.
    """

    def __init__(self, wordings: Iterable[str]) -> None:
        self.wordings = tuple(wordings)
        self.needs = [tuple(_needed(wording)[:PLACES]) for wording in self.wordings]
        """For each wording the places of which a text must hold a word, the one with the rarest words first."""
        self._by_word: dict[str, list[int]] = {}
        """A word of the rarest place of each wording, and the indexes of the wordings."""
        self._by_beginning: dict[str, list[int]] = {}
        self._always = [index for index, places in enumerate(self.needs) if not places]
        """Wordings without any word, such as “#”."""
        self._patterns: dict[int, re.Pattern[str]] = {}
        for index, places in enumerate(self.needs):
            for place in places[:1]:
                for word in place.words:
                    self._by_word.setdefault(word, []).append(index)
                for word in place.beginnings:
                    self._by_beginning.setdefault(word, []).append(index)
        self._lengths = sorted({len(word) for word in self._by_beginning})

    def likely(self, words: frozenset[str]) -> list[int]:
        """Return the wordings that may stand in a text with these words (see `parts_of`)."""
        found = set(self._always)
        by_word, by_beginning = self._by_word, self._by_beginning
        for word in by_word.keys() & words:
            found.update(by_word[word])
        for length in self._lengths:
            for beginning in by_beginning.keys() & {word[:length] for word in words}:
                found.update(by_beginning[beginning])
        return sorted(index for index in found if self._filled(index, words)) if found else []

    def _filled(self, index: int, words: frozenset[str]) -> bool:
        """Tell whether the further places of a wording can be filled by these words."""
        return all(place.beginnings or not place.words.isdisjoint(words) for place in self.needs[index][1:])

    def hits(self, folded: str, words: frozenset[str] | None = None) -> list[tuple[int, int, int]]:
        """Return (index of the wording, start, end) of every match; `words` are those of the text, if known."""
        return self.hits_among(self._likely(folded) if words is None else self.likely(words), folded)

    def hits_among(self, indexes: Iterable[int], folded: str) -> list[tuple[int, int, int]]:
        """Return (index of the wording, start, end) of every match of some of the wordings."""
        patterns = self._patterns
        return [
            (index, *match.span())
            for index in indexes
            if index in patterns or may_stand(self.wordings[index], folded)
            for match in self._pattern(index).finditer(folded)
        ]

    def _likely(self, folded: str) -> list[int]:
        return self.likely(parts_of(norms(folded), folded))

    def _pattern(self, index: int) -> re.Pattern[str]:
        pattern = self._patterns.get(index)
        if pattern is None:
            pattern = self._patterns[index] = compile_wordings((self.wordings[index],))
        return pattern

    def search(self, folded: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, the longest of those that start there."""
        best: re.Match[str] | None = None
        for index in self._likely(folded):
            match = self._pattern(index).search(folded, start, end)
            if match and (best is None or (match.start(), -match.end()) < (best.start(), -best.end())):
                best = match
        return best

    def match(self, folded: str) -> re.Match[str] | None:
        """Return a match at the beginning of the text."""
        for index in self._likely(folded):
            if found := self._pattern(index).match(folded):
                return found
        return None

    def finditer(self, folded: str, start: int = 0, end: int = sys.maxsize) -> list[re.Match[str]]:
        """Return the matches of all wordings, in order; they may overlap."""
        found = [
            match
            for index in self._likely(folded)
            for match in self._pattern(index).finditer(folded, start, end)
        ]
        return sorted(found, key=lambda match: match.span())


@lru_cache(maxsize=4096)
def wordings_of(wordings: tuple[str, ...]) -> Wordings:
    """Return several wordings as one, made once."""
    return Wordings(wordings)


def find_wording(wording: str, folded: str) -> list[tuple[int, int]]:
    """Return where a wording stands in folded text."""
    return [match.span() for match in wordings_of((wording,)).finditer(folded)]
