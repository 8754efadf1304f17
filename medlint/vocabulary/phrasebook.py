"""Finds labelled words and phrases in one pass over the words of a text.

It is for long lists of plain phrases (interventions, effects, outcomes). For phrases with gaps
and alternatives there is `wordings`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from medlint.vocabulary.folding import fold, norms


class Use(NamedTuple):
    """A phrase at a place, in words (`last` inclusive)."""

    first: int
    last: int
    labels: frozenset[str]


class Phrasebook:
    """Phrases with their labels; a phrase may stand under several."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Make it from (phrase, label) pairs."""
        labels: dict[tuple[str, ...], set[str]] = {}
        for phrase, label in entries:
            words = tuple(norms(fold(phrase)))
            if words:
                labels.setdefault(words, set()).add(label)
        self._single: dict[str, frozenset[str]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]] = {}
        """By the first and the second word: the words after the first, and the labels."""
        for words, found in labels.items():
            if len(words) == 1:
                self._single[words[0]] = frozenset(found)
            else:
                following = self._longer.setdefault(words[0], {})
                following.setdefault(words[1], []).append((words[1:], frozenset(found)))
        for following in self._longer.values():
            for rows in following.values():
                rows.sort(key=lambda row: -len(row[0]))
        self._first = self._single.keys() | self._longer.keys()

    def find(self, words: Sequence[str], parted: Container[int] = ()) -> list[Use]:
        """Return the phrases among folded words in order, the longest at each place.

        `parted` holds the words before which punctuation stands: no phrase goes over them.
        """
        out: list[Use] = []
        reach = -1
        known, longer, single = self._first, self._longer, self._single
        for at in [place for place, word in enumerate(words) if word in known]:
            if at <= reach:
                continue
            word = words[at]
            after = words[at + 1] if at + 1 < len(words) else ""
            for rest, labels in longer[word].get(after, ()) if word in longer else ():
                if tuple(words[at + 1 : at + 1 + len(rest)]) == rest and not any(
                    place in parted for place in range(at + 1, at + 1 + len(rest))
                ):
                    reach = at + len(rest)
                    out.append(Use(at, reach, labels))
                    break
            else:
                if word in single:
                    reach = at
                    out.append(Use(at, at, single[word]))
        return out
