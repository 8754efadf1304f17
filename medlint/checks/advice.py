"""Does the article say when to get help?"""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.advice import advice_units
from medlint.articles.article import Article
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import wording


class MissingAdviceParams(Params, frozen=True, kw_only=True):
    """Kinds on which the demand depends on what the page says."""

    only_with_symptoms: tuple[str, ...] = ("prevention", "service", "test")
    """Kinds that need advice only when they name symptoms or treat a condition."""
    least_symptoms: int = 2


@check("missing-when-to-get-help", MissingAdviceParams)
def missing_when_to_get_help(article: Article, params: MissingAdviceParams) -> Iterator[Match]:
    """Yield the article when no sentence sends the reader to anybody."""
    if advice_units(article) or wording("advice", "who").search(fold(article.site.banner)):
        return
    if article.kind.kind in params.only_with_symptoms:
        named = {use.number for use in article.terms if use.term.kind in {"symptom", "disease"}}
        if len(named) < params.least_symptoms:
            return
    yield Match(article.title_span)
