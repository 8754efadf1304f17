"""A contested remedy that is put in the place of a treatment that people need."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_words import claim_word_starts, claim_words
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wordings import check_wordings, wordings_of


class StandardCareParams(GuardedParams, frozen=True, kw_only=True):
    """What is replaced, and how that is said."""

    care: tuple[str, ...]
    """Treatments that people need."""
    replace: tuple[str, ...]
    """Wordings before the treatment that put something in its place; a contested remedy must stand near."""
    remedies: tuple[str, ...] = ()
    """Wordings of what is put in its place, besides the contested interventions."""
    throw_away: tuple[str, ...]
    """Wordings before the treatment that give it up; they need no remedy."""
    unless: tuple[str, ...] = ("negated", "myth", "mention", "quoted", "question", "attributed")

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(_joined(self.replace, self.care))
        check_wordings(_joined(self.throw_away, self.care))


@lru_cache(maxsize=16)
def _joined(heads: tuple[str, ...], care: tuple[str, ...]) -> tuple[str, ...]:
    names = "|".join(name.replace(" ", "_") for name in care)
    return tuple(f"{head} the|your|my|all|taking|having|using|more|further|any? {names}" for head in heads)


@check("replaces-standard-care", StandardCareParams)
def replaces_standard_care(article: Article, params: StandardCareParams) -> Iterator[Match]:
    """Yield where a contested remedy replaces needed treatment, or where that is to be thrown away."""
    replace = wordings_of(_joined(params.replace, params.care))
    throw = wordings_of(_joined(params.throw_away, params.care))
    for sentence in article.sentences_like(replace, throw, within=params.zone_set()):
        hits = [(start, end, False) for _, start, end in article.hits(replace, sentence)]
        hits += [(start, end, True) for _, start, end in article.hits(throw, sentence)]
        for start, end, thrown in sorted(hits)[:1]:
            span = Span(sentence.span.start + start, sentence.span.start + end)
            remedy = _remedy(article, sentence, span, params.remedies)
            if (remedy or thrown) and not silenced(article, sentence, span, params):
                care = article.text_of(span).split()[-1]
                yield Match(span, {"agent": f"“{remedy}”" if remedy else "nothing", "care": care})


def _remedy(article: Article, sentence: Sentence, span: Span, remedies: tuple[str, ...]) -> str:
    """Return the remedy of the sentence that stands outside the span, or nothing."""
    if remedies:
        for _, start, end in article.hits(wordings_of(remedies), sentence):
            if sentence.span.start + end <= span.start:
                return article.text[sentence.span.start + start : sentence.span.start + end]
    starts, words = claim_word_starts(article), article.words
    low, high = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
    for use in claim_words(article)[low:high]:
        start, end = words.starts[use.first], words.ends[use.last]
        if "contested" in use.labels and not (span.start < end and start < span.end):
            return article.text[start:end]
    return ""
