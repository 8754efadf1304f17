"""Finds wordings in a sentence, with scope guards and suggestions, and outcomes that customers tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from medlint.articles.article import Article
from medlint.articles.promotion import promotion_of
from medlint.articles.quotation import quoted_spans
from medlint.articles.sections import heading_text
from medlint.checks.guards import PairedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of

SIGNATURE = 40
"""Characters that a name may take after a quotation that stands alone."""


class PhraseParams(PairedParams, frozen=True, kw_only=True):
    """Which wordings to find."""

    phrases: tuple[str | dict[str, str], ...]
    """Wordings, or `wording: suggestion`."""
    firm: tuple[str | dict[str, str], ...] = ()
    """Wordings that say enough to need no label near (`near-labels`)."""
    selling: tuple[str | dict[str, str], ...] = ()
    """Wordings that are a fault only on a page that sells."""

    once_in_block: bool = False
    """One finding for a paragraph or quotation is enough."""

    def items(self) -> tuple[str | dict[str, str], ...]:
        """Return the wordings as the rule writes them: first `phrases`, then `firm`, then `selling`."""
        return (*self.phrases, *self.firm, *self.selling)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str | None], ...]:
        """Return each wording with its suggestion."""
        out: list[tuple[str, str | None]] = []
        for item in self.items():
            out.extend(item.items() if isinstance(item, dict) else [(item, None)])
        return tuple(out)


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

    def items(self) -> tuple[str | dict[str, str], ...]:
        """Return the wordings: those of `told` last."""
        return (*super().items(), *self.told)

    def validate(self) -> None:
        """Check the wordings of the voice, too."""
        super().validate()
        check_wordings((*self.headings, *self.voice, *self.not_voice))


@check("testimonial", TestimonialParams)
def testimonial(article: Article, params: TestimonialParams) -> Iterator[Match]:
    """Yield the first good outcome of each paragraph or quotation that a customer or patient tells."""
    told = len(params.pairs) - len(params.told)
    return _found(article, params, lambda index, span: index < told or _told(article, span, params))


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


@check("phrase", PhraseParams)
def phrase(article: Article, params: PhraseParams) -> Iterator[Match]:
    """Yield each place of a wording that no guard silences; the longest where they overlap."""
    return _found(article, params, lambda index, span: True)


def _found(article: Article, params: PhraseParams, counts: Callable[[int, Span], bool]) -> Iterator[Match]:
    pairs, wordings = params.pairs, params.wordings
    firm = len(params.phrases)
    selling = range(firm + len(params.firm), firm + len(params.firm) + len(params.selling))
    reported = -1
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        if params.once_in_block and sentence.block == reported:
            continue
        reach = -1
        for index, start, end in sorted(article.hits(wordings, sentence), key=lambda hit: (hit[1], -hit[2])):
            if start < reach or (index in selling and not promotion_of(article).sells):
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not counts(index, span) or silenced(article, sentence, span, params, labelled=index >= firm):
                continue
            reach, reported = end, sentence.block
            yield Match(span, suggestion=pairs[index][1], severity=softened(article, span, params))
