"""Measures rules on labelled articles: precision, recall and F1 with their uncertainty."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from medlint.config import Config
from medlint.engine import Linter
from medlint.errors import LabelError
from medlint.findings import Finding, Report
from medlint.labels import Expected, LabelledArticle, label_files, read_labelled
from medlint.rulebook.loader import built_in
from medlint.spans import Span

TABLE = "scores.tsv"
_HEAD = ("part", "rule", "articles", "tp", "fp", "fn")


@dataclass
class Score:
    """Counts of one rule in one part of a corpus."""

    part: str
    rule: str
    articles: int = 0
    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the findings that are right; None without findings."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that were found; None without labels."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        both = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / both if both else None


@dataclass(frozen=True)
class Miss:
    """A false alarm or a label that was not found."""

    path: str
    line: int
    rule: str
    what: str
    """`false alarm`, `trap` or `missed`."""
    excerpt: str


@dataclass
class Evaluation:
    """The scores of a corpus, with every mistake."""

    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    mistakes: list[Miss] = field(default_factory=list)
    clean_words: int = 0
    """Words of the articles in which nothing is expected."""
    clean_findings: int = 0
    """Errors and warnings in them."""
    articles: int = 0

    def rows(self) -> list[Score]:
        """Return the scores by part and rule."""
        return [self.scores[key] for key in sorted(self.scores)]


def evaluate(corpus: Path) -> Evaluation:
    """Lint every labelled article of a corpus under the default rules and compare.

    A finding hits a label of the same rule whose span it overlaps, one to one; labels
    without a quote match on rule and article. What an article is labelled for may be a
    family: then any of its rules hits. Findings of rules that an article is not labelled for,
    and those at a place that the labels leave open, do not count. Raises `LabelError` when there
    are no labels.
    """
    files = label_files(corpus)
    if not files:
        raise LabelError(f"{corpus}: there are no label files (*.labels.yaml).", "See corpus/README.md.")
    linter = Linter(msgspec.structs.replace(Config(), extend_select=("all",)))
    result = Evaluation()
    for file in files:
        labelled = read_labelled(file)
        parts = file.parent.relative_to(corpus).parts
        _compare(result, labelled, parts[0] if parts else corpus.name, _findings(linter, labelled))
    return result


def _findings(linter: Linter, labelled: LabelledArticle) -> list[Finding]:
    report = Report()
    linter.lint(linter.article(labelled.document), report)
    if report.failures:
        raise LabelError(f"{report.failures[0].path}: {report.failures[0].message}")
    rules = linter.ruleset.rules
    return [
        finding
        for finding in report.findings
        if finding.confidence != "low"
        # A family is labelled for what runs by default; other rules are named.
        and (rules[finding.rule].default == "on" or finding.rule in labelled.labelled_for)
    ]


def _compare(result: Evaluation, labelled: LabelledArticle, part: str, findings: list[Finding]) -> None:
    result.articles += 1
    strong = [finding for finding in findings if finding.severity != "info"]
    if not labelled.expect:
        result.clean_words += sum(1 for _ in labelled.document.text.split())
        result.clean_findings += sum(
            any(_scored_as(labelled, rule, f) for rule in labelled.labelled_for) for f in strong
        )
    for rule in labelled.labelled_for:
        score = result.scores.setdefault((part, rule), Score(part, rule))
        score.articles += 1
        labels = [label for label in labelled.expect if rule in {label.rule, _family(label.rule)}]
        found = [finding for finding in findings if _scored_as(labelled, rule, finding)]
        hits, alarms = match_labels(labels, found)
        alarms = [f for f in alarms if not any(_overlaps(place, f) for place in labelled.open)]
        score.tp += len(hits)
        score.fn += len(labels) - len(hits)
        alarms = [finding for finding in alarms if finding.severity != "info"]
        score.fp += len(alarms)
        path = labelled.document.source.path
        for finding in alarms:
            on_trap = any(
                rule in {trap.rule, _family(trap.rule)} and _overlaps(trap, finding)
                for trap in labelled.traps
            )
            what = "trap" if on_trap else "false alarm"
            result.mistakes.append(Miss(path, finding.start.line, finding.rule, what, finding.excerpt[:90]))
        for label in labels:
            if label not in hits:
                place = labelled.document.position(label.span.start) if label.span else None
                text = labelled.document.source.text
                excerpt = text[label.span.start : label.span.end][:90] if label.span else "(the article)"
                result.mistakes.append(Miss(path, place.line if place else 1, label.rule, "missed", excerpt))


def _scored_as(labelled: LabelledArticle, name: str, finding: Finding) -> bool:
    """Tell whether a finding counts for what an article is labelled for: a rule, or a family."""
    if finding.rule == name:
        return True
    return (
        finding.family == name
        and finding.rule not in labelled.not_labelled_for
        and finding.rule not in labelled.labelled_for
    )


def _family(rule: str) -> str:
    """Return the family of a rule, or a family itself."""
    known = built_in().rules.get(rule)
    return known.family if known else rule


def match_labels(
    labels: Iterable[Expected], found: Iterable[Finding]
) -> tuple[list[Expected], list[Finding]]:
    """Pair labels with findings one to one; return the labels that were hit and the findings left over.

    A second finding inside a label that was hit already is neither right nor wrong.
    """
    hits: list[Expected] = []
    alarms: list[Finding] = []
    wanted = list(labels)
    for finding in found:
        over = [label for label in wanted if _overlaps(label, finding)]
        fresh = [label for label in over if label not in hits]
        if fresh:
            hits.append(fresh[0])
        elif not over:
            alarms.append(finding)
    return hits, alarms


def _overlaps(label: Expected, finding: Finding) -> bool:
    return label.span is None or label.span.overlaps(Span(finding.start.offset, finding.end.offset))


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson 1927); (0, 1) without any case."""
    if not total:
        return 0.0, 1.0
    z = 1.96
    share = hits / total
    middle = share + z * z / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    below = 1 + z * z / total
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)


def write_table(rows: Iterable[Score]) -> str:
    """Return the committed table of counts."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(_HEAD)
    for row in rows:
        table.writerow([row.part, row.rule, row.articles, row.tp, row.fp, row.fn])
    return out.getvalue()


def read_table(file: Path) -> dict[tuple[str, str], Score]:
    """Read a committed table of counts; raises `LabelError` when it is broken."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t"))
        return {
            (row["part"], row["rule"]): Score(
                row["part"], row["rule"], *(int(row[name]) for name in _HEAD[2:])
            )
            for row in rows
        }
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise LabelError(
            f"{file}: not a table of scores ({error}).", "Run “medlint eval --write”."
        ) from error


def worsened(before: dict[tuple[str, str], Score], now: Evaluation) -> Iterator[str]:
    """Yield what got worse: fewer hits or more false alarms than the committed table says."""
    for key, old in sorted(before.items()):
        new = now.scores.get(key)
        if new is None:
            yield f"{old.part} {old.rule}: no longer measured"
        elif new.tp < old.tp:
            yield f"{old.part} {old.rule}: {new.tp} found, {old.tp} before"
        elif new.fp > old.fp:
            yield f"{old.part} {old.rule}: {new.fp} false alarms, {old.fp} before"
