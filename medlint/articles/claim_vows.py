"""What a page that promises vows of an outcome without a verb of effect: “No more colds”, “Hay fever is history”.

On such a page the net impression counts (FTC 2022), so these are read as claims; on other pages they are not looked at.
"""

from __future__ import annotations

from medlint.articles.article import Article, Sentence
from medlint.articles.promotion import promotion_of
from medlint.sources.zones import ALL_ZONES
from medlint.spans import Span
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wordlists import wording

NEAR = 32
"""How many characters may stand between the wording and the outcome."""
SUBJECT = 5
"""How many characters may stand before a subject: an article, or “your”."""
_MEANS = frozenset({"contested", "offered", "disputed", "accepted"})
_SIDES = (("before-bad", "bad", True), ("before-good", "good", True), ("after-bad", "bad", False), ("after-good", "good", False))  # fmt: skip


def may_vow(article: Article) -> frozenset[int]:
    """Return the sentences that may say how it is when all is well, whatever words of claims they hold."""
    if not promotion_of(article).promises:
        return frozenset()
    return frozenset(
        line.index for line in article.sentences_like(wording("claim-vows", "whole"), within=ALL_ZONES)
    )


def vow_of(article: Article, sentence: Sentence, pieces: list[Use]) -> tuple[Span, str] | None:
    """Return the wording by which a sentence vows an effect and what it is on, or None; for a page that promises."""
    if sentence.zone not in {"list", "heading", "body", "table", "callout"}:
        return None
    found = _vow(article, sentence, pieces)
    if found is None or article.hits(wording("claim-vows", "unless"), sentence):
        return None
    return found


def _vow(article: Article, sentence: Sentence, pieces: list[Use]) -> tuple[Span, str] | None:
    at, words = sentence.span.start, article.words
    if any("accepted" in piece.labels for piece in pieces):
        return None
    for _, start, end in article.hits(wording("claim-vows", "whole"), sentence):
        return Span(at + start, at + end), ""
    if not pieces:
        return None
    led = _led_by_the_body(words.starts, pieces, at)
    for key, label, leads in _SIDES:
        if leads and led:
            continue
        for _, start, end in article.hits(wording("claim-vows", key), sentence):
            for piece in pieces:
                low, high = words.starts[piece.first] - at, words.ends[piece.last] - at
                gap = low - end if leads else start - high
                if (
                    label in piece.labels
                    and -1 <= gap <= NEAR
                    and _joined(article, at + min(end, high), at + max(start, low))
                ):
                    return Span(at + start, at + end), article.text_of(Span(at + low, at + high))
    return None


def _led_by_the_body(starts: list[int], pieces: list[Use], at: int) -> bool:
    """Tell whether an organ or an illness is what the sentence speaks of: “Rosacea makes the cheeks sting”."""
    leading = pieces[0]
    return (
        starts[leading.first] - at <= SUBJECT
        and bool(leading.labels & {"good", "bad"})
        and leading.labels.isdisjoint(_MEANS)
    )


def _joined(article: Article, start: int, end: int) -> bool:
    """Tell whether nothing between the wording and the outcome parts them."""
    between = article.text[start:end]
    return not any(mark in between for mark in (";", ". ", "? ", "! "))
