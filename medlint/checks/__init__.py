"""Look: pure functions from an article and parameters to matches; they know no severity and no report."""

from __future__ import annotations

from medlint.checks import (  # noqa: F401 (importing them registers their checks)
    advice,
    age_limits,
    crisis,
    gendered_clinician,
    instruction,
    interest,
    page_furniture,
    phrase,
    promised_list,
    provenance,
    readability,
    requirement,
    skin_tone,
    statistics,
    structure,
    study_attribution,
    style,
    tokens,
    topics,
    unexplained_term,
    urgency,
)
from medlint.checks.registry import Match, Params, check_named, checks

__all__ = ["Match", "Params", "check_named", "checks"]
