"""Doses that do not add up, are too high, or have a unit a thousand times too large or too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.doses import (
    Frequency,
    Strength,
    frequencies_in,
    strengths_in,
    substance_of,
    substances_in,
)
from medlint.articles.quantities import Figures, figures_of
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import pattern, vocabulary


class DoseParams(Params, frozen=True, kw_only=True):
    """What silences a dose."""

    unless: tuple[str, ...] = ("mention",)
    unless_near: tuple[str, ...] = ()
    """Wordings of sentences in which such a dose is right."""

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.unless_near)


def _unless_confirmed(row: dict[str, Any]) -> Severity | None:
    """Return `warning` for a figure that nobody has looked up."""
    return None if row.get("source") else "warning"


def _silenced(article: Article, figures: Figures, start: int, end: int, params: DoseParams) -> bool:
    if params.unless_near and article.hits(wordings_of(params.unless_near), figures.sentence):
        return True
    return not context(article, figures.span(start, end)).isdisjoint(params.unless)


@check("mg-mcg-magnitude", DoseParams)
def mg_mcg_magnitude(article: Article, params: DoseParams) -> Iterator[Match]:
    """Yield a dose that is implausible as it stands and plausible with the unit a thousand times off."""
    table = vocabulary("substances")["doses"]
    for figures in figures_of(article):
        named = substances_in(figures, "doses")
        if not named:
            continue
        for strength in strengths_in(figures):
            if "/" in figures.text[strength.quantity.end : strength.quantity.end + 2]:
                continue
            one = substance_of(figures, strength, named)
            if one is None:
                continue
            low, high = (float(edge) for edge in table[one.name]["mg"])
            better = next(
                (
                    unit
                    for unit, factor in (("mcg", 0.001), ("mg", 1000.0), ("g", 1e6))
                    if ((strength.low > high and factor < 1) or (strength.high < low and factor > 1))
                    and low <= strength.low * factor <= high
                ),
                None,
            )
            if better is None:
                continue
            better = _unit_name(figures, strength, better)
            start, end = strength.quantity.start, strength.quantity.end
            if not _silenced(article, figures, start, end, params):
                yield Match(
                    figures.span(start, end),
                    {"substance": one.name, "unit": better},
                    severity=_unless_confirmed(table[one.name]),
                )


def _unit_name(figures: Figures, strength: Strength, better: str) -> str:
    """Return the unit that was meant: a thousandth or a thousand of the one that is written."""
    order = ["microgram", "milligram", "gram"]
    at = order.index(strength.quantity.unit.name)
    step = -1 if better == "mcg" else 1
    return ("mcg", "mg", "g")[max(0, min(2, at + step))]


@check("dose-over-maximum", DoseParams)
def dose_over_maximum(article: Article, params: DoseParams) -> Iterator[Match]:
    """Yield instructions that add up to more than an adult may take in a day without a prescription."""
    table = vocabulary("substances")["daily-maximum"]
    for figures in figures_of(article):
        named = substances_in(figures, "daily-maximum")
        if len({one.name for one in named}) != 1:
            continue
        row = table[named[0].name]
        cap, silent = float(row["mg"]), float(row.get("silent-to", row["mg"]))
        often = frequencies_in(figures)
        for strength in strengths_in(figures):
            one = substance_of(figures, strength, named) or (
                named[0] if len(strengths_in(figures)) == 1 else None
            )
            if one is None or "/" in figures.text[strength.quantity.end : strength.quantity.end + 1]:
                continue
            total, end = _daily(figures, strength, often)
            if total is None or total <= silent * 1.0001:
                continue
            start = (
                min(strength.start, one.start)
                if strength.start - one.end < 12 and one.start < strength.start
                else strength.start
            )
            if not _silenced(article, figures, start, end, params):
                yield Match(
                    figures.span(start, end),
                    {"substance": one.name, "total": _mass(total), "cap": _mass(cap)},
                    severity=_unless_confirmed(row),
                )


def _daily(figures: Figures, strength: Strength, often: list[Frequency]) -> tuple[float | None, int]:
    """Return the milligrams a day that a dose comes to, and where the statement ends."""
    text = figures.text
    if pattern("doses", "ceiling").search(text[: strength.start]) and pattern("doses", "per-day").match(
        text, strength.end
    ):
        return strength.high * strength.count_high, pattern("doses", "per-day").match(
            text, strength.end
        ).end()  # type: ignore[union-attr]
    if not pattern("doses", "take").search(text):
        return None, 0
    after = [one for one in often if one.start >= strength.end and one.start - strength.end < 60]
    if after:
        counts = [one for one in after if not one.interval] or after
        one = counts[0]
        if one.interval:
            # The least that the words allow, and nothing where a limit stands beside them.
            if pattern("doses", "limit").search(text, one.end):
                return None, 0
            return strength.low * strength.count_low * one.low, one.end
        return strength.high * strength.count_high * one.high, one.end
    if (day := pattern("doses", "per-day").match(text, strength.end)) and not pattern(
        "doses", "ceiling"
    ).search(text[: strength.start]):
        return strength.high * strength.count_high, day.end()
    return None, 0


def _mass(milligrams: float) -> str:
    if milligrams >= 1000:
        return f"{milligrams / 1000:g} g"
    return f"{milligrams:g} mg" if milligrams >= 1 else f"{milligrams * 1000:g} mcg"
