"""Counts phrases in a list of words in one pass, for evidence that needs no place and no gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from medlint.vocabulary.folding import fold, norms


def phrase_forms(wording: str) -> list[tuple[str, ...]]:
    """Return the phrases, as lists of words, that a wording without gaps stands for."""
    places: list[list[tuple[str, ...]]] = []
    for place in wording.split():
        names = place.removesuffix("?").split("|")
        forms = [tuple(norms(fold(name.replace("_", " ")))) for name in names]
        places.append([*forms, ()] if place.endswith("?") else forms)
    found = (sum(parts, ()) for parts in product(*places))
    return list(dict.fromkeys(form for form in found if form))


class Phrases:
    """Wordings without gaps, counted by their index."""

    def __init__(self, wordings: Iterable[str]) -> None:
        self.wordings = tuple(wordings)
        self._single: dict[str, list[int]] = {}
        self._longer: dict[str, list[tuple[int, list[str], int]]] = {}
        for index, wording in enumerate(self.wordings):
            for form in phrase_forms(wording):
                if len(form) == 1:
                    known = self._single.setdefault(form[0], [])
                    if index not in known:
                        known.append(index)
                else:
                    # The longest word is mostly the rarest.
                    rare = max(range(len(form)), key=lambda at: len(form[at]))
                    self._longer.setdefault(form[rare], []).append((rare, list(form), index))
        self._keys = self._single.keys() | self._longer.keys()

    def counts(self, words: Sequence[str]) -> dict[int, int]:
        """Return how often each wording stands in a list of folded words; wordings that do not are left out."""
        found: dict[int, int] = {}
        keys, single, longer = self._keys, self._single, self._longer
        for at, word in [(at, word) for at, word in enumerate(words) if word in keys]:
            for index in single.get(word, ()):
                found[index] = found.get(index, 0) + 1
            for before, form, index in longer.get(word, ()):
                start = at - before
                if start >= 0 and words[start : start + len(form)] == form:
                    found[index] = found.get(index, 0) + 1
        return found
