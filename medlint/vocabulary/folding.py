"""Folds text for comparison without changing the place of any character."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\u2011": "-", "\u2010": "-", "\u00ad": "-",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return the text in lower case with plain quotes, hyphens and spaces, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):
        # “İ” is the only character whose lower case is longer than itself.
        lower = "".join(low if len(low := char.lower()) == 1 else "i" for char in text)
    return lower if lower.isascii() and "\n" not in lower and "`" not in lower else lower.translate(_PLAIN)


_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def words(folded: str) -> list[str]:
    """Return the words of folded text; a hyphen or apostrophe inside a word belongs to it."""
    return _WORD.findall(folded)
