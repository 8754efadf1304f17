"""In whom, how much and how surely a claim is made."""

from __future__ import annotations

import pytest

from medlint.articles.claim_details import ClaimDetails, details_of
from medlint.articles.claims import claims_of
from tests.conftest import article_of


def details(text: str) -> ClaimDetails:
    """Return what else the first claim of a text says."""
    article = article_of(text)
    return details_of(article, claims_of(article)[0])


@pytest.mark.parametrize(
    ("text", "population", "number", "strength", "scope"),
    [
        ("Turmeric eases joint pain in 9 out of 10 women over 50.", "women over 50", "9 out of 10", "causal", "plain"),
        ("Turmeric may ease joint pain.", "", "", "conditional-causal", "soft"),
        ("Turmeric does not ease joint pain.", "", "", "causal", "silent"),
        ("Acupuncture cuts migraine days by 40%.", "", "40%", "causal", "plain"),
        ("Cupping relieves back pain in our patients within three weeks.", "our patients", "three weeks", "causal", "plain"),
        ("Fluoride damages the brain of babies.", "babies", "", "causal", "plain"),
    ],
)  # fmt: skip
def test_details(text: str, population: str, number: str, strength: str, scope: str) -> None:
    assert details(text) == (population, number, strength, scope)


def test_a_claim_names_agent_effect_and_outcome() -> None:
    article = article_of("Turmeric eases joint pain in older adults.")
    claim = claims_of(article)[0]
    assert (claim.agent, article.text_of(claim.effect), claim.outcome) == ("Turmeric", "eases", "joint pain")
    assert (claim.kind, claim.grade, claim.subject) == ("efficacy", 2, "contested")
