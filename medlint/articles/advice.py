"""Who to contact, when and how fast: the advice to get help that an article gives.

An advice unit is an action and somebody to turn to in one sentence, list item, table cell or
heading, with a trigger and an urgency; the urgency is its own, else that of the lead-in, box or
heading that it stands under. Booking buttons, sales lines, disclaimers, footers and what is told
of somebody's visit are none. `governing.py` tells which unit a sign on the page falls under.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.locale import locale_of
from medlint.articles.sections import column_title, heading_text, lead_in
from medlint.sources.document import Block
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.wordings import Wordings, anchors
from medlint.vocabulary.wordlists import vocabulary, word_set, wording

URGENCIES = ("routine", "days", "same-day", "now")
"""From the slowest to the fastest."""

SPEED = {name: rank for rank, name in enumerate(URGENCIES)}
"""The rank of each urgency, 0 for the slowest."""

WHO = ("emergency", "poison", "crisis", "hospital", "urgent", "clinician", "pharmacist", "help")
"""Kinds of people and places to turn to; a sentence that names several counts as the first."""

_ZONES = frozenset({"body", "heading", "list", "table", "callout", "quote"})
_REACH = 7
"""How many words may stand between an action and the one to turn to."""
_ALT_WORDS = 6
"""An image's text with at least so many words is read as advice: it says what the picture shows."""
_CLAUSE = re.compile(r"[,;:.!?()\"–—]|\s-\s")
_TOKEN = re.compile(r"[\w'-]+")


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
    kept: tuple[Advice, ...] | None = article.__dict__.get("_advice_units")
    if kept is None:
        _read(article)
        kept = article.__dict__["_advice_units"]
    return kept


