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
    rf"|\b{_NUMBER}\s+(?:man|woman|person|child|patient|adult|baby|couple|family|mother|smoker)s?\s+in\s+{_NUMBER}\b"
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
_PERCENT = r"\d[\d,.]{0,10}(?:\s*(?:-|to|–|and)\s*\d[\d,.]{0,10})?\s*(?:%|percent|per\s+cent)"
_OUTCOME_FIGURE = re.compile(
    rf"\b(?:success|satisfaction|cure|response|remission|recovery|survival|pregnancy|live\s+birth|accuracy|relapse)\s+rates?\b[^.;]{{0,40}}?{_PERCENT}"
    rf"|\b(?:risk|chances?|odds|likelihood)\b[^.;:]{{0,30}}?\b(?:is|are|of)\s+(?:about\s+|only\s+|just\s+|around\s+|over\s+)?{_PERCENT}"
    r"|\b(?:halv|doubl|tripl)(?:es?|ed|ing)\s+(?:your|the|their|his|her)\s+(?:chances?|odds|number|risk|rate|healing|recovery)\b"
    rf"|\b(?:shorten|add|take|cut|steal)s?\s+(?:\w+\s+){{0,3}}?(?:{_NUMBER}\s+years?\s+(?:to|off)\s+(?:your|their|his|her)\s+li(?:fe|ves)|li(?:fe|ves|fespan)\s+(?:expectancy\s+)?by\s+(?:up\s+to\s+)?{_NUMBER}\s+(?:years?|months?))\b"
    rf"|\b(?:lift|rais|cut|reduc|lower|boost|increas|improv|shorten|speed|slow)\w*\s+(?:\w+\s+){{1,4}}?by\s+(?:up\s+to\s+|about\s+|around\s+|nearly\s+|almost\s+|over\s+)?(?:an?\s+|two\s+|three\s+)?(?:third|half|quarter|thirds|quarters)\b"
    rf"|{_PERCENT}\s+(?:success|satisfaction|cure|response|remission|recovery|survival|pregnancy|live\s+birth|accuracy)\b"
    rf"|{_PERCENT}\s+(?:effective|accurate|reliable|successful)\b"
    rf"|\b(?:reduc|cut|lower|rais|increas|improv|boost|slow|shorten|lift|drop|decreas|fell|fall|rose)\w*\s+(?:\w+\s+){{0,5}}?by\s+(?:up\s+to\s+|about\s+|around\s+|over\s+|nearly\s+|almost\s+|as\s+much\s+as\s+)?{_PERCENT}"
    rf"|\bevery\s+{_NUMBER}\s+(?:seconds|minutes|hours)\s*,?\s+(?:someone|somebody|a|an|one)\b"
    r"|[$€£]\s?\d[\d,.]{0,10}\s*(?:million|billion|bn|m)\b|\b\d[\d,.]{0,10}\s*(?:million|billion)\s+(?:dollars|pounds|euros)\b"
)
_OF_OUTCOME = ("%", "cent", "$", "€", "£", "illion", "third", "half", "quarter", "year", "month", "seconds", "minutes",
               "hours", "halv", "doubl", "tripl")  # fmt: skip
"""One of these stands in every such figure."""
_BURDEN = re.compile(
    r"\b(?:cost|costs|costing|rob|robs|burden|lose|loses|lost|drain|drains|spent|spend|spends|econom\w+)\b"
)
_PERSON_IN = re.compile(r"[a-z]{3,}\s+in\s")
_OWN = re.compile(
    r"\b(?:our|my)\s+(?:own\s+)?(?:\w+\s+)?(?:patients|clients|customers|members|guests|users|regulars|mums|moms|families)\b"
)
_SOLD_FIGURE = re.compile(
    rf"\b{_NUMBER}\s+times\s+(?:\w+er|more\s+\w+)\b|\btwice\s+as\s+(?:fast|likely|much|many|effective|healthy|well|quickly|strong)\b"
    r"|\bin\s+half\s+the\s+time\b|\b(?:doubles|triples|halves|doubling|tripling|halving)\s+(?:your|the|their)\s+(?:chances?|odds|risk)\b"
    rf"|\b(?:from|by|up\s+to|to|of|lose|removes?|kills?|eliminates?|blocks?|destroys?)\s+(?:up\s+to\s+|over\s+|about\s+|around\s+)?{_PERCENT}"
    rf"|{_PERCENT}\s+(?:reduction|increase|improvement|drop|decrease|fewer|less|more|absorption|effective|better|faster)\b"
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
        "twice",
        "double",
        "doubles",
        "doubling",
        "triples",
        "tripling",
        "halves",
        "halving",
        "halve",
        "halved",
        "doubled",
        "every",
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
        figure = (
            _figure_of_people(text)
            or _figure_of_outcome(text)
            or (_SOLD_FIGURE.search(text) if _speaks_for(article) else None)
        )
        if figure is None or _not_said_of_people(article, sentence):
            continue
        span = Span(sentence.span.start + figure.start(), sentence.span.start + figure.end())
        if not context(article, span).isdisjoint(params.unless):
            continue
        support = support_of(article, sentence, alone=bool(_OWN.search(text)))
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
        if _PERSON_IN.search(figure.group()):
            return figure
        if _people().search(" ".join(rest.split()[:7])) and len(text.split()) >= 5:
            return figure
        if _AFFECTS.search(text[: figure.start()]):
            return figure
        if "times" in figure.group() and _RISK.search(figure.group().split("times")[-1] + rest):
            return figure
    return None


def _figure_of_outcome(text: str) -> re.Match[str] | None:
    """Return a rate of success, or what an illness costs."""
    if not any(piece in text for piece in _OF_OUTCOME):
        return None
    figure = _OUTCOME_FIGURE.search(text)
    if (
        figure
        and "$€£".find(figure.group()[0]) < 0
        and not figure.group().endswith(("dollars", "pounds", "euros"))
    ):
        return figure
    return figure if figure and _BURDEN.search(text) else None


def _speaks_for(article: Article) -> bool:
    promotion = promotion_of(article)
    return promotion.sells or (topic_of(article) == "contested" and promotion.leans)


def _not_said_of_people(article: Article, sentence: Sentence) -> bool:
    """Tell whether the figure belongs to a dose, a test result or the text itself, not to a group of people."""
    return bool(article.hits(wording("statistics", "no-statistic"), sentence))


@cache
def _people() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, word_list("statistics", "population"))) + r")\b")


def _weakness(support: Support | None) -> str:
    return "its only source is weak" if support else "no source stands beside it"
