"""How often a word is used in everyday English: Zipf frequency, from a packaged table."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from pathlib import Path

UNKNOWN = 1.5
"""Stands for every word that is not in the table: all are rarer than 2.0."""


@cache
def _table() -> bytes:
    """Return the sorted lines `word zipf*10`, led and closed by a newline."""
    return gzip.decompress(
        (Path(__file__).resolve().parent.parent / "_data" / "word_frequency.txt.gz").read_bytes()
    )


@lru_cache(maxsize=65_536)
def zipf(word: str) -> float:
    """Return the Zipf frequency of a folded word: 7 for “the”, 4 for “kidney”, 3 once in a million words.

    The scale is that of van Heuven et al. (2014). Of a hyphenated word it is that of its rarest part.
    """
    if "-" in word or "'" in word:
        parts = [part for part in word.replace("'", "-").split("-") if len(part) > 1]
        return min((zipf(part) for part in parts), default=UNKNOWN)
    if not (word.isascii() and word.isalpha()):
        return UNKNOWN
    table, key = _table(), word.encode()
    low, high = 0, len(table) - 1
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2 + 1) + 1
        end = table.find(b"\n", start)
        if end < 0:
            break
        name, _, value = table[start:end].partition(b" ")
        if name == key:
            return int(value) / 10
        if name < key:
            low = end
        else:
            high = start - 1
    return UNKNOWN


@lru_cache(maxsize=16_384)
def commonest_with(beginning: str) -> float:
    """Return the highest Zipf frequency of a word that begins so; `UNKNOWN` when the table has none."""
    table, key = _table(), b"\n" + beginning.encode()
    low, high = 0, len(table) - 1
    while low < high:
        middle = table.rfind(b"\n", 0, (low + high) // 2 + 1)
        if table[middle + 1 : middle + 1 + len(beginning)] < key[1:]:
            end = table.find(b"\n", middle + 1)
            if end < 0 or end <= low:
                break
            low = end
        else:
            if middle <= low:
                break
            high = middle
    best = UNKNOWN
    at = table.find(key, max(0, low - 64))
    while at >= 0 and table.startswith(key, at):
        end = table.find(b"\n", at + 1)
        best = max(best, int(table[at + 1 : end].split(b" ")[1]) / 10)
        at = end
    return best
