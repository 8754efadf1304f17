"""A contested remedy that is put in the place of a treatment that people need."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_words import claim_word_starts, claim_words
from medlint.articles.promotion import promotion_of
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of


class StandardCareParams(GuardedParams, frozen=True, kw_only=True):
    """What is replaced, and how that is said."""

    care: tuple[str, ...]
    """Treatments that people need."""
    replace: tuple[str, ...]
    """Wordings before the treatment that put something in its place; a contested remedy must stand in the sentence."""
    remedies: tuple[str, ...] = ()
    """Wordings of what is put in its place, besides the contested interventions."""
    give_up: tuple[str, ...] = ()
    """Wordings before the treatment that tell of giving it up; only where the page sells, or in a paragraph with a contested remedy."""
    throw_away: tuple[str, ...]
    """Wordings before the treatment that bid to give it up; they need no remedy."""
    customers: tuple[str, ...] = ()
    """Words for buyers: a sentence about them needs no page that sells."""
    unless: tuple[str, ...] = ("negated", "myth", "mention", "quoted", "question", "attributed")

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        for heads in (self.replace, self.give_up, self.throw_away):
            check_wordings(_joined(heads, self.care))


@lru_cache(maxsize=16)
def _joined(heads: tuple[str, ...], care: tuple[str, ...]) -> tuple[str, ...]:
    names = "|".join(name.replace(" ", "_") for name in care)
    whole = tuple(head for head in heads if "@care" in head)
    return whole + tuple(
        f"{head} the|your|my|her|his|their|our|all|taking|having|using|more|further|any|a? daily|regular|of? {names}"
        for head in heads
        if head not in whole
    )


@check("replaces-standard-care", StandardCareParams)
def replaces_standard_care(article: Article, params: StandardCareParams) -> Iterator[Match]:
    """Yield where a contested remedy replaces needed treatment, or where that is to be thrown away."""
    lists = tuple(
        wordings_of(_joined(heads, params.care))
        for heads in (params.throw_away, params.give_up, params.replace)
    )
    for sentence in article.sentences_like(*lists, within=params.zone_set()):
        hits = sorted(
            (start, order, end)
            for order, wordings in enumerate(lists)
            for _, start, end in article.hits(wordings, sentence)
        )
        for start, order, end in hits:
            span = Span(sentence.span.start + start, sentence.span.start + end)
            remedy = _remedy(article, sentence, span, params, wide=order == 1)
            if not (remedy or order == 0 or (order == 1 and _sold(article, sentence, params))):
                continue
            if not silenced(article, sentence, span, params):
                care = article.text_of(span).split()[-1]
                yield Match(span, {"agent": f"“{remedy}”" if remedy else "nothing", "care": care})
                break


def _sold(article: Article, sentence: Sentence, params: StandardCareParams) -> bool:
    return promotion_of(article).sells or bool(article.hits(wordings_of(params.customers), sentence))


def _remedy(
    article: Article, sentence: Sentence, span: Span, params: StandardCareParams, *, wide: bool
) -> str:
    """Return the remedy of the sentence, or (`wide`) of its paragraph, that stands outside the span, or nothing."""
    if params.remedies:
        for _, start, end in article.hits(wordings_of(params.remedies), sentence):
            if sentence.span.start + end <= span.start:
                return article.text[sentence.span.start + start : sentence.span.start + end]
    reach = article.blocks[sentence.block].span if wide else sentence.span
    starts, words = claim_word_starts(article), article.words
    low, high = bisect_left(starts, reach.start), bisect_left(starts, reach.end)
    for use in claim_words(article)[low:high]:
        start, end = words.starts[use.first], words.ends[use.last]
        if "contested" in use.labels and not (span.start < end and start < span.end):
            return article.text[start:end]
    return ""
