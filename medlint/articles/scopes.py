"""Keeps the scope facts of one article, so that each is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.articles.context import context
from medlint.articles.cues import CuedSentence
from medlint.articles.quotation import quoted_spans
from medlint.spans import Span

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence


class Scopes:
    """Cues by sentence, quotations by block and flags by span; all made when first asked for."""

    def __init__(self, article: Article) -> None:
        """Begin with nothing known."""
        self._article = article
        self._contexts: dict[Span, frozenset[str]] = {}
        self._cued: dict[int, CuedSentence] = {}
        self._quoted: dict[int, list[Span]] = {}

    def context(self, span: Span) -> frozenset[str]:
        """Return the scope flags of a span of the prose."""
        found = self._contexts.get(span)
        if found is None:
            found = self._contexts[span] = context(self._article, span)
        return found

    def cued(self, sentence: Sentence) -> CuedSentence:
        """Return a sentence with its cues."""
        found = self._cued.get(sentence.index)
        if found is None:
            article, span = self._article, sentence.span
            found = self._cued[sentence.index] = CuedSentence(
                article.text_of(span),
                article.folded[span.start : span.end],
                article.sentence_words[sentence.index],
            )
        return found

    def quoted(self, block: int) -> list[Span]:
        """Return the stretches of a block that stand between quotation marks."""
        found = self._quoted.get(block)
        if found is None:
            found = self._quoted[block] = quoted_spans(self._article, block)
        return found
