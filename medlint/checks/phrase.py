"""Finds wordings in a sentence, with scope guards and suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from medlint.articles.article import Article
from medlint.checks.guards import GuardedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wordings import Wordings, check_wordings


class PhraseParams(GuardedParams, frozen=True, kw_only=True):
    """Which wordings to find."""

    phrases: tuple[str | dict[str, str], ...]
    """Wordings, or `wording: suggestion`."""

    @cached_property
    def pairs(self) -> tuple[tuple[str, str | None], ...]:
        """Return each wording with its suggestion."""
        out: list[tuple[str, str | None]] = []
        for item in self.phrases:
            out.extend(item.items() if isinstance(item, dict) else [(item, None)])
        return tuple(out)

    @cached_property
    def wordings(self) -> Wordings:
        """What finds the wordings, by their index in `pairs`."""
        return Wordings(wording for wording, _ in self.pairs)

    def lists(self) -> tuple[Wordings, ...]:
        """Return the phrases."""
        return (self.wordings,)

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(tuple(wording for wording, _ in self.pairs))


@check("phrase", PhraseParams)
def phrase(article: Article, params: PhraseParams) -> Iterator[Match]:
    """Yield each place of a wording that no guard silences; the longest where they overlap."""
    pairs, wordings = params.pairs, params.wordings
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        hits = [(start, end, pairs[index][1]) for index, start, end in article.hits(wordings, sentence)]
        reach = -1
        for start, end, suggestion in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if start < reach:
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if silenced(article, sentence, span, params):
                continue
            reach = end
            yield Match(span, suggestion=suggestion, severity=softened(article, span, params))
