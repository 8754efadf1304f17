"""Tells whether a span is part of a proper name: an organisation, a trial, a book, a person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from medlint.spans import Span

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence

_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SMALL = frozenset(
    "we you i they he she it our your their his her its my a an the and or but nor of to in on at for with from by as is are was "
    "were be can will may not no how why what when who that this these those into over per via vs".split()
)
_PRONOUNS = frozenset("we you i they he she it who that which to will can may".split())


def in_name(article: Article, span: Span, sentence: Sentence) -> bool:
    """Tell whether the span is capitalised as names are, in a sentence that is not capitalised throughout."""
    if not article.text[span.start].isupper() or _title_case(article.text_of(sentence.span)):
        return False
    before = article.text[sentence.span.start : span.start]
    words = _WORD.findall(before)
    after = article.text[span.end : sentence.span.end]
    following = re.match(r"\s(?:for\s|of\s|the\s|to\s)*([A-Z])", after)
    if not words:
        # The first word is capitalised anyway: “Race for the Cure raised money”, but “Cure Fund …”.
        return False
    if words[-1].lower() in _PRONOUNS or re.search(r"[.:!?\"“‘(\[–—•*]\s*$", before):
        return following is not None and words[-1].lower() not in _PRONOUNS
    return True


@lru_cache(maxsize=256)
def _title_case(text: str) -> bool:
    """Tell whether all words that carry meaning are capitalised, as in a headline."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return all(word[0].isupper() for word in words)
