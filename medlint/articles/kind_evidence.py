"""Collects the signs by which the kind of a document is told; `kind.py` decides.

All points and words stand in `rules/vocabulary/kinds.yaml`. Points from text are scaled by
length, so that chance hits in a long page weigh no more than in a short one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from math import sqrt

from medlint.articles.article import Article
from medlint.articles.kind_table import kind_table
from medlint.articles.terms import lexicon_terms, medical_uses
from medlint.sources.zones import Zone
from medlint.vocabulary.folding import fold, norms

_AROUND: frozenset[Zone] = frozenset({"navigation", "footer", "comments", "furniture", "code"})
"""Zones that stand around a page rather than in it."""
_TITLES = ("title", "og:title", "headline")
_CATEGORIES = (
    "categories", "category", "tags", "tag", "keywords", "section", "type", "layout",
    "article:section", "article:tag", "articlesection",
)  # fmt: skip
_ADDRESSES = ("canonical", "og:url", "permalink", "url", "slug")
_AUDIENCES = ("audience", "audience.audiencetype", "audience.@type", "audiencetype", "dc.audience")
_SITE_NAME = re.compile(r"\s(?:[|·»]|[-–—](?=\s)|::)\s.*")
_DEFINED = re.compile(r"(?:^|(?<=[.;)\n] )|(?<=\n))([A-Z][\w'’()-]*(?: [\w'’()/-]+){0,5}) ?[:–—-] (?=[a-z])")
_SEGMENT = re.compile(r"[^/\\?#]+")
_NAMED = 3.0
"""Points for a title that names a disease, symptom, test or treatment."""
_MOST_USES = 4.0
"""Uses of one term that count: a word that a program calls by its name a hundred times makes no page on health."""
_VARIETY = 2
"""Different terms and words of health from which on their density counts in full."""
_GLANCE = 4000
"""Characters in which a list of definitions must show itself."""


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
    """Signs that it is about health, in points like `reader`."""
    health: float = 0.0
    """Health words and terms in 100 words, with what the title and the advice add to them."""


_Found = dict[str, list[int]]


def evidence(article: Article) -> Evidence:
    """Weigh an article."""
    table = kind_table()
    text, headings = _words(article)
    titles = _titles(article)
    in_title, in_headings = table.title.by_list(titles), table.heading.by_list(headings)
    in_text = table.text.by_list(text)
    found = Evidence(len(text))
    scale = min(1.0, sqrt(table.short_text / max(len(text), 1)))
    found.genres = dict.fromkeys(table.genres, 0.0)
    for name, counts in in_text.items():
        if name in table.weights:
            genre, weight = table.weights[name]
            found.genres[genre] += scale * weight * _repeated(counts)
    for name in in_headings.keys() & found.genres.keys():
        found.genres[name] += min(table.most_from_headings, table.points["heading"] * len(in_headings[name]))
    for name in in_title.keys() & found.genres.keys():
        found.genres[name] += table.points["title"] * len(in_title[name])
    _subject(article, found, in_title, in_text)
    _reader(found, titles, in_text, in_headings, scale)
    _stated(article, found)
    _layout(article, found, scale)
    for name, topic in table.topics.items():
        density = 100 * sum(in_text.get(f"{name} topic", ())) / max(len(text), 40)
        found.topics[name] = (
            found.topics.get(name, 0.0)
            + table.points["title"] * len(in_title.get(name, ()))
            + min(topic.most, topic.per_mention * density)
        )
    return found


def _repeated(counts: list[int]) -> float:
    return sum([1.5 if count >= 3 else 1.0 for count in counts])


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
    stated = [item.value for item in article.document.meta(*_TITLES)[:3]]
    found = dict.fromkeys(fold(_SITE_NAME.sub("", title)) for title in (article.title, *stated))
    words: list[str] = []
    for title in found:
        words += [*norms(title), ""]
    return words


def _subject(article: Article, found: Evidence, in_title: _Found, in_text: _Found) -> None:
    """Weigh whether it is about health."""
    table = kind_table()
    span = article.title_span
    named = 0.0
    terms: dict[int, float] = {}
    medical = {use.start for use in medical_uses(article)}
    for use in lexicon_terms(article):
        if use.term.kind in table.weak_terms:
            continue
        terms[use.number] = terms.get(use.number, 0.0) + (0.5 if use.term.kind in table.half_terms else 1)
        if use.start in medical and span.start <= use.start < span.end and use.term.kind in table.title_terms:
            for topic, points in table.title_terms[use.term.kind]:
                found.topics[topic] = max(found.topics.get(topic, 0.0), points)
                named = max(named, min(_NAMED, points))
    topical = any(name in in_title for name in table.topics)
    often = sum(min(weight, _MOST_USES) for weight in terms.values())
    health = in_text.get("health", ())
    variety = min(1.0, (len(terms) + len(health)) / _VARIETY)
    density = variety * 100 * (sum(health) + often) / max(found.words, 1)
    found.subject = min(4.0, density / 3) + 2 * named / _NAMED + topical
    found.health = density + named + topical + 1.5 * min(2, len(in_text.get("advice", ())))


def _reader(found: Evidence, titles: list[str], in_text: _Found, in_headings: _Found, scale: float) -> None:
    """Weigh whether it speaks to patients: to you, with advice, in everyday words, in questions."""
    table = kind_table()
    you = sum(in_text.get("you", ())) - 2 * sum(in_text.get("your patient", ()))
    found.reader += min(3.0, 80 * max(you, 0) / max(found.words, 1))
    found.reader += min(3.0, 1.5 * scale * sum(in_text.get("advice", ())))
    found.reader += min(2.0, 0.5 * scale * _repeated(in_text.get("lay", [])))
    found.reader += min(3.0, len(in_headings.get("patients", ())))
    if titles and titles[0] in table.questions:
        found.reader += 2
        found.health += titles[:2] != ["how", "to"]


def _stated(article: Article, found: Evidence) -> None:
    """Add what the page says about itself: categories, types of schema.org, its address, its audience."""
    document = article.document
    if not document.metadata:
        return
    table = kind_table()
    tags = {
        part.strip() for item in document.meta(*_CATEGORIES) for part in (fold(item.value) + ",").split(",")
    }
    segments = {
        part.replace("-", " ")
        for item in document.meta(*_ADDRESSES)
        for part in _SEGMENT.findall(fold(item.value))
    }
    tagged = {genre for tag in tags & table.tags.keys() for genre in table.tags[tag]}
    placed = {genre for part in segments & table.tags.keys() for genre in table.tags[part]}
    types = {fold(item.value) for item in document.meta("@type", "og:type")}
    typed = {genre for kind in types & table.types.keys() for genre in table.types[kind]}
    for genre in tagged | placed:
        found.genres[genre] += table.points["tag"] * (1 if genre in tagged else 0.5)
    for genre in typed:
        found.genres[genre] += table.points["tag"]
    audience = {part.strip() for item in document.meta(*_AUDIENCES) for part in fold(item.value).split(",")}
    if audience & table.public:
        found.reader += 4
    elif audience & table.professionals:
        found.genres["clinical-guidance"] += 4 * table.points["tag"]
    found.reader = min(table.most_reader, found.reader)


def _layout(article: Article, found: Evidence, scale: float) -> None:
    """Add what shows in the layout: prices, and words with their meanings."""
    text = article.text
    found.genres["shop"] += scale * min(3, sum(text.count(sign) for sign in "$€£"))
    terms = sum(
        block.kind == "term" and not text.endswith("?", block.span.start, block.span.end)
        for block in article.blocks
    )
    glance = text[:_GLANCE]
    if glance.count(": ") + glance.count(" – ") + glance.count(" — ") >= 5:
        terms += len({match[1] for match in _DEFINED.finditer(glance)})
    if terms >= 5:
        found.genres["glossary"] += min(7.0, 100 * terms / max(found.words, 60))
