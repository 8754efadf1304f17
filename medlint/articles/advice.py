"""Who to contact, when and how fast: the advice to get help that an article gives.

An advice unit is an action and somebody to turn to, in one sentence or list item, with the
urgency that it or its lead-in states. Booking buttons, sales lines, disclaimers and footers
are none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary, wording

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence

URGENCIES = ("routine", "days", "same-day", "now")
"""From the slowest to the fastest."""

_ZONES = frozenset({"body", "heading", "list", "table", "callout", "quote"})


class Advice(NamedTuple):
    """One piece of advice to get help."""

    span: Span
    """The sentence that gives it."""
    sentence: int
    urgency: str
    """One of `URGENCIES`."""
    specific: bool
    """It says when: a trigger narrower than the topic of the page."""


def advice_units(article: Article) -> tuple[Advice, ...]:
    """Return the advice of an article, in order."""
    kept: tuple[Advice, ...] | None = article.__dict__.get("_advice_units")
    if kept is None:
        kept = tuple(unit for sentence in article.sentences if (unit := _unit(article, sentence)) is not None)
        article.__dict__["_advice_units"] = kept
    return kept


def _unit(article: Article, sentence: Sentence) -> Advice | None:
    if sentence.zone not in _ZONES:
        return None
    text = article.folded[sentence.span.start : sentence.span.end]
    who = article.hits(wording("advice", "who"), sentence)
    if not who:
        return None
    actions = article.hits(wording("advice", "action"), sentence)
    if not _joined(text, actions, who) or article.hits(wording("advice", "not-advice"), sentence):
        return None
    lead = fold(article.lead_in(sentence.block)) + " " + fold(article.heading_text(sentence.block))
    urgency = urgency_of(text) or urgency_of(lead) or "routine"
    specific = wording("advice", "trigger").search(text) is not None or text.rstrip().endswith(":")
    return Advice(sentence.span, sentence.index, urgency, specific)


def _joined(text: str, actions: list[tuple[int, int, int]], who: list[tuple[int, int, int]]) -> bool:
    """Tell whether an action stands before the one to turn to, with at most seven words between."""
    return any(
        start >= action and text.count(" ", reach, start) <= 7
        for _, action, reach in actions
        for _, start, _end in who
    )


def urgency_of(text: str) -> str | None:
    """Return the fastest urgency that folded text states, or None."""
    for name in ("now", "same-day", "days"):
        if _urgency(name).search(text):
            return name
    return None


@cache
def _urgency(name: str) -> Wordings:
    return Wordings(vocabulary("advice")["urgency"][name])
