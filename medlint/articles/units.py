"""Units of measure: their names, and how one turns into another. The table is `rules/vocabulary/units.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from medlint.vocabulary.wordlists import vocabulary


class Unit(NamedTuple):
    """A unit of measure."""

    name: str
    kind: str
    """What it measures: temperature, mass, volume …"""
    system: str
    factors: tuple[float, ...]
    """To the first unit of its kind; more than one where a name has several sizes."""
    offset: float = 0.0

    def to_base(self, value: float, factor: float | None = None) -> float:
        """Return a level of this unit in the first unit of its kind."""
        return (value + self.offset) * (self.factors[0] if factor is None else factor)

    def from_base(self, value: float, factor: float | None = None) -> float:
        """Return a level of the first unit of its kind in this unit."""
        return value / (self.factors[0] if factor is None else factor) - self.offset


_NOT_KINDS = frozenset({"compound", "loose"})


@cache
def units() -> dict[str, Unit]:
    """Return all units by name."""
    return {
        name: Unit(
            name,
            kind,
            row["system"],
            (float(row["factor"]), *(float(also) for also in row.get("also", ()))),
            float(row.get("offset", 0)),
        )
        for kind, rows in vocabulary("units").items()
        if kind not in _NOT_KINDS
        for name, row in rows.items()
    }


@cache
def _names() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for kind, rows in vocabulary("units").items():
        if kind in _NOT_KINDS:
            continue
        for name, row in rows.items():
            for written in row["names"]:
                found[written] = (*found.get(written, ()), units()[name])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(
        r"[\s-]?(" + "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names) + r")(?!\w)"
    )


_HEAD = re.compile(r"[\s-]?([a-zµμ]+|[°º%\"'])")


@cache
def _heads() -> frozenset[str]:
    """Return how the names of units begin, to leave other words at once."""
    return frozenset(head[1] for name in _names() if (head := _HEAD.match(name)))


_LETTER = re.compile(r"\s?([CF])(?!\w)")
_INCH = re.compile(r"\sin(?=\s?[)/,;]|\s\(|$)")


def unit_after(folded: str, original: str, at: int) -> tuple[tuple[Unit, ...], int] | None:
    """Return the units that the text after a number may mean, and where they end."""
    head = _HEAD.match(folded, at)
    if head and head[1] in _heads() and (found := _pattern().match(folded, at)):
        name = found[1]
        if not (name in {"'", '"', "''"} and folded[at : at + 1] in " -"):
            return _names()[name], found.end()
    if found := _LETTER.match(original, at):
        return (units()["celsius" if found[1] == "C" else "fahrenheit"],), found.end()
    if found := _INCH.match(folded, at):
        return (units()["inch"],), found.end()
    return None
