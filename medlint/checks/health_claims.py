"""Claims for health without a source: of benefit, of harm, of safety."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from medlint.articles.article import Article
from medlint.articles.claim_scope import scope_of
from medlint.articles.claims import Claim, Kind, claims_of, may_matter
from medlint.articles.kind import kind_of
from medlint.articles.promotion import promotion_of
from medlint.articles.support import support_of
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.sources.zones import Zone

_ZONES: frozenset[Zone] = frozenset({"body", "list", "callout", "table", "heading"})


class ClaimParams(Params, frozen=True, kw_only=True):
    """Which claims a rule reports."""

    claims: tuple[Kind, ...]
    """`efficacy`, `harm` or `safety`."""


@check("unsupported-claim", ClaimParams)
def unsupported_claim(article: Article, params: ClaimParams) -> Iterator[Match]:
    """Yield claims that no source in or beside the sentence carries.

    One made for a contested or blamed thing is reported on any page; one made for other things
    only where the page sells, because the plain facts of a health service need no source.
    """
    if not may_matter(article):
        return
    for _, claims in groupby(claims_of(article), key=lambda claim: claim.sentence.index):
        found = [match for claim in claims if (match := _judged(article, claim, params)) is not None]
        if found:
            yield min(found, key=lambda match: match.severity is not None)


def _judged(article: Article, claim: Claim, params: ClaimParams) -> Match | None:
    if claim.kind not in params.claims or claim.sentence.zone not in _ZONES or not _matters(article, claim):
        return None
    scope = scope_of(article, claim)
    if scope == "silent":
        return None
    support = support_of(article, claim.sentence)
    if support is not None and support.level != "weak":
        return None
    told = kind_of(article).kind == "story"
    severity: Severity | None = "info" if scope == "soft" or support is not None or told else None
    return Match(claim.sentence.span, _fields(claim, support is not None), severity=severity)


def _matters(article: Article, claim: Claim) -> bool:
    if claim.subject in {"contested", "blamed"}:
        return True
    return promotion_of(article).sells


def _fields(claim: Claim, weak: bool) -> dict[str, str]:
    return {
        "agent": f"“{claim.agent}”" if claim.agent else "the treatment",
        "outcome": f"“{claim.outcome}”" if claim.outcome else "health",
        "source": "its only source is weak" if weak else "no source stands beside it",
    }
