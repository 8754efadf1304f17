"""Tells whether a span is part of a proper name: an organisation, a trial, a book, a person."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from medlint.articles.article import Article, Sentence
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_set

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_NAME_GOES_ON = re.compile(r"(?:'s|’s)?\s(?:for\s|of\s|the\s|to\s)*[A-Z]")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’]*\s(?:(?:for|of|the|to|a|an|against)\s)+$")
_OPENS = re.compile(r"[.:!?\"“‘(\[–—•*]\s*$")


def in_name(article: Article, span: Span, sentence: Sentence) -> bool:
    """Tell whether the span is capitalised as names are, in a sentence that is not capitalised throughout."""
    if not article.text[span.start].isupper() or _title_case(article.text_of(sentence.span)):
        return False
    own = _WORD.findall(article.text_of(span))
    before = article.text[sentence.span.start : span.start]
    words = _WORD.findall(before)
    if not words or words[-1].lower() in word_set("cues", "before-verb"):
        # The first word of a sentence is capitalised anyway.
        return False
    behind_name = words[-1][0].isupper() and len(words) > 1
    capitals = list(
        takewhile(lambda word: word[0].isupper() or word.lower() in word_set("cues", "small-word"), own)
    )
    if len(capitals) < len(own):
        # “Pew Research Center found”: the target begins inside the name and goes on after it.
        return behind_name or len(capitals) > 1
    after = article.text[span.end : sentence.span.end]
    if _NAME_GOES_ON.match(after):
        return True
    if _OPENS.search(before):
        return False
    # A lone capital may be a people (“Caucasians”) or a sentence without a stop before it.
    linked = _NAME_BEFORE.search(before)
    return (
        behind_name
        or (linked is not None and linked.start() > 0)
        or (len(own) == 1 and own[0].isupper() and len(own[0]) > 1)
    )


@lru_cache(maxsize=256)
def _title_case(text: str) -> bool:
    """Tell whether all words that carry meaning are capitalised, as in a headline."""
    words = [word for word in _WORD.findall(text) if word.lower() not in word_set("cues", "small-word")]
    return all(word[0].isupper() for word in words)
