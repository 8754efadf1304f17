"""Tells whether a sentence is put up as a myth or stated as a fact, by its label, heading or column."""

from __future__ import annotations

import re

from medlint.articles.article import Article, Sentence
from medlint.articles.sections import column_title, heading_text, section_of
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import word_list, wording

_LABEL = re.compile(
    r"^[\W_]*(?P<label>[a-z' ]{3,24}?|)(?:\s(?:busted|buster|debunked))?\s*(?:#?\d{1,2})?\s*(?P<mark>[:：–—❌✅✗✓]|\s-\s|$)"
)
_BOTH = re.compile(r"fact|truth|realit|evidence")
_MARK = re.compile(r"[:：–—❌✅✗✓]|\s-\s")
OPENING = 60
"""In how many characters at the start of a sentence a label is looked for."""
LABEL_LENGTH = 28
"""A block of fewer characters may be a label that stands alone."""


def myth(article: Article, sentence: Sentence) -> str:
    """Return `myth`, `fact` or nothing."""
    if label := _label(article, sentence) or _column(article, sentence):
        return label
    block = article.blocks[sentence.block]
    heading = fold(heading_text(article, sentence.block))
    if block.kind == "heading":
        return "myth" if wording("cues", "myth-heading").search(heading) else ""
    if not heading or article.sentences_of(sentence.block)[0].index != sentence.index:
        return ""
    if block.kind == "list-item":
        listed = wording("cues", "myth-heading").search(heading) is not None
        return "myth" if listed and (not _BOTH.search(heading) or _is_list(heading)) else ""
    # A list of myths may be written as paragraphs: the first sentence states the first of them.
    first = section_of(article, sentence.block).first == sentence.block
    return "myth" if first and block.kind == "paragraph" and _is_list(heading) else ""


def _is_list(heading: str) -> bool:
    return (
        wording("cues", "myth-list-heading").search(heading) is not None or _labelled(heading + ":") == "myth"
    )


def _column(article: Article, sentence: Sentence) -> str:
    if article.blocks[sentence.block].kind != "table-cell":
        return ""
    return _labelled(fold(column_title(article, sentence.block)).strip(" *_.:?") + ":")


def _label(article: Article, sentence: Sentence) -> str:
    """Return the meaning of the nearest label before the sentence in its block, or just before it."""
    pieces = [item for item in article.sentences_of(sentence.block) if item.index <= sentence.index]
    for piece in reversed(pieces):
        end = min(piece.span.end, piece.span.start + OPENING)
        if found := _labelled(article.folded[piece.span.start : end]):
            return found
    kind = article.blocks[sentence.block].kind
    if kind not in {"heading", "table-cell"} and sentence.block > 0:
        before = article.blocks[sentence.block - 1]
        words = article.folded[before.span.start : before.span.end].strip(" *_.:")
        if before.kind != "table-cell" and len(words) < LABEL_LENGTH:
            return _labelled(words + ":")
    return ""


def _labelled(text: str) -> str:
    found = _LABEL.match(text) if len(text) < LABEL_LENGTH or _MARK.search(text) else None
    if found is None:
        return ""
    label, mark = found["label"].strip(), found["mark"]
    if label in word_list("cues", "myth-label") or (not label and mark and mark in "❌✗"):
        return "myth"
    if label in word_list("cues", "fact-label") or (not label and mark and mark in "✅✓"):
        return "fact"
    return ""
