"""Look: pure functions from an article and parameters to matches; they know no severity and no report."""

from __future__ import annotations

from medlint.checks import (  # noqa: F401 (importing them registers their checks)
    abbreviations,
    advice,
    age_limits,
    conversions,
    crisis,
    decimals,
    dose_arithmetic,
    doses,
    double_meaning,
    explanations,
    gendered_clinician,
    health_claims,
    hygiene,
    instruction,
    interest,
    known_false,
    notation,
    page_furniture,
    phrase,
    promised_list,
    provenance,
    ranges,
    readability,
    requirement,
    risks,
    shares,
    skin_tone,
    standard_care,
    statistics,
    structure,
    style,
    term_use,
    tokens,
    topics,
    treatment_harms,
    unexplained_term,
    urgency,
    vitals,
    weak_source,
)
from medlint.checks.registry import Match, Params, check_named, checks

__all__ = ["Match", "Params", "check_named", "checks"]
