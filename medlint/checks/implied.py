"""Finds hints at a benefit, which readers take for a claim."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_words import claim_words, claim_words_of
from medlint.articles.context import context
from medlint.articles.promotion import promotion_of
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import wording

_OF_HEALTH = frozenset({"good", "bad", "contested"})
_DENIED = frozenset({"negated", "conditional"})


class ImpliedParams(GuardedParams, frozen=True, kw_only=True):
    """Which lists of `rules/vocabulary/promotion.yaml` hold the hints."""

    hints: str = "hints"
    """Words that are a hint on a page that promises."""
    bold: str = "bold"
    """Words that are one on any page, in a sentence about health."""

    def lists(self) -> tuple[Wordings, ...]:
        """Return the hints."""
        return wording("promotion", self.hints), wording("promotion", self.bold)


@check("implied-promise", ImpliedParams)
def implied_promise(article: Article, params: ImpliedParams) -> Iterator[Match]:
    """Yield the first hint of each sentence."""
    promises = promotion_of(article).promises and any("bad" in use.labels for use in claim_words(article))
    lists = params.lists() if promises else params.lists()[1:]
    for sentence in article.sentences_like(*lists, within=params.zone_set()):
        if not promises and not _of_health(article, sentence):
            continue
        hits = [hit[1:] for wordings in lists for hit in article.hits(wordings, sentence)]
        for start, end in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not promises and not context(article, span).isdisjoint(_DENIED):
                continue
            if not silenced(article, sentence, span, params):
                yield Match(span)
                break


def _of_health(article: Article, sentence: Sentence) -> bool:
    return any(use.labels & _OF_HEALTH for use in claim_words_of(article, sentence.span))
