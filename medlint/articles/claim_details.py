"""In whom, how much and how surely does a claim say that something works or harms?

These are looked at for the claims that are reported, not for every sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.claim_scope import Scope, scope_of
from medlint.articles.claim_strength import claim_strength
from medlint.articles.claims import Claim
from medlint.articles.fact import fact
from medlint.articles.numbers import numbers_in
from medlint.articles.quantities import quantities_in
from medlint.articles.shares import percentages_in, ratios_in
from medlint.vocabulary.wordlists import word_list


class ClaimDetails(NamedTuple):
    """What else a sentence says of its claim, in the words of the text; empty where it says nothing."""

    population: str
    """Of whom it speaks: “women over 50”, “our patients”."""
    number: str
    """How many or how much: “9 out of 10”, “30%”, “three weeks”."""
    strength: str
    """`none`, `correlational`, `conditional-causal` or `causal`: see `claim_strength`."""
    scope: Scope
    """`plain`, `soft` or `silent`: see `claim_scope`."""


@fact
def details_of(article: Article, claim: Claim) -> ClaimDetails:
    """Return the population, the number, the strength and the scope of a claim."""
    span = claim.sentence.span
    text, folded = article.text_of(span), article.folded_of(claim.sentence)
    people = _people().search(folded)
    return ClaimDetails(
        text[people.start() : people.end()] if people else "",
        _number(text, folded),
        claim_strength(text),
        scope_of(article, claim),
    )


def _number(text: str, folded: str) -> str:
    """Return the first share, else the first measure, else the first number of a sentence."""
    numbers = numbers_in(folded)
    shares = sorted([*percentages_in(folded, numbers), *ratios_in(folded, numbers)])
    for found in (shares, quantities_in(folded, text, numbers), numbers):
        if found:
            return text[found[0].start : found[0].end]
    return ""


@cache
def _people() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in word_list("statistics", "population"))
    return re.compile(
        rf"\b(?:(?:our|most|many|all|some|older|younger|pregnant|healthy)\s+)*(?:{names})\b"
        r"(?:\s+(?:over|under|aged|with|who\s+have|who\s+take|on)\s+[\w'-]+(?:\s+(?:to|and|or)?\s*[\w'-]+){0,2}?(?=[\s,.;:)]|$))?"
    )
