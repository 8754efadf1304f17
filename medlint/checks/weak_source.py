"""Claims that rest on a weak link alone."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.claim_scope import scope_of
from medlint.articles.claims import claims_of
from medlint.articles.support import may_be_weak, support_of
from medlint.checks.registry import Match, Params, check


class WeakSourceParams(Params, frozen=True, kw_only=True):
    """The check has no parameters: the kinds of source are in `rules/vocabulary/support.yaml`."""


@check("weak-source", WeakSourceParams)
def weak_source(article: Article, params: WeakSourceParams) -> Iterator[Match]:
    """Yield the weak source of each health claim that has no better one; once for each source."""
    if not may_be_weak(article):
        return
    seen: set[tuple[int, int]] = set()
    for claim in claims_of(article):
        support = support_of(article, claim.sentence)
        if support is None or support.level != "weak" or (support.span.start, support.span.end) in seen:
            continue
        if scope_of(article, claim) == "silent":
            continue
        seen.add((support.span.start, support.span.end))
        words = article.text_of(support.span).strip()
        yield Match(
            support.span, {"source": f"The only source beside this claim is “{words}”, which is weak"}
        )
