"""Looks up the words of a text for all lists of wordings at once, so that a list without a chance costs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from medlint.vocabulary.wordings import Wordings, filled

_KEPT = 60_000
"""Most words kept with what they stand for; more than an article or a site uses."""

Row = tuple[int, int, tuple[frozenset[str], ...]]
"""Number of a list, index of one of its wordings, and its other places (see `Wordings.needs`)."""
Likely = dict[int, list[int]]
"""By the index of a sentence: the indexes of the wordings that may stand in it."""


class WordingIndex:
    """The lists of wordings that articles were asked for, by their words; a list joins on first use."""

    def __init__(self) -> None:
        """Begin without any list."""
        self.lists: list[Wordings] = []
        self.place_of: dict[Wordings, int] = {}
        self._by_word: dict[str, list[Row]] = {}
        self._by_beginning: dict[str, list[Row]] = {}
        self._lengths: list[int] = []
        self._found: dict[str, tuple[Row, ...]] = {}

    def add(self, wordings: Wordings) -> None:
        """Take in a list."""
        number = self.place_of[wordings] = len(self.lists)
        self.lists.append(wordings)
        for table, words in (
            (self._by_word, wordings.by_word),
            (self._by_beginning, wordings.by_beginning),
        ):
            for word, indexes in words.items():
                table.setdefault(word, []).extend((number, index, wordings.needs[index]) for index in indexes)
        self._lengths = sorted({len(word) for word in self._by_beginning})
        self._found.clear()

    def standing_for(self, word: str) -> tuple[Row, ...]:
        """Return the wordings that a word may belong to."""
        found = self._found.get(word)
        if found is None:
            rows = list(self._by_word.get(word, ()))
            for length in self._lengths:
                if length <= len(word):
                    rows += self._by_beginning.get(word[:length], ())
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[word] = tuple(rows)
        return found

    def likely(self, sentences: Sequence[frozenset[str]]) -> list[Likely]:
        """Return for each list where its wordings may stand in sentences, given as their words."""
        out: list[Likely] = [{} for _ in self.lists]
        known, standing_for = self._found, self.standing_for
        for at, words in enumerate(sentences):
            found: set[tuple[int, int]] = set()
            for word in words:
                rows = known.get(word)
                for number, index, needs in standing_for(word) if rows is None else rows:
                    if not needs or filled(needs, words):
                        found.add((number, index))
            for number, index in sorted(found):
                out[number].setdefault(at, []).append(index)
        for number, wordings in enumerate(self.lists):
            if wordings.always:
                out[number] = likely_alone(wordings, sentences)
        return out


def likely_alone(wordings: Wordings, sentences: Sequence[frozenset[str]]) -> Likely:
    """Return where the wordings of one list may stand in sentences, given as their words."""
    found = ((at, wordings.likely(words)) for at, words in enumerate(sentences))
    return {at: indexes for at, indexes in found if indexes}


INDEX = WordingIndex()
"""The lists of this process."""


class LikelyWordings:
    """Which wordings may stand in the sentences of one article."""

    def __init__(self, sentences: Sequence[frozenset[str]]) -> None:
        """Look up the sentences, given as their words."""
        self._sentences = sentences
        self._likely = INDEX.likely(sentences)

    def of(self, wordings: Wordings) -> Likely:
        """Return where the wordings of a list may stand."""
        number = INDEX.place_of.get(wordings)
        if number is None:
            INDEX.add(wordings)
            number = INDEX.place_of[wordings]
        while number >= len(self._likely):
            self._likely.append(likely_alone(INDEX.lists[len(self._likely)], self._sentences))
        return self._likely[number]
