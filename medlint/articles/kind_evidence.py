"""Collects the signs by which the kind of a document is told; `kind.py` decides.

All points and words stand in `rules/vocabulary/kinds.yaml`. Points from text are scaled by
length, so that chance hits in a long page weigh no more than in a short one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from medlint.sources.zones import Zone
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.phrases import Phrases
from medlint.vocabulary.wordlists import vocabulary

if TYPE_CHECKING:
    from medlint.articles.article import Article

_AROUND: frozenset[Zone] = frozenset({"navigation", "footer", "comments", "furniture", "code"})
"""Zones that stand around a page rather than in it."""
_YOU = ("you", "your", "you're", "you'll", "you've", "yourself")
_SITE_NAME = re.compile(r"\s(?:[|·»]|[-–—](?=\s)|::)\s.*")
_DEFINED = re.compile(r"(?:^|(?<=[.;)]\s)|(?<=\n))([A-Z][\w'’()-]*(?: [\w'’()/-]+){0,5}?) ?[:–—-] (?=[a-z])")
_SEGMENT = re.compile(r"[^/\\?#]+")


@dataclass(slots=True)
class Evidence:
    """What speaks for each kind, in points."""

    words: int
    """Of the text without headings."""
    genres: dict[str, float] = field(default_factory=dict)
    """By the names of the genres."""
    topics: dict[str, float] = field(default_factory=dict)
    """By kind of page for patients."""
    reader: float = 0.0
    """Signs that it speaks to patients."""
    subject: float = 0.0
    """Signs that it is about health."""
    health: float = 0.0
    """Health words and terms in 100 words."""
    about_health: float = 0.0
    """`health` with what the title and the advice add to it."""


def evidence(article: Article) -> Evidence:
    """Weigh an article."""
    lists = vocabulary("kinds")
    text, headings = _words(article)
    titles = _titles(article)
    found = Evidence(len(text))
    scale = min(1.0, sqrt(float(lists["short-text"]) / max(len(text), 1)))
    tables = _tables()
    in_title = tables.title.owners(titles)
    in_headings = tables.heading.owners(headings)
    in_text = tables.text.owners(text)
    points = {name: float(value) for name, value in lists["points"].items()}
    most = float(lists["most-from-headings"])
    for genre in lists["genres"]:
        found.genres[genre] = (
            points["title"] * len(in_title.get(genre, ()))
            + min(most, points["heading"] * len(in_headings.get(genre, ())))
            + scale
            * sum(
                points[strength] * (1.5 if count >= 3 else 1)
                for strength in ("strong", "weak", "faint")
                for count in in_text.get(f"{genre} {strength}", ())
            )
        )
    _stated(article, found)
    _definitions(article, found)
    prices = sum(article.text.count(sign) for sign in "$€£")
    found.genres["shop"] += scale * min(3, prices)
    _subject(article, found, in_title, in_text)
    _reader(article, found, titles, in_text, in_headings, scale)
    for topic, row in lists["topics"].items():
        density = 100 * sum(in_text.get(f"{topic} topic", ())) / max(len(text), 40)
        found.topics[topic] = (
            found.topics.get(topic, 0.0)
            + points["title"] * len(in_title.get(topic, ()))
            + min(float(row["most"]), float(row["per-mention"]) * density)
        )
    return found


class _Table(NamedTuple):
    phrases: Phrases
    names: tuple[str, ...]

    def owners(self, words: list[str]) -> dict[str, list[int]]:
        """Return how often each wording stands there, by the name of the list that it is from."""
        found: dict[str, list[int]] = {}
        for index, count in self.phrases.counts(words).items():
            found.setdefault(self.names[index], []).append(count)
        return found


class _Tables(NamedTuple):
    title: _Table
    heading: _Table
    text: _Table


@cache
def _tables() -> _Tables:
    lists = vocabulary("kinds")
    title: dict[str, list[str]] = {}
    heading: dict[str, list[str]] = {"patients": lists["patients"]["heading"]}
    text: dict[str, list[str]] = {
        "advice": lists["patients"]["advice"],
        "lay": lists["patients"]["lay"],
        "health": lists["health-words"],
        "you": ["|".join(_YOU)],
        "your patient": ["your patient|patients|patient's"],
    }
    for name, row in lists["genres"].items():
        title[name], heading[name] = row.get("title", []), row.get("heading", [])
        for strength in ("strong", "weak", "faint"):
            text[f"{name} {strength}"] = row.get(strength, [])
    for name, row in lists["topics"].items():
        title[name], text[f"{name} topic"] = row["title"], row["text"]
    return _Tables(_table(title), _table(heading), _table(text))


def _table(lists: dict[str, list[str]]) -> _Table:
    pairs = [(item, name) for name, items in lists.items() for item in items]
    return _Table(Phrases(item for item, _ in pairs), tuple(name for _, name in pairs))


def _words(article: Article) -> tuple[list[str], list[str]]:
    """Return the words of the text and those of the headings below the title."""
    starts, words = article.words.starts, article.words.norms
    text: list[str] = []
    headings: list[str] = []
    title = article.title_block
    for block, zone in zip(article.blocks, article.zones, strict=True):
        if zone in _AROUND or (block is title and block.kind == "heading"):
            continue
        piece = words[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        if zone == "heading":
            headings += piece
            headings.append("")
        else:
            text += piece
    return text, headings


def _titles(article: Article) -> list[str]:
    stated = [item.value for item in article.document.meta("title", "og:title", "headline")[:3]]
    found = dict.fromkeys(fold(_SITE_NAME.sub("", title)) for title in (article.title, *stated))
    words: list[str] = []
    for title in found:
        words += [*norms(title), ""]
    return words


def _stated(article: Article, found: Evidence) -> None:
    """Add what the page says about itself: categories, types of schema.org, its address."""
    document = article.document
    lists = vocabulary("kinds")
    tags = {
        fold(item.value).strip()
        for item in document.meta("categories", "category", "tags", "tag", "keywords", "section", "type",
                                  "article:section", "article:tag", "articlesection", "layout")
        for item in [item]
    }  # fmt: skip
    tags |= {part.strip() for tag in tags for part in tag.split(",")}
    address = [item.value for item in document.meta("canonical", "og:url", "permalink", "url", "slug")]
    segments = {segment.replace("-", " ") for at in address for segment in _SEGMENT.findall(fold(at))}
    types = {fold(item.value) for item in document.meta("@type", "og:type")}
    for genre, row in lists["genres"].items():
        names = row.get("tags", ())
        if any(name in tags for name in names):
            found.genres[genre] += float(lists["points"]["tag"])
        elif any(name in segments for name in names):
            found.genres[genre] += float(lists["points"]["tag"]) / 2
        if types & set(lists["types"].get(genre, ())):
            found.genres[genre] += float(lists["points"]["tag"])


def _definitions(article: Article, found: Evidence) -> None:
    """Add what looks like a list of words with their meanings to the points for a glossary."""
    text = article.text
    terms = sum(block.kind == "term" and not text[: block.span.end].endswith("?") for block in article.blocks)
    if text.count(": ") + text.count(" – ") + text.count(" — ") >= 5:
        terms += len({match[1] for match in _DEFINED.finditer(text)})
    if terms >= 5:
        found.genres["glossary"] += min(7.0, 100 * terms / max(found.words, 60))


def _subject(
    article: Article, found: Evidence, in_title: dict[str, list[int]], in_text: dict[str, list[int]]
) -> None:
    lists = vocabulary("kinds")
    weak = set(lists["weak-terms"])
    span = article.title_span
    named = False
    terms = 0
    for use in article.terms:
        if use.term.kind in weak:
            continue
        terms += 1
        if span.start <= use.start < span.end:
            for topic, points in lists["title-terms"].get(use.term.kind, {}).items():
                found.topics[topic] = max(found.topics.get(topic, 0.0), float(points))
                named = True
    found.health = 100 * (sum(in_text.get("health", ())) + terms) / max(found.words, 1)
    topical = any(in_title.get(topic) for topic in lists["topics"])
    found.subject = min(4.0, found.health / 3) + 2 * named + topical
    found.about_health = found.health + 3 * named + topical + 1.5 * min(2, len(in_text.get("advice", ())))


def _reader(
    article: Article,
    found: Evidence,
    titles: list[str],
    in_text: dict[str, list[int]],
    in_headings: dict[str, list[int]],
    scale: float,
) -> None:
    lists = vocabulary("kinds")
    you = sum(in_text.get("you", ())) - 2 * sum(in_text.get("your patient", ()))
    found.reader = min(3.0, 80 * max(you, 0) / max(found.words, 1))
    found.reader += min(3.0, 1.5 * scale * sum(in_text.get("advice", ())))
    found.reader += min(2.0, scale * sum(1.5 if count >= 3 else 1 for count in in_text.get("lay", ())) / 2)
    found.reader += min(3.0, len(in_headings.get("patients", ())))
    if titles and titles[0] in _questions():
        found.reader += 2
        found.about_health += 1
    stated = _audience(article)
    if stated & set(lists["audience"]["public"]):
        found.reader += 4
    elif stated & set(lists["audience"]["professionals"]):
        found.genres["clinical-guidance"] += 6
    found.reader = min(float(lists["patients"]["most"]), found.reader)


def _audience(article: Article) -> set[str]:
    values: Iterable[Any] = article.document.meta(
        "audience", "audience.audiencetype", "audience.@type", "audiencetype", "medicalaudience", "dc.audience"
    )
    return {part.strip() for item in values for part in fold(item.value).split(",")}


@cache
def _questions() -> frozenset[str]:
    return frozenset(norms(" ".join(vocabulary("kinds")["patients"]["question"]).replace("|", " ")))
