"""Whom a sentence sends the reader to: an action and somebody to turn to, a number, or a fixed phrase."""

from __future__ import annotations

import re
from functools import cache

from medlint.articles.article import Article, Sentence
from medlint.articles.telling import is_told
from medlint.articles.urgency import SPEED
from medlint.vocabulary.folding import norms
from medlint.vocabulary.wording_language import anchors
from medlint.vocabulary.wordlists import owned_wordings, vocabulary, word_set

WHO = ("emergency", "poison", "crisis", "hospital", "urgent", "clinician", "pharmacist", "help")
"""Kinds of people and places to turn to; a sentence that names several counts as the first."""

_REACH = 7
"""How many words may stand between an action and the one to turn to."""
_CLAUSE_WORDS = re.compile(r"\b(?:until|that|who|which|while|because|since|although|unless)\b")
"""What stands behind one of these belongs to another verb: “back at work until a doctor …”."""


def turned_to(article: Article, sentence: Sentence) -> tuple[str, str | None] | None:
    """Return whom a sentence sends the reader to, and the urgency that a fixed phrase states."""
    text = article.folded[sentence.span.start : sentence.span.end]
    words = article.sentence_words[sentence.index]
    phrases, speeds = owned_wordings("advice", "phrases")
    stated = []
    if not words_of("phrases").isdisjoint(words):
        stated = [speeds[index] for index, _, _ in article.hits(phrases, sentence)]
    wordings, owners = owned_wordings("advice", "who")
    who = []
    if not words_of("action").isdisjoint(words):
        who = [
            (owners[index], start)
            for index, start, end in article.hits(wordings, sentence)
            if not _only_in_capitals(article, sentence, start, end) and not text.startswith("'s ", end)
        ]
    if who:
        actions, closeness = owned_wordings("advice", "action")
        verbs = [
            (start, end, closeness[index])
            for index, start, end in article.hits(actions, sentence)
            if not is_told(text, start)
        ]
        loose = frozenset(vocabulary("advice")["loose-who"])
        near = [
            name
            for begin, end, nearness in verbs
            for name, start in who
            if start > begin
            and (nearness == "close" or (name in loose and "," not in text[end:start]))
            and text.count(" ", end, start) <= _REACH
            and not _CLAUSE_WORDS.search(text, end, start)
        ]
        if near:
            fixed = max(stated, key=SPEED.__getitem__) if stated else None
            return min(near, key=WHO.index), fixed if fixed != "routine" else None
    numbers = None
    if not number_words().isdisjoint(article.sentence_words[sentence.index]):
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


@cache
def words_of(*lists: str) -> frozenset[str]:
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
def number_words() -> frozenset[str]:
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
