"""Tells which English a page is written in: stated, else guessed from spelling and numbers, else en-US."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.vocabulary.wordlists import word_set

if TYPE_CHECKING:
    from medlint.articles.article import Article

_TAG = re.compile(r"en[-_]([A-Za-z]{2})\b")


def locale_of(article: Article) -> str:
    """Return a locale such as `en-GB`."""
    kept: str | None = article.__dict__.get("_locale")
    if kept is None:
        kept = article.__dict__["_locale"] = _locale(article)
    return kept


def _locale(article: Article) -> str:
    if article.site.locale:
        return article.site.locale
    for stated in article.document.meta("lang", "locale", "language", "inlanguage", "og:locale"):
        if found := _TAG.match(stated.value):
            return f"en-{found[1].upper()}"
    counts = article.word_counts
    british = sum(counts[word] for word in word_set("locales", "en-GB"))
    american = sum(counts[word] for word in word_set("locales", "en-US"))
    return "en-GB" if british > american else "en-US"
