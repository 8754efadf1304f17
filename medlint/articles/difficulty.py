"""How hard a sentence is for its readers, from 1 (easiest) to 6 (hardest).

A small linear model on features that a person can see, fitted to the human ratings of
MedReadMe (Jiang and Xu 2024) by `medlint/_data/fit_difficulty.py`; only its coefficients are
shipped. It says which words make a sentence hard.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.syllables import syllables
from medlint.articles.word_difficulty import word_difficulty
from medlint.vocabulary.folding import Words, fold
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import lexicon
from medlint.vocabulary.wordlists import word_list

EASIEST, HARDEST = 1.0, 6.0
UNCOMMON = 4.0
"""Zipf frequency below which a word is uncommon: fewer than ten uses in a million words."""

_HARD = 0.2
"""Word difficulty from which a word counts as hard."""
_NAMED = 0.35
"""Word difficulty from which a word is named as hard."""
_HARDEST = 5
_FUNCTION = 6.0
"""Zipf frequency of the words that hold sentences together: the, of, and, is."""

_SHORT_FORM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Za-z0-9-]{2,8}s?\b")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]+")

FEATURES = (
    "hard-words", "hardest-five", "learned-endings", "content-frequency", "uncommon-share", "terms-share", "known-terms",
    "everyday-terms", "syllables", "syllables-squared", "long-words", "short-forms", "codes", "brackets",
)  # fmt: skip
"""The names of the features, in the order of `features`."""


class HardWord(NamedTuple):
    """A word that makes a sentence hard, with how far its difficulty is above that of a word that is named."""

    word: str
    weight: float
    plain: str = ""
    """What the lexicon says instead, where it holds the word."""


def features(sentence: str) -> list[float]:
    """Return the features of a sentence, in the order of `FEATURES`."""
    folded = fold(sentence)
    words = Words(folded)
    spelled = [word for word in words.norms if word.isalpha()]
    count = max(len(words), 1)
    ranks = [zipf(word) for word in spelled] or [5.0]
    content = [rank for rank in ranks if rank < _FUNCTION] or [_FUNCTION]
    hard = sorted(map(word_difficulty, set(spelled)), reverse=True) or [0.0]
    sounds = [_sounds(word) for word in spelled]
    tiers = [use.term.tier for use in lexicon().find(sentence, folded, words)]
    endings = word_list("word-formation", "hard-endings")
    syllable_count = math.log(max(sum(sounds), 1))
    return [
        math.log1p(sum(max(0.0, value - _HARD) for value in hard)),
        sum(hard[:_HARDEST]) / len(hard[:_HARDEST]),
        math.log1p(
            sum(
                rank < UNCOMMON and word.endswith(endings) for word, rank in zip(spelled, ranks, strict=False)
            )
        ),
        sum(content) / len(content),
        sum(rank < 4.5 for rank in ranks) / count,
        sum(tier >= 2 for tier in tiers) / count,
        min(tiers.count(1), 5),
        tiers.count(0),
        syllable_count,
        syllable_count**2,
        sum(sound >= 3 for sound in sounds),
        math.log1p(min(len(_SHORT_FORM.findall(sentence)), 4)),
        math.log1p(len(_CODE.findall(sentence))),
        min(sentence.count("("), 3),
    ]


@lru_cache(maxsize=65_536)
def _sounds(word: str) -> int:
    return syllables(word)


@cache
def _model() -> tuple[float, tuple[float, ...]]:
    """Return the intercept and one coefficient for each feature."""
    file = Path(__file__).resolve().parent.parent / "_data" / "difficulty.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return data["intercept"], tuple(data["coefficients"][name] for name in FEATURES)


def sentence_difficulty(sentence: str) -> float:
    """Return the difficulty of a sentence, 1 (easiest) to 6 (hardest), on the scale of MedReadMe's ratings."""
    if not any(char.isalpha() for char in sentence):
        return EASIEST
    intercept, coefficients = _model()
    value = intercept + sum(c * x for c, x in zip(coefficients, features(sentence), strict=True))
    return min(max(value, EASIEST), HARDEST)


def hard_words(sentence: str, most: int = 5) -> list[HardWord]:
    """Return the words that make a sentence hard, the hardest first."""
    folded = fold(sentence)
    words = Words(folded)
    plain: dict[str, str] = {}
    known: set[str] = set()
    for use in lexicon().find(sentence, folded, words):
        inside = words.norms[use.first : use.last + 1]
        if use.term.tier == 0:
            known.update(inside)
        elif len(inside) == 1:
            plain[inside[0]] = use.term.plain
    found: dict[str, HardWord] = {}
    for start, end, norm in zip(words.starts, words.ends, words.norms, strict=True):
        weight = word_difficulty(norm) - _NAMED
        if norm.isalpha() and norm not in known and len(norm) > 3 and weight > 0:
            found.setdefault(norm, HardWord(sentence[start:end], round(weight, 2), plain.get(norm, "")))
    return sorted(found.values(), key=lambda word: -word.weight)[:most]


def document_difficulty(text: str) -> float:
    """Return the mean difficulty of the sentences of a text in Markdown or plain words."""
    from medlint.articles.article import Article
    from medlint.sources import read_text

    return article_difficulty(Article(read_text(text, path="-", format="markdown")))


def article_difficulty(article: Article) -> float:
    """Return the mean difficulty of the running prose of an article; 1 when it has none."""
    from medlint.articles.grade import counted_sentences

    found = [sentence_difficulty(article.text_of(s.span)) for s in counted_sentences(article)]
    return sum(found) / len(found) if found else EASIEST
