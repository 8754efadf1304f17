"""Which short forms of a page a reader may not know: filters, and what the lexicon says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from medlint.articles.abbreviations import SHORT, capital_sentences, match_long, singular
from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.articles.terms import lexicon_terms
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, lexicon
from medlint.vocabulary.wordlists import pattern, vocabulary, word_set

_ROMAN = re.compile(r"[IVXLCM]{1,6}")


class ShortForm(NamedTuple):
    """A use of a short form in the prose; a plural or possessive ending is not part of it."""

    text: str
    span: Span


def short_forms(article: Article) -> Iterator[ShortForm]:
    """Yield the short forms of the prose that may need an explanation, in order."""
    for sentence in capital_sentences(article):
        text = article.text_of(sentence.span)
        if sentence.zone not in PROSE_ZONES or _shouted(text):
            continue
        for match in SHORT.finditer(text):
            short = singular(match.group())
            start = sentence.span.start + match.start()
            if sum(char.isupper() for char in short) < 2 or _in_longer_term(article, start, len(short)):
                continue
            if not _no_short_form(article, text, match, short):
                yield ShortForm(short, Span(start, start + len(short)))


def _in_longer_term(article: Article, start: int, length: int) -> bool:
    """Tell whether a short form is part of a longer term, such as “ACE inhibitor”."""
    at = bisect_right(lexicon_terms(article), start, key=lambda use: use.start) - 1
    return (
        at >= 0
        and lexicon_terms(article)[at].end >= start + length
        and lexicon_terms(article)[at].first < lexicon_terms(article)[at].last
    )


def _shouted(text: str) -> bool:
    """Tell whether the sentence is set in capitals."""
    words = list(re.findall(r"[A-Za-z]{2,}", text))
    return (
        len(words) >= 2
        and sum(word.isupper() for word in words) * 2 > len(words)
        and not any(word.islower() and len(word) > 3 for word in words)
    )


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(vocabulary("abbreviations")[key])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("abbreviations")[key]))


_NEAR = 160
"""Characters before a short form in which what makes it a name stands."""
LONGEST = 7
"""Capitals in a row from which a word is set in capitals, not shortened, unless it is known as a short form."""


_STUDY = re.compile(r"\s+(?:trial|stud(?:y|ies)|registry|cohort)", re.IGNORECASE)
"""What follows the name of a trial, and of a test: “EMG studies”."""


def _names_itself(article: Article, head: str, tail: str, short: str) -> bool:
    """Tell whether a short form is the name of a trial, a journal, a place in a dateline, or the number of a paper."""
    if _pattern("name-before").search(head):
        return True
    if _pattern("name-after").match(tail) and not (_STUDY.match(tail) and meaning_of(short)):
        return True
    if any(character.isdigit() for character in short) and _pattern("number-before").search(head):
        return True
    if not head.strip(" *_") and short.isalpha() and re.match(r"\s*,\s*[A-Z][a-z]+|\s*(?:—|–|--)\s", tail):
        return meaning_of(short) is None
    if len(short) >= LONGEST and short.isalpha() and short.isupper():
        return meaning_of(short) is None
    return short in _trials(article) and meaning_of(short) is None


@fact
def _trials(article: Article) -> frozenset[str]:
    """Return the short forms that the page calls the name of a trial or study somewhere."""
    if article.word_counts.keys().isdisjoint(word_set("abbreviations", "studies")):
        return frozenset()
    found = pattern("abbreviations", "trial-names").findall(article.text)
    return frozenset(name for pair in found for name in pair if name)


def _no_short_form(article: Article, text: str, match: re.Match[str], short: str) -> bool:
    head, tail = text[max(match.start() - _NEAR, 0) : match.start()], text[match.end() :]
    if _names_itself(article, head, tail, short):
        return True
    if head.endswith("-") and not re.search(
        r"\b(?:\d|non|anti|pre|post|multi|co|sub)-$", head, re.IGNORECASE
    ):
        return True
    if tail.startswith("-") and re.match(r"-[a-z]+-|-[A-Z]{2,}-", tail):
        return True
    if short in _listed("units") or short in _listed("emphasis") or short in _listed("time-zones"):
        return True
    if (
        _ROMAN.fullmatch(short)
        and pattern("abbreviations", "roman-before").search(head)
        and short not in {"CM", "MC", "CL", "MI"}
    ):
        return True
    if _ROMAN.fullmatch(short) and set(short) == {"I"}:
        return True
    if short in _listed("credentials") and (
        (
            re.search(r"(?:[A-Z][\w.’'-]+|[A-Z]\.?),?\s*$", head)
            and ("," in head[-3:] or re.search(r"[A-Z][\w.’'-]+\s+[A-Z][\w.’'-]+\s*$", head))
        )
        or (
            re.match(r"^\s*,?\s*(?:[A-Z]{2,6}\b)?\s*$", tail)
            and len(head.split()) < 6
            and not head.islower()
            and head
        )
    ):
        return True
    if short in _listed("places") and (re.search(r"[A-Z][a-z]+,\s*$", head) or re.match(r"\s*\d{5}\b", tail)):
        return True
    if pattern("abbreviations", "letter-before").search(head) and len(short) <= 3 and not short.isalpha():
        return True
    if re.fullmatch(r"[A-Z]{1,4}-?\d{2,4}", short) and meaning_of(short) is None:
        return True
    if (
        re.fullmatch(r"(?:AB|O|A|B)[+-]?|[A-Z]\d{1,2}[A-Z]?\d?", short)
        and len(short) <= 3
        and meaning_of(short) is None
    ):
        return True
    if re.fullmatch(
        r"H\d{1,2}N\d{1,2}|COVID.*|SARS.*|[A-Z][a-z]+[A-Z][a-z]+\w*|Mc[A-Z].*|Mac[A-Z].*|O'[A-Z].*|[A-Z][a-z]{3,}[A-Z]\w*",
        short,
    ):
        return True
    if re.match(r"[A-Z]?[a-z]{3,}", short) or re.search(r"[a-z]{4,}", short):
        return True
    around = (re.findall(r"[\w’'&]+", head)[-1:] or [""])[0], (re.findall(r"[\w’'&]+", tail)[:1] or [""])[0]
    if any(len(word) > 3 and word.isupper() and zipf(word.lower()) >= 3.5 for word in around):
        return True
    low = short.lower()
    return (len(short) >= 4 and short.isalpha() and zipf(low) >= 4.3) or (
        len(short) >= 5 and short.isalpha() and zipf(low) >= 3.4 and re.search(r"[aeiouy]", low) is not None
    )


def is_known(short: str, locale: str, *, least_tier: int = 2) -> bool:
    """Tell whether the public of a locale knows a short form."""
    if short in _listed("known") or short in vocabulary("abbreviations")["known-by-locale"].get(locale, ()):
        return True
    term = meaning_of(short)
    if term is None or term.kind == "service":
        return False
    return term.tier == 0 or (term.tier < least_tier and term.term == short)


def meaning_of(short: str) -> Term | None:
    """Return the lexicon's term for a short form, or None."""
    return lexicon().look_up(short)


def long_form(short: str) -> str | None:
    """Return what a short form stands for when the lexicon gives it one meaning whose words fit it."""
    term = meaning_of(short)
    if term is None or term.senses:
        return None
    for name in (term.term, *term.variants):
        if len(name) > len(short) + 2 and match_long(short, name) == name:
            return name
    return None


def same_short(text: str) -> str:
    """Return a short form for comparison: folded, without hyphens."""
    return fold(text).replace("-", "")
