"""Risks told in ways that cannot be compared, or in words that the figures contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.locale import locale_of
from medlint.articles.numbers import numbers_in
from medlint.articles.quantities import Figures, figures_of
from medlint.articles.shares import Share, percentages_in
from medlint.checks.registry import Match, Params, check
from medlint.sources.document import Block
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import pattern, vocabulary, word_list


class RiskParams(Params, frozen=True, kw_only=True):
    """What silences a place."""

    unless: tuple[str, ...] = ("mention", "quoted")


@cache
def _compare() -> re.Pattern[str]:
    names = sorted(word_list("risks", "compare"), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(name.replace(" ", r"\s") for name in names) + r")(?!\w)")


@check("shifting-denominator", RiskParams)
def shifting_denominator(article: Article, params: RiskParams) -> Iterator[Match]:
    """Yield a comparison of risks as 1 in X with different X, or of a percentage with 1 in X."""
    for figures in figures_of(article):
        if len(figures.numbers) < 3:
            continue
        ratios = [share for share in figures.ratios if share.kind == "one-in"]
        if not ratios or not _compare().search(figures.text):
            continue
        restated = {pair.percent.start for pair in figures.pairs}
        shares = sorted([*ratios, *(p for p in figures.percentages if p.start not in restated)])
        for first, second in pairwise(shares):
            if first.kind == second.kind == "percent" or (
                first.kind == second.kind and first.whole == second.whole
            ):
                continue
            between = figures.text[first.end : second.start]
            near = (
                _compare().search(between)
                or _compare().match(figures.text[second.end :].lstrip(" ,("))
                or (
                    re.search(r"\bwith(?:out)?\b[^.;]*$", figures.text[second.end : second.end + 30])
                    and _compare().search(figures.text[second.end : second.end + 40])
                )
            )
            if (
                not near
                or len(between) > 110
                or re.fullmatch(r"\s?(?:to|-|–|and|or)\s?(?:about\s)?", between)
            ):
                continue
            span = figures.span(first.start, second.end)
            if context(article, span).isdisjoint(params.unless):
                yield Match(
                    span,
                    {
                        "first": figures.shown(first.start, first.end),
                        "second": figures.shown(second.start, second.end),
                        "same": _same(first, second),
                    },
                )
            break


def _same(first: Share, second: Share) -> str:
    """Return both risks out of the same round number of people."""
    least = min(first.low, second.low)
    base = 100 if least >= 1 else 1000 if least >= 0.1 else 10_000
    return " and ".join(f"{share.low * base / 100:.3g} in {base:,}" for share in (first, second))


@cache
def _frequent() -> frozenset[str]:
    return frozenset(band.split()[-1] for band in vocabulary("risks")["bands"])


@check("frequency-word", RiskParams)
def frequency_word(article: Article, params: RiskParams) -> Iterator[Match]:
    """Yield “common (1 in 5,000)” and the like, by the bands of the European leaflets."""
    for figures in figures_of(article):
        if _frequent().isdisjoint(article.sentence_words[figures.sentence.index]):
            continue
        for share in (*figures.ratios, *figures.percentages):
            if share.kind == "fraction":
                continue
            found = pattern("risks", "band").search(figures.text, max(0, share.start - 90), share.start)
            if found is None:
                continue
            word = " ".join(found["word"].split())
            formula = "may affect up to" in figures.text[found.end("word") : share.start]
            if not (formula and _off_edge(word, share)) and not _contradicts(
                word, share, bool(found["effects"]) or "(" in found["join"]
            ):
                continue
            span = figures.span(found.start("word"), share.end)
            if context(article, span).isdisjoint(params.unless):
                low, high = vocabulary("risks")["bands"][word]
                yield Match(
                    span,
                    {
                        "word": word,
                        "share": figures.shown(share.start, share.end),
                        "band": f"{low}% to {high}%",
                    },
                    severity=None
                    if _far(word, share) or locale_of(article) in {"en-GB", "en-IE"}
                    else "info",
                )


def _contradicts(word: str, share: Share, leaflet: bool) -> bool:
    """Tell whether a share lies outside the band of its word; the edges belong to both bands.

    In everyday language “rare” has no lower edge, and “common” no upper one; a bound leaves room on its side.
    """
    low, high = (float(edge) for edge in vocabulary("risks")["bands"][word])
    above = (
        share.low > high * 1.001 and share.bound != "below" and "common" not in word.replace("uncommon", "")
    )
    below = share.high < low * 0.999 and share.bound != "above" and "rare" not in word
    if word == "common" and share.low > high * 1.001:
        above = False
    return above or (below and leaflet)


def _off_edge(word: str, share: Share) -> bool:
    """Tell whether a share is not the upper edge of a band, which is what leaflets state as “may affect up to”."""
    high = float(vocabulary("risks")["bands"][word][1])
    return word != "very common" and abs(share.high - high) > 0.001 * high


def _far(word: str, share: Share) -> bool:
    low, high = (float(edge) for edge in vocabulary("risks")["bands"][word])
    return share.low > 5 * high or share.high < low / 5


@check("percentages-do-not-sum", RiskParams)
def percentages_do_not_sum(article: Article, params: RiskParams) -> Iterator[Match]:
    """Yield the parts of one whole that come to less than 97 or more than 103 percent."""
    for figures in figures_of(article):
        shares = [p for p in figures.percentages if p.low == p.high and not p.bound]
        if len(shares) < 3 or len(shares) != len(figures.percentages):
            continue
        if not (_has_rest(figures, shares) or _exclusive(figures, len(shares))):
            continue
        total = sum(share.low for share in shares)
        span = figures.span(shares[0].start, shares[-1].end)
        if not 97 <= total <= 103 and context(article, span).isdisjoint(params.unless):
            yield Match(span, {"total": f"{total:g}"})
    yield from _columns(article)


def _has_rest(figures: Figures, shares: list[Share]) -> bool:
    """Tell whether the last percentage is called the rest of the others."""
    found = wordings_of(word_list("risks", "rest")).search(figures.text)
    last = shares[-1].start
    return found is not None and (
        0 <= last - found.end() <= 14 or (shares[-1].end <= found.start() <= shares[-1].end + 4)
    )


def _exclusive(figures: Figures, count: int) -> bool:
    for names in vocabulary("risks")["exclusive"]:
        if len(names) == count and all(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", figures.text) for name in names
        ):
            return True
    return False


def _columns(article: Article) -> Iterator[Match]:
    """Check the columns of tables that have a row for the total."""
    tables: dict[int, list[Block]] = {}
    for block in article.blocks:
        if block.kind == "table-cell" and (table := block.inside("table")):
            tables.setdefault(table.id, []).append(block)
    for cells in tables.values():
        total_rows = {
            row.id
            for cell in cells
            if article.folded[cell.span.start : cell.span.end].strip(" *:") in {"total", "all"}
            and (row := cell.inside("row"))
        }
        if len(total_rows) != 1:
            continue
        for column in {cell.level for cell in cells}:
            parts, total = [], None
            for cell in cells:
                if cell.level != column or cell.header:
                    continue
                text = article.folded[cell.span.start : cell.span.end]
                found = percentages_in(text, numbers_in(text))
                if len(found) != 1:
                    continue
                row = cell.inside("row")
                if row and row.id in total_rows:
                    total = (cell, found[0].low)
                else:
                    parts.append(found[0].low)
            if total and len(parts) >= 2 and total[1] == 100 and not 97 <= sum(parts) <= 103:
                yield Match(total[0].span, {"total": f"{sum(parts):g}"})


@check("percent-vs-points", RiskParams)
def percent_vs_points(article: Article, params: RiskParams) -> Iterator[Match]:
    """Yield “from 10% to 15%, a 5% increase”, where the change is 5 points or 50 percent."""
    for figures in figures_of(article):
        if len(figures.percentages) < 1 or "from" not in figures.text:
            continue
        ends = pattern("risks", "both-ends").search(figures.text)
        if ends is None:
            continue
        try:
            old, new = float(ends[1]), float(ends[2])
        except ValueError:
            continue
        for found in pattern("risks", "from-to").finditer(figures.text):
            if found.start() < ends.end() and found.end() > ends.start():
                continue
            points = abs(new - old)
            percent = 100 * points / old if old else 0.0
            size = float((found["size"] or found["size2"] or found["points"]).rstrip("."))
            wrong = (
                abs(size - points) > max(0.5, 0.02 * points)
                if found["points"]
                else abs(size - points) < 0.05 and abs(size - percent) > max(1.0, 0.03 * percent)
            )
            if wrong:
                span = figures.span(*found.span())
                if context(article, span).isdisjoint(params.unless):
                    yield Match(span, {"points": f"{points:g}", "percent": f"{percent:.0f}"})
