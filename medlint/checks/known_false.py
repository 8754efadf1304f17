"""Claims that were examined and found false, from the curated list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.checks.guards import GuardedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.false_claims import false_claim_wordings


class KnownFalseParams(GuardedParams, frozen=True, kw_only=True):
    """What silences a claim of the list; the list itself is `rules/vocabulary/false-claims.yaml`."""


_DENIAL = re.compile(r"\b(?:not|never|no|cannot)\b|n't\b")


def _denied(article: Article, span: Span, wording: str) -> bool:
    """Tell whether a negation stands in a gap of the wording: “vaccines do not cause autism”."""
    return bool(_DENIAL.search(article.folded[span.start : span.end])) and not _DENIAL.search(
        wording.replace("_", " ")
    )


@check("known-false-claim", KnownFalseParams)
def known_false_claim(article: Article, params: KnownFalseParams) -> Iterator[Match]:
    """Yield each claim of the list with what is true and who examined it; one for a place."""
    wordings, owners = false_claim_wordings()
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        reach = -1
        for index, start, end in sorted(article.hits(wordings, sentence), key=lambda hit: (hit[1], -hit[2])):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if (
                start < reach
                or _denied(article, span, wordings.wordings[index])
                or silenced(article, sentence, span, params)
            ):
                continue
            reach = end
            entry = owners[index]
            fields = {"truth": entry.truth, "source": entry.source}
            yield Match(span, fields, severity=softened(article, span, params))
