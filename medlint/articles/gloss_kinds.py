"""The shapes of an explanation by the kind of thing: “T or any other blood thinner”, “viruses such as T”, “a sleep hormone, T,”."""

from __future__ import annotations

import re
from functools import cache

from medlint.articles.gloss_use import Use, kind_word, shared_stems
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list

SHARED = 2
"""Stems of a term's own gloss and plain words that make a doubtful shape an explanation."""
_REST_OF_LIST = re.compile(
    r"^[\"')*]*(?:\s*,\s*[\w'-]+(?:\s[\w'-]+){0,2}){0,8}?,?\s+(?:and|or)\s+(?:many\s+|any\s+|some\s+|all\s+|several\s+)?(?:other|similar|related)\s+(?P<gloss>[^,.;:()]{4,60})"
)
_NAMED_THINGS = frozenset({"medicine", "drug-class", "microbe", "substance"})


def rest_of_list(use: Use) -> Span | None:
    """Find “T, warfarin or any other blood thinner”."""
    if "other" not in use.after and "similar" not in use.after and "related" not in use.after:
        return None
    least = 1 if use.term.term.kind in _NAMED_THINGS else 2
    return use.after_span(_REST_OF_LIST.match(use.after), least=least)


@cache
def _class_with_clause() -> re.Pattern[str]:
    kinds = "|".join(word_list("glosses", "kind-words"))
    return re.compile(
        rf"\b(?P<gloss>(?:[\w-]+\s)?(?:{kinds})s?\s+(?:that|which|to|for|used|given)\s[^,;:.()]{{8,70}})(?:\s*\([^()]{{1,60}}\))?,?\s+(?:\(\s*)?(?:such\s+as|like|for\s+example,?|for\s+instance,?|e\.g\.,?|including|namely)\s+(?:[\w-]+,\s+(?:and\s+|or\s+)?){{0,3}}$"
    )


_AS_EXAMPLE = re.compile(
    r",?\s+\(?(?:such\s+as|like|including|for\s+example,?|e\.g\.,?|called|usually|mainly|mostly|are|is)\s+(?:an?\s+|the\s+)?(?:[\w-]+(?:\s[\w-]+){0,2},\s+(?:and\s+|or\s+)?|[\w-]+(?:\s[\w-]+)?\s(?:and|or)\s+){0,3}$"
)
_EXAMPLE_CUES = ("such", "like", "includ", "example", "e.g")
_GERM_CUES = (*_EXAMPLE_CUES, "called", "usually", "mainly", "mostly", " are ", " is ")
_CLASS_WORDS = 6
"""Words before “such as” that may name the class."""
_GERMS = re.compile(
    r"\b(?:virus(?:es)?|bacteri(?:a|um)|germs?|bugs?|fung(?:us|i)|parasites?|worms?|moulds?|yeasts?)\b"
)
_CLASS_CLAUSE = re.compile(r"[\"')]*\s+(?P<gloss>(?:that|which|to)\s+[^,;:.()]{8,90})")


def _class_before(use: Use, tail: str, *, germ: bool, named: bool) -> Span | None:
    match = _AS_EXAMPLE.search(tail)
    if match is None:
        return None
    words = list(re.finditer(r"\S+", tail[: match.start()]))[-_CLASS_WORDS:]
    if not words:
        return None
    at = use.term.start - len(tail)
    span, gloss = Span(at + words[0].start(), at + match.start()), tail[words[0].start() : match.start()]
    if germ and _GERMS.search(gloss):
        return span
    if not named:
        return span if shared_stems(use, span) >= SHARED else None
    clause = _CLASS_CLAUSE.match(use.after) if kind_word().search(gloss) else None
    return use.after_span(clause)


def example_of(use: Use) -> Span | None:
    """Find “drugs that calm the immune system, for example T”, “drugs like T that calm …” and “viruses such as T”.

    “Antibiotics such as T” says too little of a medicine; “irregular heart rhythms like T” says what an illness is.
    """
    named = use.term.term.kind in _NAMED_THINGS
    tail = use.before[-110:]
    germ = use.term.term.kind == "microbe"
    if any(cue in tail for cue in (_GERM_CUES if germ else _EXAMPLE_CUES)):
        span = _class_before(use, tail, germ=germ, named=named)
        if span is not None:
            return span
    if not named or (match := _class_with_clause().search(use.before, max(0, len(use.before) - 160))) is None:
        return None
    at = use.sentence.span.start
    span = Span(at + match.start("gloss"), at + match.end("gloss"))
    return span if use.says(span) else None


_NAMED_LAST = re.compile(
    r"(?:^|[.;:(]|,\s|\b(?:need|needs|have|has|had|is|are|was|were|makes?|called|by|from|with|get|gets|to|of|take|takes|use|uses|into|in|on|for|as|makes|made|given|offer|offers|include|includes)\s)[\"'*_]*(?P<gloss>(?:an?|the|your|its|their|his|her|one|another)\s[^,;:.()]{6,90}),\s+(?:an?\s+|the\s+|your\s+|its\s+)?[\"'*_]*$"
)


def named_last(use: Use) -> Span | None:
    """Find “a sleep hormone, T,”: the kind of thing with its own description, then its name."""
    if "," not in use.before[-10:]:
        return None
    if not re.match(r"[\"'*_)]*\s*(?:\([^()]*\)\s*)?(?:[.,;:!?)–—]|$|and\s+(?:it|they)\b)", use.after):
        return None
    match = _NAMED_LAST.search(use.before, max(0, len(use.before) - 120))
    if match is None or not kind_word().search(match["gloss"]) or "," in use.before[: match.start("gloss")]:
        return None
    if re.match(r",?\s*(?:[\w'-]+\s){0,3}(?:and|or)\s+[\w'-]+", use.after) and not re.match(
        r"and\s+(?:it|they)", use.after.lstrip(" ,")
    ):
        return None
    at = use.sentence.span.start
    span = Span(at + match.start("gloss"), at + match.end("gloss"))
    germ = use.term.term.kind == "microbe" and _GERMS.search(match["gloss"])
    return span if germ or use.says(span) else None
