"""The reading grade of an article's running prose, by Flesch-Kincaid's published formula.

It counts with the packaged syllable table and never imports textstat; `score` reports
textstat's figures and a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.flat_lists import flat_items
from medlint.articles.syllables import syllables
from medlint.vocabulary.folding import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
LEAST_WORDS = 100
LEAST_SENTENCES = 3
LEAST_IN_SENTENCE = 3
"""Words; shorter pieces are labels and exclamations, and textstat does not count them either."""


class Counts(NamedTuple):
    """What the formula needs."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975)."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def word_list(text: str) -> list[str]:
    """Return the words of a sentence, folded; a hyphen parts words."""
    return _WORD.findall(fold(text))


def counted_sentences(article: Article) -> list[Sentence]:
    """Return the sentences that a reading grade is made of.

    Running prose only; items and lines without a verb's worth of words (fewer than three)
    are left out.
    """
    return [
        sentence
        for sentence in article.running_sentences()
        if article.text.count(" ", sentence.span.start, sentence.span.end) >= 2
    ]


def counted_words(article: Article, sentences: Iterable[Sentence]) -> Iterator[list[str]]:
    """Yield the words of what counts as one sentence each: a flattened list is as many as it has items."""
    written, underlined = article.words.written, "_" in article.text
    for sentence in sentences:
        pieces = flat_items(article.text_of(sentence.span))
        if len(pieces) > 1 or underlined:
            yield from map(word_list, pieces)
        else:
            first, last = article.words_within(sentence.span)
            yield written[first:last]


def counts_of(words_of_sentences: Iterable[list[str]], easy: frozenset[str] = frozenset()) -> Counts:
    """Count sentences (given as their folded words), words and syllables; words in `easy` count as two syllables at most."""
    sentences = words = sounds = 0
    for found in words_of_sentences:
        if len(found) < LEAST_IN_SENTENCE:
            continue
        sentences += 1
        words += len(found)
        sounds += sum(map(syllables, found))
        if easy:
            sounds -= sum(max(syllables(word) - 2, 0) for word in found if word in easy)
    return Counts(sentences, words, sounds)


def grade_of(article: Article, easy: frozenset[str] = frozenset()) -> Counts | None:
    """Return the counts of an article, or None when it has too little prose for a grade."""
    counts = counts_of(counted_words(article, counted_sentences(article)), easy)
    if counts.words < LEAST_WORDS or counts.sentences < LEAST_SENTENCES:
        return None
    return counts
