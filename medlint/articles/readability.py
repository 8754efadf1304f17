"""The readability formulas of textstat over an article; the only file that knows textstat.

textstat is imported late: it costs about a second. It is handed a view of the article in which its
own splitting cannot go wrong: each sentence that `medlint.articles.grade` counts, as its folded words
with single spaces and one full stop. Headings, tables and references are not in it.

Both count the same syllables. textstat asks NLTK's pronouncing dictionary and, for words that it has
not, pyphen; medlint ships that dictionary with its own counts (`medlint/_data/make_syllables.py`) and
puts its folder first on `nltk.data.path`, so that nothing is downloaded. A word of which textstat would
still count other syllables than medlint (numbers, rare names) is replaced, for the formulas that count
syllables, by a stand-in from that dictionary with the right number. Nothing of textstat is patched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from medlint.articles.article import Article, Sentence
from medlint.articles.grade import (
    LEAST_IN_SENTENCE,
    LEAST_SENTENCES,
    LEAST_WORDS,
    counted_sentences,
    counted_words,
    word_list,
)
from medlint.articles.sections import section_of, sections_of
from medlint.articles.syllables import NLTK_FOLDER, stand_in, syllables

LEAST_SMOG_SENTENCES = 30
_LEAST_IN_SENTENCE = 3
"""textstat passes over sentences of one or two words, yet counts their words."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the formulas say; None where there is too little prose for them."""

    words: int
    sentences: int
    words_per_sentence: float | None
    syllables_per_word: float | None
    flesch_kincaid: float | None
    """School grade: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975)."""
    smog: float | None
    """School grade: 1.043 √(30 × words of three syllables and more per sentence) + 3.1291 (McLaughlin 1969)."""
    gunning_fog: float | None
    """School grade: 0.4 (words per sentence + percentage of hard words), hard: three syllables and more
    and not on textstat's list of easy words (Gunning 1952)."""
    coleman_liau: float | None
    """School grade: 0.058 letters - 0.296 sentences per 100 words - 15.8 (Coleman and Liau 1975)."""
    ari: float | None
    """School grade: 4.71 characters per word + 0.5 words per sentence - 21.43 (Senter and Smith 1967)."""
    dale_chall: float | None
    """0.1579 × percentage of words that are not on the list + 0.0496 words per sentence, + 3.6365 where
    they are more than 5 % (Dale and Chall 1948): 4.9 and below is grade 4, 9.0 and above college."""
    flesch_reading_ease: float | None
    """Ease, 0 to 100: 206.835 - 1.015 words per sentence - 84.6 syllables per word (Flesch 1948)."""


@dataclass(frozen=True, slots=True)
class SectionScores:
    """The scores of what stands under one heading."""

    section: int
    """Index in `Article.sections`."""
    heading: str
    """Empty for what stands before the first heading."""
    scores: Scores


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence with its number of words."""

    sentence: Sentence
    words: int


def scores(article: Article) -> Scores:
    """Return the scores of the running prose of an article."""
    return _scores(_words(article, counted_sentences(article)))


def section_scores(article: Article) -> list[SectionScores]:
    """Return the scores of each section, in order."""
    by_section: dict[int, list[Sentence]] = {}
    for sentence in counted_sentences(article):
        by_section.setdefault(section_of(article, sentence.block).index, []).append(sentence)
    return [
        SectionScores(
            section.index,
            article.text_of(article.blocks[section.heading].span) if section.heading is not None else "",
            _scores(_words(article, by_section.get(section.index, ()))),
        )
        for section in sections_of(article)
    ]


def longest_sentences(article: Article, n: int) -> list[LongSentence]:
    """Return the n longest sentences of the running prose, the longest first; of equals the first."""
    found = [
        LongSentence(sentence, len(word_list(article.text_of(sentence.span))))
        for sentence in counted_sentences(article)
    ]
    found.sort(key=lambda long: (-long.words, long.sentence.index))
    return found[: max(n, 0)]


def _words(article: Article, sentences: Iterable[Sentence]) -> list[list[str]]:
    return [words for words in counted_words(article, sentences) if len(words) >= LEAST_IN_SENTENCE]


def _scores(sentences: list[list[str]]) -> Scores:
    words = sum(map(len, sentences))
    per_sentence = per_word = None
    if words:
        per_sentence = words / len(sentences)
        per_word = sum(syllables(word) for sentence in sentences for word in sentence) / words
    if words < LEAST_WORDS or len(sentences) < LEAST_SENTENCES:
        return Scores(words, len(sentences), per_sentence, per_word, None, None, None, None, None, None, None)
    textstat = _textstat()
    plain = _view(sentences, str)
    heard = _view(sentences, _same_sound)
    return Scores(
        words=words,
        sentences=len(sentences),
        words_per_sentence=per_sentence,
        syllables_per_word=per_word,
        flesch_kincaid=float(textstat.flesch_kincaid_grade(heard)),
        smog=float(textstat.smog_index(heard)) if len(sentences) >= LEAST_SMOG_SENTENCES else None,
        gunning_fog=float(textstat.gunning_fog(heard)),
        coleman_liau=float(textstat.coleman_liau_index(plain)),
        # The full stops are not characters of words.
        ari=float(textstat.automated_readability_index(plain)) - 4.71 * len(sentences) / words,
        dale_chall=float(textstat.dale_chall_readability_score(plain)),
        flesch_reading_ease=float(textstat.flesch_reading_ease(heard)),
    )


def _view(sentences: list[list[str]], write: Callable[[str], str]) -> str:
    """Return the text for textstat.

    Where one sentence is too short for textstat the words are dealt out evenly over as many
    sentences: the formulas know only how many words and sentences there are.
    """
    if min(map(len, sentences)) < _LEAST_IN_SENTENCE:
        words = [word for sentence in sentences for word in sentence]
        cuts = [at * len(words) // len(sentences) for at in range(len(sentences) + 1)]
        sentences = [words[start:end] for start, end in pairwise(cuts)]
    return " ".join(" ".join(map(write, sentence)) + "." for sentence in sentences)


@cache
def _textstat() -> Any:
    """Return textstat's formulas for American English with medlint's syllables, and no network.

    An instance of our own: the language and rounding of the shared one belong to the host program.
    """
    import nltk
    from textstat.textstat import textstatistics

    folder = str(NLTK_FOLDER)
    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
    return textstatistics()


@lru_cache(maxsize=65_536)
def _same_sound(word: str) -> str:
    """Return the word, or its stand-in where textstat would count other syllables than medlint."""
    count = syllables(word)
    return word if _textstat().syllable_count(word) == count else stand_in(count)
