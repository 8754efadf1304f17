"""Medical terms that the page never explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.articles.article import Article
from medlint.articles.terminology import TermOnPage, terms_on_page, unexplained_terms, written_for_clinicians
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
    if written_for_clinicians(article):
        return
    for group in _unexplained(article, params):
        use, term = group.first, group.term
        if use is None:
            continue
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


def _unexplained(article: Article, params: UnexplainedTermParams) -> Iterator[TermOnPage]:
    least = least_tier(article, params.least_tier, params.strict_tier)
    groups = unexplained_terms(article) if least >= 2 else terms_on_page(article)
    for group in groups:
        if group.term.tier < least or (group.why and not params.outside_lexicon):
            continue
        if not known_to_site(article, group.names) and group.first and not group.explained:
            yield group


def least_tier(article: Article, usual: int, strict: int) -> int:
    """Return the lowest tier that needs an explanation under the article's profile."""
    return strict if article.site.profile in {"leaflet", "strict"} else usual


def known_to_site(article: Article, names: Iterable[str]) -> bool:
    """Tell whether the configuration lists one of these names, or a glossary page that the article links to has it."""
    folded = {fold(name) for name in names}
    if not folded.isdisjoint(article.site.glossary):
        return True
    return any(
        not folded.isdisjoint(terms)
        and any(mark.kind == "link" and stem in mark.value.lower() for mark in article.document.marks)
        for stem, terms in article.site.glossary_pages
    )
