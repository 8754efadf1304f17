"""The skeleton of a page: headings, sections, paragraphs and lists."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.unread import something_between
from medlint.checks.readability import most_words, sentence_length
from medlint.checks.registry import HeadingLevel, Match, Params, check
from medlint.sources.document import Block


def headings(article: Article) -> list[Block]:
    """Return the headings of the article itself: none of navigation, footers and so on."""
    return [
        b
        for b in article.blocks
        if b.kind == "heading" and article.zones[b.index] in {"heading", "references"}
    ]


class HeadingParams(Params, frozen=True, kw_only=True):
    """What is right without a heading of level 1."""

    title_from_template: bool = True
    """The site's template writes the title, so that an article may start at level 2."""


@check("heading-level-skip", HeadingParams)
def heading_level_skip(article: Article, params: HeadingParams) -> Iterator[Match]:
    """Yield headings that skip a level downward, and every title after the first."""
    found = headings(article)
    if not found:
        return
    before = found[0]
    titles = 1 if before.level == 1 else 0
    if titles == 0 and not params.title_from_template:
        yield Match(before.span, {"problem": "the page has no title of level 1"})
    for block in found[1:]:
        if block.level == 1:
            titles += 1
            if titles > 1:
                yield Match(block.span, {"problem": "this is a second title of level 1"})
        elif block.level > before.level + 1:
            yield Match(
                block.span,
                {
                    "problem": f"level {block.level} follows level {before.level}; {before.level + 1} is missing"
                },
                fix=_lifted(found, block, block.level - before.level - 1),
            )
        before = block


def _lifted(found: list[Block], first: Block, by: int) -> tuple[HeadingLevel, ...]:
    """Return the fix that lifts a heading with its siblings and what stands under them, so that the outline stays."""
    out: list[HeadingLevel] = []
    for block in found[found.index(first) :]:
        if block.level < first.level:
            break
        out.append(HeadingLevel(block.span, block.level - by))
    return tuple(out)


class SectionParams(Params, frozen=True, kw_only=True):
    """No parameters of its own."""


@check("empty-section", SectionParams)
def empty_section(article: Article, params: SectionParams) -> Iterator[Match]:
    """Yield headings with nothing under them before the next heading of the same or a higher level."""
    found = headings(article)
    for at, block in enumerate(found):
        if block.level == 1 and at == 0:
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        end = following.index if following else len(article.blocks)
        if following is not None and (
            following.level > block.level or article.document.source.format == "text"
        ):
            # The levels of headings in plain text are a guess.
            continue
        inside = [
            other
            for other in article.blocks[block.index + 1 : end]
            if article.zones[other.index] != "furniture"
        ]
        if not inside and not something_between(article, block, following):
            yield Match(block.span)


class GapParams(Params, frozen=True, kw_only=True):
    """How much prose may stand without a break."""

    words: int = 300


@check("heading-gap", GapParams)
def heading_gap(article: Article, params: GapParams) -> Iterator[Match]:
    """Yield the first paragraph of a long stretch with no heading, list or table."""
    count, first = 0, None
    for block in article.blocks:
        zone = article.zones[block.index]
        if zone in {"heading", "list", "table", "caption", "code"}:
            if first is not None and count > params.words:
                yield Match(first.span, {"words": str(count)})
            count, first = 0, None
        elif zone in {"body", "callout", "quote"}:
            first = first or block
            count += article.text_of(block.span).count(" ") + 1
    if first is not None and count > params.words:
        yield Match(first.span, {"words": str(count)})


class ParagraphParams(Params, frozen=True, kw_only=True):
    """How long a paragraph may be."""

    sentences: int = 5
    words: int = 100


@check("long-paragraph", ParagraphParams)
def long_paragraph(article: Article, params: ParagraphParams) -> Iterator[Match]:
    """Yield paragraphs of running prose with too many sentences or words."""
    for block in article.blocks:
        if article.zones[block.index] not in {"body", "callout"} or block.kind != "paragraph":
            continue
        sentences = len(article.sentences_of(block.index))
        if sentences <= params.sentences and most_words(article, block.span) <= params.words:
            continue
        words = sentence_length(article, block.span)
        if sentences > params.sentences or words > params.words:
            yield Match(block.span, {"sentences": str(sentences), "words": str(words)})


class ListParams(Params, frozen=True, kw_only=True):
    """How long and how deep a list may be."""

    items: int = 12
    depth: int = 2


@check("overlong-list", ListParams)
def overlong_list(article: Article, params: ListParams) -> Iterator[Match]:
    """Yield the first item of a list with too many items or levels."""
    lists: dict[int, list[Block]] = {}
    for block in article.blocks:
        box = block.inside("list", "ordered-list")
        if box and block.kind == "list-item" and article.zones[block.index] == "list":
            lists.setdefault(box.id, []).append(block)
    for items in lists.values():
        if len(items) > params.items:
            yield Match(items[0].span, {"problem": f"{len(items)} items"})
        elif items[0].level > params.depth:
            yield Match(items[0].span, {"problem": f"{items[0].level} levels"})
