"""Guesses what kind of document an article is: symptom, condition, medicine, news, clinician, other …

A declared kind wins. What is not written for patients is told first (recipes, policies,
software, guidelines for clinicians), then news, stories, glossaries and service pages, then
the kind of patient page by title, headings and the terms that it is about.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary

if TYPE_CHECKING:
    from medlint.articles.article import Article

KINDS = (
    "symptom", "condition", "procedure", "medicine", "test", "prevention", "pregnancy", "child", "news", "story",
    "recipe", "glossary", "service", "policy", "clinician", "other",
)  # fmt: skip

PATIENT_KINDS = frozenset(KINDS) - {"recipe", "policy", "clinician", "other"}
"""Written for patients; on all others medlint is nearly silent."""

_BY_TERM = {
    "disease": "condition", "symptom": "symptom", "test": "test", "procedure": "procedure", "device": "procedure",
    "medicine": "medicine", "drug-class": "medicine", "microbe": "condition",
}  # fmt: skip
_YOU = frozenset({"you", "your", "you're", "you'll", "you've", "yourself"})


class Guess(NamedTuple):
    """A kind and how sure it is: `high`, `medium` or `low`; `declared` when the page says so."""

    kind: str
    confidence: str


def guess_kind(article: Article) -> Guess:
    """Return the declared kind of an article, or the most likely one."""
    declared = declared_kind(article)
    if declared:
        return Guess(declared, "declared")
    title = fold(article.title)
    words = max(article.word_count, 1)
    health = 100 * sum(article.word_counts[word] for word in _health_words()) / words
    you = 100 * sum(article.word_counts[word] for word in _YOU) / words
    points = _points(article, title)
    needs = {name: vocabulary("kinds")[group][name]["needs"] for group, name in _groups()}
    outside = max(("recipe", "policy", "other"), key=lambda name: points[name] - needs[name])
    terms = [use for use in article.terms if use.term.kind not in {"general", "person", "service", "measure"}]
    if points[outside] >= needs[outside] and (health < 4.5 or points[outside] >= 2 * needs[outside]):
        return Guess(outside, "high" if points[outside] > needs[outside] + 2 else "medium")
    if words >= 40 and health < vocabulary("kinds")["least-health-words"] and 100 * len(terms) / words < 2:
        return Guess("other", "medium")
    if (
        points["clinician"] >= needs["clinician"]
        and (you < 0.6 or points["clinician"] > 12)
        and points["news"] < 6
    ):
        return Guess("clinician", "high" if you < 0.2 else "medium")
    if _is_glossary(article) or points["glossary"] >= needs["glossary"] + 2:
        return Guess("glossary", "medium")
    for name in ("news", "story", "service"):
        enough = points[name] >= needs[name] + (4 if name == "news" and you > 2 else 0)
        if enough and (name != "service" or points[name] >= 8):
            return Guess(name, "high" if points[name] > needs[name] + 3 else "medium")
    return _patient_kind(article, title)


def declared_kind(article: Article) -> str | None:
    """Return the kind that the configuration or the front matter states, if it is one that medlint knows."""
    stated = [item.value.lower() for item in article.document.meta("medlint.kind", "kind")]
    for kind in [*stated, article.site.kind or ""]:
        if kind in KINDS:
            return kind
    return None


def _patient_kind(article: Article, title: str) -> Guess:
    scores = dict.fromkeys(
        ("pregnancy", "child", "medicine", "test", "procedure", "prevention", "symptom", "condition"), 0
    )
    for name in scores:
        if name != "condition":
            scores[name] += 3 * len({match.group() for match in _title_wordings(name).finditer(title)})
    span = article.title_span
    for use in article.terms:
        in_title = span.start <= use.start < span.end
        name = _BY_TERM.get(use.term.kind, "")
        if name and in_title:
            scores[name] += 3 if use.term.kind != "symptom" else 2
    if scores["pregnancy"]:
        return Guess("pregnancy", "high")
    if scores["child"]:
        return Guess("child", "medium")
    best = max(scores, key=lambda name: scores[name])
    if scores[best]:
        return Guess(best, "high" if scores[best] >= 5 else "medium")
    counts = dict.fromkeys(("medicine", "test", "procedure", "symptom", "condition"), 0)
    for use in article.terms:
        name = _BY_TERM.get(use.term.kind, "")
        if name in counts:
            counts[name] += 1
    best = max(counts, key=lambda name: counts[name])
    return Guess(best if counts[best] >= 2 else "condition", "low")


def _is_glossary(article: Article) -> bool:
    terms = sum(block.kind == "term" for block in article.blocks)
    return terms >= 6 and terms * 3 > len(article.blocks)


@cache
def _groups() -> tuple[tuple[str, str], ...]:
    lists = vocabulary("kinds")
    return tuple((group, name) for group in ("not-for-patients", "for-patients") for name in lists[group])


@cache
def _title_wordings(name: str) -> Wordings:
    return Wordings(vocabulary("kinds")["title-words"][name])


@cache
def _health_words() -> frozenset[str]:
    return frozenset(word for item in vocabulary("kinds")["health-words"] for word in item.split("|"))


@cache
def _wordings(part: str) -> tuple[Wordings, tuple[str, ...]]:
    """Return the wordings of all groups for the title, a heading or the text, and whose each is."""
    pairs = [(item, name) for group, name in _groups() for item in vocabulary("kinds")[group][name][part]]
    return Wordings(item for item, _ in pairs), tuple(name for _, name in pairs)


def _points(article: Article, title: str) -> dict[str, int]:
    points = {name: 0 for _, name in _groups()}
    wordings, owners = _wordings("title")
    for index in {hit[0] for hit in wordings.hits(title)}:
        points[owners[index]] += 3
    in_heading: set[int] = set()
    in_text: Counter[int] = Counter()
    for sentence in article.prose:
        if sentence.zone == "heading":
            in_heading.update(hit[0] for hit in article.hits(_wordings("heading")[0], sentence))
        in_text.update(hit[0] for hit in article.hits(_wordings("text")[0], sentence))
    for index in in_heading:
        points[_wordings("heading")[1][index]] += 2
    for index, count in in_text.items():
        points[_wordings("text")[1][index]] += 1 + (count >= 3)
    return points
