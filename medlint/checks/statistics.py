"""Figures about people without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_topic import topic_of
from medlint.articles.context import context
from medlint.articles.promotion import promotion_of
from medlint.articles.support import Support, support_of
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.spans import Span
from medlint.vocabulary.wordlists import pattern, word_list, word_set, wording

_PERSON_IN = re.compile(r"[a-z]{3,}\s+in\s")


class StatisticParams(Params, frozen=True, kw_only=True):
    """Which scope silences a figure."""

    unless: tuple[str, ...] = ("question", "myth", "quoted", "attributed", "mention")

    def anchors(self) -> frozenset[str]:
        """Return digits and the words that figures are made of."""
        return _anchors()


@check("unsupported-statistic", StatisticParams)
def unsupported_statistic(article: Article, params: StatisticParams) -> Iterator[Match]:
    """Yield figures about people, cases or risk that no source in or beside the sentence carries."""
    for sentence in article.sentences_with(_anchors(), frozenset({"body", "list", "callout", "table"})):
        text = article.folded[sentence.span.start : sentence.span.end]
        figure = (
            _figure_of_people(text)
            or _figure_of_outcome(text)
            or (pattern("statistics", "sold-figure").search(text) if _speaks_for(article) else None)
        )
        if figure is None or _not_said_of_people(article, sentence):
            continue
        span = Span(sentence.span.start + figure.start(), sentence.span.start + figure.end())
        if not context(article, span).isdisjoint(params.unless):
            continue
        support = support_of(article, sentence, alone=bool(pattern("statistics", "own").search(text)))
        if support is not None and support.level != "weak":
            continue
        severity: Severity | None = "info" if support is not None else None
        fields = {"figure": article.text_of(span), "source": _weakness(support)}
        yield Match(sentence.span, fields, severity=severity)


def _figure_of_people(text: str) -> re.Match[str] | None:
    if average := pattern("statistics", "average").search(text):
        return average
    for figure in pattern("statistics", "figure").finditer(text):
        rest = text[figure.end() :]
        if _PERSON_IN.search(figure.group()):
            return figure
        if _people().search(" ".join(rest.split()[:7])) and len(text.split()) >= 5:
            return figure
        if pattern("statistics", "affects").search(text[: figure.start()]):
            return figure
        if "times" in figure.group() and pattern("statistics", "risk").search(
            figure.group().split("times")[-1] + rest
        ):
            return figure
    return None


def _figure_of_outcome(text: str) -> re.Match[str] | None:
    """Return a rate of success, or what an illness costs."""
    if not any(piece in text for piece in word_list("statistics", "outcome-pieces")):
        return None
    figure = pattern("statistics", "outcome-figure").search(text)
    if (
        figure
        and "$€£".find(figure.group()[0]) < 0
        and not figure.group().endswith(("dollars", "pounds", "euros"))
    ):
        return figure
    return figure if figure and pattern("statistics", "burden").search(text) else None


def _speaks_for(article: Article) -> bool:
    promotion = promotion_of(article)
    return promotion.sells or (topic_of(article) == "contested" and promotion.leans)


def _not_said_of_people(article: Article, sentence: Sentence) -> bool:
    """Tell whether the figure belongs to a dose, a test result or the text itself, not to a group of people."""
    return bool(article.hits(wording("statistics", "no-statistic"), sentence))


@cache
def _anchors() -> frozenset[str]:
    return word_set("statistics", "anchors") | frozenset("0123456789")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, word_list("statistics", "population"))) + r")\b")


def _weakness(support: Support | None) -> str:
    return "its only source is weak" if support else "no source stands beside it"
