"""A reviewed article as plain data, for the HTML report and the Word copy: what stands where, and what was found there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.difficulty import sentence_difficulty
from medlint.articles.grade import counted_sentences, grade_of
from medlint.articles.kind import kind_of
from medlint.articles.sections import sections_of
from medlint.findings import Confidence, Failure, Finding
from medlint.reports.checklist import CheckItem, LastSeen, checklist, last_review
from medlint.reports.pieces import ReviewedBlock, reviewed_blocks
from medlint.rulebook.rule import Rule
from medlint.spans import Span

CONFIDENCE_WORDS: dict[Confidence, str] = {"high": "sure", "medium": "fairly sure", "low": "not sure"}
"""How sure medlint is of a finding, for editors."""


class Note(NamedTuple):
    """A finding with its number in the article."""

    number: int
    """From 1: those about the whole page first, then in the order of the text; those not shown come last."""
    finding: Finding
    rule: Rule | None
    placed: bool
    """It speaks of certain words; else of the whole page."""
    shown: bool
    """The configuration shows it; else only a filter brings it up."""
    related: tuple[int | None, ...] = ()
    """The sentences of the other places that it speaks of; None where there is none."""


class ReviewedSection(NamedTuple):
    """A section with its difficulty; None where it has no running prose."""

    heading: str
    block: int
    """Index of the block that it starts with."""
    words: int
    difficulty: float | None


@dataclass(frozen=True)
class ReviewedArticle:
    """All that a report shows of an article."""

    path: str
    title: str
    kind: str
    format: str
    locale: str
    words: int
    grade: float | None
    difficulty: float | None
    reviewed: LastSeen | None
    """The day of the last review; else of the last change, or publication; None where none is stated."""
    blocks: tuple[ReviewedBlock, ...]
    notes: tuple[Note, ...]
    sections: tuple[ReviewedSection, ...]
    checklist: tuple[CheckItem, ...]
    aside: tuple[Finding, ...] = ()
    """Findings that were suppressed or are in the baseline."""
    unit: str = "line"
    source_notes: tuple[str, ...] = ()

    @property
    def shown(self) -> list[Note]:
        """The notes that the configuration shows."""
        return [note for note in self.notes if note.shown]

    def count(self, severity: str) -> int:
        """Return how many shown findings have a severity."""
        return sum(note.finding.severity == severity for note in self.shown)


@dataclass
class Review:
    """A run as the report shows it."""

    articles: list[ReviewedArticle] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    made: str = ""
    """The day on which it was made, as 2027-03-31."""


def review_article(
    article: Article,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    shown: Callable[[Finding], bool],
) -> ReviewedArticle:
    """Return an article with the findings that count; those that are ignored are set aside."""
    counted = [finding for finding in findings if finding.ignored is None]
    notes = _numbered(article, counted, rules, shown)
    rated = {s.index: sentence_difficulty(article.text_of(s.span)) for s in counted_sentences(article)}
    placed = [(note.finding.span, note.number) for note in notes if note.placed]
    counts = grade_of(article)
    source = article.document.source
    return ReviewedArticle(
        path=source.path,
        title=" ".join(article.title.split()) or source.path,
        kind=kind_of(article).kind,
        format=source.format,
        locale=_locale(article),
        words=article.word_count,
        grade=counts.grade if counts else None,
        difficulty=sum(rated.values()) / len(rated) if rated else None,
        reviewed=last_review(article),
        blocks=tuple(reviewed_blocks(article, placed, rated)),
        notes=notes,
        sections=tuple(_sections(article, rated)),
        checklist=tuple(checklist(article)),
        aside=tuple(finding for finding in findings if finding.ignored is not None),
        unit=source.unit,
        source_notes=source.notes,
    )


def _locale(article: Article) -> str:
    from medlint.articles.locale import locale_of

    return locale_of(article)


def _numbered(
    article: Article, findings: Sequence[Finding], rules: Mapping[str, Rule], shown: Callable[[Finding], bool]
) -> tuple[Note, ...]:
    title = article.title_span

    def whole(finding: Finding) -> bool:
        return finding.span.length == 0 or (finding.level == "document" and finding.span == title)

    ordered = sorted(findings, key=lambda f: (not whole(f), f.span if not whole(f) else Span(0, 0)))
    seen = [finding for finding in ordered if shown(finding)]
    unseen = [finding for finding in ordered if not shown(finding)]
    numbers = {id(finding): number for number, finding in enumerate([*seen, *unseen], 1)}
    return tuple(
        Note(
            numbers[id(finding)],
            finding,
            rules.get(finding.rule),
            not whole(finding),
            shown(finding),
            tuple(_sentence_at(article, item.span) for item in finding.related),
        )
        for finding in ordered
    )


def _sentence_at(article: Article, span: Span) -> int | None:
    sentence = article.sentence_at(span.start) if span.length else None
    return sentence.index if sentence else None


def _sections(article: Article, rated: Mapping[int, float]) -> Iterator[ReviewedSection]:
    for section in sections_of(article):
        first = section.first if section.heading is None else section.heading
        if first >= len(article.blocks):
            continue
        inside = [s for at in range(section.first, section.last) for s in article.sentences_of(at)]
        found = [rated[s.index] for s in inside if s.index in rated]
        words = sum(article.text_of(s.span).count(" ") + 1 for s in inside if s.index in rated)
        if words:
            heading = (
                article.text_of(article.blocks[section.heading].span) if section.heading is not None else ""
            )
            mean = sum(found) / len(found) if found else None
            yield ReviewedSection(" ".join(heading.split()), first, words, mean)
