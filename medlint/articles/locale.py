"""Tells which English a page is written in: stated, else guessed from spelling and numbers, else en-US."""

from __future__ import annotations

import re
from functools import cache

from medlint.articles.article import Article
from medlint.vocabulary.wordlists import vocabulary, word_set

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
    lists = vocabulary("locales")
    counts = article.word_counts
    points = {
        name: sum(counts[word] for word in word_set("locales", name) & counts.keys())
        for name in ("en-US", "en-GB")
    }
    marked: dict[str, int] = {}
    for mark, name, pattern in _marks():
        # Most pages hold none: looking for the letters first is quick.
        if mark in article.folded and (times := len(pattern.findall(article.folded))):
            value = int(lists["mark-points"]) * times
            marked[name] = marked.get(name, 0) + value
            points[lists["spelled-like"].get(name, name)] += value
    base = "en-GB" if points["en-GB"] > points["en-US"] else "en-US"
    near = {name: value for name, value in marked.items() if lists["spelled-like"].get(name, name) == base}
    return max(near, key=lambda name: near[name]) if near else base


@cache
def _marks() -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (mark, name, re.compile(rf"(?<![\w.,-]){re.escape(mark)}(?![\w-]|[.,]\d)"))
        for name, marks in vocabulary("locales")["marks"].items()
        for mark in marks
    ]
