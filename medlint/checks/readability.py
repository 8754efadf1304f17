"""Sentences that are too long, and prose that is harder than its readers can use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article, Sentence
from medlint.articles.flat_lists import flat_items
from medlint.articles.grade import counted_sentences, grade_of
from medlint.articles.terms import lexicon_terms
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span

_WORD = re.compile(r"[^\W_][^\s—–/]*|[—–/](?=\w)")
_COUNTED = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_JOINED = re.compile(r"[.,-](?<=\w.)(?=\w)")
_UNLIKE = re.compile(r"[(\[_‘`ʼ]")
"""With one of these, what the article holds as words is counted otherwise."""
_BRACKETED = re.compile(r"\((?:[^()]*\d{4}[^()]*|https?:[^()]*)\)|\[\d[\d,\s–-]*\]|https?://\S+")


class LongSentenceParams(Params, frozen=True, kw_only=True):
    """How long a sentence may be, in words."""

    limit: int = 25
    notice: int = 20
    """More words than this are worth a look (`info`)."""


@check("long-sentence", LongSentenceParams)
def long_sentence(article: Article, params: LongSentenceParams) -> Iterator[Match]:
    """Yield sentences of running prose over the limit; citations and addresses do not count."""
    for sentence in article.running_sentences():
        text = article.text_of(sentence.span)
        if (
            text.count(" ") + text.count("—") < params.notice
            or most_words(article, sentence.span) <= params.notice
        ):
            continue
        count = sentence_length(article, sentence.span)
        if count > params.limit:
            yield Match(sentence.span, {"words": str(count), "limit": str(params.limit)})
        elif count > params.notice:
            yield Match(sentence.span, {"words": str(count), "limit": str(params.notice)}, severity="info")


def sentence_length(article: Article, span: Span) -> int:
    """Return the words of a piece of prose without citations and web addresses; of a flattened list, those of its longest item."""
    text = article.text_of(span)
    pieces = flat_items(text)
    if len(pieces) == 1 and "://" not in text and not _UNLIKE.search(text):
        first, last = article.words_within(span)
        return last - first - len(_JOINED.findall(text))
    return max(len(_COUNTED.findall(_BRACKETED.sub(" ", piece))) for piece in pieces)


def most_words(article: Article, span: Span) -> int:
    """Return a number that `sentence_length` of a span of the prose does not exceed; cheap."""
    first, last = article.words_within(span)
    return last - first + article.text.count("_", span.start, span.end)


class ReadingGradeParams(Params, frozen=True, kw_only=True):
    """The school grade that readers can be expected to have."""

    target: float = 8.0
    band: float = 1.0
    """How far a formula may be off, either way; only the low end counts against the author."""


@check("reading-grade", ReadingGradeParams)
def reading_grade(article: Article, params: ReadingGradeParams) -> Iterator[Match]:
    """Yield the article when even the low end of its grade band is above the target."""
    target = article.site.target_grade or params.target
    counts = grade_of(article, explained_words(article))
    if counts is None or counts.grade - params.band <= target:
        return
    longest: Sentence = max(counted_sentences(article), key=lambda s: s.span.length)
    yield Match(
        article.title_span,
        {
            "low": f"{counts.grade - params.band:.0f}",
            "high": f"{counts.grade + params.band:.0f}",
            "grade": f"{counts.grade:.1f}",
            "target": f"{target:g}",
            "length": f"{counts.words / counts.sentences:.0f}",
            "syllables": f"{counts.syllables / counts.words:.2f}",
        },
        related=(("The longest sentence stands here.", longest.span),),
    )


def explained_words(article: Article) -> frozenset[str]:
    """Return the words of the terms in the title: the topic is not counted against the author."""
    span = article.title_span
    return frozenset(
        norm
        for use in lexicon_terms(article)
        if span.start <= use.start < span.end
        for norm in article.words.norms[use.first : use.last + 1]
    )
