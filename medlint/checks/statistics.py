"""Figures about people without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article, Sentence
from medlint.articles.context import context
from medlint.articles.promotion import promotion_of
from medlint.articles.support import Support, support_of
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list, wording

_NUMBER = (
    r"(?:\d[\d,.]{0,30}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)"
)
_FIGURE = re.compile(
    rf"(?<!\w)(?:(?:(?:tens|hundreds|thousands|millions|billions|dozens)\s+of(?:\s+(?:thousands|millions)\s+of)?)"
    rf"|{_NUMBER}\s*(?:million|billion|thousand)\b"
    rf"|\b\d[\d,.]{{0,30}}(?:\s*(?:-|to|–)\s*\d[\d,.]{{0,30}})?\s*(?:%|percent|per\s+cent)"
    rf"|\b{_NUMBER}\s+(?:in|out\s+of)\s+(?:every\s+)?{_NUMBER}\b"
    rf"|\b(?:half|two[\s-]thirds|one[\s-]third|a\s+third|three[\s-]quarters|a\s+quarter|one[\s-]quarter)\s+of\b"
    rf"|\b\d{{1,3}}(?:,\d{{3}})+\b"
    rf"|\b{_NUMBER}\s+times\s+(?:more|less|higher|lower|greater|as|the)\b)"
)
_RISK = re.compile(
    r"^\s*(?:more|less|higher|lower|greater|as|the)\s+(?:likely|risk|rate|chance|odds|common|often|prone)\b"
)
_AVERAGE = re.compile(
    r"\b(?:average|typical)\s+(?:american|briton|person|adult|woman|man|child|teenager|family|household)\s+"
    r"(?:\w+\s+){1,5}?(?=\d)\d[\d,.]{0,30}"
)
_AFFECTS = re.compile(
    r"\b(?:affects?|affecting|afflicts?|afflicting|kills?|killing|strikes?|impacts?|claims?)\s+"
    r"(?:(?:about|nearly|over|almost|around|some|up\s+to|more\s+than|an?\s+estimated|approximately|roughly|close\s+to)\s+)*$"
)
_SOLD_FIGURE = re.compile(
    rf"\b{_NUMBER}\s+times\s+(?:\w+er|more\s+\w+)\s+than\b"
    rf"|\b{_NUMBER}\s+(?:fewer|more)\s+\w+"
    rf"|\b(?:recommended|safe|ideal|maximum)\s+(?:daily\s+)?(?:dose|amount|intake|limit)\b[^.;]{{0,30}}?\d[\d,.]{{0,30}}"
)


_ANCHORS = frozenset(
    [
        "million",
        "billion",
        "thousand",
        "thousands",
        "hundreds",
        "dozens",
        "tens",
        "percent",
        "half",
        "third",
        "thirds",
        "two-thirds",
        "one-third",
        "quarter",
        "quarters",
        "three-quarters",
        "one-quarter",
        "times",
        "out",
        "per",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        *list("0123456789"),
    ]
)


class StatisticParams(Params, frozen=True, kw_only=True):
    """Which scope silences a figure."""

    unless: tuple[str, ...] = ("question", "myth", "quoted", "attributed", "mention")

    def anchors(self) -> frozenset[str]:
        """Return digits and the words that figures are made of."""
        return _ANCHORS


@check("unsupported-statistic", StatisticParams)
def unsupported_statistic(article: Article, params: StatisticParams) -> Iterator[Match]:
    """Yield figures about people, cases or risk that no source in or beside the sentence carries."""
    for sentence in article.sentences_with(_ANCHORS, frozenset({"body", "list", "callout", "table"})):
        text = article.folded[sentence.span.start : sentence.span.end]
        figure = _figure_of_people(text) or (
            _SOLD_FIGURE.search(text) if promotion_of(article).sells else None
        )
        if figure is None or _not_said_of_people(article, sentence):
            continue
        span = Span(sentence.span.start + figure.start(), sentence.span.start + figure.end())
        if not context(article, span).isdisjoint(params.unless):
            continue
        support = support_of(article, sentence)
        if support is not None and support.level != "weak":
            continue
        severity: Severity | None = "info" if support is not None else None
        fields = {"figure": article.text_of(span), "source": _weakness(support)}
        yield Match(sentence.span, fields, severity=severity)


def _figure_of_people(text: str) -> re.Match[str] | None:
    if average := _AVERAGE.search(text):
        return average
    for figure in _FIGURE.finditer(text):
        rest = text[figure.end() :]
        if _people().search(" ".join(rest.split()[:7])) and len(text.split()) >= 5:
            return figure
        if _AFFECTS.search(text[: figure.start()]):
            return figure
        if "times" in figure.group() and _RISK.search(figure.group().split("times")[-1] + rest):
            return figure
    return None


def _not_said_of_people(article: Article, sentence: Sentence) -> bool:
    """Tell whether the figure belongs to a dose, a test result or the text itself, not to a group of people."""
    return bool(article.hits(wording("statistics", "no-statistic"), sentence))


@cache
def _people() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, word_list("statistics", "population"))) + r")\b")


def _weakness(support: Support | None) -> str:
    return "its only source is weak" if support else "no source stands beside it"
