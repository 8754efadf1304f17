"""Claims for health without a source: of benefit, of harm, of safety."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from medlint.articles.article import Article
from medlint.articles.claim_details import details_of
from medlint.articles.claim_effects import Kind
from medlint.articles.claim_scope import scope_of
from medlint.articles.claim_topic import may_matter
from medlint.articles.claims import Claim, claims_of, is_treatment
from medlint.articles.mention import told_of_oneself
from medlint.articles.promotion import promotion_of
from medlint.articles.support import support_of
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.sources.zones import Zone
from medlint.vocabulary.wordlists import word_set

_PROMISE = 3
"""The grade of a promise to end an illness."""
_SIDE_EFFECT = re.compile(r"\b(?:can|could|may|sometimes|often|usually)\s+make\b")
"""“It can make you dizzy” is a plain fact of medicine, where the page does not rouse its readers."""
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
    told = told_of_oneself(article, claim.sentence)
    severity: Severity | None = "info" if scope == "soft" or support is not None or told else None
    return Match(claim.sentence.span, _fields(article, claim, support is not None), severity=severity)


def _matters(article: Article, claim: Claim) -> bool:
    promotion = promotion_of(article)
    if claim.kind == "harm" and claim.subject in {"contested", "offered"} and not promotion.rouses:
        # That a herb, a medicine or an operation can do harm is what a careful page says.
        said = article.folded[claim.sentence.span.start : claim.effect.end]
        return promotion.promises and not _SIDE_EFFECT.search(said) and not is_treatment(claim.agent)
    return claim.subject in {"contested", "blamed"} or (
        promotion.sells and (promotion.outweighs or claim.grade == _PROMISE)
    )


def _fields(article: Article, claim: Claim, weak: bool) -> dict[str, str]:
    outcome = f"“{claim.outcome}”" if claim.outcome else "health"
    return {
        "agent": f"“{claim.agent}”" if claim.agent else "the treatment",
        "outcome": outcome,
        "source": "its only source is weak" if weak else "no source stands beside it",
        "missing": _missing(article, claim),
        "instead": _instead(claim),
    }


def _missing(article: Article, claim: Claim) -> str:
    """Say what a reader needs to weigh the claim and is not told."""
    details = details_of(article, claim)
    wanted = [
        *(() if details.population else ("in whom",)),
        *(() if details.number else ("how often or how much",)),
        *(
            ("compared with what",)
            if details.strength == "causal" or not (details.population or details.number)
            else ()
        ),
    ]
    *others, last = wanted or [""]
    said = f"{', '.join(others)} or {last}" if others else last
    return f" It does not say {said}." if said else ""


def _instead(claim: Claim) -> str:
    """Offer a cautious wording where one is safe: for a lesser trouble, not for an illness or a promise to end it."""
    lesser = word_set("claim-words", "lesser-troubles")
    if (
        claim.kind != "efficacy"
        or claim.grade == _PROMISE
        or claim.outcome.lower() not in lesser
        or not claim.agent
    ):
        return ""
    return f" Or write: “{claim.agent} has been tried for {claim.outcome.lower()}; whether it helps is not known.”"
