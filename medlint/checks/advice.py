"""Does the article say when to get help, whom to ask and how fast?"""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.advice import advice_units, sales_lines
from medlint.articles.article import Article
from medlint.articles.aspect import aspect, concerns_patients, has_symptom_section, named_symptoms
from medlint.articles.kind import kind_of
from medlint.articles.topic import topics_of
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import wording


class DemandParams(Params, frozen=True, kw_only=True):
    """On which pages the demand is made."""

    only_with_symptoms: tuple[str, ...] = ("prevention", "service", "test")
    """Kinds that need advice only when they name symptoms or treat a condition."""
    least_symptoms: int = 3


@check("missing-when-to-get-help", DemandParams)
def missing_when_to_get_help(article: Article, params: DemandParams) -> Iterator[Match]:
    """Yield the article when no sentence sends the reader to anybody."""
    if advice_units(article) or _site_says_it(article) or not needs_advice(article, params):
        return
    sales = sales_lines(article)
    yield Match(
        article.title_span,
        {"topic": _topic_words(article)},
        related=tuple(("this is an offer, not advice", line.span) for line in sales[:1]),
    )


def needs_advice(article: Article, params: DemandParams) -> bool:
    """Tell whether readers of such a page may need to be sent to somebody."""
    side = aspect(article)
    if side == "no-demand" or not concerns_patients(article):
        return False
    if side == "side":
        return has_symptom_section(article) and named_symptoms(article) >= params.least_symptoms
    return (
        kind_of(article).kind not in params.only_with_symptoms
        or named_symptoms(article) >= params.least_symptoms
    )


class AdviceParams(Params, frozen=True, kw_only=True):
    """No parameters of its own."""


@check("vague-advice", DemandParams)
def vague_advice(article: Article, params: DemandParams) -> Iterator[Match]:
    """Yield the first advice of an article that nowhere says for which sign, how long or how bad."""
    units = advice_units(article)
    if aspect(article) != "main" or not needs_advice(article, params):
        return
    if any(unit.level > 1 or unit.urgency not in {"routine", "days"} for unit in units):
        return
    of_care = wording("advice", "of-care")
    for unit in units:
        if not article.hits(of_care, article.sentences[unit.sentence]):
            yield Match(unit.span)
            return


class BuriedParams(Params, frozen=True, kw_only=True):
    """How late is too late."""

    after_part: float = 0.6
    """The part of the words that may stand before the first emergency advice."""
    least_words: int = 300


@check("emergency-advice-buried", BuriedParams)
def emergency_advice_buried(article: Article, params: BuriedParams) -> Iterator[Match]:
    """Yield the first emergency advice when it stands late in a long article."""
    first = next((unit for unit in advice_units(article) if unit.urgency == "now"), None)
    if first is None or any(
        unit.urgency == "same-day" and unit.span < first.span for unit in advice_units(article)
    ):
        return
    if article.word_count < params.least_words:
        return
    early = article.text[: first.span.start]
    before = sum(
        article.text.count(" ", s.span.start, s.span.end) + 1
        for s in article.prose
        if s.index < first.sentence
    )
    jumps = any(
        mark.value.startswith("#") and wording("advice", "jump").search(fold(article.text_of(mark.span)))
        for mark in article.document.marks
        if mark.kind == "link" and mark.span.start < len(early) // 3 + 1
    )
    if before > params.after_part * article.word_count and not jumps:
        yield Match(first.span, {"percent": f"{100 * before / article.word_count:.0f}"})


@check("cta-as-advice", AdviceParams)
def cta_as_advice(article: Article, params: AdviceParams) -> Iterator[Match]:
    """Yield the last booking line of an article that has no other line that sounds like advice."""
    if advice_units(article) or _site_says_it(article) or not concerns_patients(article):
        return
    lines = [
        line
        for line in sales_lines(article)
        if article.hits(wording("advice", "booking"), line)
        or article.hits(wording("advice", "sales-verb"), line)
    ]
    for line in lines[-1:]:
        yield Match(line.span)


class ReassuranceParams(GuardedParams, frozen=True, kw_only=True):
    """Words that calm the reader."""

    phrases: tuple[str, ...]

    def anchors(self) -> frozenset[str] | None:
        """Return nothing: the phrases are few and looked for once."""
        return None

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(self.phrases)


@check("reassurance-without-safety-net", ReassuranceParams)
def reassurance_without_safety_net(article: Article, params: ReassuranceParams) -> Iterator[Match]:
    """Yield the first reassurance of an article without advice that says for which sign to get help."""
    if aspect(article) != "main":
        return
    if any(unit.level > 1 or unit.who in {"pharmacist"} for unit in advice_units(article)) or _site_says_it(
        article
    ):
        return
    phrases = wordings_of(params.phrases)
    for sentence in article.prose:
        for _, start, end in article.hits(phrases, sentence):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not silenced(article, sentence, span, params):
                yield Match(span)
                return


def _site_says_it(article: Article) -> bool:
    banner = fold(article.site.banner)
    return bool(banner) and wording("advice", "banner").search(banner) is not None


def _topic_words(article: Article) -> str:
    found = topics_of(article)
    return found[0].summary if found else "its topic"
