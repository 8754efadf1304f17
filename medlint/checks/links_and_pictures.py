"""Links whose words do not say where they lead, and pictures without words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import word_set, wording


class LinkParams(Params, frozen=True, kw_only=True):
    """No parameters of its own."""


@check("weak-link-text", LinkParams)
def weak_link_text(article: Article, params: LinkParams) -> Iterator[Match]:
    """Yield links whose words do not say where they lead, and bare addresses in prose."""
    for mark in article.document.marks:
        if not mark.span.length or article.zones[article.block_at(mark.span.start).index] not in {
            "body",
            "list",
            "callout",
        }:
            continue
        words = fold(article.text_of(mark.span)).strip(" .!:>»→…")
        if mark.kind == "link" and words in word_set("structure", "weak-link-text"):
            if "mention" not in context(article, mark.span):
                yield Match(mark.span, {"problem": "does not say where it leads"})
        elif mark.kind == "url" and re.match(r"https?://[^/\s]+/\S{6,}", words):
            yield Match(mark.span, {"problem": "is a bare address"})


@check("missing-alt-text", LinkParams)
def missing_alt_text(article: Article, params: LinkParams) -> Iterator[Match]:
    """Yield pictures without words for those who do not see them; a picture marked as decoration is fine.

    One that the text does not point at may be decoration, or come from the template: it is `info`.
    """
    for picture in article.document.pictures:
        block = article.block_at(picture.place) if article.blocks else None
        if block is not None and article.zones[block.index] in {"navigation", "footer", "comments"}:
            continue
        severity: Severity | None = None
        if picture.alt is None:
            said = "has no alternative text"
            severity = None if _pointed_at(article, picture.place) else "info"
        elif _file_name(picture.alt):
            said = "has the name of a file as its alternative text"
        else:
            continue
        yield Match(_near(article, picture.place), {"problem": said}, severity=severity, source=picture.span)


def _pointed_at(article: Article, place: int) -> bool:
    """Tell whether the prose beside a picture, or its caption, speaks of what it shows."""
    if not article.blocks:
        return False
    at = article.block_at(place).index
    words = wording("structure", "points-at-picture")
    for block in article.blocks[max(at - 1, 0) : at + 2]:
        if block.kind == "caption" or words.search(article.folded, block.span.start, block.span.end):
            return True
    return False


def _file_name(alt: str) -> bool:
    words = fold(alt).strip()
    if re.fullmatch(r"[\w\s-]+\.(?:jpe?g|png|gif|webp|svg|bmp)", words):
        return True
    bare = re.sub(r"[\s_-]*\d*$", "", words)
    return bool(words) and bare in word_set("structure", "file-alt")


def _near(article: Article, place: int) -> Span:
    block = article.block_at(place)
    return Span(block.span.start, min(block.span.start + 1, block.span.end))
