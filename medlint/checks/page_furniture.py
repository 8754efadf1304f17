"""Leftovers of the page around the article: closed comments, share lines, leaked alternative text, repeated titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.kind import kind_of
from medlint.checks.registry import Match, Params, check
from medlint.sources.document import Block

_STOP = re.compile(r"[.!?:;…,]$")
_FILE = re.compile(r"^[\w-]+\.(?:jpe?g|png|gif|webp|svg|pdf|docx?)$", re.IGNORECASE)
_SLUG = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+){2,}$")


class FurnitureParams(Params, frozen=True, kw_only=True):
    """How long a leaked line may be, in words."""

    longest: int = 8


@check("stray-page-furniture", FurnitureParams)
def stray_page_furniture(article: Article, params: FurnitureParams) -> Iterator[Match]:
    """Yield blocks that belong to the page, not to the article."""
    if kind_of(article).kind == "glossary":
        return
    title = " ".join(article.title.split()).casefold()
    for block in article.blocks:
        if block.inside("nav", "footer", "header", "comments", "form") or block.kind in {
            "alt",
            "button",
            "code",
        }:
            continue
        if article.zones[block.index] == "furniture":
            yield Match(block.span, {"what": "belongs to the page around the article"})
            continue
        if article.zones[block.index] != "body" or block.kind != "paragraph" or block.containers:
            continue
        words = article.text_of(block.span)
        if _FILE.match(words) or _SLUG.match(words):
            yield Match(block.span, {"what": "looks like the name of a file or an address"})
        elif _leaked(article, block, words, params.longest):
            yield Match(
                block.span,
                {"what": "looks like the text of a picture or an address that slipped into the page"},
            )
        elif block.index > article.title_span.start and " ".join(words.split()).casefold() == title:
            yield Match(block.span, {"what": "repeats the title"})


def _leaked(article: Article, block: Block, words: str, longest: int) -> bool:
    """Tell whether a bare lower-case line stands alone between paragraphs that are sentences."""
    if not words[:1].islower() or _STOP.search(words) or not 2 <= len(words.split()) <= longest:
        return False
    if any(mark.kind in {"link", "url"} for mark in article.marks_in(block.index)) or not words.isprintable():
        return False
    around = [
        other
        for other in article.blocks[max(block.index - 1, 0) : block.index + 2]
        if other.index != block.index and other.kind == "paragraph"
    ]
    # A verse, an address or a list without marks has other short lines beside it; a broken paragraph has an open end.
    for other in around:
        text = article.text_of(other.span)
        if text[:1].islower() or (
            len(text.split()) <= longest and not _STOP.search(text) and article.zones[other.index] == "body"
        ):
            return False
        if (
            other.index < block.index
            and not re.search(r"[.!?:”\"')\]]$", text)
            and article.zones[other.index] == "body"
        ):
            return False
    return True
