"""Finds the scope cues of one sentence and tells how far each of them reaches.

The words are those of ConText (Harkema et al. 2009): a cue works forward or backward inside its
sentence until a termination cue, and a pseudo cue looks like a cue and is none. Commas are read
without a parser: one ends a scope where it closes the clause that holds the cue, or where what
follows has a subject of its own; a comma of a list does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.vocabulary.wording_language import compile_wordings
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import word_list


class Cue(NamedTuple):
    """Where a cue stands in its sentence, in characters, the end exclusive."""

    start: int
    end: int

    def overlaps(self, other: Cue) -> bool:
        """Tell whether two stretches share a character."""
        return self.start < other.end and other.start < self.end


KINDS = (
    "negated-forward", "negated-noun", "negated-backward", "pseudo-negated", "pseudo-negated-target", "terminate",
    "terminate-after-comma", "terminate-subordinate", "pseudo-terminate", "hedged-modal", "hedged-forward",
    "hedged-clause", "hedged-caveat", "pseudo-hedged", "attributed", "attributed-backward", "reporting", "own-voice",
    "historical", "pseudo-historical", "conditional", "conditional-opening", "goal", "goal-around",
)  # fmt: skip
"""The lists of `cues.yaml` that hold cues; the others are labels and headings."""

REACH = 400
"""How many characters may stand between a cue and its target: more than any sentence that people read."""

_PSEUDO = {
    "negated-forward": "pseudo-negated",
    "negated-noun": "pseudo-negated",
    "negated-backward": "pseudo-negated",
    "hedged-modal": "pseudo-hedged",
    "historical": "pseudo-historical",
    "terminate": "pseudo-terminate",
    "terminate-subordinate": "pseudo-terminate",
}

_HARD = re.compile(r"[;—]|\s–\s|\s-\s|\s--\s|:\s|[.!?…]\s")
_ASIDE = re.compile(r"\([^()]*\)|—[^—;]*—|\s–\s[^–;]*\s–\s|\s-\s[^;]*?\s-\s")
_LIST_OR = re.compile(r"\b(?:or|nor)\b")
_LIST_ANY = re.compile(r"\b(?:or|nor|and)\b")
_AND = re.compile(r"\s*,?\s*(?:and|so)\s+(?!(?:also|even|not|to|does|do|can|will|thus|so|therefore|or)\b)")
_FINITE_AND = re.compile(r"\band\s+(?:\w+ly\s+|also\s+|even\s+|then\s+|so\s+)?$")
_RELATIVE = re.compile(r"\w\s+(?P<pronoun>who|that|which)\s+(?:\w+\s+){0,2}$")
_ADVERBS = re.compile(r"\s*(?:(?:\w+ly|always|ever|yet|even|quite|just|to|help|helps|at all)\s+)*")
_SAID_IT = re.compile(r"\b(?:it|they|this|that|you|he|she)\s+(?:\w+\s+){0,2}$")


class CuedSentence:
    """One sentence with its cues."""

    def __init__(self, text: str, folded: str, words: frozenset[str]) -> None:
        """Find the cues of a sentence, given as written, folded, and as the set of its folded words."""
        self.original = text
        self.text = folded
        wordings, kinds = _finder()
        found: dict[str, list[Cue]] = {}
        for index, start, end in wordings.hits(folded, words):
            found.setdefault(kinds[index], []).append(Cue(start, end))
        self._cues = {kind: _sorted(cues) for kind, cues in found.items()}
        for kind, pseudo in _PSEUDO.items():
            if kind in self._cues and pseudo in self._cues:
                fakes = self._cues[pseudo]
                self._cues[kind] = [
                    cue for cue in self._cues[kind] if not any(cue.overlaps(fake) for fake in fakes)
                ]
        self._stops = sorted(
            [
                *self.of("terminate"),
                *(
                    cue
                    for cue in self.of("terminate-after-comma")
                    if folded[: cue.start].rstrip().endswith(",") and folded[cue.end : cue.end + 1] != ","
                ),
            ]
        )

    def of(self, kind: str) -> list[Cue]:
        """Return the cues of one kind, in order."""
        return self._cues.get(kind, [])

    def near(self, kind: str, target: Cue) -> list[Cue]:
        """Return the cues of one kind that stand within reach of a target, on either side."""
        return _between(self.of(kind), target.start - REACH, target.end + REACH)

    def stands(self, kind: str, start: int, end: int) -> bool:
        """Tell whether a cue of one kind begins in a stretch."""
        return bool(_between(self.of(kind), start, end))

    def reaches(self, cue: Cue, start: int, *, modal: bool = False, commas: bool = True) -> bool:
        """Tell whether a forward cue still holds at a place after it.

        A modal verb does not reach into a relative clause; without `commas` only hard stops count.
        """
        between = _ASIDE.sub(_blank, self.text[cue.end : start])
        if _HARD.search(between.lstrip(" :")):
            return False
        if _any_left(_between(self._stops, cue.end, start), cue.end, between):
            return False
        if not commas:
            return True
        if not _governs_clause().match(between):
            if _any_left(_between(self.of("terminate-subordinate"), cue.end, start), cue.end, between):
                return False
            if modal and _leaves_verb().search(between):
                return False
        return not (
            self.closed_by_comma(cue, start, between)
            or self._relative_closed(cue, between)
            or self._clause_closed(cue, between)
        )

    def reaches_back(self, cue: Cue, end: int) -> bool:
        """Tell whether a backward cue holds at a place before it."""
        between = _ASIDE.sub(_blank, self.text[end : cue.start])
        if _HARD.search(between):
            return False
        if between.count(",") == 1 and _own_subject(between[between.index(",") + 1 :] + "x"):
            return False
        return not _any_left(_between(self._stops, end, cue.start), end, between)

    def closed_by_comma(self, cue: Cue, start: int, between: str = "", *, opener: bool = False) -> bool:
        """Tell whether a comma between a cue and a later place ends what the cue governs."""
        between = between or self.text[cue.end : start]
        commas = [found.start() for found in re.finditer(",", between)]
        if between.lstrip().startswith(","):
            # “have not, despite years of trials, found”; but “No, it cures”.
            if len(commas) < 2:
                return True
            commas = commas[2:]
        if not commas:
            return False
        opens = opener or _opener().match(self.text, self._segment(cue)) is not None
        for at, following in zip(commas, [*commas[1:], len(between)], strict=True):
            segment = between[at + 1 : following]
            last = following == len(between)
            if opens:
                rest = between[at + 1 :]
                if _pronoun().match(segment) or _quantified().match(segment) or not _LIST_ANY.search(rest):
                    return True
            elif _pronoun().match(segment) or (last and _own_subject(segment)):
                return True
        return False

    def _segment(self, cue: Cue) -> int:
        """Return where the clause or phrase that holds a cue begins: after a comma or a hard stop."""
        low = max(0, cue.start - REACH)
        before = self.text[low : cue.start]
        hard = [found.end() for found in _HARD.finditer(before)]
        return low + max([before.rfind(",") + 1, before.rfind('"') + 1, before.rfind("(") + 1, *hard])

    def _relative_closed(self, cue: Cue, between: str) -> bool:
        """Tell whether a relative clause with the cue is over: “people who do not smoke are …”."""
        before = self.text[max(self._segment(cue), cue.start - REACH) : cue.start]
        found = _RELATIVE.search(before)
        if found is None or (_complement().search(before[: found.start() + 1])):
            return False
        if _auxiliary().search(between):
            return True
        rest = _ADVERBS.sub("", between, count=1).strip()
        return found["pronoun"] == "who" and bool(rest) and not re.search(r"\b(?:or|and|to|nor|,)$", rest)

    def _clause_closed(self, cue: Cue, between: str) -> bool:
        """Tell whether a clause with the cue is over without a comma: “if you do not rest it …”."""
        if not _opener().match(self.text, self._segment(cue)) or "," in between:
            return False
        found = _SAID_IT.search(between)
        return (
            found is not None and bool(between[: found.start()].strip()) and not _complement().search(between)
        )

    def finite_and(self, cue: Cue, start: int, target: str) -> bool:
        """Tell whether “and” with an inflected verb starts a new statement: “has no taste and heals”."""
        first = target.split()[0] if target.split() else ""
        if not first.endswith(("s", "ed")) or first.endswith("ss"):
            return False
        return _FINITE_AND.search(self.text[cue.end : start]) is not None


def _between(cues: list[Cue], start: int, end: int) -> list[Cue]:
    """Return the cues that begin in a stretch."""
    return cues[bisect_left(cues, Cue(start, 0)) : bisect_left(cues, Cue(end, 0))]


def _any_left(cues: list[Cue], start: int, between: str) -> bool:
    """Tell whether one of the cues is not blanked out in the stretch that begins at `start`."""
    return any(between[cue.start - start].strip() for cue in cues)


def _own_subject(segment: str) -> bool:
    """Tell whether what follows a comma has a subject of its own before the target."""
    if _LIST_OR.search(segment):
        return False
    found = _determined().match(segment)
    if found and segment[found.end() - 1 :].strip() and segment.strip()[-1:].isalnum():
        return True
    joined = _AND.match(segment)
    return joined is not None and len(segment[joined.end() :].split()) >= 2


def _sorted(cues: list[Cue]) -> list[Cue]:
    return sorted(set(cues))


def _blank(found: re.Match[str]) -> str:
    return " " * (found.end() - found.start())


@cache
def _finder() -> tuple[Wordings, tuple[str, ...]]:
    pairs = [(kind, item) for kind in KINDS for item in word_list("cues", kind)]
    return Wordings(item for _, item in pairs), tuple(kind for kind, _ in pairs)


def _alternatives(key: str) -> str:
    return compile_wordings(word_list("cues", key)).pattern


@cache
def _complement() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('complement')})\W*$|(?:{_alternatives('complement')})\W+that\b")


@cache
def _governs_clause() -> re.Pattern[str]:
    """Match “evidence that …”, “found that …” right after a cue."""
    return re.compile(r"\W*(?:[\w'-]+\W+){0,8}?that\b")


@cache
def _leaves_verb() -> re.Pattern[str]:
    """Match what leaves the reach of a modal verb: a relative clause or an embedded question."""
    return re.compile(
        rf"(?<!\w)(?!(?:{_alternatives('complement')})\W)[\w'-]+\s+(?:that|who|which)\b|\b(?:how|why|what)\b"
    )


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:(?:and|but|or|so|even|only|just|especially|yet)\s+)*(?:{_alternatives('opener')})|\W*however\s+\w"
    )


@cache
def _pronoun() -> re.Pattern[str]:
    """Match a pronoun that opens a clause, unless the clause is an aside such as “he says”."""
    return re.compile(
        rf"\W*(?:(?:and|so|then)\s+)?(?:{_alternatives('subject-pronoun')})(?!\s+(?:{_alternatives('aside-verb')}))"
    )


@cache
def _quantified() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_alternatives('quantifier')})")


@cache
def _determined() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:and|so)\s+)?(?:{_alternatives('determiner')})\s+\w")


@cache
def _auxiliary() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('auxiliary')})\s")


@fact
def cued(article: Article, sentence: Sentence) -> CuedSentence:
    """Return a sentence of an article with its cues."""
    span = sentence.span
    return CuedSentence(
        article.text_of(span), article.folded[span.start : span.end], article.sentence_words[sentence.index]
    )
