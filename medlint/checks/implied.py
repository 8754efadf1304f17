"""Finds hints at a benefit on a page that promises: there readers take them for a claim."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.claim_words import claim_words
from medlint.articles.promotion import promotion_of
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import wording

ILLS = 1
"""How many different ills a page of health names at least."""


class ImpliedParams(GuardedParams, frozen=True, kw_only=True):
    """Which list of `rules/vocabulary/promotion.yaml` holds the hints."""

    list: str = "hints"
    """The list by which the page is told, too: many different hints make a page that promises."""

    def lists(self) -> tuple[Wordings, ...]:
        """Return the hints."""
        return (wording("promotion", self.list),)


@check("implied-promise", ImpliedParams)
def implied_promise(article: Article, params: ImpliedParams) -> Iterator[Match]:
    """Yield the first hint of each sentence of a page that sells and praises; nothing on other pages."""
    if not promotion_of(article).promises or not _of_health(article):
        return
    hints = wording("promotion", params.list)
    for sentence in article.sentences_like(hints, within=params.zone_set()):
        for _, start, end in sorted(article.hits(hints, sentence), key=lambda hit: (hit[1], -hit[2])):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not silenced(article, sentence, span, params):
                yield Match(span)
                break


def _of_health(article: Article) -> bool:
    """Tell whether a page speaks of illness: shops for shoes and software promise, too."""
    norms = article.words.norms
    return len({norms[use.last] for use in claim_words(article) if "bad" in use.labels}) >= ILLS
