"""How many syllables a word has."""

from __future__ import annotations

import re
from functools import lru_cache

_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouydt]ed|[^aeiouyl]e)$")


@lru_cache(maxsize=65_536)
def syllables(word: str) -> int:
    """Return the syllables of a folded word, by rule."""
    if not word.isalpha():
        word = re.sub(r"[^a-z]", "", word)
        if not word:
            return 1
    count = len(_GROUPS.findall(word))
    if _SILENT.search(word) and count > 1:
        count -= 1
    return max(count, 1)
