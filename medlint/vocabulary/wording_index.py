"""Looks up the words of a text for all lists of wordings at once, so that a list without a chance costs nothing.

Every wording of every list is a bit. A word stands for three numbers: the wordings whose rarest place it
fills, those whose second, and those whose third; a wording may stand in a sentence when its bit is set
for all three by one word or another. So a sentence costs one look-up for each of its words, however many
lists and wordings there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from medlint.vocabulary.wordings import PLACES, Place, Wordings

_TOGETHER = 8
"""Lists that join at once."""
_KEPT = 60_000
"""Most words kept with what they stand for; more than an article or a site uses."""

Bits = list[int]
"""A set of wordings for each of the places that are looked at."""
Likely = dict[int, list[int]]
"""By the index of a sentence: the indexes of the wordings that may stand in it."""


class WordingIndex:
    """The lists of wordings that articles were asked for, by their words; lists join some at a time."""

    def __init__(self) -> None:
        """Begin without any list."""
        self.lists: list[Wordings] = []
        self.place_of: dict[Wordings, int] = {}
        self._owners: list[tuple[int, int]] = []
        """By bit: the number of the list and the index of the wording in it."""
        self._open: Bits = [0] * PLACES
        """The wordings that have no such place."""
        self._rows: dict[Place, Bits] = {}
        self._by_word: dict[str, list[Bits]] = {}
        """The rows of the places that a word fills."""
        self._by_beginning: dict[str, list[Bits]] = {}
        self._lengths: list[int] = []
        self._known: dict[str, tuple[int, ...] | None] = {}
        self._waiting: dict[Wordings, None] = {}

    def join(self, wordings: Wordings) -> None:
        """Take in a list as soon as some wait together, for then all words must be looked up anew."""
        if wordings in self.place_of:
            return
        self._waiting[wordings] = None
        if len(self._waiting) >= _TOGETHER:
            for waiting in self._waiting:
                self.add(waiting)
            self._waiting.clear()

    def add(self, wordings: Wordings) -> None:
        """Take in a list."""
        number = self.place_of[wordings] = len(self.lists)
        self.lists.append(wordings)
        for index, places in enumerate(wordings.needs):
            bit = 1 << len(self._owners)
            self._owners.append((number, index))
            for rank in range(PLACES):
                if rank >= len(places):
                    self._open[rank] |= bit
                    continue
                self._row(places[rank])[rank] |= bit
        self._lengths = sorted({len(word) for word in self._by_beginning})
        self._known.clear()

    def _row(self, place: Place) -> Bits:
        """Return the wordings that have a place; the same place, such as a word class, stands in many."""
        row = self._rows.get(place)
        if row is None:
            row = self._rows[place] = [0] * PLACES
            for table, words in ((self._by_word, place.words), (self._by_beginning, place.beginnings)):
                for word in words:
                    table.setdefault(word, []).append(row)
        return row

    def _look_up(self, word: str) -> tuple[int, ...] | None:
        """Return the wordings of which a word fills the first, second and third place; None when there are none."""
        rows = list(self._by_word.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            rows += self._by_beginning.get(word[:length], ())
        rarest = second = third = 0
        for one, two, three in rows:
            rarest |= one
            second |= two
            third |= three
        if len(self._known) >= _KEPT:
            self._known.clear()
        found = self._known[word] = (rarest, second, third) if rows else None
        return found

    def likely(self, sentences: Sequence[frozenset[str]]) -> list[Likely]:
        """Return for each list where its wordings may stand in sentences, given as their words."""
        out: list[Likely] = [{} for _ in self.lists]
        owners, known = self._owners, self._known
        found = {
            word: bits
            for word in frozenset().union(*sentences)
            if (bits := known[word] if word in known else self._look_up(word)) is not None
        }
        possible = self._standing(found.values())
        always = possible & self._open[0]
        rarest = {word: rare for word, bits in found.items() if (rare := possible & bits[0])}
        useful = {word: bits for word, bits in found.items() if possible & (bits[1] | bits[2])}
        for at, words in enumerate(sentences):
            left = always
            for word in words & rarest.keys():
                left |= rarest[word]
            if left:
                second, third = self._open[1:]
                for word in words & useful.keys():
                    bits = useful[word]
                    second |= bits[1]
                    third |= bits[2]
                left &= second & third
            while left:
                lowest = left & -left
                number, index = owners[lowest.bit_length() - 1]
                out[number].setdefault(at, []).append(index)
                left ^= lowest
        return out

    def _standing(self, rows: Iterable[tuple[int, ...]]) -> int:
        """Return the wordings all of whose places are filled by one word or another."""
        rarest, second, third = self._open
        for one, two, three in rows:
            rarest |= one
            second |= two
            third |= three
        return rarest & second & third


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
        self._alone: dict[Wordings, Likely] = {}
        """Of lists that were not in the index when the sentences were looked up."""

    def of(self, wordings: Wordings) -> Likely:
        """Return where the wordings of a list may stand."""
        number = INDEX.place_of.get(wordings)
        if number is not None and number < len(self._likely):
            return self._likely[number]
        known = self._alone.get(wordings)
        if known is None:
            INDEX.join(wordings)
            known = self._alone[wordings] = likely_alone(wordings, self._sentences)
        return known
