"""Instructions that leave a dose open: spoons, missing units, no word of how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article, Sentence
from medlint.articles.context import context
from medlint.articles.quantities import Figures, figures_of
from medlint.articles.terms import lexicon_terms
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.wordlists import pattern, word_list, word_set

_ML = re.compile(r"\d\s?-?m(?:l|illilit(?:re|er)s?)\b")


class DoseInstructionParams(Params, frozen=True, kw_only=True):
    """What silences an instruction."""

    unless: tuple[str, ...] = ("mention", "quoted", "negated")


@cache
def _any(key: str) -> re.Pattern[str]:
    names = sorted(word_list("doses", key), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


class SpoonParams(DoseInstructionParams, frozen=True, kw_only=True):
    """What silences a spoon."""

    def anchors(self) -> frozenset[str]:
        """Return the names of spoons."""
        return word_set("doses", "spoons")


@check("household-spoon", SpoonParams)
def household_spoon(article: Article, params: SpoonParams) -> Iterator[Match]:
    """Yield a liquid medicine that is measured in household spoons, without millilitres."""
    for sentence in article.sentences_with(word_set("doses", "spoons"), PROSE_ZONES):
        text = article.folded[sentence.span.start : sentence.span.end]
        for found in pattern("doses", "instruction-spoon").finditer(text):
            around = text[max(0, found.start() - 30) : found.end() + 30]
            if _ML.search(around) or _any("spoon-tools").search(text):
                continue
            if not _of_medicine(article, sentence, text, found):
                continue
            span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            if context(article, span).isdisjoint(params.unless):
                yield Match(span, help=_in_millilitres(found))


def _of_medicine(article: Article, sentence: Sentence, text: str, found: re.Match[str]) -> bool:
    """Tell whether the spoon holds a medicine: “a spoonful of cough medicine”, “ibuprofen, 2 teaspoons”."""
    after = text[found.end() : found.end() + 48]
    head = re.split(r"[.,;:()]|\b(?:and|with|in|into|to|before|after|then|from)\b", after)[0]
    if head.strip().startswith("of"):
        kitchen = _any("kitchen").search(head)
        return bool(
            _any("liquid-medicines").search(head)
            or _medicine(article, sentence, found.end(), found.end() + len(head))
        ) and not (kitchen and "medicine" not in head and "suspension" not in head)
    if _any("kitchen").search(text):
        return False
    before = text[: found.start()]
    return bool(
        pattern("doses", "instruction-before").search(before)
        and (_any("liquid-medicines").search(before) or _medicine(article, sentence, 0, found.start()))
    )


def _medicine(article: Article, sentence: Sentence, start: int, end: int) -> bool:
    low, high = sentence.span.start + start, sentence.span.start + end
    return any(
        low <= use.start < high
        for use in lexicon_terms(article)
        if use.term.kind in {"medicine", "drug-class"}
    )


def _in_millilitres(found: re.Match[str]) -> str:
    size = (
        15 if found["spoon"] == "table" or "tb" in found.group() else 10 if found["spoon"] == "dessert" else 5
    )
    return f"Give the dose in millilitres (one of these spoons is about {size} mL) and name the syringe or spoon in the pack."


@check("incomplete-dose", DoseInstructionParams)
def incomplete_dose(article: Article, params: DoseInstructionParams) -> Iterator[Match]:
    """Yield an instruction to take a medicine that lacks the unit, or any word of how often."""
    for figures in figures_of(article):
        bare = pattern("doses", "instruction-bare").match(figures.text)
        if bare and (
            not bare["what"] or _medicine(article, figures.sentence, bare.start("what"), bare.end("what"))
        ):
            span = figures.span(bare.start("verb"), bare.end("number"))
            if context(article, span).isdisjoint(params.unless):
                yield Match(span, {"lacks": "the unit"})
            continue
        if not pattern("doses", "instruction-given").match(figures.text) or not _medicine(
            article, figures.sentence, 0, len(figures.text)
        ):
            continue
        doses = [q for q in figures.quantities if q.unit.name in {"milligram", "microgram", "gram", "tablet"}]
        if len(doses) == 1 and not _says_how_often(article, figures):
            yield Match(figures.span(doses[0].start, doses[0].end), {"lacks": "how often"})


def _says_how_often(article: Article, figures: Figures) -> bool:
    """Tell whether this sentence or one of the next two says when, how often or how much at most."""
    here = figures.sentence.index
    words = word_set("doses", "how-often")
    return any(
        not words.isdisjoint(article.sentence_words[at])
        for at in range(here, min(here + 3, len(article.sentences)))
    )
