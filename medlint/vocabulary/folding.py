"""Folds text for comparison without changing the place of any character."""

from __future__ import annotations

import re
from operator import add

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


_WORD = re.compile(r"\w+(?:'\w+)*")


def norms(folded: str) -> list[str]:
    """Return the words of folded text as they are looked up: hyphens part words, a possessive ending is cut."""
    words = _WORD.findall(folded)
    return [word.removesuffix("'s") for word in words] if "'s" in folded else words


class Words:
    """The words of folded text with their places."""

    __slots__ = ("ends", "norms", "starts", "written")

    def __init__(self, folded: str) -> None:
        self.starts = list(map(re.Match.start, _WORD.finditer(folded)))
        """Where each starts, 0-based in characters."""
        self.written = _WORD.findall(folded)
        """Each as it is written, folded."""
        self.ends = list(map(add, self.starts, map(len, self.written)))
        self.norms = [word.removesuffix("'s") for word in self.written] if "'s" in folded else self.written
        """How each is looked up."""

    def __len__(self) -> int:
        return len(self.norms)
