"""The words of claims in the prose: interventions, effects and outcomes, from the vocabulary with their generated forms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.spans import Span
from medlint.vocabulary.inflection import plurals, verb_forms
from medlint.vocabulary.phrasebook import Phrasebook, Use
from medlint.vocabulary.wordlists import vocabulary

VERBS = ("benefit-strong", "benefit-firm", "benefit-mild", "giving", "harm")
"""Labels of effects that are verbs."""


_COMMA = re.compile(",")


@cache
def phrasebook() -> Phrasebook:
    """Return the interventions, effects and outcomes with their generated forms."""
    return Phrasebook(_entries())


def _entries() -> Iterator[tuple[str, str]]:
    for label, items in vocabulary("interventions").items():
        for item in items:
            yield item, label
            for form in plurals(item) or [item + "s"]:
                yield form, label
    for label, items in vocabulary("outcomes").items():
        for item in items:
            yield item, label
            for form in plurals(item):
                yield form, label
    for label, items in vocabulary("effects").items():
        for item in items:
            yield item, label
            forms = verb_forms(item) if label in VERBS else plurals(item) if label != "safety" else []
            for form in forms:
                yield form, label


@fact
def claim_words(article: Article) -> tuple[Use, ...]:
    """Return the interventions, effects and outcomes that the prose names."""
    words, folded = article.words, article.folded
    starts, ends = words.starts, words.ends
    after_commas = {bisect_left(starts, comma.start()) for comma in _COMMA.finditer(folded)}
    parted = {at for at in after_commas if 0 < at < len(starts) and starts[at] - ends[at - 1] > 1}
    return tuple(phrasebook().find(words.norms, parted))


@fact
def claim_word_starts(article: Article) -> list[int]:
    """Return where each of `claim_words` starts, in characters."""
    return [article.words.starts[use.first] for use in claim_words(article)]


def claim_words_of(article: Article, span: Span) -> tuple[Use, ...]:
    """Return those of `claim_words` that start in a span of the prose."""
    starts = claim_word_starts(article)
    return claim_words(article)[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
