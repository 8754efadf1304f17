"""Many wordings at once (see `wording_language`): each is tried only on a text that holds a word for each of its places."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from medlint.vocabulary.folding import norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.wording_language import MARKS, NUMBERS, PART, compile_wordings, places_of
from medlint.vocabulary.wording_order import may_stand

_BEGINNING = 3.0
"""Counts as the Zipf frequency of the beginning of a word; a short one counts as a common word."""
_SIGNS = re.compile("%")
"""What stands for a word without being made of letters."""
PLACES = 3
"""Of how many places of a wording the words are looked up before its pattern is tried."""


class Place(NamedTuple):
    """A word that a wording cannot do without, as the words (or their beginnings) that may stand for it."""

    words: frozenset[str]
    beginnings: frozenset[str]


def _needed(wording: str) -> list[Place]:
    """Return the places of a wording that must be filled, the one with the rarest words first."""
    found = [needed for place in places_of(wording) if (needed := _need(place)) is not None]
    return [place for _, place in sorted(found, key=lambda item: item[0])]


@cache
def _need(place: str) -> tuple[float, Place] | None:
    """Return what must stand for a place and how common that is; None where nothing must."""
    if place in MARKS or place.endswith("?"):
        return None
    words: set[str] = set()
    beginnings: set[str] = set()
    common = 0.0
    for name in place.split("|"):
        part, begins, known = _longest(name)
        if not part:
            return None
        (beginnings if begins else words).add(part)
        common = max(common, known)
    return common, Place(frozenset(words), frozenset(beginnings))


@cache
def _longest(name: str) -> tuple[str, bool, float]:
    """Return the longest word of an alternative, whether it is a beginning only, and how common it is."""
    parts = [] if name in NUMBERS else PART.findall(name) or _SIGNS.findall(name)
    part = max((part for part in parts if part != "s"), key=len, default="")
    if not name.endswith(part + "*"):
        return part, False, zipf(part)
    return part, True, _BEGINNING if len(part) > 4 else 5.0


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
        self._always = [index for index, places in enumerate(self.needs) if not places]
        """Wordings without any word, such as “#”."""
        self._patterns: dict[int, re.Pattern[str]] = {}

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """A word of the rarest place of each wording, and the indexes of the wordings."""
        return _owners(
            (word, index) for index, places in enumerate(self.needs) for word in _first(places).words
        )

    @cached_property
    def _by_beginning(self) -> dict[str, list[int]]:
        """The same for places of which only the beginning is known."""
        return _owners(
            (word, index) for index, places in enumerate(self.needs) for word in _first(places).beginnings
        )

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(word) for word in self._by_beginning})

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


_NOTHING = Place(frozenset(), frozenset())


def _first(places: tuple[Place, ...]) -> Place:
    return places[0] if places else _NOTHING


def _owners(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word, index in rows:
        found.setdefault(word, []).append(index)
    return found


@lru_cache(maxsize=4096)
def wordings_of(wordings: tuple[str, ...]) -> Wordings:
    """Return several wordings as one, made once."""
    return Wordings(wordings)


def find_wording(wording: str, folded: str) -> list[tuple[int, int]]:
    """Return where a wording stands in folded text."""
    return [match.span() for match in wordings_of((wording,)).finditer(folded)]
