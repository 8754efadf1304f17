"""Scope: is a span negated, hedged, attributed, quoted, mentioned, a myth, a question …?

The operators stand in modules of their own: `cues` finds the cues of a sentence and how far they
reach, `negation`, `attribution`, `mention` and `myth` read them. The cues are data, in
`rules/vocabulary/cues.yaml`.
"""

from __future__ import annotations

import re

from medlint.articles.article import Article, Sentence
from medlint.articles.attribution import attributed
from medlint.articles.cues import Cue, CuedSentence, cued
from medlint.articles.fact import fact
from medlint.articles.mention import interested, quotation
from medlint.articles.myth import myth
from medlint.articles.names import in_name
from medlint.articles.negation import negation
from medlint.articles.sections import lead_block
from medlint.spans import Span
from medlint.vocabulary.wordlists import wording

FLAGS = (
    "negated", "pseudo-negated", "hedged", "attributed", "quoted", "mention", "myth", "fact", "question",
    "conditional", "historical", "name", "goal",
)  # fmt: skip
"""Every flag that `context` may give."""

GOAL_WORDS = 8
"""How many words may stand between “search for”, “hope that” and what is hoped for."""

_NEW_SUBJECT = re.compile(r"\b(?:and|that|which|who)\b|,")


@fact
def context(article: Article, span: Span) -> frozenset[str]:
    """Return the flags (see `FLAGS`) that hold for a span of the prose."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return frozenset()
    cues = cued(article, sentence)
    text = cues.text
    target = Cue(span.start - sentence.span.start, min(span.end, sentence.span.end) - sentence.span.start)
    flags = negation(cues, target)
    flags |= quotation(article, span, sentence, text)
    if "mention" in flags:
        # “Do not write cures”: the word is unwanted, what it says is not denied.
        flags.discard("negated")
    if hedged(cues, target):
        flags.add("hedged")
    if (attributed(cues, target) or _claimed_above(article, sentence)) and not interested(article, sentence):
        flags.add("attributed")
    if any(
        ";" not in text[min(cue.end, target.end) : max(cue.start, target.start)]
        for cue in cues.near("historical", target)
    ):
        flags.add("historical")
    if conditional(cues, target):
        flags.add("conditional")
    if goal(cues, target):
        flags.add("goal")
    if text.rstrip(" \"')*_").endswith("?") and not (
        wording("cues", "rhetorical").search(text[: target.start])
        or wording("cues", "rhetorical-whole").search(text)
    ):
        flags.add("question")
    if in_name(article, span, sentence):
        flags.add("name")
    if label := myth(article, sentence):
        flags.add(label)
    return frozenset(flags)


@fact
def _claimed_above(article: Article, sentence: Sentence) -> bool:
    """Tell whether the lead-in of a list puts its items into somebody's mouth: “Makers say that it can:”."""
    if sentence.zone != "list":
        return False
    above = lead_block(article, sentence.block)
    lines = article.sentences_of(above.index) if above else []
    if not lines:
        return False
    cues = cued(article, lines[-1])
    end = len(cues.text.rstrip())
    return cues.text.rstrip().endswith(":") and attributed(cues, Cue(end - 1, end))


def hedged(sentence: CuedSentence, target: Cue) -> bool:
    """Tell whether the target is put as possible, partial or not yet known."""
    if sentence.of("hedged-caveat"):
        return True
    for cue in sentence.near("hedged-modal", target):
        if _is_month(sentence, cue) or _denied(sentence, cue):
            continue
        if cue.end <= target.start:
            if sentence.reaches(cue, target.start, modal=True):
                return True
        elif cue.start >= target.end and not _NEW_SUBJECT.search(sentence.text[target.end : cue.start]):
            return sentence.reaches_back(cue, target.end)
    if any(
        cue.end <= target.start and sentence.reaches(cue, target.start)
        for cue in sentence.near("hedged-forward", target)
    ):
        return True
    return any(
        sentence.reaches(cue, target.start)
        if cue.end <= target.start
        else sentence.reaches_back(cue, target.end)
        for cue in sentence.near("hedged-clause", target)
        if cue.end <= target.start or cue.start >= target.end
    )


def _is_month(sentence: CuedSentence, cue: Cue) -> bool:
    """Tell whether “May” is the month or a surname."""
    if sentence.text[cue.start : cue.end] != "may":
        return False
    return (
        cue.start > 0 and sentence.original[cue.start] == "M" and not sentence.original.isupper()
    ) or bool(re.match(r"\s+\d", sentence.text[cue.end :]))


def _denied(sentence: CuedSentence, cue: Cue) -> bool:
    """Tell whether “can” or “could” only speaks of what cannot be: “nobody could cure”."""
    if sentence.text[cue.start : cue.end] not in {"can", "could"}:
        return False
    return any(
        (other.start >= cue.end and not sentence.text[cue.end : other.start].strip())
        or (other.end <= cue.start and sentence.reaches(other, cue.start))
        for other in sentence.near("negated-forward", cue)
    )


def conditional(sentence: CuedSentence, target: Cue) -> bool:
    """Tell whether the target stands inside an if, when or until clause."""
    for cue in sentence.near("conditional", target):
        if cue.end > target.start or re.search(r"[;:]|\bthen\b", sentence.text[cue.end : target.start]):
            continue
        if not sentence.closed_by_comma(cue, target.start, opener=True):
            return True
    return not sentence.text.rstrip().endswith("?") and any(
        not sentence.text[: cue.start].strip()
        and cue.end <= target.start
        and "," not in sentence.text[cue.end : target.start]
        for cue in sentence.near("conditional-opening", target)
    )


def goal(sentence: CuedSentence, target: Cue) -> bool:
    """Tell whether the target is hoped or worked for, not had."""
    if any(
        cue.start <= target.end and target.start <= cue.end for cue in sentence.near("goal-around", target)
    ):
        return True
    return any(
        len(sentence.text[cue.end : target.start].split()) <= GOAL_WORDS
        and not re.search(r"[,;:]", sentence.text[cue.end : target.start])
        for cue in sentence.near("goal", target)
        if cue.end <= target.start
    )
