"""How terms are used over a page: in headings, too densely, under changing names, by brand only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.gloss_use import content_words, hard_places
from medlint.articles.sections import sections_of
from medlint.articles.terminology import terms_on_page
from medlint.articles.terms import hard_uses
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.wordlists import word_set


class JargonHeadingParams(Params, frozen=True, kw_only=True):
    """Which headings are looked at."""

    deepest: int = 2
    """Headings of this level and above."""
    own_names: tuple[str, ...] = ("your", "my", "our")
    """Words that make a heading speak of something the reader has in hand: “Your lumbar puncture”."""


@check("jargon-heading", JargonHeadingParams)
def jargon_heading(article: Article, params: JargonHeadingParams) -> Iterator[Match]:
    """Yield headings that are made of hard words with no plain one."""
    for block in article.blocks:
        if block.kind != "heading" or article.zones[block.index] != "heading" or block.level > params.deepest:
            continue
        hard = hard_places(article, block.span)
        text = article.folded[block.span.start : block.span.end]
        if not hard or not set(params.own_names).isdisjoint(norms(text)):
            continue
        rest = "".join(
            " " if any(use.start <= at < use.end for use in hard) else char
            for at, char in enumerate(text, block.span.start)
        )
        if not [word for word in content_words(rest) if word not in word_set("structure", "empty-headings")]:
            yield Match(block.span, {"plain": hard[0].term.plain})


class JargonDensityParams(Params, frozen=True, kw_only=True):
    """How much is too much."""

    most: float = 4.0
    """Hard terms in 100 words of a section."""
    least_words: int = 60
    """Sections with fewer words are left out."""


@check("jargon-density", JargonDensityParams)
def jargon_density(article: Article, params: JargonDensityParams) -> Iterator[Match]:
    """Yield sections with too many hard terms, explained or not; lists of medicines' names are left out."""
    starts = [use.start for use in hard_uses(article)]
    for section in sections_of(article):
        blocks = [
            block
            for block in article.blocks[section.first : section.last]
            if article.zones[block.index] in PROSE_ZONES
        ]
        words = sum(article.text.count(" ", block.span.start, block.span.end) + 1 for block in blocks)
        if words < params.least_words:
            continue
        uses = [
            use
            for block in blocks
            for use in hard_uses(article)[
                bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)
            ]
            if use.term.kind != "medicine"
        ]
        share = 100 * len(uses) / words
        if share > params.most:
            heading = (
                article.blocks[section.heading].span if section.heading is not None else article.title_span
            )
            yield Match(heading, {"count": str(len(uses)), "words": str(words)})


class TermDriftParams(Params, frozen=True, kw_only=True):
    """Which terms are followed."""

    least_tier: int = 2
    """Terms of this tier and above."""


@check("term-drift", TermDriftParams)
def term_drift(article: Article, params: TermDriftParams) -> Iterator[Match]:
    """Yield the first use of a second name for a thing that the page calls by another one and never ties to it."""
    for group in terms_on_page(article):
        if group.term.tier < params.least_tier or group.why or group.explained:
            continue
        names: dict[str, TermUseAt] = {}
        for use in group.shown:
            names.setdefault(_root(article.folded[use.start : use.end]), (use.start, use.end))
        if len(names) > 1:
            (first, _), (second, place) = list(names.items())[:2]
            yield Match(Span(*place), {"first": first, "second": second})


TermUseAt = tuple[int, int]
"""Start and end of a use in the prose."""


def _root(name: str) -> str:
    """Return a name without plural, hyphens and spelling differences between countries."""
    name = re.sub(r"(?:es|s|al|ic|ous)$", "", name.replace("-", " "))
    return name.replace("ae", "e").replace("oe", "e").replace("our", "or")


class BrandParams(Params, frozen=True, kw_only=True):
    """Which brand names are known to be no medicine."""

    unless: tuple[str, ...] = ()
    """Brand names that are left alone."""


@check("brand-without-generic", BrandParams)
def brand_without_generic(article: Article, params: BrandParams) -> Iterator[Match]:
    """Yield the first use of a brand name of a medicine whose generic name stands nowhere on the page."""
    known = {fold(name) for name in params.unless}
    for group in terms_on_page(article):
        if group.term.kind != "medicine" or not group.term.brands:
            continue
        brands = {fold(name) for name in group.term.brands}
        written = [(use, article.folded[use.start : use.end]) for use in group.shown]
        if not written or any(name not in brands for _, name in written):
            continue
        use, name = written[0]
        if name in known or not context(article, Span(use.start, use.end)).isdisjoint({"quoted"}):
            continue
        yield Match(
            Span(use.start, use.end),
            {"generic": group.term.term},
            suggestion=f"{group.term.term} ({article.text_of(Span(use.start, use.end))})",
        )
