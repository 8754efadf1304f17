"""Quantities of a sentence: numbers with their units, as ranges, hedged or bounded, found once for all rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.numbers import Number, number_words, numbers_in
from medlint.articles.shares import Pair, Share, pairs_in, percentages_in, ratios_in
from medlint.articles.units import Unit, unit_after, units
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.wordlists import vocabulary

_DIGIT = re.compile(r"[0-9]+")
_RANGE = re.compile(r"\s?(?:°|º|degrees)?\s?(?P<how>-|–|—|to|or|and)\s?(?:about\s|around\s|up\sto\s)?")
_GLUE = re.compile(r"(?:,?\s(?:and\s)?)?")


class Quantity(NamedTuple):
    """A measure, or a range of them; places count in characters of the sentence."""

    start: int
    end: int
    low: Number
    high: Number
    """The same as `low` where no range is stated."""
    units: tuple[Unit, ...]
    """More than one where the name is ambiguous: ounces of weight or of volume."""
    sure: bool
    joint: str = ""
    """The word or sign between the two ends of a range."""

    @property
    def unit(self) -> Unit:
        """The unit, the first of them where the name is ambiguous."""
        return self.units[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the unit may measure."""
        return tuple(unit.kind for unit in self.units)

    def of_kind(self, kind: str) -> Unit | None:
        """Return the unit that measures this, if there is one."""
        return next((unit for unit in self.units if unit.kind == kind), None)


class Figures:
    """The numbers of one sentence and what they count or measure."""

    def __init__(self, article: Article, sentence: Sentence) -> None:
        self.article = article
        self.sentence = sentence
        self.text = article.folded[sentence.span.start : sentence.span.end]
        self.original = article.text[sentence.span.start : sentence.span.end]

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers, in order."""
        words = self.article.sentence_words[self.sentence.index]
        return numbers_in(self.text, self.original, words=not number_words().isdisjoint(words))

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The numbers with units, in order."""
        return quantities_in(self.text, self.original, self.numbers)

    @cached_property
    def percentages(self) -> list[Share]:
        """The percentages, in order."""
        return percentages_in(self.text, self.numbers) if "%" in self.text or "cent" in self.text else []

    @cached_property
    def ratios(self) -> list[Share]:
        """The counts and fractions of a whole, in order."""
        return ratios_in(self.text, self.numbers)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The ratios that a percentage beside them restates."""
        return pairs_in(self.text, self.percentages, self.ratios) if self.percentages else []

    def span(self, start: int, end: int) -> Span:
        """Return the place of a piece of the sentence in the prose."""
        return Span(self.sentence.span.start + start, self.sentence.span.start + end)

    def shown(self, start: int, end: int) -> str:
        """Return a piece of the sentence as it is written."""
        return " ".join(self.original[start:end].split())


@fact
def figures_of(article: Article) -> tuple[Figures, ...]:
    """Return the sentences of the prose that hold a digit, each with its figures."""
    starts = [sentence.span.start for sentence in article.sentences]
    places = {bisect_right(starts, match.start()) - 1 for match in _DIGIT.finditer(article.folded)}
    return tuple(
        Figures(article, article.sentences[at])
        for at in sorted(places)
        if at >= 0 and article.sentences[at].zone in PROSE_ZONES
    )


def quantities_in(folded: str, original: str, numbers: list[Number]) -> list[Quantity]:
    """Return the numbers that a unit follows, with ranges and two-part measures as one quantity each."""
    out: list[Quantity] = []
    taken = -1
    for index, number in enumerate(numbers):
        if index <= taken:
            continue
        found = unit_after(folded, original, number.end)
        if found is None:
            continue
        known, end = found
        low = high = number
        start, joint = number.start, ""
        small = vocabulary("units")["compound"].get(known[0].name)
        if small and index + 1 < len(numbers) and _GLUE.fullmatch(folded, end, numbers[index + 1].start):
            nxt = numbers[index + 1]
            rest = unit_after(folded, original, nxt.end)
            minor = units()[small]
            if known[0].name == "foot" and folded[end - 1] == "'" and rest is None:
                rest = ((minor,), nxt.end)
            if rest and any(unit.name == small for unit in rest[0]) and nxt.value < 60:
                ratio = minor.factors[0] / known[0].factors[0]
                low = high = Number(
                    number.start,
                    nxt.end,
                    number.value + nxt.value * ratio,
                    nxt.step * ratio,
                    "digits",
                    number.sure and nxt.sure,
                )
                known, end, taken = (known[0],), rest[1], index + 1
        first = _range_start(folded, numbers, index, out, known)
        if first is not None and low is number:
            low, joint = first
            start = low.start
            if out and out[-1].start == start:
                out.pop()
        out.append(Quantity(start, end, low, high, known, low.sure and high.sure, joint))
    return out


def _range_start(
    folded: str, numbers: list[Number], index: int, out: list[Quantity], known: tuple[Unit, ...]
) -> tuple[Number, str] | None:
    """Return the number that a range begins with, when this one ends it."""
    if index == 0:
        return None
    before = numbers[index - 1]
    at = before.end
    if out and out[-1].start == before.start and out[-1].low is out[-1].high:
        if out[-1].unit.name != known[0].name:
            return None
        at = out[-1].end
    elif out and out[-1].end > before.start:
        return None
    joined = _RANGE.fullmatch(folded, at, numbers[index].start)
    if joined is None:
        return None
    if joined["how"] == "and" and not re.search(
        r"\bbetween\s(?:about\s|around\s)?$", folded[max(0, before.start - 16) : before.start]
    ):
        return None
    return before, joined["how"]
