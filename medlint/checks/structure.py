"""The skeleton of a page: headings, lists, paragraphs, links and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.checks.readability import sentence_length
from medlint.checks.registry import HeadingLevel, Match, Params, check
from medlint.sources.document import Block
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set


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
        low, high = (
            block.span.end,
            article.blocks[end].span.start if end < len(article.blocks) else len(article.text),
        )
        pictured = any(low <= picture.place <= high for picture in article.document.pictures)
        masked = _template_between(article, block, following)
        if not inside and not pictured and not masked:
            yield Match(block.span)


def _template_between(article: Article, block: Block, following: Block | None) -> bool:
    """Tell whether something that is no prose (a template, a component, a table) stands in the source there."""
    to_source = article.document.source_map.to_source
    start = to_source(block.span).end
    end = to_source(following.span).start if following else len(article.document.source.text)
    between = re.sub(
        r"<!--.*?-->|</?[a-z][^>]*>", " ", article.document.source.text[start:end], flags=re.DOTALL
    )
    return bool(re.search(r"\{\{|\{%|<[A-Z]|import |:::|[A-Za-z]{3}", between))


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
        if sentences <= params.sentences and block.span.length <= 2 * params.words:
            continue
        words = sentence_length(article.text_of(block.span))
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


@check("promised-count-mismatch", SectionParams)
def promised_count_mismatch(article: Article, params: SectionParams) -> Iterator[Match]:
    """Yield a stated number of signs, steps or tips that the list or headings after it do not have."""
    for block in article.blocks:
        if article.zones[block.index] not in {"heading", "body", "callout"}:
            continue
        sentences = article.sentences_of(block.index)
        if not sentences:
            continue
        last = sentences[-1]
        promise = _promise(article, last.span, heading=article.zones[block.index] == "heading")
        if promise is None:
            continue
        count, span = promise
        found = _listed(article, block)
        if found is not None and found != count and found >= 2:
            yield Match(span, {"stated": str(count), "found": str(found)})


@cache
def _count_pattern() -> re.Pattern[str]:
    numbers = "|".join(vocabulary("structure")["numbers"])
    nouns = "|".join(sorted(word_list("structure", "count-nouns"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,%-])(?P<number>\d{{1,2}}|{numbers})\s+(?:(?!of\b|to\b|or\b|and\b|in\b)[\w'-]+\s+){{0,3}}?(?P<noun>{nouns})(?![\w-])"
    )


def _promise(article: Article, span: Span, *, heading: bool) -> tuple[int, Span] | None:
    text = article.folded[span.start : span.end]
    found = list(_count_pattern().finditer(text))
    if len(found) != 1 or (text.rstrip().endswith("?") and not heading):
        return None
    match = found[0]
    before = text[: match.start()].rstrip()
    if any(before.endswith(" " + word) or before == word for word in word_list("structure", "open-counts")):
        return None
    if not heading and not text.rstrip().endswith(":"):
        return None
    if match["noun"] in {"stage", "type", "phase", "class", "group", "part", "step", "thing", "form"}:
        return None
    stated = match["number"]
    count = int(stated) if stated.isdigit() else int(vocabulary("structure")["numbers"][stated])
    return (count, Span(span.start + match.start(), span.start + match.end())) if 2 <= count <= 30 else None


def _listed(article: Article, block: Block) -> int | None:
    """Return how many items follow: of the one list of the section, or its numbered sub-headings."""
    rest = article.blocks[block.index + 1 :]
    if block.kind != "heading":
        if not rest or rest[0].kind != "list-item":
            return None
        box = rest[0].inside("list", "ordered-list")
        return (
            sum(1 for b in rest if b.kind == "list-item" and b.inside("list", "ordered-list") == box)
            if box
            else None
        )
    end = next((b.index for b in rest if b.kind == "heading" and b.level <= block.level), len(article.blocks))
    under = article.blocks[block.index + 1 : end]
    numbered = [
        b for b in under if b.kind == "heading" and re.match(r"\W*\d{1,2}[.):\s]", article.text_of(b.span))
    ]
    if len(numbered) >= 2:
        return len(numbered)
    lists = {
        box.id
        for b in under
        if (box := b.inside("list", "ordered-list")) and b.kind == "list-item" and b.level == 1
    }
    if len(lists) != 1 or any(b.kind == "heading" for b in under):
        return None
    return sum(1 for b in under if b.kind == "list-item" and b.level == 1)


@check("weak-link-text", SectionParams)
def weak_link_text(article: Article, params: SectionParams) -> Iterator[Match]:
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


@check("missing-alt-text", SectionParams)
def missing_alt_text(article: Article, params: SectionParams) -> Iterator[Match]:
    """Yield pictures without words for those who do not see them; a picture marked as decoration is fine."""
    for picture in article.document.pictures:
        block = article.block_at(picture.place) if article.blocks else None
        if block is not None and article.zones[block.index] in {"navigation", "footer", "comments"}:
            continue
        if picture.alt is None:
            said = "has no alternative text"
        elif _file_name(picture.alt):
            said = "has the name of a file as its alternative text"
        else:
            continue
        yield Match(_near(article, picture.place), {"problem": said}, source=picture.span)


def _file_name(alt: str) -> bool:
    words = fold(alt).strip()
    if re.fullmatch(r"[\w\s-]+\.(?:jpe?g|png|gif|webp|svg|bmp)", words):
        return True
    bare = re.sub(r"[\s_-]*\d*$", "", words)
    return bool(words) and bare in word_set("structure", "file-alt")


def _near(article: Article, place: int) -> Span:
    block = article.block_at(place)
    return Span(block.span.start, min(block.span.start + 1, block.span.end))
