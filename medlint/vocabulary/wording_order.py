"""Can the words of a wording stand in a text in their order? Asked before its pattern is compiled, which takes longer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from medlint.vocabulary.wording_language import MARKS, NUMBERS, PART, places_of


class _Spelt(NamedTuple):
    """The words of a text; an apostrophe or hyphen parts words."""

    words: tuple[str, ...]
    places: dict[str, list[int]]
    """The indexes of each word."""


class _Step(NamedTuple):
    """A place that must be filled, by what may fill it (see `_Spelt`)."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    longer: dict[str, list[tuple[tuple[str, ...], bool]]]
    """By their first word, the other words of an alternative, and whether the last is a beginning only."""
    first: frozenset[str]
    """All of `words` and `longer`."""
    next_to: bool
    """Whether it follows at once on the step before."""

    def ends(self, spelt: _Spelt, reached: set[int]) -> set[int]:
        """Return the indexes after what fills the place, from the ends of the step before on."""
        low, words = min(reached), spelt.words
        starts = [
            at
            for word in self.first & spelt.places.keys()
            for at in spelt.places[word]
            if at >= low and (not self.next_to or at in reached)
        ]
        found = {at + 1 for at in starts if words[at] in self.words}
        if self.longer:
            found.update(at + length for at in starts for length in self._lengths(words, at))
        if self.beginnings:
            found.update(
                at + 1
                for at in (reached if self.next_to else range(low, len(words)))
                if at < len(words) and words[at].startswith(self.beginnings)
            )
        return found

    def _lengths(self, words: tuple[str, ...], at: int) -> Iterator[int]:
        """Yield how many words each alternative of several words takes at a place."""
        for rest, begins in self.longer.get(words[at], ()):
            stop = at + 1 + len(rest)
            if words[at + 1 : stop] == rest or (
                begins
                and stop <= len(words)
                and words[at + 1 : stop - 1] == rest[:-1]
                and words[stop - 1].startswith(rest[-1])
            ):
                yield stop - at


class _Filling(NamedTuple):
    """What may fill a place, wherever it stands; see `_Step`."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    longer: dict[str, list[tuple[tuple[str, ...], bool]]]
    first: frozenset[str]
    begun: bool
    """Whether something may stand before it in the same word."""
    ended: bool
    """Whether what fills it is whole to its end."""


@cache
def _filling(place: str) -> _Filling | None:
    """Return what may fill a place; None where nothing must. The same place, such as a word class, stands in many wordings."""
    names = place.split("|")
    parts = [[] if name in NUMBERS else PART.findall(name) for name in names]
    if place in MARKS or place.endswith("?") or not all(parts):
        return None
    longer: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    single: list[tuple[str, bool]] = []
    for name, own in zip(names, parts, strict=True):
        if len(own) > 1:
            longer.setdefault(own[0], []).append((tuple(own[1:]), name.endswith("*")))
        else:
            single.append((own[0], name.endswith("*")))
    words = frozenset(word for word, begins in single if not begins)
    return _Filling(
        words,
        tuple(word for word, begins in single if begins),
        longer,
        words | longer.keys(),
        any(name.startswith("*") for name in names),
        not any(name.endswith("*") for name in names),
    )


@cache
def _steps(wording: str) -> tuple[_Step, ...]:
    """Return the places of a wording that must be filled, in order."""
    steps: list[_Step] = []
    next_to = False
    for place in places_of(wording):
        filling = _filling(place)
        if filling is None:
            next_to = False
            continue
        steps.append(_Step(*filling[:4], next_to and not filling.begun))
        next_to = filling.ended
    return tuple(steps)


@lru_cache(maxsize=512)
def _spelt(folded: str) -> _Spelt:
    words = tuple(PART.findall(folded))
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
    return _Spelt(words, places)


def may_stand(wording: str, folded: str) -> bool:
    """Tell whether the places of a wording can be filled in their order; cheaper than to compile its pattern."""
    spelt = _spelt(folded)
    reached = {0}
    for step in _steps(wording):
        reached = step.ends(spelt, reached)
        if not reached:
            return False
    return True
