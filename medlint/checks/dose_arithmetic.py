"""Doses whose parts do not multiply to the total that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.doses import (
    Frequency,
    Strength,
    frequencies_in,
    strengths_in,
    weight_doses,
)
from medlint.articles.quantities import Figures, Quantity, figures_of
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.wordlists import pattern


class DoseArithmeticParams(Params, frozen=True, kw_only=True):
    """How far a total may be off, as a share of it."""

    slack: float = 0.02
    unless: tuple[str, ...] = ("mention",)


@check("dose-arithmetic", DoseArithmeticParams)
def dose_arithmetic(article: Article, params: DoseArithmeticParams) -> Iterator[Match]:
    """Yield strength × count, dose per kilogram × weight, interval × times and volume × strength that do not fit."""
    by_weight: list[tuple[int, int, float, float, bool]] = []
    for figures in figures_of(article):
        if len(figures.numbers) < 2:
            by_weight = _weights(figures, by_weight)
            continue
        if not figures.quantities:
            continue
        strengths = strengths_in(figures)
        often = frequencies_in(figures)
        by_weight = _weights(figures, by_weight)
        seen: set[int] = set()
        for start, end, right in (
            *_totals(figures, strengths, params.slack),
            *_daily_totals(figures, strengths, often, params.slack),
            *_intervals(figures, often),
            *_volumes(figures, params.slack),
            *_by_weight(figures, by_weight),
        ):
            span = figures.span(start, end)
            if start in seen or not context(article, span).isdisjoint(params.unless):
                continue
            seen.add(start)
            yield Match(span, {"expected": right})


def _mass(milligrams: float) -> str:
    if milligrams >= 1000:
        return f"{milligrams / 1000:g} g" if milligrams % 100 == 0 else f"{milligrams:,g} mg"
    return f"{milligrams:g} mg" if milligrams >= 1 else f"{milligrams * 1000:g} mcg"


def _fits(stated: float, reckoned: float, slack: float) -> bool:
    return abs(stated - reckoned) <= slack * reckoned + 1e-9


def _totals(figures: Figures, strengths: list[Strength], slack: float) -> Iterator[tuple[int, int, str]]:
    """Check “two 500 mg tablets (1 g)” and “1 g (two 500 mg tablets)”."""
    for first, second in pairwise(strengths):
        if first.counted == second.counted:
            continue
        between = figures.text[first.end : second.start]
        joined = pattern("doses", "reckoning-total").fullmatch(between)
        if joined is None or (first.counted is False and "(" not in between and "=" not in between):
            continue
        if pattern("doses", "reckoning-weak").fullmatch(between) and not between.strip().startswith(
            ("makes", "make")
        ):
            continue
        parts, total = (first, second) if first.counted else (second, first)
        if (
            "(" in between
            and second.counted is False
            and not re.match(r"[^()]{0,24}\)", figures.text[second.end :])
        ):
            continue
        if (
            re.match(
                r"\s?(?:every|each|per|/)", figures.text[total.end :].removeprefix(")").strip()[:5] or "-"
            )
            and "(" not in between
        ):
            continue
        low, high = parts.low * parts.count_low, parts.high * parts.count_high
        if pattern("doses", "reckoning-free").search(between) or pattern("doses", "reckoning-about").search(
            between
        ):
            continue
        if _fits(total.low, low, slack) and _fits(total.high, high, slack):
            continue
        if low != high and total.low == total.high and low * (1 - slack) <= total.low <= high * (1 + slack):
            continue
        # The bracket may restate the strength of one piece: “two tablets of 500 mg (0.5 g each)”.
        if _fits(total.low, parts.low, slack) and re.match(r"\s?each|\s?per", figures.text[total.end :]):
            continue
        end = second.end + (figures.text[second.end : second.end + 1] == ")" and "(" in between)
        yield first.start, end, " to ".join(dict.fromkeys([_mass(low), _mass(high)]))


def _daily_totals(
    figures: Figures, strengths: list[Strength], often: list[Frequency], slack: float
) -> Iterator[tuple[int, int, str]]:
    """Check “500 mg three times a day (1,500 mg a day)”."""
    for first, second in pairwise(strengths):
        for times in often:
            if (
                not (first.end <= times.start and times.end <= second.start)
                or times.interval
                or times.start - first.end > 40
            ):
                continue
            between = figures.text[times.end : second.start]
            after = figures.text[second.end :]
            bracket = "(" in between and re.match(r"[^()]{0,24}\)", after)
            if not pattern("doses", "reckoning-total").fullmatch(between) or not (
                pattern("doses", "reckoning-daily-after").match(after) or "total" in between
            ):
                continue
            if not bracket and "total" not in between and "=" not in between:
                continue
            low = first.low * first.count_low * times.low
            high = first.high * first.count_high * times.high
            if (
                pattern("doses", "reckoning-free").search(between)
                or pattern("doses", "reckoning-free").search(figures.text[first.end : times.start])
                or second.counted
            ):
                continue
            if not (low * (1 - slack) <= second.low and second.high <= high * (1 + slack)):
                end = second.end + (bracket.end() if bracket else 0)
                yield first.start, end, " to ".join(dict.fromkeys([_mass(low), _mass(high)])) + " a day"


def _intervals(figures: Figures, often: list[Frequency]) -> Iterator[tuple[int, int, str]]:
    """Check “every 6 hours (3 times a day)”."""
    for first, second in pairwise(often):
        if first.interval == second.interval:
            continue
        between = figures.text[first.end : second.start]
        if not re.fullmatch(
            r"\s?(?:\(|,\s?|,?\sor\s|\s[–—]\s|\s)?(?:(?:that\sis|or|i\.e\.|so|about|up\sto|no\smore\sthan|not\smore\sthan|a\smaximum\sof|max\.?|at\smost|which\sis)[\s,]{0,2})*",
            between,
        ):
            continue
        interval, times = (first, second) if first.interval else (second, first)
        bounded = (
            bool(pattern("doses", "reckoning-free").search(between))
            or "up to" in figures.text[max(0, first.start - 8) : first.start]
        )
        if times.high > interval.high * 1.01:
            wrong = True
        else:
            wrong = (
                times.low < interval.low * 0.99 and not bounded and "(" in between and times.low == times.high
            )
        if wrong and not re.search(r"\b(?:awake|waking|needed|required|necessary|daytime)\b", figures.text):
            end = second.end + (figures.text[second.end : second.end + 1] == ")" and "(" in between)
            yield (
                first.start,
                end,
                " to ".join(dict.fromkeys([f"{interval.low:g}", f"{interval.high:g}"])) + " times a day",
            )


def _volumes(figures: Figures, slack: float) -> Iterator[tuple[int, int, str]]:
    """Check “10 mL (250 mg)” against the strength of the liquid, “125 mg in 5 mL”."""
    if "ml" not in figures.text and "mill" not in figures.text:
        return
    stated = list(pattern("doses", "reckoning-concentration").finditer(figures.text))
    if len(stated) != 1:
        return
    concentration = stated[0]
    per = float(concentration["mg"].replace(",", "")) / float(concentration["ml"] or 1)
    if concentration["unit"].startswith(("mcg", "micro")):
        per /= 1000
    for first, second in pairwise(figures.quantities):
        if first.start < concentration.end() and concentration.start() < second.end:
            continue
        left, right = first.of_kind("volume"), second.of_kind("volume")
        volume, mass = (first, second) if left else (second, first)
        unit, weight = volume.of_kind("volume"), mass.of_kind("mass")
        if (
            (left is None) == (right is None)
            or unit is None
            or weight is None
            or not (first.sure and second.sure)
        ):
            continue
        between = figures.text[first.end : second.start]
        if unit.name != "millilitre" or not re.fullmatch(
            r"\s?\(|\s?=\s?|\sor\s|,\sor\s|\s(?:contains|has|is|gives|holds)\s|\s\w+\s\(", between
        ):
            continue
        reckoned = volume.low.value * per
        amount = mass.low.value * weight.factors[0] * 1000
        if (
            volume.low is volume.high
            and mass.low is mass.high
            and not _fits(amount, reckoned, max(slack, 0.03))
        ):
            end = second.end + (figures.text[second.end : second.end + 1] == ")")
            yield first.start, end, _mass(round(reckoned, 3))


def _weights(
    figures: Figures, before: list[tuple[int, int, float, float, bool]]
) -> list[tuple[int, int, float, float, bool]]:
    """Return the doses by weight that still hold: of this sentence, or of the two before it in its paragraph."""
    here = figures.sentence.index
    daily = bool(pattern("doses", "reckoning-per-day").search(figures.text))
    found = [(here, figures.sentence.block, low, high, daily) for low, high in weight_doses(figures)]
    return found or [row for row in before if here - row[0] <= 2]


def _by_weight(
    figures: Figures, doses: list[tuple[int, int, float, float, bool]]
) -> Iterator[tuple[int, int, str]]:
    """Check “10 mg/kg: a 20 kg child gets 200 mg”."""
    if len(doses) != 1:
        return
    _, _, low, high, daily = doses[0]
    quantities = figures.quantities
    for weight, mass in pairwise(quantities):
        unit = mass.of_kind("mass")
        if weight.unit.name not in {"kilogram", "pound"} or weight.low is not weight.high or not weight.sure:
            continue
        if unit is None or unit.name not in {"milligram", "microgram", "gram"} or mass.low is not mass.high:
            continue
        between = figures.text[weight.end : mass.start]
        if (
            not pattern("doses", "reckoning-gets").search(between)
            or pattern("doses", "reckoning-free").search(between)
            or pattern("doses", "reckoning-about").search(between)
            or len(between) > 70
        ):
            continue
        kilograms = weight.low.value * weight.unit.factors[0] / 1000
        amount = _milligrams(mass)
        least, most = low * kilograms, high * kilograms
        splits = (1, 2, 3, 4) if daily or pattern("doses", "reckoning-per-day").search(figures.text) else (1,)
        if any(least / n * 0.95 <= amount <= most / n * 1.05 for n in splits):
            continue
        yield (
            weight.start,
            mass.end,
            " to ".join(dict.fromkeys([_mass(round(least, 2)), _mass(round(most, 2))])),
        )


def _milligrams(quantity: Quantity) -> float:
    unit = quantity.of_kind("mass")
    return quantity.low.value * (unit.factors[0] if unit else 0.0) * 1000
