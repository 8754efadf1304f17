"""Who wrote and checked a page and when, as its text says it: bylines, review lines, footers, datelines, author boxes.

Copyright years, comments, references and the dates of studies in the text do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.dates import MONTH, StatedDate, find_date
from medlint.articles.label_lines import body_named, labelled, name_in
from medlint.articles.locale import locale_of
from medlint.sources.document import Block
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list, word_set

_CUT = re.compile(r"\s[|•·]\s|\s[–—]\s|;|\n|\s{3,}")
_DATE_FAR = 40
"""Characters between a label and its date."""
_LATER_LINE = 3
"""A line with a name and a role, or a bare date, counts in this many blocks after the title."""
_NAME_AND_ROLE = re.compile(
    r"^(?P<name>(?:(?:Dr|Prof|Professor)\.?\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*){1,3}),\s+(?P<role>[^.!?|]{2,90})(?:$|\s\|)"
)
_BARE_DATE = re.compile(r"^(?:\w+day,?\s)?[^a-z]{0,3}$")
_AROUND_DATE = re.compile(
    r"\W*(?:\d{1,2}:\d\d(?:\s?[ap]m)?)?\W*(?:\d{1,3}\smin(?:ute)?s?(?:\sread)?)?\W*", re.I
)
_DATELINE = re.compile(r"^(?P<head>.{6,100}?)\s?(?:--|[—–]|-\s)\s?(?=[A-Z“\"])")
_DATELINE_WORD = re.compile(r"[A-Z][\w.'’-]*")
_DATELINE_BLOCKS = 8
_BODY = re.compile(
    r"(?:[A-Z]{2,6}: )?[A-Z][\w'’&-]+(?:,? (?:(?:of|and|for|the|on|in) )*[A-Z&][\w'’&.()-]*){1,11}\.?"
)
_HALF_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b|\b{MONTH}\s+\d{{1,2}}\b|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d+[\s-]min",
    re.IGNORECASE,
)
"""A date without its year or with two figures of it, or how long reading takes."""
_BEFORE_DATE = re.compile(
    r"[\s,.(–—-]*(?:\b(?:on(?:\sa)?|in|and\s(?:last\s)?updated(?:\son)?)\s*)?(?:\b(?:\w+day|spring|summer|autumn|fall|winter),?\s*)?$",
    re.IGNORECASE,
)
_LEAST_SIGNED = 4
"""Sentences of a page that a last line can sign."""
_USER = re.compile(r"(?P<user>[a-z][\w.-]{2,30})\s+on\s")


class Labelled(NamedTuple):
    """A statement of the text."""

    what: str
    """author, reviewer, published, updated, reviewed or next-review."""
    name: str
    """Of a person or body; empty for a date."""
    date: StatedDate | None
    span: Span
    """In the prose."""


def statements(article: Article) -> list[Labelled]:
    """Return what the lines of a page say of its authors, reviewers and dates."""
    out: list[Labelled] = []
    day_first = locale_of(article) != "en-US"
    for span, label, rest in labelled(article):
        piece = article.text[rest : span.end]
        if label in {"author", "reviewer"}:
            out += _person(piece, label, rest, day_first)
            continue
        short = _CUT.split(piece, maxsplit=1)[0]
        found = find_date(short, day_first=day_first, short_year=True)
        if found and found.start < _DATE_FAR:
            out.append(Labelled(label, "", found, Span(rest + found.start, rest + found.end)))
    if not any(item.what == "author" for item in out):
        out += _named_below_title(article)
        out += _author_box(article)
        out += _signed(article)
    if not any(item.date for item in out):
        out += _bare_dates(article, day_first)
    return out


def _person(piece: str, label: str, at: int, day_first: bool) -> Iterator[Labelled]:
    """Yield who a label names, and the date that follows the name."""
    short = _CUT.split(piece, maxsplit=1)[0]
    if label == "author" and find_date(short[:14]):
        return
    found = find_date(short, day_first=day_first)
    cut = _HALF_DATE.search(short)
    ends = [*([found.start] if found else []), *([cut.start()] if cut else [])]
    named = _BEFORE_DATE.sub("", short[: min(ends)]) if ends else short
    name = name_in(named, loose=label == "reviewer")
    if name is None and label == "author" and (user := _USER.match(short)):
        name = user["user"]
        found = found or find_date(piece, day_first=day_first)
    if name is None:
        return
    yield Labelled(label, name, None, Span(at, at + len(named)))
    if found and found.start - len(named) < _DATE_FAR:
        what = "published" if label == "author" else "reviewed"
        yield Labelled(what, "", found, Span(at + found.start, at + found.end))


def _near_title(article: Article, count: int) -> Iterator[Block]:
    title = article.title_block
    first = title.index + 1 if title else 0
    yield from article.blocks[first : first + count]


def _named_below_title(article: Article) -> Iterator[Labelled]:
    """Yield the name of a line such as “Jane Roe, staff writer” under the title."""
    for block in _near_title(article, _LATER_LINE):
        for line in article.text_of(block.span).split("\n"):
            found = _NAME_AND_ROLE.match(line.strip())
            if found and _has_role(found["role"]):
                yield Labelled("author", f"{found['name']}, {found['role']}".strip(), None, block.span)
                return


def _has_role(text: str) -> bool:
    words = {word.strip(".") for word in re.findall(r"[a-z][\w.-]*", text.lower())}
    return not words.isdisjoint(word_set("provenance", "credentials")) or any(
        re.search(rf"\b{role}\b", text.lower()) for role in word_list("provenance", "roles")
    )


def _author_box(article: Article) -> Iterator[Labelled]:
    """Yield the name that opens the section “About the author”."""
    for block in article.blocks:
        if block.kind != "heading" or not article.folded[block.span.start : block.span.end].startswith(
            ("about the author", "meet the author", "about the writer")
        ):
            continue
        for other in article.blocks[block.index + 1 : block.index + 2]:
            found = re.match(
                r"(?:(?:Dr|Prof)\.?\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){1,3}", article.text_of(other.span)
            )
            if found and other.kind != "heading":
                yield Labelled(
                    "author", found.group(), None, Span(other.span.start, other.span.start + found.end())
                )
                return


def _signed(article: Article) -> Iterator[Labelled]:
    """Yield the body whose name alone ends the page, as agencies sign their summaries."""
    last = next(
        (b for b in reversed(article.blocks) if article.zones[b.index] in {"body", "footer", "byline"}), None
    )
    sentences = article.sentences_of(last.index) if last is not None and last.kind == "paragraph" else []
    if not sentences or len(article.sentences) < _LEAST_SIGNED:
        return
    span = sentences[-1].span
    if _BODY.fullmatch(article.text_of(span)) and body_named(article.text_of(span), anywhere=True):
        yield Labelled("author", article.text_of(span), None, span)


def _bare_dates(article: Article, day_first: bool) -> Iterator[Labelled]:
    """Yield a date that stands alone in a line under the title, or in the dateline of a news agency."""
    for block in _near_title(article, _LATER_LINE):
        if article.zones[block.index] in {"references", "comments", "navigation"}:
            continue
        at = 0
        for line in re.split(r"(\n|\s[|·•]\s)", article.text_of(block.span)):
            found = find_date(line, day_first=day_first)
            if found and found.first == found.last and _alone(line, found):
                yield Labelled(
                    "published",
                    "",
                    found,
                    Span(block.span.start + at + found.start, block.span.start + at + found.end),
                )
                return
            at += len(line)
    for block in article.blocks[:_DATELINE_BLOCKS]:
        head = _DATELINE.match(article.text_of(block.span)[:140])
        if head is None or block.kind != "paragraph":
            continue
        for stop in (
            m.end() for m in re.finditer(r"\s?(?:--|[—–]|-\s)\s?", article.text_of(block.span)[:140])
        ):
            piece = article.text_of(block.span)[:stop]
            found = find_date(piece, day_first=day_first)
            if found and found.first == found.last and _is_dateline(piece, found):
                yield Labelled(
                    "published", "", found, Span(block.span.start + found.start, block.span.start + found.end)
                )
                return


def _alone(line: str, found: StatedDate) -> bool:
    before = re.sub(r"^\W*(?:\w+day)?\W*$", "", line[: found.start])
    return not before and _AROUND_DATE.fullmatch(line, found.end) is not None


def _is_dateline(piece: str, found: StatedDate) -> bool:
    """Tell whether a piece before a dash holds a date and, for the rest, only names of places and agencies."""
    rest = piece[: found.start] + " " + piece[found.end :]
    words = re.findall(r"[\w.'’-]*[A-Za-z][\w.'’-]*", re.sub(r"\([^)]*\)|/[^/]*/", " ", rest))
    return len(words) <= 8 and all(_DATELINE_WORD.fullmatch(word) for word in words)
