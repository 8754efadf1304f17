"""Ranges whose first number is the larger one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.quantities import Figures, figures_of
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of

_AGED = re.compile(r"\b(?:aged?|ages)\s(?:of\s|between\s)?$")
_BEFORE = re.compile(r"\s(?:before|prior|ago|beforehand|earlier|left)\b")
_MINUS = re.compile(r"(?:[-–−]|\bminus)\s?$")


_STEPS = re.compile(r"\b(?:from|ratios?|scores?|won|lost|beat)\b")
"""Before a dash only these make the first number the larger one."""


class ReversedRangeParams(Params, frozen=True, kw_only=True):
    """What makes a falling pair of numbers right."""

    unless_beside: tuple[str, ...] = ()
    """Wordings of change just before the pair, or just after it: a dose that is lowered, a value that falls."""
    unless: tuple[str, ...] = ("mention",)

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.unless_beside)


@check("reversed-range", ReversedRangeParams)
def reversed_range(article: Article, params: ReversedRangeParams) -> Iterator[Match]:
    """Yield “20 to 10 mg” and “aged 12 to 6” where nothing falls."""
    change = wordings_of(params.unless_beside)
    for figures in figures_of(article):
        if len(figures.numbers) < 2:
            continue
        for start, end, left, right in (*_measured(figures), *_shares(figures), *_aged(figures)):
            dashed = re.search(r"\d\s?[-–—]\s?\d", figures.text[start:end]) is not None
            before = figures.text[max(0, start - 48) : start]
            if (_STEPS if dashed else change).search(before):
                continue
            if not dashed and change.search(figures.text[end : end + 24]):
                continue
            span = figures.span(start, end)
            if context(article, span).isdisjoint(params.unless):
                shown = article.text_of(span)
                swapped = shown.replace(left, "\0", 1).replace(right, left, 1).replace("\0", right, 1)
                yield Match(span, suggestion=swapped)


_PERCENT_RANGE = re.compile(r"\s?(?:%|percent|per\scent)?\s?(?P<how>to|-|–|and)\s?")
_PERCENT = re.compile(r"\s?(?:%|percent\b|per\scent\b)")


def _shares(figures: Figures) -> Iterator[tuple[int, int, str, str]]:
    for left, right in pairwise(figures.numbers):
        if left.value <= right.value or not (left.sure and right.sure) or left.value > 100:
            continue
        joined = _PERCENT_RANGE.fullmatch(figures.text, left.end, right.start)
        mark = _PERCENT.match(figures.text, right.end)
        if joined is None or mark is None or right.value * 20 < left.value:
            continue
        between = re.search(r"\bbetween\s(?:about\s)?$", figures.text[max(0, left.start - 16) : left.start])
        if (joined["how"] == "and" and not between) or re.search(r"[\d/.:-]$", figures.text[: left.start]):
            continue
        yield (
            left.start,
            mark.end(),
            figures.original[left.start : left.end],
            figures.original[right.start : right.end],
        )


def _measured(figures: Figures) -> Iterator[tuple[int, int, str, str]]:
    for quantity in figures.quantities:
        low, high = quantity.low, quantity.high
        if (
            low is high
            or not quantity.sure
            or low.value <= high.value
            or quantity.joint not in {"to", "-", "–", "—", "and"}
        ):
            continue
        if figures.text[quantity.end - 1] in "'\"":
            continue  # the 5'-3' end of a gene
        if low.notation != high.notation or (
            quantity.unit.kind in {"glycated", "activity"} and quantity.unit.name != "unit"
        ):
            continue
        if quantity.unit.kind == "temperature" and _MINUS.search(
            figures.text[max(0, low.start - 6) : low.start]
        ):
            continue
        if _BEFORE.match(figures.text, quantity.end) or low.value > 50 * high.value > 0:
            continue
        if quantity.joint in {"-", "–", "—"} and re.search(r"[\d/.:-]$", figures.text[: low.start]):
            continue
        yield (
            quantity.start,
            quantity.end,
            figures.original[low.start : low.end],
            figures.original[high.start : high.end],
        )


def _aged(figures: Figures) -> Iterator[tuple[int, int, str, str]]:
    for left, right in pairwise(figures.numbers):
        if left.value <= right.value or not (left.sure and right.sure):
            continue
        between = figures.text[left.end : right.start]
        cue = _AGED.search(figures.text[max(0, left.start - 16) : left.start])
        if cue and re.fullmatch(r"\s?(?:to|-|–|and)\s?", between):
            if "and" in between and "between" not in cue.group():
                continue
            if any(q.start == left.start for q in figures.quantities):
                continue
            if re.match(r"\s(?:months|weeks|days)", figures.text[right.end :]) and not left.value <= 36:
                continue
            yield (
                left.start,
                right.end,
                figures.original[left.start : left.end],
                figures.original[right.start : right.end],
            )
