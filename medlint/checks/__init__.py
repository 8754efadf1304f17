"""Look: pure functions from an article and parameters to matches; they know no severity and no report."""

from __future__ import annotations

from medlint.checks import (  # noqa: F401 (importing them registers their checks)
    abbreviations,
    advice,
    age_limits,
    crisis,
    double_meaning,
    explanations,
    conversions,
    decimals,
    gendered_clinician,
    health_claims,
    hygiene,
    instruction,
    interest,
    known_false,
    page_furniture,
    phrase,
    promised_list,
    provenance,
    ranges,
    readability,
    requirement,
    skin_tone,
    standard_care,
    shares,
    statistics,
    structure,
    style,
    term_use,
    tokens,
    topics,
    treatment_harms,
    unexplained_term,
    urgency,
    weak_source,
    vitals,
)
from medlint.checks.registry import Match, Params, check_named, checks

__all__ = ["Match", "Params", "check_named", "checks"]
