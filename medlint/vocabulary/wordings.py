"""The wording language: phrases with alternatives and gaps that people can write and read.

Words stand with one space between them and match whole words, in any case, inside one
sentence. `a|b` are alternatives for one place, `_` inside one of them is a space, `*` at the
end is any ending, `~` is up to five other words, `word?` may be missing, `#` is a number, in
digits or as a word, and `#%` a percentage.

    lose|losing|loss ~ control ~ bladder|bowels
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache, lru_cache

from medlint.errors import RuleError
from medlint.vocabulary.folding import norms

GAP_WORDS = 5
"""How many words `~` may stand for."""

_ALLOWED = re.compile(r"[\w'’.,–%°$&/+#()\-]+\*?")
_DIGITS = r"\d[\d,.]*(?:\s?(?:-|–|to)\s?\d[\d,.]*)?"
_NUMBERS = {
    "#": rf"(?:{_DIGITS}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred)",
    "#%": rf"{_DIGITS}\s?(?:%|percent|per\scent)",
}
_SEPARATOR = r"[\s,;:()\"“”/–—-]+"
_JOIN = r"[\s-]+"
_GAP = rf"(?:[\s,;:()\"“”/–—-]+[^\s.!?;]+){{0,{GAP_WORDS}}}?"


@cache
def compile_wordings(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern that finds any of the wordings in folded text.

    Raises `RuleError` for a wording that breaks the grammar.
    """
    return re.compile("|".join(_pattern(wording) for wording in wordings))


def _pattern(wording: str) -> str:
    places = wording.lower().replace("’", "'").split()
    if not places or places[0] == "~" or places[-1] == "~":
        raise RuleError(
            f"The wording “{wording}” is empty, or a gap stands at its edge.", "Begin and end it with a word."
        )
    out: list[str] = []
    glue = ""
    for place in places:
        if place == "~":
            glue = _GAP + _SEPARATOR
            continue
        names = place.removesuffix("?").split("|")
        body = "(?:" + "|".join(_word(name, wording) for name in names) + ")"
        if place.endswith("?"):
            out.append(f"(?:{glue}{body})?" if out else f"(?:{body}{_JOIN})?")
            glue = _JOIN if len(out) > 1 else ""
        else:
            out.append(glue + body)
            glue = _JOIN
    return rf"(?<!\w){''.join(out)}(?!\w)"


def _word(name: str, wording: str) -> str:
    if name in _NUMBERS:
        return _NUMBERS[name]
    for part in name.split("_"):
        if not _ALLOWED.fullmatch(part):
            raise RuleError(
                f"“{part}” in the wording “{wording}” is not a word.",
                "See the wording language in CONTRIBUTING.md.",
            )
    star = name.endswith("*")
    words = [re.escape(part) for part in name.removesuffix("*").split("_")]
    return _JOIN.join(words) + (r"[\w'-]*" if star else "")


def anchors(wording: str) -> tuple[str, ...]:
    """Return literals of which at least one stands in any text that the wording matches.

    They are chosen from the place whose shortest alternative is longest, so that they are
    rare. A literal may be the beginning of a longer word.
    """
    best: tuple[str, ...] = ()
    for place in wording.lower().replace("’", "'").split():
        if place == "~" or place.endswith("?") or not _NUMBERS.keys().isdisjoint(place.split("|")):
            continue
        names = tuple(max(re.split(r"[_-]", name.removesuffix("*")), key=len) for name in place.split("|"))
        if all(names) and min(map(len, names)) > (min(map(len, best)) if best else 0):
            best = names
    return best


@lru_cache(maxsize=1024)
def all_anchors(wordings: tuple[str, ...]) -> frozenset[str]:
    """Return the anchors of several wordings."""
    return frozenset(anchor for wording in wordings for anchor in anchors(wording))


class Wordings:
    """Several wordings as one pattern; each is compiled only when one of its anchors is in a text.

    It offers `search`, `match` and `finditer` as compiled patterns do, over folded text.
    """

    def __init__(self, wordings: Iterable[str]) -> None:
        self.wordings = tuple(wordings)
        self._by_word: dict[str, list[int]] = {}
        self._by_part: list[tuple[str, int]] = []
        self._patterns: dict[int, re.Pattern[str]] = {}
        for index, wording in enumerate(self.wordings):
            starred = {
                name for place in wording.lower().split() for name in place.split("|") if name.endswith("*")
            }
            for anchor in anchors(wording):
                if norms(anchor) == [anchor.removesuffix("'s")] and not any(
                    name.removesuffix("*").endswith(anchor) for name in starred
                ):
                    self._by_word.setdefault(anchor.removesuffix("'s"), []).append(index)
                else:
                    self._by_part.append((anchor, index))

    def _likely(self, folded: str, words: Iterable[str] | None = None) -> list[int]:
        found = {index for anchor, index in self._by_part if anchor in folded}
        by_word = self._by_word
        for word in by_word.keys() & (norms(folded) if words is None else words):
            found.update(by_word[word])
        return sorted(found)

    def hits(self, folded: str, words: Iterable[str] | None = None) -> list[tuple[int, int, int]]:
        """Return (index of the wording, start, end) of every match; `words` are those of the text, if known."""
        return [
            (index, *match.span())
            for index in self._likely(folded, words)
            for match in self._pattern(index).finditer(folded)
        ]

    def _pattern(self, index: int) -> re.Pattern[str]:
        pattern = self._patterns.get(index)
        if pattern is None:
            pattern = self._patterns[index] = compile_wordings((self.wordings[index],))
        return pattern

    def search(self, folded: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, the longest of those that start there."""
        best: re.Match[str] | None = None
        for index in self._likely(folded):
            match = self._pattern(index).search(folded, start, end)
            if match and (best is None or (match.start(), -match.end()) < (best.start(), -best.end())):
                best = match
        return best

    def match(self, folded: str) -> re.Match[str] | None:
        """Return a match at the beginning of the text."""
        for index in self._likely(folded):
            if found := self._pattern(index).match(folded):
                return found
        return None

    def finditer(self, folded: str, start: int = 0, end: int = sys.maxsize) -> list[re.Match[str]]:
        """Return the matches of all wordings, in order; they may overlap."""
        found = [
            match
            for index in self._likely(folded)
            for match in self._pattern(index).finditer(folded, start, end)
        ]
        return sorted(found, key=lambda match: match.span())


@lru_cache(maxsize=4096)
def wordings_of(wordings: tuple[str, ...]) -> Wordings:
    """Return several wordings as one, made once."""
    return Wordings(wordings)


def find_wording(wording: str, folded: str) -> list[tuple[int, int]]:
    """Return where a wording stands in folded text."""
    return [match.span() for match in wordings_of((wording,)).finditer(folded)]
