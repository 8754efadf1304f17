"""How often a word is used in everyday English: Zipf frequency, from a packaged table."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache
from pathlib import Path

UNKNOWN = 1.5
"""Stands for every word that is not in the table: all are rarer than 2.2."""


@cache
def _table() -> dict[str, float]:
    path = Path(__file__).resolve().parent.parent / "_data" / "word_frequency.txt.gz"
    found: dict[str, float] = {}
    for line in gzip.decompress(path.read_bytes()).decode("ascii").splitlines():
        tenths, _, words = line.partition(" ")
        found.update(dict.fromkeys(words.split(" "), int(tenths) / 10))
    return found


def zipf(word: str) -> float:
    """Return the Zipf frequency of a folded word: 7 for “the”, 4 for “kidney”, 3 once in a million words.

    The scale is that of van Heuven et al. (2014). Of a hyphenated word it is that of its rarest part.
    """
    known = _table().get(word)
    if known is not None:
        return known
    if "-" in word or "'" in word:
        parts = [part for part in word.replace("'", "-").split("-") if len(part) > 1]
        return min((zipf(part) for part in parts), default=UNKNOWN)
    return UNKNOWN


@cache
def _words_from(least: float) -> list[str]:
    return sorted(word for word, value in _table().items() if value >= least)


def begins_a_word(beginning: str, least: float) -> bool:
    """Tell whether a word of this Zipf frequency or above begins so."""
    words = _words_from(least)
    at = bisect_left(words, beginning)
    return at < len(words) and words[at].startswith(beginning)
