"""The table by which the kind of a document is told: `rules/vocabulary/kinds.yaml` made ready for counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from medlint.vocabulary.folding import norms
from medlint.vocabulary.phrases import Phrases
from medlint.vocabulary.wordlists import vocabulary


class Genre(NamedTuple):
    """A body of evidence for one kind."""

    kind: str
    needs: float
    """Points that make the guess when nothing speaks against it."""
    reader: float
    """How much each sign of a page that speaks to patients takes away."""
    subject: float
    """How much each sign of a page about health takes away."""
    least_health: float
    """Below so much health it is not one."""


class Topic(NamedTuple):
    """A kind of page for patients."""

    per_mention: float
    most: float


class Counted(NamedTuple):
    """Wordings of many lists, looked for at once."""

    phrases: Phrases
    names: tuple[str, ...]
    """The list that each wording is from."""

    def by_list(self, words: list[str]) -> dict[str, list[int]]:
        """Return how often each wording stands there, by the name of its list."""
        found: dict[str, list[int]] = {}
        for index, count in self.phrases.counts(words).items():
            found.setdefault(self.names[index], []).append(count)
        return found


@dataclass(frozen=True, slots=True)
class KindTable:
    """All that `kinds.yaml` says."""

    genres: Mapping[str, Genre]
    topics: Mapping[str, Topic]
    title: Counted
    """Lists are named after genres and topics."""
    heading: Counted
    """Lists are named after genres, and `patients`."""
    text: Counted
    """Lists are named `cookery strong`, `child topic`, `health`, `you`, `your patient`, `advice`, `lay`."""
    weights: Mapping[str, tuple[str, float]]
    """Genre and points of the lists of `text` that speak for one."""
    tags: Mapping[str, tuple[str, ...]]
    """Genres by category, tag or part of an address."""
    types: Mapping[str, tuple[str, ...]]
    """Genres by type of schema.org."""
    public: frozenset[str]
    professionals: frozenset[str]
    questions: frozenset[str]
    """Words that a title in the form of a question begins with."""
    weak_terms: frozenset[str]
    """Kinds of lexicon terms that do not show that a text is about health."""
    half_terms: frozenset[str]
    """Kinds of terms that show it half, such as parts of the body."""
    title_terms: Mapping[str, tuple[tuple[str, float], ...]]
    """Topic and points for a term in the title, by the kind of the term."""
    points: Mapping[str, float]
    most_from_headings: float
    short_text: float
    least_health: float
    most_reader: float


@cache
def kind_table() -> KindTable:
    """Return the table."""
    lists = vocabulary("kinds")
    patients = lists["patients"]
    title: dict[str, list[str]] = {}
    heading: dict[str, list[str]] = {"patients": patients["heading"]}
    text: dict[str, list[str]] = {
        "advice": patients["advice"],
        "lay": patients["lay"],
        "health": lists["health-words"],
        "you": ["you|your|you're|you'll|you've|yourself"],
        "your patient": ["your patient|patients"],
    }
    weights: dict[str, tuple[str, float]] = {}
    tags: dict[str, list[str]] = {}
    genres: dict[str, Genre] = {}
    for name, row in lists["genres"].items():
        title[name], heading[name] = row.get("title", []), row.get("heading", [])
        for strength in ("strong", "weak", "faint"):
            text[f"{name} {strength}"] = row.get(strength, [])
            weights[f"{name} {strength}"] = (name, float(lists["points"][strength]))
        for tag in row.get("tags", []):
            tags.setdefault(tag, []).append(name)
        genres[name] = _genre(row, lists)
    topics: dict[str, Topic] = {}
    for name, row in lists["topics"].items():
        title[name], text[f"{name} topic"] = row["title"], row["text"]
        topics[name] = Topic(float(row["per-mention"]), float(row["most"]))
    types: dict[str, list[str]] = {}
    for name, stated in lists["types"].items():
        for kind in stated:
            types.setdefault(kind, []).append(name)
    return KindTable(
        genres=genres,
        topics=topics,
        title=_counted(title),
        heading=_counted(heading),
        text=_counted(text),
        weights=weights,
        tags={tag: tuple(names) for tag, names in tags.items()},
        types={kind: tuple(names) for kind, names in types.items()},
        public=frozenset(lists["audience"]["public"]),
        professionals=frozenset(lists["audience"]["professionals"]),
        questions=frozenset(norms(" ".join(patients["question"]).replace("|", " "))),
        weak_terms=frozenset(lists["weak-terms"]),
        half_terms=frozenset(lists["half-terms"]),
        title_terms={
            kind: tuple((topic, float(points)) for topic, points in row.items())
            for kind, row in lists["title-terms"].items()
        },
        points={name: float(value) for name, value in lists["points"].items()},
        most_from_headings=float(lists["most-from-headings"]),
        short_text=float(lists["short-text"]),
        least_health=float(lists["least-health"]),
        most_reader=float(patients["most"]),
    )


def _genre(row: dict[str, Any], lists: dict[str, Any]) -> Genre:
    patient = row["kind"] in lists["kinds-that-need-health"]
    least = row.get("least-health", lists["least-health-of-genres"] if patient else 0)
    against = row["against"]
    return Genre(
        row["kind"], float(row["needs"]), float(against["reader"]), float(against["subject"]), float(least)
    )


def _counted(lists: dict[str, list[str]]) -> Counted:
    pairs = [(item, name) for name, items in lists.items() for item in items]
    return Counted(Phrases(item for item, _ in pairs), tuple(name for _, name in pairs))
