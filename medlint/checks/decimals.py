"""Decimal points that get lost: zeros after them, and no zero before them, in doses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from medlint.articles.article import Article, Sentence
from medlint.articles.context import context
from medlint.articles.terms import lexicon_terms
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import word_list, word_set

_TEACHES = re.compile(r"\b(?:not|never)\s$")


class DoseDecimalParams(Params, frozen=True, kw_only=True):
    """Which decimal is looked for."""

    form: Literal["trailing-zero", "naked-decimal"]
    unless: tuple[str, ...] = ("mention",)
    unless_near: tuple[str, ...] = ()
    """Wordings of sentences that teach how to write numbers."""

    def anchors(self) -> frozenset[str]:
        """Return the point with the digit beside it."""
        return _ANCHORS[self.form]


_ANCHORS = {
    "trailing-zero": frozenset([".0"]),
    "naked-decimal": frozenset(f"{before}.{digit}" for digit in "0123456789" for before in " (–-"),
}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    units = "|".join(
        sorted((*word_list("doses", "dose-units"), *word_list("doses", "gram-units")), key=len, reverse=True)
    )
    after = "|".join(map(re.escape, word_list("doses", "not-a-dose-after")))
    number = r"(?<![\w.,/])\d[\d,]*\.0+" if form == "trailing-zero" else r"(?<![\w.,/])\.\d+"
    other = r"\d[\d,]*(?:\.\d+)?|\.\d+"
    return re.compile(
        rf"(?P<first>{number})(?:\s?(?:{units})?\s?(?:to|-|–|or|and)\s?(?:{other}))?\s?-?(?P<unit>{units})(?![\w])(?!{after})(?!\s(?:{after}))"
        rf"|(?P<low>(?<![\w.,/])(?:{other}))\s?(?:to|-|–|or)\s?(?P<second>{number.replace('(?<![', '(?<![').replace(',/])', '/])')})\s?-?(?P<unit2>{units})(?![\w])(?!{after})(?!\s(?:{after}))"
    )


@check("dose-decimal", DoseDecimalParams)
def dose_decimal(article: Article, params: DoseDecimalParams) -> Iterator[Match]:
    """Yield each dose with a zero after its decimal point, or with no digit before it."""
    for sentence in article.sentences_with(params.anchors(), PROSE_ZONES):
        text = article.folded[sentence.span.start : sentence.span.end]
        for found in _pattern(params.form).finditer(text):
            unit = found["unit"] or found["unit2"]
            if unit in word_set("doses", "gram-units") and not near_medicine(article, sentence):
                continue
            start, end = found.span()
            if _TEACHES.search(text[:start]):
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if params.unless_near and article.hits(wordings_of(params.unless_near), sentence):
                continue
            if not context(article, span).isdisjoint(params.unless):
                continue
            shown = article.text_of(span)
            yield Match(span, suggestion=_mended(shown, params.form))


def _mended(shown: str, form: str) -> str:
    if form == "naked-decimal":
        return re.sub(r"(?<![\d])\.(?=\d)", "0.", shown)
    return re.sub(r"(\d)\.0+(?!\d)", r"\1", shown)


def near_medicine(article: Article, sentence: Sentence) -> bool:
    """Tell whether a sentence names a medicine or speaks of doses."""
    words = word_set("doses", "medicine-words")
    if not words.isdisjoint(article.sentence_words[sentence.index]):
        return True
    return any(
        use.term.kind in {"medicine", "drug-class"}
        for use in lexicon_terms(article)
        if sentence.span.start <= use.start < sentence.span.end
    )
