"""Values against each other over a page, and thresholds against the ones that guidelines use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.quantities import Figures, figures_of
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import pattern, vocabulary, word_list


class ValueParams(Params, frozen=True, kw_only=True):
    """What silences a value."""

    unless: tuple[str, ...] = ("mention", "quoted", "question", "historical")


@cache
def _threshold_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    ending = pattern("thresholds", "is").pattern
    return tuple(
        (name, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, row["words"])) + r")" + ending))
        for name, row in vocabulary("thresholds")["thresholds"].items()
    )


@check("threshold", ValueParams)
def threshold(article: Article, params: ValueParams) -> Iterator[Match]:
    """Yield a definition whose threshold no current guideline uses."""
    table = vocabulary("thresholds")["thresholds"]
    for figures in figures_of(article):
        if wordings_of(tuple(word_list("thresholds", "unless"))).search(figures.text):
            continue
        for quantity in figures.quantities:
            before = figures.text[: quantity.start]
            for name, named in _threshold_patterns():
                values = table[name]["values"].get(quantity.unit.name)
                if values is None or quantity.low is not quantity.high or not quantity.sure:
                    continue
                if not (
                    named.search(before)
                    or (name.startswith("diabetes") and pattern("thresholds", "diabetes").search(before))
                ):
                    continue
                if quantity.low.value not in {float(value) for value in values}:
                    yield from _match(
                        article, figures, quantity.start, quantity.end, table[name]["said"], params
                    )
        if "obes" in figures.text:
            for number in figures.numbers:
                if pattern("thresholds", "obese").search(figures.text[: number.start]) and number.sure:
                    if number.value not in {float(value) for value in table["obesity"]["values"]["bmi"]}:
                        yield from _match(
                            article, figures, number.start, number.end, table["obesity"]["said"], params
                        )


def _match(
    article: Article, figures: Figures, start: int, end: int, said: str, params: ValueParams
) -> Iterator[Match]:
    span = figures.span(start, end)
    if context(article, span).isdisjoint(params.unless):
        yield Match(span, {"said": said})


@check("contradictory-values", ValueParams)
def contradictory_values(article: Article, params: ValueParams) -> Iterator[Match]:
    """Yield the second of two different lengths of one course, or of one time to wait."""
    courses: list[tuple[str, Figures, int, int]] = []
    waits: dict[str, tuple[str, Figures, int, int]] = {}
    for figures in figures_of(article):
        if pattern("thresholds", "groups").search(figures.text):
            continue
        for found in pattern("thresholds", "wait").finditer(figures.text):
            key, value = " ".join(found["what"].split()[:2]), f"{found['n']} {found['unit']}"
            first = waits.setdefault(key, (value, figures, *found.span("length")))
            if first[0] != value:
                yield _second(first, figures, *found.span("length"))
        for found in pattern("thresholds", "course").finditer(figures.text):
            before = figures.text[: found.start()]
            taken = pattern("thresholds", "taken-for").search(before)
            if found["course"] or (taken and pattern("thresholds", "treated").search(before)):
                courses.append((f"{found['n']} {found['unit']}", figures, *found.span()))
    if len({row[0] for row in courses}) == 2 and any(
        row[1].text[row[2] : row[3]].endswith(("course", "treatment", "supply")) for row in courses
    ):
        first = courses[0]
        for value, figures, start, end in courses:
            if value != first[0]:
                yield _second(first, figures, start, end)
                break


def _second(first: tuple[str, Figures, int, int], figures: Figures, start: int, end: int) -> Match:
    other = first[1].span(first[2], first[3])
    return Match(
        figures.span(start, end),
        {"other": first[1].shown(first[2], first[3])},
        related=(("The other value", other),),
    )
