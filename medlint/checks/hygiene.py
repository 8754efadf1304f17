"""medlint's own notices: suppressions and damaged text.

Their findings come from the engine, which alone sees the comments and the other findings; this
check lets the notices be rules like all others, with severity, examples and a page of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.checks.registry import Match, Params, check


class Hygiene(Params, kw_only=True, frozen=True):
    """No parameters."""


@check("hygiene", Hygiene)
def hygiene(article: Article, params: Hygiene) -> Iterator[Match]:
    """Find nothing: the engine does."""
    yield from ()
