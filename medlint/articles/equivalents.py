"""Two quantities that state one fact in two units: “38°C (100.4°F)”, “5 mL or 1 teaspoon”."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from medlint.articles.numbers import Number, bound_before
from medlint.articles.quantities import Figures, Quantity
from medlint.articles.units import Unit
from medlint.vocabulary.wordlists import pattern, vocabulary

_CLOSED = re.compile(r"\s?[)\]]")


class Equivalent(NamedTuple):
    """Two quantities side by side that state one fact; `end` is where both together end."""

    first: Quantity
    second: Quantity
    end: int
    about: bool
    """Whether one of them is hedged."""


def equivalents_in(figures: Figures) -> list[Equivalent]:
    """Return the pairs of a sentence whose second quantity restates the first."""
    out: list[Equivalent] = []
    for first, second in pairwise(figures.quantities):
        if not (first.sure and second.sure):
            continue
        between = figures.text[first.end : second.start]
        if len(between) > 60:
            continue
        opened = pattern("figures", "equal-open").fullmatch(between)
        beside = None if opened else pattern("figures", "equal-beside").fullmatch(between)
        if opened is None and beside is None:
            continue
        if first.unit.kind == second.unit.kind == "mass" and pattern("figures", "equal-counted").search(
            figures.text[: first.start]
        ):
            continue  # “two 500 mg tablets (1 g)”
        if opened and pattern("figures", "equal-new-statement").search(opened["words"]):
            continue
        end = second.end
        if opened:
            closed = _CLOSED.match(figures.text, second.end)
            if closed:
                end = closed.end()
            elif not pattern("figures", "equal-goes-on").match(figures.text, second.end):
                continue
            if not closed and not crosses(first, second):
                continue
        elif not crosses(first, second):
            continue
        out.append(
            Equivalent(
                first,
                second,
                end,
                bound_before(figures.text, first.start) == "about"
                or bool(pattern("figures", "equal-about").search(between)),
            )
        )
    return out


def crosses(first: Quantity, second: Quantity) -> bool:
    """Tell whether the units belong to different systems, so that two doses cannot be meant."""
    left, right = first.unit.system, second.unit.system
    return left != right and first.unit.kind != "duration"


def common_kind(first: Quantity, second: Quantity) -> tuple[Unit, Unit] | None:
    """Return the units in which both measure the same thing; None when there are none or they are the same.

    Ounces beside a cup of food are its weight, whatever their name.
    """
    if {first.unit.name, second.unit.name} == {"cup", "ounce"}:
        return None
    for unit in first.units:
        other = second.of_kind(unit.kind)
        if other is not None and other.name != unit.name:
            return unit, other
    return None


def agree(pair: Equivalent, left: Unit, right: Unit, text: str) -> bool:
    """Tell whether rounding explains any difference between the two, end by end.

    The tolerance is half a unit of the less precise side, doubled when one of them is hedged.
    A temperature beside a word of change may be a difference (1°C is 1.8°F), which has no offset.
    """
    first, second = pair.first, pair.second
    if (first.low is first.high) != (second.low is second.high):
        # One end of a range: either will do.
        ends = [(a, b) for a in {first.low, first.high} for b in {second.low, second.high}]
        return any(_match(a, b, left, right, pair.about) for a, b in ends)
    ends = [(first.low, second.low), (first.high, second.high)]
    if all(_match(a, b, left, right, pair.about) for a, b in ends):
        return True
    if left.kind != "temperature":
        return False
    small = all(a.value * left.factors[0] <= 15 for a, _ in ends)
    cue = pattern("figures", "equal-difference").search(
        text[max(0, first.start - 60) : first.start]
    ) or pattern("figures", "equal-difference").match(text[pair.end : pair.end + 24].lstrip())
    bare_left, bare_right = left._replace(offset=0.0), right._replace(offset=0.0)
    return bool(small and (cue or all(a.value <= 5 or b.value <= 9 for a, b in ends))) and all(
        _match(a, b, bare_left, bare_right, pair.about) for a, b in ends
    )


_MOST_ABOUT = 0.1
"""The share of a figure that “about” may hide beyond its own rounding."""


def _match(a: Number, b: Number, left: Unit, right: Unit, about: bool) -> bool:
    return any(_within(a, b, left, right, f, g, about) for f in left.factors for g in right.factors)


def _within(a: Number, b: Number, left: Unit, right: Unit, f: float, g: float, about: bool) -> bool:
    stated = b.value
    turned = right.from_base(left.to_base(a.value, f), g)
    slack = max(_half(a, left) * f / g, _half(b, right))
    if about:
        slack = max(slack, min(2 * slack, _MOST_ABOUT * abs(stated)))
    hot = left.kind == "temperature" and left.to_base(a.value, f) > 45
    if (_round(a) and _round(b)) if hot else (_round(a) or _round(b)):
        share = 0.025 if hot else _loose(left.kind)
        slack = max(slack, share * abs(stated) * (2 if about else 1))
    return abs(turned - stated) <= slack + 1e-6 + 1e-4 * abs(stated)


def _half(number: Number, unit: Unit) -> float:
    if unit.name in {"teaspoon", "tablespoon", "cup"} and number.value <= 8:
        return 0.0 if number.notation != "fraction" else 0.05
    if unit.name == "foot" and number.step < 1:
        return number.half
    if unit.kind == "duration":
        return number.half if number.value > 4 else number.half * 0.5
    if number.notation == "fraction":
        return 0.125
    if number.step == 1 and unit.kind != "temperature":
        return 0.3 if number.value <= 2 else 0.5
    return number.half


def _round(number: Number) -> bool:
    return number.step == 1 and number.value >= 10 and number.value % 5 == 0


@cache
def _loose(kind: str) -> float:
    return float(vocabulary("units")["loose"].get(kind, 0.0))


def glycated(a: Quantity, b: Quantity) -> float | None:
    """Return by how many mmol/mol two HbA1c values differ; None when they are no such pair.

    NGSP percent = 0.09148 × IFCC mmol/mol + 2.152 (the NGSP's master equation).
    """
    first, second = a.of_kind("glycated"), b.of_kind("glycated")
    if first is None or second is None or {first.name, second.name} != {"percent", "mmol/mol"}:
        return None
    percent, other = (a, b) if first.name == "percent" else (b, a)
    return abs((percent.low.value - 2.152) / 0.09148 - other.low.value)
