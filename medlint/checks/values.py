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
from medlint.vocabulary.wordlists import vocabulary, word_list

_IS = r"(?:\s\w+){0,2}?\s(?:is|means|starts|begins|are)\s(?:usually\s|defined\sas\s|when\s|if\s|at\s)?(?:a\s|your\s|any\s)?(?:\w+\s){0,4}?(?:of\s|is\s)?(?P<bound>over|above|at|of|more\sthan|higher\sthan|at\sleast|reaches|greater\sthan)\s(?:about\s)?$"


class ValueParams(Params, frozen=True, kw_only=True):
    """What silences a value."""

    unless: tuple[str, ...] = ("mention", "quoted", "question", "historical")


@cache
def _threshold_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, row["words"])) + r")" + _IS))
        for name, row in vocabulary("thresholds")["thresholds"].items()
    )


_DIABETES = re.compile(
    r"\bdiabetes\s(?:is|means)\s(?:a\s)?(?:fasting\s)?(?:\w+\s){1,3}(?:above|over|of|at\sleast)\s(?:about\s)?$"
)
_OBESE = re.compile(
    r"\b(?:obese|obesity)\b[^.;]{0,40}?\b(?:bmi|body\smass\sindex)\s(?:is\s|of\s|above\s|over\s|at\sleast\s|or\s|more\sthan\s|higher\sthan\s){1,3}$"
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
            for name, pattern in _threshold_patterns():
                values = table[name]["values"].get(quantity.unit.name)
                if values is None or quantity.low is not quantity.high or not quantity.sure:
                    continue
                if not (pattern.search(before) or (name.startswith("diabetes") and _DIABETES.search(before))):
                    continue
                if quantity.low.value not in {float(value) for value in values}:
                    yield from _match(
                        article, figures, quantity.start, quantity.end, table[name]["said"], params
                    )
        if "obes" in figures.text:
            for number in figures.numbers:
                if _OBESE.search(figures.text[: number.start]) and number.sure:
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


_GROUPS = re.compile(
    r"\b(?:adults?|child(?:ren)?|bab(?:y|ies)|infants?|older|younger|severe|mild|women|men|pregnan\w*|some|sometimes|usually|or|may|depending|between|about|around|at\sleast|up\sto|more|less)\b"
)
_COURSE = re.compile(
    r"(?P<n>\d+|one|two|three|four|five|six|seven|ten|fourteen)[\s-](?P<unit>day|week)s?(?P<course>[\s-](?:course|treatment|supply))?"
)
_WAIT = re.compile(
    r"\bwait\s(?:for\s)?(?P<length>(?P<n>\d+|one|two|three|four|six|eight|ten|twelve)\s(?P<unit>hour|day|week|month)s?)\s(?:before|until|after)\s(?P<what>(?:[a-z]+\s?){1,3})"
)
_TREATED = re.compile(
    r"\b(?:antibiotics?|tablets?|medicine|course|treatment|capsules?|cream|drops|it|them)\b"
)


@check("contradictory-values", ValueParams)
def contradictory_values(article: Article, params: ValueParams) -> Iterator[Match]:
    """Yield the second of two different lengths of one course, or of one time to wait."""
    courses: list[tuple[str, Figures, int, int]] = []
    waits: dict[str, tuple[str, Figures, int, int]] = {}
    for figures in figures_of(article):
        if _GROUPS.search(figures.text):
            continue
        for found in _WAIT.finditer(figures.text):
            key, value = " ".join(found["what"].split()[:2]), f"{found['n']} {found['unit']}"
            first = waits.setdefault(key, (value, figures, *found.span("length")))
            if first[0] != value:
                yield _second(first, figures, *found.span("length"))
        for found in _COURSE.finditer(figures.text):
            before = figures.text[: found.start()]
            taken = re.search(r"\b(?:take|takes|taking|use|using)\b[^.;]{0,60}\bfor\s$", before)
            if found["course"] or (taken and _TREATED.search(before)):
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
