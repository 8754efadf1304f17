"""A quantity told in two units that do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.equivalents import Equivalent, agree, common_kind, equivalents_in, glycated
from medlint.articles.quantities import Figures, Quantity, figures_of
from medlint.articles.sections import heading_text
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.wordlists import vocabulary


class ConversionParams(Params, frozen=True, kw_only=True):
    """What silences a pair."""

    unless: tuple[str, ...] = ("mention",)


@check("unit-conversion", ConversionParams)
def unit_conversion(article: Article, params: ConversionParams) -> Iterator[Match]:
    """Yield each quantity whose second statement, in another unit, is another quantity."""
    for figures in figures_of(article):
        if len(figures.numbers) < 2 or len(figures.quantities) < 2:
            continue
        for pair in equivalents_in(figures):
            expected = _expected(article, figures, pair)
            if expected is None:
                continue
            span = figures.span(pair.first.start, pair.end)
            if not context(article, span).isdisjoint(params.unless):
                continue
            yield Match(
                span,
                {
                    "first": figures.shown(pair.first.start, pair.first.end),
                    "second": figures.shown(pair.second.start, pair.second.end),
                    "expected": expected,
                },
            )


def _expected(article: Article, figures: Figures, pair: Equivalent) -> str | None:
    """Return what the second quantity should be; None when the two agree or cannot be compared."""
    first, second = pair.first, pair.second
    if (apart := glycated(first, second)) is not None:
        if apart <= (1.2 if pair.about else 0.8) or first.low is not first.high:
            return None
        known = second.of_kind("glycated")
        value = (
            (first.low.value - 2.152) / 0.09148
            if known and known.name == "mmol/mol"
            else 0.09148 * first.low.value + 2.152
        )
        return f"{value:.0f} mmol/mol" if known and known.name == "mmol/mol" else f"{value:.1f}%"
    shared = common_kind(first, second)
    if shared is None:
        return _by_substance(figures, pair)
    left, right = shared
    if left.kind in {"glycated", "by-weight", "forms", "rate", "activity", "dose-units"}:
        return None
    if left.kind == "concentration":
        return _laboratory(article, figures, pair, left.name, right.name)
    if agree(pair, left, right, figures.text):
        return None
    decimals = 0 if second.low.step >= 1 and right.from_base(left.to_base(first.low.value)) >= 10 else 1
    turned = [f"{right.from_base(left.to_base(end.value)):.{decimals}f}" for end in (first.low, first.high)]
    return " to ".join(dict.fromkeys(turned)) + " " + _name(figures, second)


def _name(figures: Figures, quantity: Quantity) -> str:
    return figures.shown(quantity.high.end, quantity.end).lstrip("- ")


def _laboratory(article: Article, figures: Figures, pair: Equivalent, left: str, right: str) -> str | None:
    """Compare mg/dL with mmol/L by the substance that the sentence, its heading or the title names."""
    scale = {"mg/dl": 1.0, "mmol/l": 1.0, "umol/l": 0.001}
    if "mg/dl" not in (left, right):
        return None
    table = vocabulary("substances")["molar"]
    heading = heading_text(article, figures.sentence.block).lower()
    named: set[str] = set()
    for text in (figures.text, heading, article.title.lower()):
        named = {name for name, pattern in _molar_names() if pattern.search(text)}
        if named:
            break
    values: list[float] = []
    for name in named or table:
        per = float(table[name]["per-mmol"])
        fits = []
        for a, b in ((pair.first.low, pair.second.low), (pair.first.high, pair.second.high)):
            if left == "mg/dl":
                turned, slack = a.value / per / scale[right], max(a.half / per / scale[right], b.half)
            else:
                turned, slack = a.value * scale[left] * per, max(a.half * scale[left] * per, b.half)
            slack = max(slack, 0.012 * turned) * (2 if pair.about else 1)
            fits.append(abs(turned - b.value) <= slack + 1e-6)
            values.append(turned)
        if all(fits):
            return None
    return (
        f"{values[0]:.1f} {_name(figures, pair.second)}"
        if named
        else f"no substance’s {_name(figures, pair.second)}"
    )


@cache
def _molar_names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return _patterns("molar")


@cache
def _patterns(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, row["names"])) + r")(?!\w)"))
        for name, row in vocabulary("substances")[key].items()
    )


def _by_substance(figures: Figures, pair: Equivalent) -> str | None:
    """Compare international units of vitamins with micrograms, and spoons of a food with grams."""
    first, second = pair.first, pair.second
    for one, other in ((first, second), (second, first)):
        mass = other.of_kind("mass")
        if mass is None or mass.system != "metric" or other.low is not other.high or one.low is not one.high:
            continue
        micrograms = other.low.value * mass.factors[0] * 1e6
        if one.of_kind("activity"):
            return _vitamin(figures, one.low.value, micrograms, pair)
        if one.unit.name in {"teaspoon", "tablespoon"}:
            return _spoon(figures, one, micrograms / 1e6)
    return None


def _vitamin(figures: Figures, units: float, micrograms: float, pair: Equivalent) -> str | None:
    article = figures.article
    rows: list[dict[str, list[str]]] = []
    for text in (figures.text, heading_text(article, figures.sentence.block).lower(), article.title.lower()):
        rows = rows or [
            vocabulary("substances")["vitamins"][name]
            for name, pattern in _patterns("vitamins")
            if pattern.search(text)
        ]
    if not rows:
        return None
    factors = [float(factor) for row in rows for factor in row["per-mcg"]]
    slack = 0.08 if pair.about else 0.04
    if any(abs(units - micrograms * factor) <= slack * units for factor in factors):
        return None
    if pair.second.of_kind("activity"):
        return f"{micrograms * factors[0]:,.0f} IU"
    amount = units / factors[0]
    return f"{amount:,.0f} mcg" if amount < 1000 else f"{amount / 1000:,.1f} mg"


def _spoon(figures: Figures, spoons: Quantity, grams: float) -> str | None:
    rows = [
        vocabulary("substances")["spoons"][name]
        for name, pattern in _patterns("spoons")
        if pattern.search(figures.text)
    ]
    if not rows:
        return None
    each = 3 if spoons.unit.name == "tablespoon" else 1
    low = min(float(row["grams"][0]) for row in rows) * each * spoons.low.value
    high = max(float(row["grams"][1]) for row in rows) * each * spoons.low.value
    slack = 0.15 + (0.25 if spoons.low.notation == "fraction" else 0)
    if low * (1 - slack) <= grams <= high * (1 + slack):
        return None
    return f"{low:.0f} to {high:.0f} g for {figures.shown(spoons.start, spoons.end)}"