def sales_lines(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences that ask readers to book or call without a clinical reason."""
    advice_units(article)
    kept: tuple[Sentence, ...] = article.__dict__["_sales_lines"]
    return kept


def urgency_of(text: str, locale: str = "en-US") -> str | None:
    """Return the fastest urgency that folded text states, or None."""
    wordings, owners = _urgency()
    found = {owners[index] for index, _, _ in wordings.hits(text.replace("all at once", "suddenly"))}
    if "111" in text and "same-day" in found and locale in word_set_exact("emergency-111"):
        return "now"
    return next((name for name in ("now", "same-day", "days", "routine") if name in found), None)


@cache
def word_set_exact(key: str) -> frozenset[str]:
    """Return a list of `advice.yaml` as it is written."""
    return frozenset(vocabulary("advice")[key])


def _read(article: Article) -> None:
    units: list[Advice] = []
    sales: list[Sentence] = []
    gate, words = _gate("who", "phrases", "publisher") | _number_words(), article.sentence_words
    for sentence in article.sentences:
        if sentence.zone == "call-to-action" and not _leads_to_signs(article, sentence):
            sales.append(sentence)
            continue
        if gate.isdisjoint(words[sentence.index]):
            continue
        if sentence.zone not in _ZONES | {"call-to-action"} and not _says_what_a_picture_shows(
            article, sentence
        ):
            continue
        text = article.folded[sentence.span.start : sentence.span.end]
        found = _turned_to(article, sentence)
        if found is None:
            if _offers(article, sentence, text):
                sales.append(sentence)
            continue
        who, stated = found
        if article.hits(wording("advice", "not-advice"), sentence):
            continue
        narrow = _narrow(article, sentence, text)
        if _sells(article, sentence, text, narrow):
            sales.append(sentence)
            continue
        urgency = stated or urgency_of(text, locale_of(article))
        if urgency is None and (who in word_set_exact("always-now") or (who == "hospital" and narrow)):
            urgency = "now"
        urgency = urgency or _inherited(article, sentence) or "routine"
        level = 1 if not narrow else 2 if urgency in {"routine", "days"} else 3
        units.append(Advice(sentence.span, sentence.index, who, urgency, level))
    article.__dict__["_advice_units"] = tuple(units)
    article.__dict__["_sales_lines"] = tuple(sales)


def _leads_to_signs(article: Article, sentence: Sentence) -> bool:
    """Tell whether a line that looks like an offer is advice: “Make an appointment with your doctor if:”."""
    text = article.folded[sentence.span.start : sentence.span.end].rstrip()
    if article.blocks[sentence.block].kind == "button" or article.hits(
        wording("advice", "publisher"), sentence
    ):
        return False
    return text.endswith(":") or bool(
        article.hits(wording("advice", "trigger"), sentence) and _sign(article, text)
    )


def _says_what_a_picture_shows(article: Article, sentence: Sentence) -> bool:
    block = article.blocks[sentence.block]
    return block.kind == "alt" and article.folded.count(" ", block.span.start, block.span.end) >= _ALT_WORDS


def _turned_to(article: Article, sentence: Sentence) -> tuple[str, str | None] | None:
    """Return whom a sentence sends the reader to, and the urgency that a fixed phrase states."""
    text = article.folded[sentence.span.start : sentence.span.end]
    words = article.sentence_words[sentence.index]
    phrases, speeds = _phrases()
    stated = []
    if not _gate("phrases").isdisjoint(words):
        stated = [speeds[index] for index, _, _ in article.hits(phrases, sentence)]
    wordings, owners = _who()
    who = []
    if not _gate("action").isdisjoint(words):
        who = [
            (owners[index], start)
            for index, start, end in article.hits(wordings, sentence)
            if not _only_in_capitals(article, sentence, start, end)
        ]
    if who:
        actions, closeness = _actions()
        verbs = [
            (start, end, closeness[index])
            for index, start, end in article.hits(actions, sentence)
            if not _told(text, start)
        ]
        loose = frozenset(vocabulary("advice")["loose-who"])
        near = [
            name
            for begin, end, nearness in verbs
            for name, start in who
            if start > begin
            and (nearness == "close" or name in loose)
            and text.count(" ", end, start) <= _REACH
        ]
        if near:
            fixed = max(stated, key=SPEED.__getitem__) if stated else None
            return min(near, key=WHO.index), fixed if fixed != "routine" else None
    numbers = None
    if not _number_words().isdisjoint(article.sentence_words[sentence.index]):
        numbers = _numbers().search(text)
    if numbers is not None:
        return "urgent" if numbers.group().endswith("111") else "emergency", None
    if stated:
        fixed = max(stated, key=SPEED.__getitem__)
        return ("emergency" if fixed == "now" else "help"), fixed if fixed != "routine" else None
    return None


def _only_in_capitals(article: Article, sentence: Sentence, start: int, end: int) -> bool:
    first = sentence.span.start
    word = article.folded[first + start : first + end]
    if word not in word_set("advice", "capitals-only"):
        return False
    if not article.text[first + start : first + end].isupper():
        return True
    # “erectile dysfunction (ED)”: the page gives the letters another meaning.
    return f"({word})" in article.folded and f"department ({word})" not in article.folded


def _told(text: str, start: int) -> bool:
    """Tell whether the verb at `start` says what somebody does, not what the reader should do."""
    clause = text[:start]
    for mark in _CLAUSE.finditer(text, 0, start):
        clause = text[mark.end() : start]
    words = _TOKEN.findall(clause)
    if not words:
        return False
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if last == "to":
        asked = before in {"you", "me", "them", "patients", "people", "someone"} and not word_set(
            "advice", "asked"
        ).isdisjoint(words)
        return asked or before in word_set("advice", "past-before-to")
    if last in word_set("advice", "told-modals"):
        return before in word_set("advice", "told-subjects")
    if last == "you" or (last in {"first", "next", "then"} and before == "you"):
        return any(word in word_set("advice", "setting") for word in words[-4:])
    return last in word_set("advice", "teller")


def _narrow(article: Article, sentence: Sentence, text: str) -> bool:
    """Tell whether the sentence says when, more narrowly than the topic of the page."""
    block = article.blocks[sentence.block]
    following = article.blocks[sentence.block + 1] if sentence.block + 1 < len(article.blocks) else None
    if following is not None and (text.rstrip().endswith(":") or _opens_list(block, following, text)):
        return True
    if block.kind in {"heading", "summary"}:
        return following is not None and following.kind not in {"heading", "summary", "button"}
    if block.kind in {"list-item", "table-cell", "definition"} and sentence.span == block.span:
        return bool(lead_in(article, sentence.block)) or block.kind != "list-item" or _sign(article, text)
    if article.hits(wording("advice", "trigger"), sentence):
        return _sign(article, text)
    pointing = wording("advice", "pointing-back").search(text)
    return pointing is not None and sentence.index > 0


def _opens_list(block: Block, following: Block, text: str) -> bool:
    """Tell whether a paragraph without a full stop runs on into the list below it."""
    return block.kind == "paragraph" and following.kind == "list-item" and text.rstrip()[-1:].isalnum()


def _sign(article: Article, text: str) -> bool:
    title = _title_words(article)
    return any(
        not title.issuperset(text[start:end].split())
        for _, start, end in wording("advice", "sign").hits(text)
    )


def _title_words(article: Article) -> frozenset[str]:
    kept: frozenset[str] | None = article.__dict__.get("_title_words")
    if kept is None:
        kept = article.__dict__["_title_words"] = frozenset(_TOKEN.findall(fold(article.title)))
    return kept


def _offers(article: Article, sentence: Sentence, text: str) -> bool:
    """Tell whether a sentence without anybody to turn to is an offer: “Our experts can help, call today!”."""
    if not article.hits(wording("advice", "publisher"), sentence):
        return False
    booking = article.hits(wording("advice", "booking"), sentence)
    today = "today" in article.sentence_words[sentence.index]
    return bool(booking or today) and wording("advice", "sales-verb").search(text) is not None


def _sells(article: Article, sentence: Sentence, text: str, narrow: bool) -> bool:
    if not article.hits(wording("advice", "publisher"), sentence):
        return False
    if article.hits(wording("advice", "booking", "sale"), sentence):
        return not (narrow and urgency_of(text) == "now")
    return not narrow and "today" in article.sentence_words[sentence.index]


def _inherited(article: Article, sentence: Sentence) -> str | None:
    """Return the urgency of the nearest lead-in, row, box or heading that states one."""
    block = article.blocks[sentence.block]
    locale = locale_of(article)
    for above in (
        lead_in(article, block.index),
        column_title(article, block.index),
        heading_text(article, block.index),
    ):
        if above and (found := urgency_of(fold(above), locale)) in {"now", "same-day", "days"}:
            return found
    return None


@cache
def _urgency() -> tuple[Wordings, list[str]]:
    return _owned(vocabulary("advice")["urgency"])


@cache
def _phrases() -> tuple[Wordings, list[str]]:
    return _owned(vocabulary("advice")["phrases"])


@cache
def _who() -> tuple[Wordings, list[str]]:
    return _owned(vocabulary("advice")["who"])


@cache
def _actions() -> tuple[Wordings, list[str]]:
    return _owned(vocabulary("advice")["action"])


@cache
def _gate(*lists: str) -> frozenset[str]:
    """Return words of which one stands in any sentence that a wording of these lists matches."""
    table = vocabulary("advice")
    items = [
        item
        for name in lists
        for wordings in (table[name].values() if isinstance(table[name], dict) else [table[name]])
        for item in wordings
    ]
    return frozenset(word for item in items for anchor in anchors(item) for word in norms(anchor))


@cache
def _number_words() -> frozenset[str]:
    """Return the first word of each emergency, crisis or advice number."""
    return frozenset(
        norms(number)[0]
        for contacts in vocabulary("contacts")["locales"].values()
        for numbers in contacts.values()
        for number in numbers
    )


@cache
def _numbers() -> re.Pattern[str]:
    """Find a call to an emergency or crisis number of any country."""
    found = {
        re.escape(number).replace(r"\ ", r"[\s-]?")
        for contacts in vocabulary("contacts")["locales"].values()
        for numbers in contacts.values()
        for number in numbers
    }
    verbs = r"\b(?:call|calling|dial|ring|phone|text|telephone|contact|use|to)\b"
    return re.compile(rf"{verbs}[^.!?;]{{0,40}}?(?<![\d.,-])(?:{'|'.join(sorted(found))})(?![\d,-]|\.\d)")


def _owned(lists: dict[str, list[str]]) -> tuple[Wordings, list[str]]:
    pairs = [(item, name) for name, items in lists.items() for item in items]
    return Wordings(item for item, _ in pairs), [name for _, name in pairs]
