"""Counts phrases in a list of words, for evidence that needs no place and no gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import product

from medlint.vocabulary.folding import fold, norms


def phrase_forms(wording: str) -> list[tuple[str, ...]]:
    """Return the phrases, as words, that a wording without gaps stands for."""
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
        self._longer: dict[str, dict[str, list[tuple[list[str], int]]]] = {}
        """By their first two words: the words after these, and the wording."""
        for index, wording in enumerate(self.wordings):
            for form in phrase_forms(wording):
                if len(form) == 1:
                    self._single.setdefault(form[0], []).append(index)
                else:
                    self._longer.setdefault(form[0], {}).setdefault(form[1], []).append(
                        (list(form[2:]), index)
                    )

    def counts(self, words: list[str]) -> dict[int, int]:
        """Return how often each wording stands in a list of folded words; wordings that do not are left out."""
        found: dict[int, int] = {}
        counted = Counter(words)
        for word in counted.keys() & self._single.keys():
            for index in self._single[word]:
                found[index] = found.get(index, 0) + counted[word]
        longer = self._longer
        for at in [at for at, word in enumerate(words[:-1]) if word in longer]:
            for rest, index in longer[words[at]].get(words[at + 1], ()):
                if not rest or words[at + 2 : at + 2 + len(rest)] == rest:
                    found[index] = found.get(index, 0) + 1
        return found
