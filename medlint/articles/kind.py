"""Guesses what kind of document an article is: symptom, condition, medicine, news, clinician, other …

A declared kind wins. What is not written for patients is told first (recipes, policies,
software, guidelines for clinicians), then news, stories, glossaries and service pages, then
the kind of patient page by title, headings and the terms that it is about.
"""

from __future__ import annotations

from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.articles.kind_evidence import Evidence, evidence
from medlint.articles.kind_table import kind_table

KINDS = (
    "symptom", "condition", "procedure", "medicine", "test", "prevention", "pregnancy", "child", "news", "story",
    "recipe", "glossary", "service", "policy", "clinician", "other",
)  # fmt: skip

PATIENT_KINDS = frozenset(KINDS) - {"recipe", "policy", "clinician", "other"}
"""Written for patients; on all others medlint is nearly silent."""

SURE, LIKELY = 3.0, 1.0
"""Points by which the best guess must lead for high and for medium confidence."""
SHORTEST = 40
"""Words below which a text that names nothing of health may still be a piece of a page for patients."""


class Guess(NamedTuple):
    """A kind and how sure it is: `high`, `medium` or `low`; `declared` when the page says so."""

    kind: str
    confidence: str


@fact
def kind_of(article: Article) -> Guess:
    """Return the declared kind of an article, or the most likely one."""
    declared = declared_kind(article)
    if declared:
        return Guess(declared, "declared")
    return decide(evidence(article))


def declared_kind(article: Article) -> str | None:
    """Return the kind that the configuration or the front matter states, if it is one that medlint knows."""
    stated = [item.value.lower() for item in article.document.meta("medlint.kind", "kind")]
    for kind in [*stated, article.site.kind or ""]:
        if kind in KINDS:
            return kind
    return None


def decide(found: Evidence) -> Guess:
    """Return the kind that the evidence speaks for."""
    table = kind_table()
    margins = {
        name: margin(found, name)
        for name, genre in table.genres.items()
        if found.health >= genre.least_health
    }
    best = max(margins, key=lambda name: margins[name])
    if margins[best] >= 0 and found.words:
        kind = table.genres[best].kind
        others = [value for name, value in margins.items() if table.genres[name].kind != kind]
        return Guess(kind, _confidence(min(margins[best] + LIKELY / 2, margins[best] - max(others))))
    if found.words >= SHORTEST and found.health < table.least_health:
        return Guess("other", _confidence(2 * (table.least_health - found.health)))
    ranked = sorted(found.topics.items(), key=lambda item: -item[1])
    (kind, points), (_, second) = ranked[:2]
    if points < 1:
        return Guess("condition", "low")
    return Guess(
        kind, _confidence(min(points - second, points - 2)) if found.words >= SHORTEST / 2 else "low"
    )


def margin(found: Evidence, name: str) -> float:
    """Return by how many points the evidence for a genre exceeds what it needs."""
    genre = kind_table().genres[name]
    return found.genres[name] - genre.needs - genre.reader * found.reader - genre.subject * found.subject


def _confidence(lead: float) -> str:
    return "high" if lead >= SURE else "medium" if lead >= LIKELY else "low"
