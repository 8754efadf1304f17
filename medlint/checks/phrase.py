"""Finds wordings in a sentence, with scope guards and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from medlint.articles.article import Article
from medlint.articles.promotion import promotion_of
from medlint.checks.guards import PairedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span


class PhraseParams(PairedParams, frozen=True, kw_only=True):
    """Which wordings to find."""

    phrases: tuple[str | dict[str, str], ...]
    """Wordings, or `wording: suggestion`."""
    firm: tuple[str | dict[str, str], ...] = ()
    """Wordings that say enough to need no label near (`near-labels`)."""
    selling: tuple[str | dict[str, str], ...] = ()
    """Wordings that are a fault only on a page that sells."""
    promising: tuple[str | dict[str, str], ...] = ()
    """Wordings that are one only where the page promises, too: there readers take a hint for a promise."""

    once_in_block: bool = False
    """One finding for a paragraph or quotation is enough."""

    def items(self) -> tuple[str | dict[str, str], ...]:
        """Return the wordings as the rule writes them: `phrases`, `firm`, `selling`, `promising`."""
        return (*self.phrases, *self.firm, *self.selling, *self.promising)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str | None], ...]:
        """Return each wording with its suggestion."""
        out: list[tuple[str, str | None]] = []
        for item in self.items():
            out.extend(item.items() if isinstance(item, dict) else [(item, None)])
        return tuple(out)


@check("phrase", PhraseParams)
def phrase(article: Article, params: PhraseParams) -> Iterator[Match]:
    """Yield each place of a wording that no guard silences; the longest where they overlap."""
    return found_in(article, params, lambda index, span: True)


def found_in(article: Article, params: PhraseParams, counts: Callable[[int, Span], bool]) -> Iterator[Match]:
    """Yield the matches of the wordings that count and that no guard silences.

    `counts` is asked with the index of the wording in `params.pairs` and the span of the match.
    """
    pairs, wordings = params.pairs, params.wordings
    firm = len(params.phrases)
    selling = firm + len(params.firm)
    promising = selling + len(params.selling)
    told = promising + len(params.promising)
    reported = -1
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        if params.once_in_block and sentence.block == reported:
            continue
        reach = -1
        for index, start, end in sorted(article.hits(wordings, sentence), key=lambda hit: (hit[1], -hit[2])):
            if start < reach or (selling <= index < told and not _sells(article, index >= promising)):
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not counts(index, span) or silenced(article, sentence, span, params, labelled=index >= firm):
                continue
            reach, reported = end, sentence.block
            yield Match(span, suggestion=pairs[index][1], severity=softened(article, span, params))


def _sells(article: Article, promises: bool) -> bool:
    promotion = promotion_of(article)
    return promotion.promises if promises else promotion.sells
