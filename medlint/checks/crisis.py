"""Crisis lines and emergency numbers: is one there, and does it work in the reader's country?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.locale import locale_of
from medlint.articles.topic import topics_of
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import ALL_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.wordlists import vocabulary, wording


class CrisisParams(Params, frozen=True, kw_only=True):
    """When a page speaks of suicide."""

    topics: tuple[str, ...] = ("suicide-self-harm",)
    least_mentions: int = 3


@check("missing-crisis-resource", CrisisParams)
def missing_crisis_resource(article: Article, params: CrisisParams) -> Iterator[Match]:
    """Yield the first mention of suicide on a page that dwells on it and names nobody to call."""
    words, other = wording("contacts", "suicide"), wording("contacts", "not-suicide")
    places: list[Span] = []
    for sentence in article.sentences_like(words):
        if article.hits(other, sentence):
            continue
        reach = -1
        for _, start, end in sorted(article.hits(words, sentence), key=lambda hit: hit[1:]):
            if start >= reach:
                places.append(Span(sentence.span.start + start, sentence.span.start + end))
                reach = end
    if not places:
        return
    about = any(topic.id in params.topics for topic in topics_of(article))
    if not about and len(places) < params.least_mentions:
        return
    resource = wording("contacts", "resource")
    if resource.search(fold(article.site.banner)):
        return
    if article.holds(resource, ALL_ZONES):
        return
    lines = vocabulary("contacts")["crisis-line"]
    line = lines.get(locale_of(article), lines["en-US"])
    yield Match(
        places[0],
        {"line": line},
        suggestion=f"If you might act on thoughts of suicide, call your emergency number now. You can also {line}, at any hour.",
    )


class LocaleParams(Params, frozen=True, kw_only=True):
    """How sure the page's country must be."""

    least_spellings: int = 2
    """When the page does not state its locale: so many words of its spelling and none of the other."""


@check("contact-wrong-for-locale", LocaleParams)
def contact_wrong_for_locale(article: Article, params: LocaleParams) -> Iterator[Match]:
    """Yield each emergency or crisis number that does not work where the page is read, or no longer."""
    for span, number in _retired(article):
        right = vocabulary("contacts")["retired"][number]
        if right not in article.folded:
            yield Match(span, {"number": number, "right": right, "country": "any country"}, suggestion=right)
    stated = _stated_locale(article)
    locale = stated or locale_of(article)
    contacts = vocabulary("contacts")["locales"]
    if article.word_counts.keys().isdisjoint(_first_words()):
        return
    if locale not in contacts or (stated is None and not _spelt(article, locale, params.least_spellings)):
        return
    own = {number for numbers in contacts[locale].values() for number in numbers}
    if any(_number_pattern(number).search(article.folded) for number in own):
        return
    for sentence in article.sentences:
        for kind in ("emergency", "crisis"):
            for number in sorted(_foreign(kind) - own):
                found = _number_pattern(number).search(article.folded, sentence.span.start, sentence.span.end)
                if found is None or article.hits(wording("contacts", "country"), sentence):
                    continue
                right = contacts[locale][kind][0]
                yield Match(
                    Span(*found.span("number")),
                    {"number": number, "right": right, "country": locale},
                    suggestion=right,
                    confidence="high" if stated else "medium",
                )
                return


def _retired(article: Article) -> Iterator[tuple[Span, str]]:
    for number in vocabulary("contacts")["retired"]:
        at = article.folded.find(number)
        sentence = article.sentence_at(at) if at >= 0 else None
        if sentence is not None and sentence.zone not in {"references", "comments"}:
            yield Span(at, at + len(number)), number


def _stated_locale(article: Article) -> str | None:
    if article.site.locale:
        return article.site.locale
    for stated in article.document.meta("lang", "locale", "language", "inlanguage", "og:locale"):
        if re.match(r"en[-_][A-Za-z]{2}\b", stated.value):
            return locale_of(article)
    return None


def _spelt(article: Article, locale: str, least: int) -> bool:
    spellings = vocabulary("locales")
    counts = article.word_counts
    own = {word for word in spellings.get(locale, ()) if word.isalpha() and counts[word]}
    others = {
        word
        for name, words in spellings.items()
        if name.startswith("en-") and name != locale
        for word in words
        if word.isalpha() and counts[word]
    }
    return len(own) >= least and not others


@cache
def _first_words() -> frozenset[str]:
    """Return the first word of every emergency or crisis number."""
    return frozenset(norms(number)[0] for kind in ("emergency", "crisis") for number in _foreign(kind))


@cache
def _foreign(kind: str) -> frozenset[str]:
    return frozenset(
        number for contacts in vocabulary("contacts")["locales"].values() for number in contacts[kind]
    )


@cache
def _number_pattern(number: str) -> re.Pattern[str]:
    digits = re.escape(number).replace(r"\ ", r"[\s-]?")
    return re.compile(
        rf"\b(?:call|calling|calls|called|dial|dialling|dialing|ring|ringing|phone|text|telephone)\b(?:\W+\w+){{0,3}}?\W+(?P<number>{digits})(?![\d,-]|\.\d)"
    )
