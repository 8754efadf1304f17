"""Finds outcomes that customers and patients tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.claim_words import claim_words_of
from medlint.articles.promotion import promotion_of
from medlint.articles.quotation import quoted_spans
from medlint.articles.sections import heading_text
from medlint.checks.guards import silenced
from medlint.checks.phrase import PhraseParams, found_in
from medlint.checks.registry import Match, check
from medlint.sources.document import Block
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of

SIGNATURE = 40
"""Characters that a name may take after a quotation that stands alone."""
_NAME = r"(?:[A-Z][a-z\u00e0-\u00ff'’]+(?:[\s-]+[A-Z][\w.'’]*){0,2}|[A-Z]\.?\s?[A-Z]\.?)"
_MORE = r"(?:(?:,|\s+from|\s+in|\s*\(|\s+aged)[^.!?]{0,40})?"
_SIGNED = re.compile(rf"[.!?…”\"’'*]\s*(?:[-–—~]+\s*|\(){_NAME}{_MORE}\)?[\s*_]*$")
"""“… again! – Jane, Leeds”, “… my life.” (Brian, 61)"""
_SIGNATURE = re.compile(rf"[-–—~\s*_]*{_NAME}{_MORE}[\s*_]*$")
"""A line of its own: “Brent, 52”."""


class TestimonialParams(PhraseParams, frozen=True, kw_only=True):
    """Which wordings tell of a good outcome."""

    told: tuple[str, ...]
    """Wordings that do so in the words of a customer or patient: in a quotation, or under a heading that promises such."""
    headings: tuple[str, ...]
    """Wordings of such headings."""
    signs: frozenset[str]
    """Characters that rate a product or a visit."""
    voice: tuple[str, ...]
    """Words of the person who tells; one must stand in a quotation, unless its heading promises a customer's words."""
    not_voice: tuple[str, ...]
    """Words by which the quoted person is a professional."""
    titles: tuple[str, ...]
    """Words by which a signature is that of a professional."""
    turns: tuple[str, ...]
    """Wordings that tell how it was before, or what changed: enough in a letter that a customer signs."""

    def items(self) -> tuple[str | dict[str, str], ...]:
        """Return the wordings: those of `told` last."""
        return (*super().items(), *self.told)

    def validate(self) -> None:
        """Check the wordings of the voice, too."""
        super().validate()
        check_wordings((*self.headings, *self.voice, *self.not_voice, *self.titles, *self.turns))


@check("testimonial", TestimonialParams)
def testimonial(article: Article, params: TestimonialParams) -> Iterator[Match]:
    """Yield the first good outcome of each paragraph or quotation that a customer or patient tells."""
    told = len(params.pairs) - len(params.told)
    shown = set()
    for match in found_in(article, params, lambda index, span: index < told or _told(article, span, params)):
        shown.add(article.block_at(match.span.start).index)
        yield match
    if promotion_of(article).sells:
        yield from (match for block, match in _signed(article, params) if block not in shown)


def _told(article: Article, span: Span, params: TestimonialParams) -> bool:
    """Tell whether a customer or patient speaks there."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return False
    block = article.sentences_of(sentence.block)
    if any(article.hits(wordings_of(params.not_voice), item) for item in block):
        return False
    if not params.signs.isdisjoint(article.text_of(article.blocks[sentence.block].span)):
        return True
    heading = heading_text(article, sentence.block)
    if heading and wordings_of(params.headings).search(fold(heading)):
        return True
    pieces = [piece for piece in quoted_spans(article, sentence.block) if piece.contains(span)]
    if not pieces and article.zones[sentence.block] != "quote":
        return False
    whole = article.blocks[sentence.block].span
    shown = any(piece.start - whole.start <= 2 and whole.end - piece.end <= SIGNATURE for piece in pieces)
    return shown or any(article.hits(wordings_of(params.voice), item) for item in block)


def _signed(article: Article, params: TestimonialParams) -> Iterator[tuple[int, Match]]:
    """Yield the letters of customers: signed, in their own words, and about what changed."""
    for block in article.blocks:
        if article.zones[block.index] not in params.zone_set() or not _by_customer(article, block, params):
            continue
        lines = article.sentences_of(block.index)
        voiced = any(article.hits(wordings_of(params.voice), line) for line in lines)
        turned = any(article.hits(wordings_of(params.turns), line) for line in lines)
        if not (turned or (voiced and any(_ill(article, line.span) for line in lines))):
            continue
        span = Span(lines[0].span.start, lines[-1].span.end)
        if not silenced(article, lines[0], lines[0].span, params, labelled=True):
            yield block.index, Match(span)


def _by_customer(article: Article, block: Block, params: TestimonialParams) -> bool:
    """Tell whether a block ends with the name of a lay person, or one follows on a line of its own."""
    text = article.text_of(block.span)
    signed = _SIGNED.search(text)
    signature = signed.group() if signed else ""
    if not signed and block.index + 1 < len(article.blocks):
        told = article.zones[block.index] == "quote" or text[:1] in "“\"‘'"
        after = article.text_of(article.blocks[block.index + 1].span)
        if told and len(after) <= SIGNATURE and _SIGNATURE.match(after):
            signature = after
    titles = wordings_of(params.titles)
    return (
        bool(signature) and not titles.search(fold(signature)) and not titles.search(fold(text[-SIGNATURE:]))
    )


def _ill(article: Article, span: Span) -> bool:
    return any("bad" in use.labels for use in claim_words_of(article, span))
