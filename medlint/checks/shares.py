"""Percentages against the ratio that stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.quantities import figures_of
from medlint.articles.shares import Pair, Share
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity

_EPSILON = 1e-6


class RatioPercentParams(Params, frozen=True, kw_only=True):
    """What silences a pair."""

    unless: tuple[str, ...] = ("mention", "quoted")
    slack: float = 1.0
    """Percentage points that a large percentage may be off before it is an error."""


@check("ratio-percent", RatioPercentParams)
def ratio_percent(article: Article, params: RatioPercentParams) -> Iterator[Match]:
    """Yield each ratio that the percentage beside it contradicts."""
    for figures in figures_of(article):
        for pair in figures.pairs:
            verdict = judge(pair, params.slack)
            if verdict is None:
                continue
            span = figures.span(pair.start, pair.end)
            if not context(article, span).isdisjoint(params.unless):
                continue
            ratio, percent = pair.ratio, pair.percent
            yield Match(
                span,
                {
                    "ratio": figures.shown(ratio.start, ratio.end),
                    "expected": f"{ratio.low:.{_decimals(ratio.low)}f}".rstrip("0").rstrip(".") + "%",
                    "stated": figures.shown(percent.start, percent.end),
                },
                severity=None if verdict == "error" else verdict,
            )


def judge(pair: Pair, slack: float) -> Severity | None:
    """Return how wrong a pair is: None where rounding explains it.

    A count is exact. “1 in N” is itself rounded, so that only a percentage outside
    1/(N+½) to 1/(N−½) is plainly wrong; between the two it is only worth a look.
    """
    ratio, percent = pair.ratio, pair.percent
    half = percent.half + _EPSILON
    if percent.low - half <= ratio.low <= percent.high + half:
        return None
    low, high = _band(ratio)
    about = ratio.bound == "about" or percent.bound == "about"
    if ratio.bound == "above":
        low, high = ratio.low, _next_up(ratio)
    elif ratio.bound == "below":
        low, high = _next_down(ratio), ratio.low
    if percent.bound == "above" and percent.high <= ratio.low * 1.3:
        low = min(low, percent.high)
    if percent.bound == "below" and percent.low >= ratio.low * 0.7:
        high = max(high, percent.low)
    tight = _EPSILON if ratio.kind == "count" else half
    if percent.high + tight > low + 2 * _EPSILON and percent.low - tight < high - 2 * _EPSILON:
        return None if about or ratio.bound or percent.bound or ratio.kind == "fraction" else "info"
    off = min(abs(percent.low - ratio.low), abs(percent.high - ratio.low))
    if ratio.low >= 10 and off <= slack + _EPSILON and not ratio.bound:
        return None if about else "info"
    return "error"


def _band(ratio: Share) -> tuple[float, float]:
    if ratio.kind == "fraction":
        return ratio.low - ratio.half, ratio.low + ratio.half
    if ratio.kind == "one-in":
        step = max(0.5, 0.05 * ratio.whole) if ratio.whole % 10 == 0 and ratio.whole >= 100 else 0.5
        return 100 / (ratio.whole + step), 100 / (ratio.whole - step)
    if ratio.whole <= 5:
        return 100 * (ratio.part - 0.4) / ratio.whole, 100 * (ratio.part + 0.4) / ratio.whole
    if ratio.whole in {10, 100, 1000}:
        # “9 out of 10” is a way to say about 90%.
        return 100 * (ratio.part - 0.5) / ratio.whole, 100 * (ratio.part + 0.5) / ratio.whole
    return ratio.low, ratio.low


def _next_up(ratio: Share) -> float:
    if ratio.kind == "one-in" and ratio.whole > 2:
        return 110 / (ratio.whole - 1)
    return 100.0 if ratio.low >= 50 else min(100.0, ratio.low * 1.5)


def _next_down(ratio: Share) -> float:
    return ratio.low * 0.3 if ratio.kind != "fraction" or ratio.low < 50 else ratio.low * 0.5


def _decimals(value: float) -> int:
    return 1 if value >= 1 else 2 if value >= 0.1 else 4
