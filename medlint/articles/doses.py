"""Doses: how much of which medicine, how many of it at once, and how often a day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from medlint.articles.quantities import Figures, Quantity
from medlint.vocabulary.folding import norms
from medlint.vocabulary.wordlists import pattern, vocabulary

_EVERY = re.compile(r"\bevery\s$")
_HOURS = re.compile(r"(?:\s|-)?(?:hours?|hrs?)\b")
_TO = re.compile(r"\s?(?:to|-|–|or)\s?(?:every\s)?")


class Frequency(NamedTuple):
    """How often a dose is taken; places count in characters of the sentence."""

    start: int
    end: int
    low: float
    """Times a day, fewest; for “every 4 to 6 hours” it is 4."""
    high: float
    interval: bool
    """True for “every N hours”."""


def frequencies_in(figures: Figures) -> list[Frequency]:
    """Return “3 times a day”, “twice daily”, “every 4 to 6 hours” of a sentence, in order."""
    text = figures.text
    if "day" not in text and "daily" not in text and "hour" not in text and "hr" not in text:
        return []
    out = [
        Frequency(*match.span(), value, value, False)
        for match in pattern("doses", "dose-word-times").finditer(text)
        for value in [float(vocabulary("doses")["times"][" ".join(match["word"].split())])]
    ]
    numbers = figures.numbers
    for index, number in enumerate(numbers):
        if not number.sure or not 0 < number.value <= 48:
            continue
        first = number
        if index and _TO.fullmatch(text, numbers[index - 1].end, number.start):
            first = numbers[index - 1]
        if (times := pattern("doses", "dose-times").match(text, number.end)) and number.step == 1:
            if not any(found.start <= first.start < found.end for found in out):
                out.append(Frequency(first.start, times.end(), first.value, number.value, False))
        elif (hours := _HOURS.match(text, number.end)) and (every := _EVERY.search(text, 0, first.start)):
            out.append(
                Frequency(every.start(), hours.end(), 24 / number.value, 24 / max(first.value, 0.5), True)
            )
    return sorted(out)


class Strength(NamedTuple):
    """A mass of medicine, with how many of it are taken at once; places count in characters of the sentence."""

    start: int
    end: int
    low: float
    """In milligrams, one piece."""
    high: float
    count_low: float
    count_high: float
    quantity: Quantity
    counted: bool


_COUNT = re.compile(r"\s?(?:(?:x|×|of\sthe|of)\s?)?$|(?:\s[a-z-]+){0,2}\s$")


def strengths_in(figures: Figures) -> list[Strength]:
    """Return the masses of a sentence in milligrams, with “two 500 mg tablets” as two of 500."""
    out = []
    for quantity in figures.quantities:
        unit = quantity.of_kind("mass")
        if unit is None or unit.system != "metric" or unit.name == "kilogram" or not quantity.sure:
            continue
        scale = unit.factors[0] * 1000
        count, start, end = _count(figures, quantity)
        out.append(
            Strength(
                start,
                end,
                quantity.low.value * scale,
                quantity.high.value * scale,
                count[0],
                count[1],
                quantity,
                count != (1.0, 1.0) or start != quantity.start,
            )
        )
    return out


def _count(figures: Figures, quantity: Quantity) -> tuple[tuple[float, float], int, int]:
    """Return how many pieces of this strength, and where count, strength and form stand together."""
    text = figures.text
    form = pattern("doses", "dose-form-after").match(text, quantity.end)
    end = (
        form.end() if form and not pattern("doses", "dose-not-a-count").search(form.group()) else quantity.end
    )
    before = [number for number in figures.numbers if number.end <= quantity.start]
    if before and quantity.low.notation == "digits":
        number = before[-1]
        between = text[number.end : quantity.start]
        if number.sure and 0 < number.value <= 20 and number.step in {1, 0.01}:
            times = re.fullmatch(r"\s?[x×]\s?", between) is not None
            plain = between == " " or re.fullmatch(r"\sof\s(?:the\s|your\s)?|\s[a-z]+\s", between) is not None
            held = (
                plain
                and form
                and not pattern("doses", "dose-not-a-count").search(between.replace(" of ", ""))
            )
            if times or held or pattern("doses", "dose-form-before").fullmatch(between):
                first = number
                if len(before) > 1 and _TO.fullmatch(text, before[-2].end, number.start):
                    first = before[-2]
                return (first.value, number.value), first.start, end
    return (1.0, 1.0), quantity.start, end


@cache
def _any_substance(key: str) -> re.Pattern[str]:
    names = sorted(
        (name for row in vocabulary("substances")[key].values() for name in row["names"]),
        key=len,
        reverse=True,
    )
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, names)) + r")(?![\w-])")


class Named(NamedTuple):
    """A substance of a list, where a sentence names it."""

    start: int
    end: int
    name: str


@cache
def _name_of(key: str) -> dict[str, str]:
    return {written: name for name, row in vocabulary("substances")[key].items() for written in row["names"]}


@cache
def _first_words(key: str) -> frozenset[str]:
    return frozenset(norms(name)[0] for name in _name_of(key))


def substances_in(figures: Figures, key: str) -> list[Named]:
    """Return the substances of one list (`doses`, `daily-maximum`) that a sentence names, in order."""
    text = figures.text
    if _first_words(key).isdisjoint(figures.article.sentence_words[figures.sentence.index]):
        return []
    return [Named(*match.span(), _name_of(key)[match[1]]) for match in _any_substance(key).finditer(text)]


def substance_of(figures: Figures, strength: Strength, named: list[Named]) -> Named | None:
    """Return the substance that a dose is of: the one just before it or just after it."""
    for one in named:
        if one.end <= strength.start and pattern("doses", "dose-after-name").fullmatch(
            figures.text, one.end, strength.start
        ):
            return one
        if one.start >= strength.quantity.end and pattern("doses", "dose-after-dose").fullmatch(
            figures.text, strength.quantity.end, one.start
        ):
            return one
        if strength.start <= one.start and one.end <= strength.end:
            return one
    return None


def weight_doses(figures: Figures) -> list[tuple[float, float]]:
    """Return the doses by body weight that a sentence states, in milligrams for each kilogram."""
    return [
        (quantity.low.value * quantity.unit.factors[0], quantity.high.value * quantity.unit.factors[0])
        for quantity in figures.quantities
        if quantity.unit.kind == "by-weight" and quantity.unit.system == "si" and quantity.sure
    ]
