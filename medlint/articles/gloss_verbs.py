"""The shapes of an explanation around a verb: “T is a …”, “… is called T”, “the job of T is to …”."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from medlint.articles.gloss_use import Use, shared_stems
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list

LEAD_WORDS = 2
"""Words that may stand before a term that still counts as the start of its line."""


class Left(NamedTuple):
    """Words that stand before a term and its lead-in."""

    gloss: str
    start: int


def left_of(use: Use, lead_in: re.Pattern[str], stops: str) -> Left | None:
    """Return the words before a lead-in (“, also called”, “(”) that ends at the term, back to one of `stops`."""
    window = max(len(use.before) - 90, 0)
    match = lead_in.search(use.before, window)
    if match is None:
        return None
    start = max(use.before.rfind(stop, 0, match.start()) for stop in stops) + 1
    return Left(use.before[start : match.start()], start)


def said_before(use: Use, left: Left | None, *, least: int = 2) -> Span | None:
    """Return where the words before a term stand, when they say something about it."""
    if left is None:
        return None
    start = use.sentence.span.start + left.start
    span = Span(start, start + len(left.gloss))
    return span if use.says(span, least=least, sentence=True) else None


def last_words(left: Left, count: int) -> Left:
    """Return the last words before a lead-in."""
    words = list(re.finditer(r"\S+", left.gloss))[-count:]
    if not words:
        return left
    return Left(left.gloss[words[0].start() :], left.start + words[0].start())


@cache
def _after_verb() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "defines"))
    return re.compile(
        rf"^[\"')*]*\s*(?:\([^()]{{1,80}}\)\s*)?(?:,[^,]{{3,60}},\s*)?(?:(?:on|in)\s+(?:an?|the|your)\s+\w+(?:\s\w+)?\s+)?(?:{body})\s*(?P<gloss>.*)$"
    )


@cache
def not_defined() -> re.Pattern[str]:
    """Return what stands after a term like a definition and is none: “is a common cause of …”."""
    body = "|".join(word_list("glosses", "not-defines"))
    return re.compile(rf"^[\"')*]*\s*(?:\([^()]{{1,80}}\)\s*)?(?:{body})")


@cache
def _before_name() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "names"))
    return re.compile(
        rf"\b(?:{body})\s*(?:a\s+|an\s+|the\s+)?(?:[\w-]+,?\s+or\s+)?(?:[\"'*]*|[\"'][\w-]+(?:\s[\w-]+)?\s)$"
    )


_OPENING = re.compile(r"\W*(?:in|on|at|for|from|with|by|among|under|over|during)\b[^,]{1,60},\s*")
"""An opening that says nothing of the term: “In the medical world, …”."""
_EQUALS = re.compile(
    r"\s(?:is|are|tends?\s+to\s+be|turns?\s+out\s+to\s+be|amounts?\s+to)\s+(?:usually\s+|often\s+|called\s+)?(?:an?\s+|the\s+)?[\"'*]*$"
)
_HAVE = re.compile(r"\s(?:has|have)\s+(?:an?\s+)?[\"'*]*$")
_WHOSE = re.compile(r"\b(?:who|whose|that)\s")
BEARER = 3
"""Content words of “a heart that skips or races” before “has an arrhythmia”."""
_ENDS_IN = re.compile(
    r",\s*(?:causing|leading\s+to|resulting\s+in|producing|creating)\s+(?:an?\s+|the\s+)?[\"'*]*$"
)
"""“The gut is trapped and gets no blood, causing a strangulated hernia”"""
SUBJECT = 3
"""Content words of a subject that says what the term at the end of the sentence is: “Sores with a crust are impetigo.”"""


_ONE_WHO = re.compile(
    r"\b(?:someone|anyone|one|persons?|people|those|women|men|children|doctors?|nurses?)\s+(?:who|that|with|whose)\b"
)


def _equals(use: Use) -> Span | None:
    if _ENDS_IN.search(use.before[-40:]):
        told = left_of(use, _ENDS_IN, ".;:")
        span = said_before(use, told, least=SUBJECT)
        if span and shared_stems(use, span) >= LEAD_WORDS:
            return span
    left = left_of(use, _EQUALS, ".;:,")
    if left is None:
        bearer = None if re.search(r"\w", use.after) else left_of(use, _HAVE, ".;:,")
        return said_before(use, bearer, least=BEARER) if bearer and _WHOSE.search(bearer.gloss) else None
    if re.search(r"\w", use.after):
        one_who = _ONE_WHO.search(left.gloss) and re.match(r"\s*[,;.]", use.after)
        return said_before(use, left, least=SUBJECT) if one_who else None
    following = use.sentence.index + 1
    last = use.article.sentences[min(following, len(use.article.sentences) - 1)]
    near = shared_stems(use, Span(use.sentence.span.start, max(use.sentence.span.end, last.span.end)))
    return said_before(use, left, least=SUBJECT - 1 if near else SUBJECT)


def defined(use: Use) -> Span | None:
    """Find “T is a …”, “T means …”, “T happens when …”."""
    after = use.after
    if others := _AND_OTHERS.match(after):
        # “Heparin and warfarin are drugs that …”: what is said of both.
        after = " " * others.end() + after[others.end() :]
    if not_defined().match(after):
        return None
    match = _after_verb().match(after)
    if match is None:
        return None
    plain = _SAYS_MEANING.match(after) or _says_what_for(use, match["gloss"])
    return use.after_span(match, least=1 if plain else 2)


_AND_OTHERS = re.compile(
    r"(?:,\s[\w-]+(?:\s[\w-]+)?)*,?\s(?:and|or|&)\s[\w-]+(?:\s[\w-]+)?(?=\s(?:are|mean|both|all)\s)"
)
_SAYS_MEANING = re.compile(
    r"[\"')*]*\s*(?:(?:just|simply|literally|basically|usually)\s+)?(?:means?\b|(?:is|are)\s+(?:just\s+)?(?:the|a|another)\s+(?:\w+\s+)?(?:name|term|word)\b)"
)


_TREATMENTS = frozenset({"medicine", "drug-class"})
_WHAT_FOR = re.compile(r"(?:used|given|taken|prescribed|that|which|to|for)\b")


def _says_what_for(use: Use, gloss: str) -> bool:
    """Tell whether a medicine is said to be one for something: “metformin is a medicine for diabetes” names one thing."""
    return use.term.term.kind in _TREATMENTS and _WHAT_FOR.search(gloss, 0, 60) is not None


_DOERS = frozenset(
    {
        "anatomy",
        "medicine",
        "drug-class",
        "procedure",
        "device",
        "test",
        "process",
        "symptom",
        "substance",
        "person",
    }
)


@cache
def _does() -> re.Pattern[str]:
    return re.compile(
        rf"^[\"')*]*\s*(?:\([^()]{{1,60}}\)\s*)?(?P<gloss>(?:{'|'.join(word_list('glosses', 'does'))})\s+.+)$"
    )


_JOB = re.compile(
    r"\b(?:function|job|role|purpose|task|work|aim|goal|point)\s+of\s+(?:an?\s+|the\s+|your\s+)?[\"'*]*$"
)
_JOB_IS = re.compile(r"[\"'*)]*\s+(?:is|are)\s+(?:to|that\s+of)\s+(?P<gloss>.+)$")


def _job(use: Use) -> Span | None:
    """“The job of mitochondria is to turn food into energy.”"""
    if not _JOB.search(use.before[-50:]):
        return None
    return use.after_span(_JOB_IS.match(use.after), least=3)


def _action(use: Use) -> Span | None:
    """“Osteoblasts build new bone”: what the term does, said of it as the first thing of its sentence."""
    if use.term.term.kind not in _DOERS or len(use.before.split()) > LEAD_WORDS:
        return None
    return use.after_span(_does().match(use.after))


def may_name(tail: str) -> bool:
    """Tell whether a lead-in of `names` may end the words before a term; cheap."""
    return any(piece in tail for piece in word_list("glosses", "names-cues"))


_OPENS_WITH_NAME = re.compile(
    r"\W*(?:also|sometimes|often|commonly|usually|otherwise|better|medically)?\s*(?:called|known\s+as|referred\s+to\s+as|named|termed)\s+[\"'*_]*$"
)


def _name(use: Use) -> Span | None:
    if _OPENS_WITH_NAME.match(use.before):
        return use.after_span(re.match(r"[\"'*_)]*\s*,\s*(?P<gloss>.+)$", use.after), least=3)
    if not may_name(use.before[-70:]):
        return None
    left = left_of(use, _before_name(), ".;")
    if left is None:
        return None
    if opening := _OPENING.match(left.gloss):
        left = Left(left.gloss[opening.end() :], left.start + opening.end())
    span = said_before(use, left, least=1)
    if span:
        return span
    pronoun = re.search(r"\b(?:this|these|it|that|they|the(?:\s\w+)?\s(?:name|term|word))\b", use.before)
    previous = use.sentence.index - 1
    naming = re.search(r"call|name|term|known|refer", use.before) or not re.search(r"\w", use.after)
    if pronoun and previous >= 0 and naming:
        other = use.article.sentences[previous]
        if other.block == use.sentence.block and use.says(other.span, sentence=True):
            return other.span
    return None


VERBS: tuple[tuple[str, Callable[[Use], Span | None]], ...] = (
    ("verb", defined),
    ("name", _name),
    ("equals", _equals),
)
"""Tried before commas and dashes."""
DOINGS: tuple[tuple[str, Callable[[Use], Span | None]], ...] = (("action", _action), ("job", _job))
"""Tried after them."""
