"""What a page says about itself: author, reviewer, dates and references, wherever it says so.

Front matter, JSON-LD, meta tags, `<time>`, Word properties, bylines and footers all count;
copyright years, comments and dates of studies in the text do not.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.bylines import statements
from medlint.articles.dates import StatedDate, find_date
from medlint.articles.fact import fact
from medlint.articles.locale import locale_of
from medlint.sources.document import MetaField
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set

_LONG_BLOCK = 25
"""Words: a `<time>` in a longer block is the date of something that the block tells of."""


class Credit(NamedTuple):
    """Somebody who is named as author or reviewer."""

    name: str
    origin: str
    """Where it is stated: `text` or the origin of a metadata field."""
    span: Span | None
    """In the prose, where it stands there."""

    @property
    def is_organisation(self) -> bool:
        """Whether a body is named, not a person."""
        return not word_set("provenance", "organisation-words").isdisjoint(
            re.findall(r"[a-z]+", self.name.lower())
        )

    @property
    def has_credentials(self) -> bool:
        """Whether a degree, a title or a role stands with the name."""
        words = re.findall(r"[a-z][\w.-]*", self.name.lower().replace(",", " "))
        degrees = {word.strip(".") for word in words} & word_set("provenance", "credentials")
        text = " ".join(word.strip(".") for word in words)
        return bool(degrees) or any(f" {role} " in f" {text} " for role in word_list("provenance", "roles"))


class Dated(NamedTuple):
    """A date that the page states."""

    what: str
    """published, updated, reviewed or next-review."""
    date: StatedDate
    origin: str
    span: Span | None


class Provenance(NamedTuple):
    """All that a page says about its origin."""

    authors: tuple[Credit, ...]
    reviewers: tuple[Credit, ...]
    dates: tuple[Dated, ...]


@fact
def provenance_of(article: Article) -> Provenance:
    """Return what a page says about its origin, stated facts first."""
    authors, reviewers = (list(_people(article, what)) for what in ("author", "reviewer"))
    dates = list(_dates(article))
    for item in statements(article):
        if item.date is not None:
            dates.append(Dated(item.what, item.date, "text", item.span))
        elif item.what == "reviewer":
            reviewers.append(Credit(item.name, "text", item.span))
        else:
            authors.append(Credit(item.name, "text", item.span))
    return Provenance(tuple(authors), tuple(reviewers), tuple(dates))


def _people(article: Article, what: str) -> Iterator[Credit]:
    for item in _meta(article, what):
        if fold(item.value).strip() not in word_set("provenance", "nobody"):
            yield Credit(item.value, item.origin, None)


def _dates(article: Article) -> Iterator[Dated]:
    day_first = locale_of(article) != "en-US"
    for what in ("published", "updated", "reviewed", "next-review"):
        for item in _meta(article, what):
            if item.origin == "time" and not _of_the_page(article, item):
                continue
            if date := find_date(item.value, day_first=day_first):
                yield Dated(what, date, item.origin, None)


def _meta(article: Article, what: str) -> Iterator[MetaField]:
    """Yield the stated facts of one kind; names are compared without case and marks: `last_reviewed` is `lastReviewed`."""
    names = _names(what)
    found = [item for item in article.document.metadata if _plain_name(item.name) in names]
    yield from sorted(found, key=lambda item: names[_plain_name(item.name)])


@cache
def _names(what: str) -> dict[str, int]:
    return {_plain_name(name): at for at, name in enumerate(vocabulary("provenance")["meta"][what])}


@cache
def _plain_name(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _of_the_page(article: Article, item: MetaField) -> bool:
    """Tell whether a `<time>` is one of the page, and not one of a comment, a link elsewhere or a sentence."""
    if item.span is None or not article.blocks:
        return True
    to_source, at = article.document.source_map.to_source, item.span.start
    block = next((block for block in article.blocks if to_source(block.span).end > at), article.blocks[-1])
    if article.zones[block.index] in {"comments", "navigation", "references"}:
        return False
    return article.text.count(" ", block.span.start, block.span.end) < _LONG_BLOCK


def today(article: Article) -> datetime.date:
    """Return the day on which the article is read; tests inject it through the site."""
    return article.site.today or datetime.date.today()
