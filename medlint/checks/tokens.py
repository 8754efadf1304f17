"""Finds token patterns in spaCy Matcher's syntax, in the sentences that hold one of their literals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from medlint.articles.article import Article
from medlint.articles.pipeline import matcher, tokenise
from medlint.checks.guards import GuardedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.errors import RuleError
from medlint.spans import Span


class TokenParams(GuardedParams, frozen=True, kw_only=True):
    """Which token patterns to find."""

    tokens: tuple[list[dict[str, Any]], ...]
    """Patterns of spaCy's Matcher; each needs a token with a literal LOWER (or LOWER IN) that is not optional."""
    suggestion: str | None = None

    def anchors(self) -> frozenset[str]:
        """Return the literals of each pattern's rarest place."""
        return frozenset(literal for pattern in self.tokens for literal in _literals(pattern))

    def validate(self) -> None:
        """Check flags, and that each pattern has a literal."""
        super().validate()
        for pattern in self.tokens:
            if not _literals(pattern):
                raise RuleError(
                    "A token pattern has no literal to look for first.",
                    "Give one token a LOWER or LOWER: {IN: …}.",
                )


def _literals(pattern: list[dict[str, Any]]) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    for token in pattern:
        lower = token.get("LOWER")
        if lower is None or token.get("OP") in {"?", "*", "!"}:
            continue
        found = (lower,) if isinstance(lower, str) else tuple(lower.get("IN", ()))
        if found and (not best or min(map(len, found)) > min(map(len, best))):
            best = found
    return best


@check("tokens", TokenParams)
def tokens(article: Article, params: TokenParams) -> Iterator[Match]:
    """Yield each place where a token pattern matches and no guard silences it."""
    rows = tuple(json.dumps(pattern, sort_keys=True) for pattern in params.tokens)
    for sentence in article.sentences_with(params.anchors(), params.zone_set()):
        doc = tokenise(article.text_of(sentence.span))
        found = sorted(
            ((doc[first:last].start_char, doc[first:last].end_char) for _, first, last in matcher(rows)(doc))
        )
        for start, end in found:
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if not silenced(article, sentence, span, params):
                yield Match(span, suggestion=params.suggestion, severity=softened(article, span, params))
