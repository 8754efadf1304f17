"""The shapes of an explanation behind a dash, a colon or an equals sign: “T: a …”, “… – T”."""

from __future__ import annotations

import re
from functools import cache

from medlint.articles.gloss_use import Use, shared_stems
from medlint.articles.gloss_verbs import LEAD_WORDS, left_of, said_before
from medlint.spans import Span
from medlint.vocabulary.folding import norms
from medlint.vocabulary.lexicon import lexicon
from medlint.vocabulary.wordlists import word_list

_DASH_AFTER = re.compile(
    r"^[\"')*]*(?:\s*\([^()]{1,60}\))?(?:\s*[&/,]\s*[\w'-]+)?(?:\s+[\w'-]+){0,2}\s*(?:\([^()]{1,60}\)\s*)?(?:\s?[–—-]{1,2}\s|—|\s=\s|\s?:\s+)(?!and\b|but\b|so\b|or\b|which\s+is\s+why\b)(?P<gloss>[^;]{5,260})"
)
_DASH_BEFORE = re.compile(r"(?:\s[–—-]{1,2}\s*|—)(?:or\s+|called\s+|known\s+as\s+|the\s+|a\s+)?$")
_AS_CALLED = re.compile(r"as\s+(?:it|this|that|they|these|doctors?|we)\b")
_COLON_BEFORE = re.compile(r":\s+(?:an?\s+|the\s+)?[\"'*]*$")
_BULLET = re.compile(r"(?:^|\s)[-•*–·]\s")
"""Parts the items of a list that lost its lines."""
ANY_DASH = re.compile(r"[–—:=-]")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile("|".join(word_list("glosses", "tails")))


_JOINS = frozenset({"and", "or"})


def _tailed(between: str) -> bool:
    """Tell whether what stands between a term and its colon or dash only goes on with the name."""
    words = norms(re.sub(r"\([^()]*\)", "", between))
    return all(
        word in _JOINS
        or _tails().fullmatch(word)
        or ((term := lexicon().look_up(word)) is not None and term.tier >= 1)
        for word in words
    )


def dash(use: Use) -> Span | None:
    """Find “T – a …”, “T: a …” and “a … – T”."""
    match = _DASH_AFTER.match(use.after) if ANY_DASH.search(use.after) else None
    if match:
        block = use.article.blocks[use.sentence.block]
        lead = re.sub(r"^[\W\d_]+", "", _BULLET.split(use.before)[-1])
        between = use.after[: match.start("gloss")]
        starts_line = len(lead.split()) <= LEAD_WORDS
        own = not re.match(r"[\"')*]*\s*[&/,]?\s*\w", between)
        if not own and not _tailed(between):
            return None
        if use.term.term.term in match["gloss"][:60]:
            return None
        quoted = use.before[-1:] in {'"', "'"}
        if starts_line or (own and (quoted or ":" not in between) and block.kind != "heading"):
            span = use.after_span(match)
            if span:
                return span
        elif own and block.kind != "heading":
            span = use.after_span(match, least=3)
            if span and shared_stems(use, span):
                return span
    back = left_of(use, _DASH_BEFORE, ".;:") if ANY_DASH.search(use.before) else None
    after = use.after.strip(" .,;:)")
    if back and len(back.gloss) > 7 and (not re.search(r"\w", after[:1]) or _AS_CALLED.match(after)):
        return said_before(use, back)
    if back is None and ":" in use.before[-12:] and not after:
        last = said_before(use, left_of(use, _COLON_BEFORE, ".;"), least=3)
        return last if last and shared_stems(use, last) else None
    return None
