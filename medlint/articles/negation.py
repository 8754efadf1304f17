"""Negation and pseudo-negation of a span."""

from __future__ import annotations

import re

from medlint.articles.cues import Cue, CuedSentence
from medlint.vocabulary.wordlists import word_set

_ADJECTIVE = re.compile(r"\w+(?:ing|ly|ful|ous|al|ic|ive|able|ible|ed|ary|less|ent|ant|-term)")
_DETERMINER = re.compile(r"\W*(?:an?|any|the|its|a single)\s+(?:\w+\s+)?$")
_PREDICATE_AND = re.compile(r"\b(?:do|does|did|will|would|can|could|should)(?:\s+not|n't)$|\bcannot$")
_GERUND = re.compile(r"\s+(?P<verb>\w+ing)\b")
_BE = re.compile(r"(?:\b(?:is|are|was|were|be|been|being|am|'m|'re|'s)\s+(?:\w+ly\s+)?)$")


def negation(sentence: CuedSentence, target: Cue) -> set[str]:
    """Return `negated`, `pseudo-negated`, both or nothing for a target in a sentence."""
    flags: set[str] = set()
    denied = [cue for cue in sentence.near("pseudo-negated-target", target) if cue.overlaps(target)]
    if denied or any(
        cue.start < target.end and ";" not in sentence.text[cue.end : target.start]
        for cue in sentence.near("pseudo-negated", target)
    ):
        flags.add("pseudo-negated")
    if denied:
        return flags
    if (
        any(_forward(sentence, cue, target) for cue in sentence.near("negated-forward", target))
        or any(_noun_phrase(sentence, cue, target) for cue in sentence.near("negated-noun", target))
        or any(
            target.end <= cue.start and sentence.reaches_back(cue, target.end)
            for cue in sentence.near("negated-backward", target)
        )
    ):
        flags.add("negated")
    return flags


def _forward(sentence: CuedSentence, cue: Cue, target: Cue) -> bool:
    if cue.end > target.start or any(cue.overlaps(noun) for noun in sentence.near("negated-noun", target)):
        return False
    if not sentence.reaches(cue, target.start):
        return False
    if _gerund_subject(sentence, cue, target):
        return False
    words = sentence.text[target.start : target.end]
    if not sentence.finite_and(cue, target.start, words):
        return True
    return _PREDICATE_AND.search(sentence.text[: cue.end]) is None and _opens(sentence, cue)


def _opens(sentence: CuedSentence, cue: Cue) -> bool:
    """Tell whether the cue is the subject's: “No cream soothes and cures …”."""
    return not sentence.text[: cue.start].strip(" \"'(")


def _noun_phrase(sentence: CuedSentence, cue: Cue, target: Cue) -> bool:
    """Tell whether the target belongs to the noun phrase that a cue denies."""
    if cue.end > target.start:
        return False
    between = sentence.text[cue.end : target.start]
    words = between.split()
    known = word_set("cues", "noun-modifier")
    return (
        all(word.strip(",") in known or _ADJECTIVE.fullmatch(word) for word in words)
        or _DETERMINER.match(between) is not None
    )


def _gerund_subject(sentence: CuedSentence, cue: Cue, target: Cue) -> bool:
    """Tell whether the cue denies a gerund before the target: “Not drinking enough causes …”."""
    found = _GERUND.match(sentence.text, cue.end)
    if found is None or sentence.text[cue.start : cue.end] not in {"not", "never"}:
        return False
    return found.end() < target.start and not _BE.search(sentence.text[: cue.start])
