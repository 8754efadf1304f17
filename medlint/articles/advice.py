"""Who to contact, when and how fast: the advice to get help that an article gives.

An advice unit is an action and somebody to turn to in one sentence, list item, table cell or
heading, with a trigger and an urgency; the urgency is its own, else that of the lead-in, box or
heading that it stands under. Booking buttons, sales lines, disclaimers, footers and what is told
of somebody's visit are none. `governing.py` tells which unit a sign on the page falls under.
"""

from __future__ import annotations

from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.locale import locale_of
from medlint.articles.narrowing import narrows
from medlint.articles.offers import leads_to_signs, offers, sells
from medlint.articles.turned_to import number_words, turned_to, words_of
from medlint.articles.urgency import inherited_urgency, urgency_of
from medlint.spans import Span
from medlint.vocabulary.wordlists import vocabulary, wording

_ZONES = frozenset({"body", "heading", "list", "table", "callout", "quote"})
_ALT_WORDS = 6
"""An image's text with at least so many words is read as advice: it says what the picture shows."""


class Advice(NamedTuple):
    """One piece of advice to get help."""

    span: Span
    """The sentence that gives it."""
    sentence: int
    who: str
    """Key of the list in `rules/vocabulary/advice.yaml`: one of `WHO`."""
    urgency: str
    """One of `URGENCIES`."""
    level: int
    """1: whom to turn to; 2: also for which sign, duration or group of people; 3: also how fast."""


def advice_units(article: Article) -> tuple[Advice, ...]:
    """Return the advice of an article, in order."""
    return _read(article)[0]


def sales_lines(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences that ask readers to book or call without a clinical reason."""
    return _read(article)[1]


@fact
def _read(article: Article) -> tuple[tuple[Advice, ...], tuple[Sentence, ...]]:
    units: list[Advice] = []
    sales: list[Sentence] = []
    gate, words = words_of("who", "phrases", "publisher") | number_words(), article.sentence_words
    for sentence in article.sentences:
        if sentence.zone == "call-to-action" and not leads_to_signs(article, sentence):
            sales.append(sentence)
            continue
        if gate.isdisjoint(words[sentence.index]) or not _may_advise(article, sentence):
            continue
        text = article.folded_of(sentence)
        found = turned_to(article, sentence)
        if found is None:
            if offers(article, sentence, text):
                sales.append(sentence)
            continue
        if article.hits(wording("advice", "not-advice"), sentence):
            continue
        narrow = narrows(article, sentence, text)
        if sells(article, sentence, text, narrow):
            sales.append(sentence)
            continue
        units.append(_advice(article, sentence, *found, narrow=narrow))
    return tuple(units), tuple(sales)


def _advice(article: Article, sentence: Sentence, who: str, stated: str | None, *, narrow: bool) -> Advice:
    urgency = stated or urgency_of(article.folded_of(sentence), locale_of(article))
    if urgency is None and (who in vocabulary("advice")["always-now"] or (who == "hospital" and narrow)):
        urgency = "now"
    urgency = urgency or inherited_urgency(article, sentence) or "routine"
    level = 1 if not narrow else 2 if urgency in {"routine", "days"} else 3
    return Advice(sentence.span, sentence.index, who, urgency, level)


def _may_advise(article: Article, sentence: Sentence) -> bool:
    return sentence.zone in _ZONES | {"call-to-action"} or _says_what_a_picture_shows(article, sentence)


def _says_what_a_picture_shows(article: Article, sentence: Sentence) -> bool:
    block = article.blocks[sentence.block]
    return block.kind == "alt" and article.folded.count(" ", block.span.start, block.span.end) >= _ALT_WORDS
