"""Tells whether a claim is put into the mouth of someone who is not the publisher."""

from __future__ import annotations

import re

from medlint.articles.cues import REACH, Cue, CuedSentence

_EDGE = re.compile(r"[;—]|\s–\s|:\s|[.!?…]\s")
_NO_SUBJECT = re.compile(
    r"(?:^|\b(?:to|and|or|please|always|then|should|must|a|an|the|this|that's|no|any|not to)\s+)$"
)
_HELD_BACK = re.compile(
    r"(?:\b(?:do|does|did|can|could|will|would|may|might)\s+)?(?:not|n't|never|ever|often|also|still|even|now)\s+$"
)
_PUNCTUATED = re.compile(r"[,–—]\s*\"?\s*$")
_AFTER_VERB = re.compile(r"\s+(?:the|its|his|her|one|their|an?|my|[a-z]+)\b")


def attributed(sentence: CuedSentence, target: Cue) -> bool:
    """Tell whether a speaker other than the publisher says what the target says."""
    for cue in sentence.near("attributed", target):
        if cue.end <= target.start and sentence.reaches(cue, target.start, commas=False):
            return not _own(sentence, cue.end, cue.end + 12)
    for cue in sentence.near("attributed-backward", target):
        if cue.start >= target.end and not _own(sentence, cue.end, cue.end + 24):
            return True
    return any(_reports(sentence, cue, target) for cue in sentence.near("reporting", target))


def _reports(sentence: CuedSentence, cue: Cue, target: Cue) -> bool:
    low = max(0, min(cue.start, target.end) - REACH)
    before = sentence.text[low : cue.start]
    edges = [found.end() for found in _EDGE.finditer(before)]
    subject = before[max([0, *edges]) :]
    if cue.end <= target.start:
        if not sentence.reaches(cue, target.start, commas=False):
            return False
        words = _HELD_BACK.sub("", subject)
        return _NO_SUBJECT.search(words) is None and not _own(sentence, cue.start - len(subject), cue.start)
    if cue.start < target.end or "," not in sentence.text[target.end : cue.start]:
        return False
    if _PUNCTUATED.search(before):
        # “…, claims the maker”
        return _AFTER_VERB.match(sentence.text, cue.end) is not None and not _own(
            sentence, cue.end, cue.end + 24
        )
    # “…, its maker claims.”
    aside = before[before.rfind(",") + 1 :]
    closes = sentence.text[cue.end :].lstrip(" \"'")[:1] in {"", ",", ".", "!"}
    return closes and 0 < len(aside.split()) <= 6 and not _own(sentence, cue.start - len(aside), cue.start)


def _own(sentence: CuedSentence, start: int, end: int) -> bool:
    """Tell whether the publisher, or an authority without a name, is spoken of in a stretch."""
    return sentence.stands("own-voice", start, end)
