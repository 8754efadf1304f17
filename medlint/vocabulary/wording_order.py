"""Can the words of a wording stand in a text in their order? Asked before its pattern is compiled, which takes longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from medlint.vocabulary.wording_language import MARKS, NUMBERS, PART, places_of


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
    for place in places_of(wording):
        names = place.split("|")
        parts = [[] if name in NUMBERS else PART.findall(name) for name in names]
        if place in MARKS or place.endswith("?") or not all(parts):
            next_to = False
            continue
        longer: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        for name, own in zip(names, parts, strict=True):
            if len(own) > 1:
                longer.setdefault(own[0], []).append((tuple(own[1:]), name.endswith("*")))
        single = [
            (own[0], name.endswith("*")) for name, own in zip(names, parts, strict=True) if len(own) == 1
        ]
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
    return tuple(PART.findall(folded))


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
