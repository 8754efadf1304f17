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
from medlint.articles.dates import StatedDate, find_date
from medlint.articles.locale import locale_of
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set

_LABEL_ZONES = frozenset(
    {"byline", "body", "footer", "callout", "list", "disclaimer", "table", "navigation", "references"}
)
_MOST_WORDS = 30
_NAME = re.compile(
    r"[A-Z][\w'’.-]*(?:[\s,]+(?:(?:de|van|von|der|bin|al|la|of|and|the|for)\s+)*[A-Z(][\w'’.()&-]*)*"
)
_CUT = re.compile(r"\s[|•·]\s|\s[–—]\s|;|\n|\s{3,}")
_LATER_LINE = 3
"""A line with a name and a role counts as a byline in this many blocks after the title."""
_NAME_AND_ROLE = re.compile(
    r"^(?P<name>(?:(?:Dr|Prof|Professor)\.?\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*){1,3}),\s+(?P<role>[^.!?]{2,90})$"
)


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


def provenance_of(article: Article) -> Provenance:
    """Return what a page says about its origin, stated facts first."""
    kept: Provenance | None = article.__dict__.get("_provenance")
    if kept is None:
        kept = article.__dict__["_provenance"] = _collect(article)
    return kept


def _collect(article: Article) -> Provenance:
    authors, reviewers, dates = _stated(article)
    for span, label, rest in _labelled(article):
        piece = _CUT.split(article.text[rest : span.end], maxsplit=1)[0]
        if label in {"author", "reviewer"}:
            if label == "author" and find_date(piece[:14]):
                continue
            name = _name_in(piece, loose=label == "reviewer")
            if name:
                credit = Credit(name, "text", Span(rest, rest + len(piece)))
                (authors if label == "author" else reviewers).append(credit)
        else:
            found = find_date(piece, day_first=locale_of(article) != "en-US")
            if found and found.start < 40:
                dates.append(Dated(label, found, "text", Span(rest + found.start, rest + found.end)))
    if not authors:
        authors.extend(_named_below_title(article))
    return Provenance(tuple(authors), tuple(reviewers), tuple(dates))


def _named_below_title(article: Article) -> Iterator[Credit]:
    """Yield the name of a line such as “Jane Roe, staff writer” under the title."""
    title = article.title_block
    first = title.index + 1 if title else 0
    for block in article.blocks[first : first + _LATER_LINE]:
        for line in article.text_of(block.span).split("\n"):
            found = _NAME_AND_ROLE.match(line.strip())
            if found and Credit(line, "text", None).has_credentials:
                yield Credit(line.strip(), "text", block.span)
                return


def _stated(article: Article) -> tuple[list[Credit], list[Credit], list[Dated]]:
    names = vocabulary("provenance")["meta"]
    people: dict[str, list[Credit]] = {"author": [], "reviewer": []}
    for what, found in people.items():
        for item in article.document.meta(*names[what]):
            if fold(item.value).strip() not in word_set("provenance", "nobody"):
                found.append(Credit(item.value, item.origin, None))
    dates = []
    for what in ("published", "updated", "reviewed", "next-review"):
        for item in article.document.meta(*names[what]):
            if date := find_date(item.value, day_first=locale_of(article) != "en-US"):
                dates.append(Dated(what, date, item.origin, None))
    return people["author"], people["reviewer"], dates


def _labelled(article: Article) -> list[tuple[Span, str, int]]:
    """Return (sentence or line, label, where its value starts) for each label that stands before a value."""
    out: list[tuple[Span, str, int]] = []
    wordings, owners = _labels()
    for block in article.blocks:
        zone = article.zones[block.index]
        if zone not in _LABEL_ZONES:
            continue
        if (
            zone not in {"byline", "footer"}
            and article.folded.count(" ", block.span.start, block.span.end) > _MOST_WORDS
        ):
            continue
        text = article.folded[block.span.start : block.span.end]
        plain = article.text[block.span.start : block.span.end]
        reach = 0
        hits = sorted(wordings.hits(text), key=lambda hit: (hit[1], -hit[2]))
        for index, start, end in hits:
            if start < reach or not _opens(plain, start, owners[index], zone):
                continue
            value = end + len(text[end:]) - len(text[end:].lstrip(" :–—-"))
            following = [
                other
                for at, other, _ in hits
                if other >= value + 2
                and text[end:other].strip() != ""
                and _opens(plain, other, owners[at], zone)
            ]
            stop = min(following, default=len(text))
            if value >= stop:
                continue
            out.append(
                (Span(block.span.start, block.span.start + stop), owners[index], block.span.start + value)
            )
            reach = end
    return out


def _opens(text: str, start: int, label: str, zone: str) -> bool:
    """Tell whether a label starts its line, sentence or part of a line."""
    before = text[:start].rstrip()
    if not re.search(r"\w", before):
        return True
    if before[-1] in ".|•·;:)–—-,*/(\n" or "\n" in text[len(before) : start]:
        return label != "author" or before[-1] != ","
    return label != "author" and zone in {"byline", "footer"}


def _name_in(piece: str, *, loose: bool) -> str | None:
    text = piece.strip(" :*_–—-.")
    folded = fold(text)
    if folded in word_set("provenance", "nobody"):
        return text if loose and folded else None
    match = _NAME.match(text.removeprefix("the ").removeprefix("The "))
    if match and fold(match.group()).strip(" .") not in word_set("provenance", "nobody"):
        return text[:120]
    if any(folded.startswith(team) for team in word_list("provenance", "our-team")):
        return text[:120] if loose else None
    return None


@cache
def _labels() -> tuple[Wordings, list[str]]:
    pairs = [(item, label) for label, items in vocabulary("provenance")["labels"].items() for item in items]
    return Wordings(item for item, _ in pairs), [label for _, label in pairs]


def today(article: Article) -> datetime.date:
    """Return the day on which the article is read; tests inject it through the site."""
    return article.site.today or datetime.date.today()
