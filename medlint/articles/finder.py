"""Finds the anchors of all rules in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Finder:
    """One automaton over literals (folded) that start at the beginning of a word."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self.anchors = tuple(sorted(set(anchors)))
        self._known = frozenset(self.anchors)
        self._automaton: Any = None

    def knows(self, anchors: frozenset[str]) -> bool:
        """Tell whether all these literals are among those that are looked for."""
        return anchors <= self._known

    def hits(self, folded: str) -> dict[str, list[int]]:
        """Return where each literal stands at the start of a word, 0-based, in order."""
        import ahocorasick_rs

        if self._automaton is None:
            self._automaton = ahocorasick_rs.AhoCorasick(list(self.anchors))
        found: dict[str, list[int]] = {}
        names = self.anchors
        pairs = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, _end in pairs:
            if (
                start
                and (before := folded[start - 1]).isalnum()
                and names[index][0].isalnum()
                and before != "_"
            ):
                continue
            found.setdefault(names[index], []).append(start)
        return found
