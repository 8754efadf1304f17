"""Medical terms that the page never explains."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.terminology import TermOnPage
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.folding import fold


class UnexplainedTermParams(Params, frozen=True, kw_only=True):
    """Which terms need an explanation."""

    least_tier: int = 2
    """Terms of this tier and above (see `rules/lexicon/`)."""
    strict_tier: int = 1
    """The same under the profiles `leaflet` and `strict`."""
    outside_lexicon: bool = True
    """Also words that no list holds, told by their form or their rarity."""


@check("unexplained-term", UnexplainedTermParams)
def unexplained_term(article: Article, params: UnexplainedTermParams) -> Iterator[Match]:
    """Yield the first use in the body of each term that is explained nowhere on the page."""
    least = least_tier(article, params.least_tier, params.strict_tier)
    for group in article.page_terms:
        if group.term.tier < least or (group.why and not params.outside_lexicon):
            continue
        if known_to_site(article, group) or not group.shown or group.explained:
            continue
        use, term = group.first, group.term
        shown = article.text_of(Span(use.start, use.end))
        yield Match(
            Span(use.start, use.end),
            {"plain": term.plain, "gloss": term.gloss, "why": f" {group.why}." if group.why else ""},
            suggestion=f"{term.plain} ({shown})" if term.plain else None,
            help=f"Write “{term.plain}”, or explain it where it first appears: {term.gloss}."
            if term.gloss
            else None,
            confidence="medium" if group.why else None,
        )


def least_tier(article: Article, usual: int, strict: int) -> int:
    """Return the lowest tier that needs an explanation under the article's profile."""
    return strict if article.site.profile in {"leaflet", "strict"} else usual


def known_to_site(article: Article, group: TermOnPage) -> bool:
    """Tell whether the configuration lists a term as known to the site's readers."""
    names = {fold(name) for name in (group.term.term, *group.term.variants)}
    return not names.isdisjoint(article.site.glossary)
