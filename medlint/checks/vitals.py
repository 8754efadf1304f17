"""Values that no living person can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.numbers import Number
from medlint.articles.quantities import Figures, figures_of
from medlint.articles.sections import heading_text
from medlint.articles.units import unit_after
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.folding import norms
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import pattern, vocabulary, word_list


class ImpossibleParams(Params, frozen=True, kw_only=True):
    """What silences a value."""

    unless: tuple[str, ...] = ("mention", "question", "myth")


@check("impossible-value", ImpossibleParams)
def impossible_value(article: Article, params: ImpossibleParams) -> Iterator[Match]:
    """Yield blood pressures, pulses, temperatures, ages and shares of people that cannot be."""
    for figures in figures_of(article):
        found = {
            place: why
            for part in (_pressures, _measures, _patterned, _shares)
            for place, why in part(figures)
        }
        for (start, end), why in sorted(found.items()):
            span = figures.span(start, end)
            if context(article, span).isdisjoint(params.unless):
                yield Match(span, {"why": why})


Place = tuple[tuple[int, int], str]


def _pressures(figures: Figures) -> Iterator[Place]:
    if "/" not in figures.text and " over " not in figures.text:
        return
    rows = vocabulary("vitals")["blood-pressure"]
    if not _speaks_of_pressure(figures):
        return
    for match in pattern("vitals", "pressure").finditer(figures.text):
        upper, lower = int(match[1]), int(match[2])
        if upper < 30 or lower < 10:
            continue  # 20/20 vision, 24/7
        if upper <= lower:
            yield match.span(), "the upper number of a blood pressure is the larger one"
        elif not (
            int(rows["systolic"][0]) <= upper <= int(rows["systolic"][1])
            and int(rows["diastolic"][0]) <= lower <= int(rows["diastolic"][1])
        ):
            yield match.span(), "no living person has this blood pressure"


def _speaks_of_pressure(figures: Figures) -> bool:
    """Tell whether this sentence, one of the two before it or the heading above it speaks of blood pressure."""
    if pattern("vitals", "pressure-words").search(figures.text):
        return True
    article, sentence = figures.article, figures.sentence
    near = heading_text(article, sentence.block).lower()
    for before in article.sentences[max(0, sentence.index - 2) : sentence.index]:
        near += " " + article.folded[before.span.start : before.span.end]
    return pattern("vitals", "pressure-words").search(near) is not None and not re.search(
        r"\b(?:vision|score|hours?|daily)\b", figures.text
    )


@cache
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, row["names"])) + r")(?!\w)"))
        for name, row in vocabulary("vitals")["measures"].items()
    )


@cache
def _heads() -> frozenset[str]:
    return frozenset(
        norms(name)[0] for row in vocabulary("vitals")["measures"].values() for name in row["names"]
    )


def _measures(figures: Figures) -> Iterator[Place]:
    if _heads().isdisjoint(figures.article.sentence_words[figures.sentence.index]):
        return
    for name, named in _names():
        for cue in named.finditer(figures.text):
            link = pattern("vitals", "link").match(figures.text, cue.end())
            at = link.end() if link else cue.end()
            number = next((number for number in figures.numbers if number.start == at), None)
            if number is None or not number.sure:
                continue
            yield from _judge(figures, name, number)


def _judge(figures: Figures, name: str, number: Number) -> Iterator[Place]:
    row = vocabulary("vitals")["measures"][name]
    found = unit_after(figures.text, figures.original, number.end)
    unit = found[0][0] if found else None
    wanted = row["units"]
    if (unit.name if unit else "") not in wanted:
        return
    value = number.value
    if name == "body temperature" and unit is not None:
        if wordings_of(word_list("vitals", "temperature-of-things")).search(figures.text):
            return
        value = unit.to_base(value)
    if not row["low"] <= value <= row["high"]:
        if name in {"body mass index", "ph"} and figures.text[number.end :].lstrip()[:6].startswith(
            ("point", "%", "kg lo")
        ):
            return
        yield (
            (number.start, found[1] if found else number.end),
            f"{name} is between {row['low']} and {row['high']}{' °C' if unit and unit.kind == 'temperature' else ''}",
        )


def _patterned(figures: Figures) -> Iterator[Place]:
    text = figures.text
    for match in pattern("vitals", "age").finditer(text) if "old" in text or "age" in text else ():
        age = int(match["age"] or match["age2"])
        if (125 < age < 1000 and match["age"] and not match.group().endswith("old")) or (
            125 < age < 1000 and match["age2"]
        ):
            yield match.span(), "nobody has lived that long"
    for match in (
        pattern("vitals", "pregnant").finditer(text) if "pregnan" in text or "gestation" in text else ()
    ):
        if int(match["weeks"] or match["week"]) > 45:
            yield match.span(), "a pregnancy lasts about 40 weeks"
    for match in pattern("vitals", "hours").finditer(text) if " hours " in text else ():
        if int(match["hours"]) > 24:
            yield match.span(), "a day has 24 hours"


@cache
def _people() -> frozenset[str]:
    return frozenset(word_list("vitals", "people"))


def _shares(figures: Figures) -> Iterator[Place]:
    for number in figures.numbers:
        if number.value > 100 and number.sure:
            match = pattern("vitals", "of-people").match(figures.text, number.end)
            if match and match["who"] in _people():
                yield (number.start, match.end()), "no more than 100% of people can"
    for left, right in zip(figures.numbers, figures.numbers[1:], strict=False):
        if (
            left.value > right.value > 0
            and left.sure
            and right.sure
            and left.step == right.step == 1
            and right.end - left.start < 24
        ):
            if re.fullmatch(
                r"\s(?:out\sof(?:\severy)?|in\severy|in)\s", figures.text[left.end : right.start]
            ):
                after = re.match(r"\s([a-z]+)", figures.text[right.end :])
                if after and after[1] in _people() and left.value < 1000:
                    yield (left.start, right.end + after.end()), "the part is larger than the whole"
