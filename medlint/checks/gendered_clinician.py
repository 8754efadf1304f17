"""“The doctor … he”: a clinician without a name who is given a gender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.folding import norms
from medlint.vocabulary.wordings import parts_of
from medlint.vocabulary.wordlists import word_list

_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)(?:'(?:ll|s|d))?\b")
_EITHER = re.compile(
    r"\b(?:he|his|him)\s*(?:/|or)\s*(?:she|hers?|her)\b|\b(?:she|her|hers)\s*(?:/|or)\s*(?:he|his|him)\b|\bs/he\b"
)
_NAMED = re.compile(
    r"\b(?:Dr|Doctor|Nurse|Professor|Prof|Mr|Mrs|Ms|Miss|Sister)\.?\s+[A-Z]|\b[A-Z][a-z]+\s+[A-Z][a-z]+,?\s+(?:M\.?D|R\.?N|D\.?O|Ph\.?D|MBBS)"
)
_THEY = {"he": "they", "she": "they", "his": "their", "her": "their", "him": "them", "hers": "theirs"}


class GenderedClinicianParams(Params, frozen=True, kw_only=True):
    """How far a pronoun may stand from the clinician."""

    reach: int = 1
    """In sentences."""
    unless: tuple[str, ...] = ("quoted", "mention")


@check("gendered-clinician", GenderedClinicianParams)
def gendered_clinician(article: Article, params: GenderedClinicianParams) -> Iterator[Match]:
    """Yield he, she, his or her for a generic clinician, with nobody else between that it could mean."""
    signs = _signs()
    for sentence in article.prose:
        if signs.isdisjoint(article.sentence_words[sentence.index]):
            continue
        text = article.folded[sentence.span.start : sentence.span.end]
        for label in word_list("clinicians", "gendered-labels"):
            at = text.find(label)
            if at >= 0:
                span = Span(sentence.span.start + at, sentence.span.start + at + len(label))
                if context(article, span).isdisjoint(params.unless):
                    plain = label.split(" ", 1)[1]
                    yield Match(span, {"neutral": plain}, suggestion=plain)
        if _EITHER.search(text):
            continue
        for pronoun in _PRONOUN.finditer(text):
            span = Span(sentence.span.start + pronoun.start(), sentence.span.start + pronoun.end())
            if _means_clinician(article, sentence.index, span, params.reach) and context(
                article, span
            ).isdisjoint(params.unless):
                neutral = _neutral(pronoun.group())
                yield Match(span, {"neutral": neutral}, suggestion=neutral)
                break


@cache
def _signs() -> frozenset[str]:
    """Return words of which one stands in every sentence that can match."""
    labels = (norms(label)[0] for label in word_list("clinicians", "gendered-labels"))
    return parts_of({"he", "she", "his", "her", "him", "hers", "himself", "herself", *labels})


def _means_clinician(article: Article, index: int, span: Span, reach: int) -> bool:
    first = max(index - reach, 0)
    while article.sentences[first].block != article.sentences[index].block:
        first += 1
    start = article.sentences[first].span.start
    before = article.folded[start : span.start]
    roles = list(_roles().finditer(before))
    if not roles:
        return False
    said = article.text[start : span.start]
    if _NAMED.search(said) or _named_role().search(said) or _named_before(article, start):
        return False
    possessive = article.folded[span.start : span.end] in {"his", "her"}
    if possessive and _others().search(article.folded_of(article.sentences[index])):
        return False
    return not _others().search(before)


def _named_before(article: Article, start: int) -> bool:
    block = article.block_at(start)
    before = article.text[block.span.start : start]
    return _NAMED.search(before) is not None or _named_role().search(before) is not None


@cache
def _named_role() -> re.Pattern[str]:
    """Return what finds a clinician with a name: “the physician Ada Lovelace”, “Ada Lovelace, a nurse”."""
    roles = "|".join(word_list("clinicians", "roles"))
    return re.compile(
        rf"\b(?i:{roles})(?:\s(?i:called|named))?,?\s+[A-Z][a-zé'’-]+\s+[A-Z]"
        rf"|\b[A-Z][a-zé'’-]+\s+(?:[A-Z]\.?\s+)?[A-Z][\w'’-]+,\s+(?:an?|the|our)?\s?(?:[\w-]+\s){{0,4}}(?i:{roles})\b"
    )


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("clinicians", "roles")) + r")\b")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("clinicians", "other-persons")) + r")(?:'s|s|s')?\b")


def _neutral(pronoun: str) -> str:
    head, mark, tail = pronoun.partition("'")
    return _THEY.get(head, "they") + (mark + {"s": "re"}.get(tail, tail) if mark else "")
