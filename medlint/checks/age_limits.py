"""Medicines and foods that must not be given below an age."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from medlint.articles.article import Article, Sentence
from medlint.articles.locale import locale_of
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import pattern, vocabulary


class AgeLimit(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab"):
    """One substance and the age below which it must not be given."""

    what: tuple[str, ...]
    """Wordings of the substance."""
    below_months: dict[str, int]
    """By locale; `default` for all others."""
    say: str
    basis: str
    confirmed: bool = True
    """Whether the limit was looked up; if not, it is a warning."""
    people: tuple[str, ...] = ()
    """Wordings for people who are always below that age."""
    unless: tuple[str, ...] = ()
    """Wordings in the sentence that make it another thing."""


class AgeLimitParams(GuardedParams, frozen=True, kw_only=True):
    """The table and the words for giving."""

    limits: tuple[AgeLimit, ...]
    giving: tuple[str, ...]
    """Wordings for giving it, or praising what it does."""

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(self.giving)
        for limit in self.limits:
            check_wordings(limit.what)


@check("age-contraindication", AgeLimitParams)
def age_contraindication(article: Article, params: AgeLimitParams) -> Iterator[Match]:
    """Yield each substance that a sentence gives to somebody too young for it."""
    locale = locale_of(article)
    substances = [wordings_of(limit.what) for limit in params.limits]
    for sentence in article.sentences_like(*substances, within=params.zone_set()):
        for limit in params.limits:
            what = article.hits(wordings_of(limit.what), sentence)
            if not what or (limit.unless and article.hits(wordings_of(limit.unless), sentence)):
                continue
            if not article.hits(wordings_of(params.giving), sentence):
                continue
            months = limit.below_months.get(locale, limit.below_months["default"])
            if not _too_young(article, sentence, limit, months):
                continue
            _, start, end = min(what, key=lambda hit: hit[1:])
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not silenced(article, sentence, span, params):
                yield Match(
                    span,
                    {"say": limit.say, "basis": limit.basis},
                    severity=None if limit.confirmed else "warning",
                )
                break


def _too_young(article: Article, sentence: Sentence, limit: AgeLimit, months: int) -> bool:
    text = article.folded[sentence.span.start : sentence.span.end]
    ages = list(pattern("age-limits", "age").finditer(text))
    stated = [found for found in ages if found["old"] or found["least"] or found["below"] or found["of"]]
    if bare := list(pattern("age-limits", "years").finditer(text)):
        years = [(12 * int(found["count"]), found["how"] in {"under", "below"}) for found in bare]
        return any(age <= months if below else age < months for age, below in years)
    if any(found["least"] or found["more"] for found in stated):
        return any(_months(found) < months for found in stated)
    if any(_months(found) < months for found in stated if not found["below"]):
        return True
    if any(_months(found) <= months for found in stated if found["below"]):
        return True
    return not stated and bool(limit.people) and bool(article.hits(wordings_of(limit.people), sentence))


def _months(found: re.Match[str]) -> float:
    count = vocabulary("numbers")["ones"].get(found["count"]) or int(found["count"])
    return count * {"m": 1.0, "y": 12.0, "w": 0.23}[found["unit"][0]]
