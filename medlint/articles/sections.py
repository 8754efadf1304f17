"""What stands above a block: its section and heading, the lead-in of its list, the title of its column."""

from __future__ import annotations

from dataclasses import dataclass

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.sources.document import Block


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, down to the next heading of any level."""

    index: int
    heading: int | None
    """Index of the heading's block; None before the first heading."""
    level: int
    first: int
    """Index of the first block after the heading."""
    last: int
    """Index after the last block."""


@fact
def sections_of(article: Article) -> tuple[Section, ...]:
    """Return the headings with what stands under them; the first section may have no heading."""
    out: list[Section] = []
    heading: Block | None = None
    first = 0
    for block in article.blocks:
        if article.zones[block.index] == "heading" and block.kind in {"heading", "summary"}:
            if heading is not None or block.index > first:
                out.append(_section(len(out), heading, first, block.index))
            heading, first = block, block.index + 1
    out.append(_section(len(out), heading, first, len(article.blocks)))
    return tuple(out)


def _section(index: int, heading: Block | None, first: int, last: int) -> Section:
    return Section(index, heading.index if heading else None, heading.level if heading else 0, first, last)


@fact
def _section_by_block(article: Article) -> list[Section]:
    found = [sections_of(article)[0]] * len(article.blocks)
    for section in sections_of(article):
        low = section.first if section.heading is None else section.heading
        for at in range(low, section.last):
            found[at] = section
    return found


def section_of(article: Article, block: int) -> Section:
    """Return the section that a block stands in."""
    return _section_by_block(article)[block]


def heading_text(article: Article, block: int) -> str:
    """Return the nearest heading above a block (its own text for a heading), or nothing."""
    heading = section_of(article, block).heading
    return article.text_of(article.blocks[heading].span) if heading is not None else ""


def lead_in(article: Article, block: int) -> str:
    """Return the paragraph just before the list that a block stands in, or nothing."""
    before = lead_block(article, block)
    return article.text_of(before.span) if before else ""


def lead_block(article: Article, block: int) -> Block | None:
    """Return the paragraph just before the list that a block stands in."""
    box = article.blocks[block].inside("list", "ordered-list")
    if box is None:
        return None
    at = block
    while at > 0 and any(container.id == box.id for container in article.blocks[at].containers):
        at -= 1
    before = article.blocks[at]
    if any(container.id == box.id for container in before.containers) or before.kind == "heading":
        return None
    return before


def column_title(article: Article, block: int) -> str:
    """Return the heading cell above a table cell, or nothing."""
    cell = article.blocks[block]
    table = cell.inside("table")
    if table is None or cell.kind != "table-cell":
        return ""
    for other in article.blocks[max(0, block - 400) : block]:
        if other.header and other.level == cell.level and table in other.containers:
            return article.text_of(other.span)
    return ""
