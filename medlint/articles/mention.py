"""Quotation and mention: is a span someone's words, or spoken about rather than used?"""

from __future__ import annotations

import re

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.kind import kind_of
from medlint.articles.quotation import quoted_spans
from medlint.articles.sections import column_title, heading_text, lead_in
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import word_set, wording

SCARE_WORDS = 3
"""How many quoted words may be scare quotes (“miracle” pills) rather than a statement."""

LIST_LENGTH = 80
"""How many characters of a list may stand between “words like” and the target."""

_JOINT = re.compile(r",|/|\bor\b|\band\b")


def quotation(article: Article, span: Span, sentence: Sentence, text: str) -> set[str]:
    """Return which of `quoted`, `attributed` (scare quotes) and `mention` hold for a span."""
    flags: set[str] = set()
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    around = [piece for piece in quoted_spans(article, sentence.block) if piece.contains(span)]
    if (around or article.zones[sentence.block] == "quote") and not interested(article, sentence):
        flags.add("quoted")
    if any(_scare(article.text_of(piece)) for piece in around):
        flags.add("attributed")
    stressed = any(
        mark.kind in {"emphasis", "dfn", "code", "quote"}
        and mark.span.contains(span)
        and mark.span.length <= span.length + 40
        for mark in article.marks_in(sentence.block)
    )
    if around or stressed:
        before = " ".join(text[:start].split()[-7:])
        after = text[end:].lstrip(" \"'*_")
        if wording("cues", "mention").search(before) or wording("cues", "mention-after").match(after):
            flags.add("mention")
    cues = article.hits(wording("cues", "mention-adjacent"), sentence)
    if any(
        _listed(text[end_of_cue:start])
        for _, begin, end_of_cue in cues
        if start - LIST_LENGTH <= begin and end_of_cue <= start
    ) or _dont_say(article, sentence):
        flags.add("mention")
    return flags


@fact
def interested(article: Article, sentence: Sentence) -> bool:
    """Tell whether the sentence is said by somebody who runs what the page writes about: a chief executive, a founder."""
    at = sentence.index
    for step in (0, 1, -1, 2, -2, -3):
        other = article.sentences[at + step] if 0 <= at + step < len(article.sentences) else sentence
        if other.block != sentence.block or not article.hits(wording("cues", "saying"), other):
            continue
        return bool(article.hits(wording("cues", "interested-speaker"), other)) and not article.hits(
            wording("cues", "disinterested-speaker"), other
        )
    return False


def told_of_oneself(article: Article, sentence: Sentence) -> bool:
    """Tell whether a story's writer speaks of what happened to them: what they say of everybody is a statement."""
    return kind_of(article).kind == "story" and not article.sentence_words[sentence.index].isdisjoint(
        word_set("cues", "first-person")
    )


def _listed(between: str) -> bool:
    """Tell whether a target follows a cue at once, or as an item of the list that the cue opens."""
    *items, last = _JOINT.split(between)
    return last.strip(" \"'*_") in {"", "a", "an", "the"} and all(len(item.split()) <= 3 for item in items)


def _scare(quoted: str) -> bool:
    return len(quoted.split()) <= SCARE_WORDS and quoted.rstrip()[-1:] not in {".", "!", "?", ","}


def _dont_say(article: Article, sentence: Sentence) -> bool:
    """Tell whether the block is listed as words to avoid, by its heading, column or lead-in."""
    block = article.blocks[sentence.block]
    if block.kind not in {"list-item", "table-cell"}:
        return False
    titles = [
        heading_text(article, sentence.block),
        lead_in(article, sentence.block),
        column_title(article, sentence.block),
    ]
    return any(title and wording("cues", "don't-say-heading").search(fold(title)) for title in titles)
