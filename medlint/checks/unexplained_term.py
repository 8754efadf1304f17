"""Medical terms that the page never explains."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.glosses import explanations_of
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.lexicon import Term, TermUse


class UnexplainedTermParams(Params, frozen=True, kw_only=True):
    """Which terms need an explanation."""

    least_tier: int = 2
    """Terms of this tier and above (see `rules/lexicon/`)."""
    strict_tier: int = 1
    """The same under the profiles `leaflet` and `strict`."""


@check("unexplained-term", UnexplainedTermParams)
def unexplained_term(article: Article, params: UnexplainedTermParams) -> Iterator[Match]:
    """Yield the first use in the body of each term that is explained nowhere on the page."""
    least = params.strict_tier if article.site.profile in {"leaflet", "strict"} else params.least_tier
    for term, uses in uses_by_term(article).items():
        if term.tier < least or fold(term.term) in article.site.glossary:
            continue
        shown = [use for use in uses if _counts(article, use)]
        if not shown or any(True for _ in explanations_of(article, uses)):
            continue
        first = next((use for use in shown if article.zones[_block(article, use)] != "heading"), shown[0])
        yield Match(
            Span(first.start, first.end),
            {"plain": term.plain, "gloss": term.gloss},
            suggestion=_suggestion(article, first, term),
            help=f"Write “{term.plain}”, or explain it where it first appears: {term.gloss}."
            if term.gloss
            else None,
        )


def uses_by_term(article: Article) -> dict[Term, list[TermUse]]:
    """Return the uses of each term on the page, in order, unless they have another sense there."""
    found: dict[int, list[TermUse]] = {}
    for use in article.terms:
        if _medical_sense(article, use):
            found.setdefault(use.number, []).append(use)
    return {uses[0].term: uses for uses in found.values()}


def _medical_sense(article: Article, use: TermUse) -> bool:
    term = use.term
    if not term.needs and not term.unless:
        return True
    sentence = article.sentence_at(use.start)
    if sentence is None:
        return False
    text = article.folded[sentence.span.start : sentence.span.end]
    if any(fold(phrase) in text for phrase in term.unless):
        return False
    return not term.needs or any(fold(word) in text for word in term.needs)


def _block(article: Article, use: TermUse) -> int:
    return article.block_at(use.start).index


def _counts(article: Article, use: TermUse) -> bool:
    block = _block(article, use)
    if article.zones[block] not in PROSE_ZONES:
        return False
    span = Span(use.start, use.end)
    return not any(
        mark.kind in {"code", "url"} and mark.span.overlaps(span) for mark in article.marks_in(block)
    )


def _suggestion(article: Article, use: TermUse, term: Term) -> str | None:
    if not term.plain:
        return None
    return f"{term.plain} ({article.text_of(Span(use.start, use.end))})"
