"""Finds wordings in a sentence, with scope guards and suggestions."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.promotion import promotion_of
from medlint.checks.guards import GuardedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wordings import check_wordings, wordings_of


class PhraseParams(GuardedParams, frozen=True, kw_only=True):
    """Which wordings to find."""

    phrases: tuple[str | dict[str, str], ...]
    """Wordings, or `wording: suggestion`."""
    firm: tuple[str | dict[str, str], ...] = ()
    """Wordings that say enough to need no label near (`near-labels`)."""
    selling: tuple[str | dict[str, str], ...] = ()
    """Wordings that are a fault only on a page that sells."""

    once_in_block: bool = False
    """One finding for a paragraph or quotation is enough."""

    def pairs(self) -> tuple[tuple[str, str | None], ...]:
        """Return each wording with its suggestion: first `phrases`, then `firm`, then `selling`."""
        out: list[tuple[str, str | None]] = []
        for item in (*self.phrases, *self.firm, *self.selling):
            out.extend(item.items() if isinstance(item, dict) else [(item, None)])
        return tuple(out)

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(tuple(wording for wording, _ in self.pairs()))


@check("phrase", PhraseParams)
def phrase(article: Article, params: PhraseParams) -> Iterator[Match]:
    """Yield each place of a wording that no guard silences; the longest where they overlap."""
    pairs = params.pairs()
    wordings = wordings_of(tuple(wording for wording, _ in pairs))
    firm, selling = len(params.phrases), len(params.phrases) + len(params.firm)
    reported = -1
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        if params.once_in_block and sentence.block == reported:
            continue
        reach = -1
        for index, start, end in sorted(article.hits(wordings, sentence), key=lambda hit: (hit[1], -hit[2])):
            if start < reach or (index >= selling and not promotion_of(article).sells):
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if silenced(article, sentence, span, params, labelled=index >= firm):
                continue
            reach, reported = end, sentence.block
            yield Match(span, suggestion=pairs[index][1], severity=softened(article, span, params))
