"""Is a term explained on the page? The shapes in which writers explain a word (rules.md E1 to E16).

Every shape answers with the span of the explanation, so that it can be shown and judged. The
shapes inside a sentence are in `gloss_shapes`, those of layout and neighbours in `gloss_places`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.gloss_places import PLACES
from medlint.articles.gloss_shapes import SHAPES
from medlint.articles.gloss_use import Use
from medlint.spans import Span
from medlint.vocabulary.lexicon import TermUse

_ALL = (*SHAPES, *PLACES)


class Explanation(NamedTuple):
    """Where the page says what a term means."""

    pattern: str
    """Which shape it has: brackets, comma, or, verb, name, dash, markup, heading, next-sentence …"""
    span: Span
    """The explaining words, in the prose."""
    sentence: int
    """Index of the sentence that holds the explained use."""


def explanations_of(article: Article, uses: list[TermUse]) -> Iterator[Explanation]:
    """Yield the explanations of one term, given all its uses in order: the first shape that fits at each use."""
    for term in uses:
        sentence = article.sentence_at(term.start)
        if sentence is None:
            continue
        text = article.folded
        after = text[term.end : sentence.span.end]
        opening = after.lstrip(" \t\"')*")[:1]
        use = Use(article, sentence, term, text[sentence.span.start : term.start], after, opening)
        for name, shape in _ALL:
            span = shape(use)
            if span is not None:
                yield Explanation(name, span, sentence.index)
                break
