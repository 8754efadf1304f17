"""Which advice a passage falls under: its own, that of its lead-in, row, box, heading or paragraph.

A sign in a list under “Call 999 if:” is answered by the lead-in, one in a table by the other
cells of its row, one in a paragraph by the sentences beside it or by a later “if you have any of
these, …”. The nearest of them decides.
"""

from __future__ import annotations

from medlint.articles.advice import Advice, advice_units
from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.locale import locale_of
from medlint.articles.sections import column_title, section_of
from medlint.articles.urgency import SPEED, urgency_of
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import wording

_ROW = 12
"""A row has at most so many blocks."""


def governing_urgency(article: Article, sentence: Sentence) -> str | None:
    """Return how fast the advice is that answers a sentence; None when no advice does."""
    for found in (
        _own(article, sentence),
        _of_list_or_row(article, sentence),
        _of_box(article, sentence),
        _of_neighbours(article, sentence),
        _pointing_back(article, sentence),
        _of_heading(article, sentence),
    ):
        if found is not None:
            return found
    return None


@fact
def units_by_sentence(article: Article) -> dict[int, Advice]:
    """Return the advice units by the index of their sentence."""
    return {unit.sentence: unit for unit in advice_units(article)}


def units_of_block(article: Article, block: int) -> list[Advice]:
    """Return the advice units of a block."""
    units = units_by_sentence(article)
    return [units[s.index] for s in article.sentences_of(block) if s.index in units]


def _own(article: Article, sentence: Sentence) -> str | None:
    unit = units_by_sentence(article).get(sentence.index)
    return unit.urgency if unit else None


def _of_list_or_row(article: Article, sentence: Sentence) -> str | None:
    block = article.blocks[sentence.block]
    lead = lead_in_block(article, sentence.block)
    if lead is not None and (found := units_of_block(article, lead)):
        return found[-1].urgency
    if block.inside("row") is not None:
        if found := units_of_row(article, block.index):
            return max((unit.urgency for unit in found), key=SPEED.__getitem__)
        title = column_title(article, block.index)
        return urgency_of(fold(title), locale_of(article)) if title else None
    return None


def units_of_row(article: Article, block: int) -> list[Advice]:
    """Return the advice units in the other cells of the table row that a block stands in."""
    row = article.blocks[block].inside("row")
    if row is None:
        return []
    near = article.blocks[max(0, block - _ROW) : block + _ROW]
    cells = [other.index for other in near if row in other.containers and other.index != block]
    return [unit for cell in cells for unit in units_of_block(article, cell)]


def lead_in_block(article: Article, block: int) -> int | None:
    """Return the index of the paragraph just before the list that a block stands in."""
    box = article.blocks[block].inside("list", "ordered-list")
    if box is None:
        return None
    at = block
    while at > 0 and box in article.blocks[at].containers:
        at -= 1
    before = article.blocks[at]
    return None if box in before.containers or before.kind == "heading" else at


def _of_box(article: Article, sentence: Sentence) -> str | None:
    block = article.blocks[sentence.block]
    box = block.inside("callout", "aside", "quote")
    if box is None:
        return None
    around = [
        other.index
        for other in article.blocks[max(0, block.index - 20) : block.index + 20]
        if box in other.containers
    ]
    found = [unit for index in around for unit in units_of_block(article, index)]
    return max((unit.urgency for unit in found), key=SPEED.__getitem__) if found else None


def _of_neighbours(article: Article, sentence: Sentence) -> str | None:
    units = units_by_sentence(article)
    for index in (sentence.index + 1, sentence.index - 1, sentence.index + 2):
        unit = units.get(index)
        if unit is not None and article.sentences[index].block == sentence.block:
            return unit.urgency
    return None


def _pointing_back(article: Article, sentence: Sentence) -> str | None:
    section = section_of(article, sentence.block)
    pointing = wording("advice", "pointing-back")
    for unit in advice_units(article):
        later = article.sentences[unit.sentence]
        if later.index <= sentence.index or not section.first <= later.block < section.last:
            continue
        if article.hits(pointing, later):
            return unit.urgency
    return None


def _of_heading(article: Article, sentence: Sentence) -> str | None:
    heading = section_of(article, sentence.block).heading
    if heading is None or heading == sentence.block:
        return None
    if found := units_of_block(article, heading):
        return found[-1].urgency
    return urgency_of(fold(article.text_of(article.blocks[heading].span)), locale_of(article))
