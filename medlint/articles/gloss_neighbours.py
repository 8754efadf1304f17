"""The shapes of an explanation across sentences and clauses: pointing back, pointing on, the rest of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.gloss_kinds import SHARED, example_of, named_last, rest_of_list
from medlint.articles.gloss_use import Use, any_of, is_gloss, shared_stems
from medlint.articles.terms import lexicon_terms
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list, word_set

SAID_BEFORE = 3
"""Content words of a sentence that explains the name that the next one gives: fewer say too little."""


@cache
def _points_back() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "points-back"))
    return re.compile(rf"(?:^|[\W_])(?:{body})\s*(?:an?\s+|the\s+)?(?:[\w-]+,?\s+or\s+)?[\"'*_]*$")


@cache
def _points_back_bare() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "points-back-bare"))
    return re.compile(rf"(?:^|[;:–—(]\s*|,\s+)[\"'*_]*(?:{body})\s+(?:an?\s+|the\s+)?[\"'*_]*$")


_PRONOUN = re.compile(r"\b(?:this|that|these|those|it|them|they)\b")
_ENDS = re.compile(r"[\"'*_]*\s*(?:\([^()]*\)\s*)?(?:[.,;:!?)–—]|$|and\b|or\b)")


def _asked_before(use: Use, tail: str) -> re.Match[str] | None:
    """“Do you hear a ringing that nobody else can? You may have T.”"""
    if use.sentence.index == 0 or re.search(r"\w", use.after):
        return None
    other = use.article.sentences[use.sentence.index - 1]
    asked = use.article.text[other.span.end - 1 : other.span.end] == "?"
    return any_of("asked-before").fullmatch(tail.strip(" \"'*_") + " ") if asked else None


def may_point_back(tail: str) -> bool:
    """Tell whether the words before a term may end with what points back; cheap."""
    last = tail.rstrip(" \"'*_").rsplit(None, 1)[-1:]
    return bool(last) and (
        last[0] in word_set("glosses", "points-back-last")
        or last[0][-1] in ":,–—-"
        or any(piece in tail for piece in word_list("glosses", "points-back-cues"))
    )


def points_back(use: Use) -> Span | None:
    """Find what stands before “those tiny tubes are the T”, “there is a word for that: T”, “; that is a T”."""
    tail = use.before[-110:]
    if not may_point_back(tail):
        return None
    match = (
        _asked_before(use, tail)
        or _points_back().search(tail)
        or (_points_back_bare().search(tail) if _ENDS.match(use.after) else None)
    )
    if match is None:
        return None
    start = len(use.before) - len(tail) + match.start()
    own = use.before[:start].rstrip(" ,;:–—-(\"'*")
    if re.search(r"\w", own):
        span = Span(use.sentence.span.start, use.sentence.span.start + len(own))
        if use.says(span, least=SAID_BEFORE, sentence=True):
            return span
    previous = use.sentence.index - 1
    if previous < 0 or (
        re.search(r"\w", own) and not _PRONOUN.search(match.group()) and not _PRONOUN.match(own)
    ):
        return None
    other = use.article.sentences[previous]
    if other.block != use.sentence.block or not use.says(other.span, least=SAID_BEFORE, sentence=True):
        return None
    return other.span


@fact
def _following(article: Article, sentence: Sentence) -> tuple[str, re.Match[str] | None]:
    """Return the words of a sentence, and the opening by which it may explain a word of the one before."""
    text = article.folded_of(sentence).lstrip(" \"'*(")
    return text, None if any_of("not-follows").match(text) else any_of("follows").match(text)


_OPENS_BACK = re.compile(r"(?:this|that|these|those|it|they)\b")
_THIS_KIND = re.compile(r"\bthis\s+(?:kind|type|form|sort)\s+of\b")


def points_on(use: Use) -> Span | None:
    """Find the next sentences that say “This means …”, “These are …”, “All that means is …”."""
    article = use.article
    if _THIS_KIND.search(use.after[:160]):
        span = Span(use.term.end, use.sentence.span.end)
        return span if use.says(span, least=3) else None
    for step in (1, 2):
        at = use.sentence.index + step
        if at >= len(article.sentences):
            break
        other = article.sentences[at]
        if other.block != use.sentence.block and step == 2:
            return None
        if other.zone == "heading" or (other.block != use.sentence.block and use.sentence.zone == "list"):
            return None
        text, match = _following(article, other)
        if match is None:
            continue
        plain = _OPENS_BACK.match(text)
        said = is_gloss(text[match.end() :], use.term.term)
        if not said and text.rstrip().endswith("?") and at + 1 < len(article.sentences):
            other = article.sentences[at + 1]
            said = use.says(other.span, least=SAID_BEFORE, sentence=True)
        if said and (step == 1 or plain or "name" in text[:30]):
            if _nearest(use) or use.before.strip() == "":
                return other.span
    return _runs_in(use)


_ANSWERS = re.compile(r"(?:that|it|this|they|these)(?:'s|'re|\s+(?:is|are|means?))\s")


def _runs_in(use: Use) -> Span | None:
    """“Triage. A nurse decides who is seen first.”: the term is a whole sentence that opens its block."""
    at = use.sentence.index + 1
    if re.search(r"\w", use.before + use.after) or use.sentence.zone == "heading":
        return None
    if at < len(use.article.sentences) and "?" in use.after:
        other = use.article.sentences[at]
        opens = _ANSWERS.match(use.article.folded_of(other))
        if opens and other.block == use.sentence.block and use.says(other.span, sentence=True):
            return other.span
    if at >= len(use.article.sentences) or use.sentence.span.start != _block_start(use):
        return None
    other = use.article.sentences[at]
    if other.block != use.sentence.block or shared_stems(use, other.span) < SHARED:
        return None
    return other.span


def _block_start(use: Use) -> int:
    found = use.article.sentences_of(use.sentence.block)
    return found[0].span.start if found else -1


def _nearest(use: Use) -> bool:
    """Tell whether no other term stands between this one and the end of its sentence."""
    return not any(
        use.term.end <= other.start < use.sentence.span.end and other.term.tier >= 2
        for other in lexicon_terms(use.article)
    )


_SUBJECT_WORDS = 2
"""Words that may stand before a term that is the subject of its sentence."""
_DONE = frozenset({"test", "procedure", "device"})
_OPENING = re.compile(
    r"^\W*(?:(?:with|in|during|for|after)\b|(?:if|when|once)\s+(?:you|someone|a\s+person|people|your\s+child|a\s+child|it|there|the\s+\w+|your\s+\w+)\b)[^,;]{0,60}$"
)
_IF_THEN = re.compile(
    r"\W*(?:if|when)\s+(?P<gloss>[^,]{12,110}),\s+(?:then\s+)?(?:you|they|we|it|that|this|she|he)(?:\s+(?:have|has|is|are|speak\s+of|call\s+it)|'s|'re)\s+(?:called\s+)?(?:an?\s+|the\s+)?[\"'*_]*$"
)
_WHEN = re.compile(r"\W*(?:when|if|once|where)\s+(?P<gloss>[^,]{12,110}),\s+(?:an?\s+|the\s+)?[\"'*_]*$")
_SETS_IN = re.compile(
    r"[\"'*_]*\s+(?:sets?\s+in|develops?|results?|follows?|occurs?|happens?|is\s+the\s+result)\b"
)
_BODY = re.compile(
    r"(?:your|the|a\s+child['’]s|his|her|their)\s+(?:\w+\s+){1,3}(?:cannot|can['’]t|do\s+not|does\s+not|don['’]t|doesn['’]t|is|are|makes?|gets?|becomes?|stops?|grows?|attacks?|leaks?|swells?|builds?|fails?|loses?)\b"
)
_ACTOR = re.compile(
    r"^(?:the|your|a|an)\s+(?:\w+\s+){0,2}(?:doctors?|surgeons?|nurses?|dentists?|provider|technician|team|specialist|body|child|baby|patient|person|machine)\b"
)


def main_clause(use: Use) -> Span | None:
    """Find “with T, your cells stop listening …”, “you need T. The doctor takes …”, when it tells what the gloss does."""
    if _OPENING.match(use.before) and (rest := re.match(r"[\"'*_)]*\s*,\s*(?P<gloss>.{15,})", use.after)):
        span = Span(use.term.end + rest.start("gloss"), use.sentence.span.end)
        least = 1 if _BODY.match(rest["gloss"]) or use.term.term.kind in _DONE else SHARED
        return span if shared_stems(use, span) >= least and use.says(span, least=3, sentence=True) else None
    if (state := _IF_THEN.match(use.before)) and not re.search(r"\w", use.after):
        span = Span(
            use.sentence.span.start + state.start("gloss"), use.sentence.span.start + state.end("gloss")
        )
        return span if use.says(span, least=3, sentence=True) else None
    if (state := _WHEN.match(use.before)) and _SETS_IN.match(use.after):
        span = Span(
            use.sentence.span.start + state.start("gloss"), use.sentence.span.start + state.end("gloss")
        )
        return span if use.says(span, least=3, sentence=True) else None
    if clause := re.match(r"[\"'*_)]*\s*,?\s*(?:when|where|which|that|in\s+which)\s", use.after):
        span = Span(use.term.end + clause.end(), use.sentence.span.end)
        if shared_stems(use, span) >= SHARED:
            return span
    subject = len(use.before.split()) <= _SUBJECT_WORDS and use.term.term.kind != "service"
    if subject and use.sentence.zone != "heading" and re.match(r"\s+[a-z]", use.after):
        span = Span(use.term.end, use.sentence.span.end)
        if shared_stems(use, span) >= SHARED:
            return span
    at = use.sentence.index + 1
    if at < len(use.article.sentences) and not re.search(r"\w", use.after):
        other = use.article.sentences[at]
        text = use.article.folded[other.span.start : other.span.end]
        if (
            other.block == use.sentence.block
            and _ACTOR.match(text)
            and shared_stems(use, other.span) >= (1 if use.term.term.kind in _DONE else SHARED)
        ):
            return other.span
    return None


NEIGHBOURS: tuple[tuple[str, Callable[[Use], Span | None]], ...] = (
    ("points-back", points_back),
    ("next-sentence", points_on),
    ("rest-of-list", rest_of_list),
    ("named-last", named_last),
    ("example-of", example_of),
    ("main-clause", main_clause),
)
"""In the order in which they are tried."""
