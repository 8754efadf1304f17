"""What medlint has to say: findings, failures and the report of a run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from medlint.spans import Position, Span

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Level = Literal["document", "section", "sentence"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the most to the least serious."""
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
"""From the surest to the least sure."""

FAMILIES = (
    "jargon", "claims", "advice", "numbers", "readability", "structure", "provenance", "language", "hygiene",
)  # fmt: skip

NOWHERE = Span(0, 0)

DISCLAIMER = "medlint finds editorial risk; it never certifies that a page is clinically right."


class Edit(NamedTuple):
    """A safe change of the source: `text` stands instead of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    message: str
    start: Position
    """In the source."""
    end: Position
    span: Span = NOWHERE
    """In the prose; reports that show the article need it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place; final, a report never looks back at the article."""

    rule: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    """One or two sentences for the editor."""
    path: str
    start: Position
    """In the source."""
    end: Position
    """Exclusive."""
    excerpt: str
    """The source between `start` and `end`, markup included."""
    suggestion: str | None = None
    """What to write instead of the excerpt, or a part of a sentence to use; never applied by itself."""
    help: str | None = None
    """What to do about it, where there is more to say than a suggestion."""
    related: tuple[Related, ...] = ()
    url: str | None = None
    fingerprint: str = ""
    ignored: str | None = None
    """Why it does not count: `suppressed: …` or `baselined`; None when it counts."""
    line_text: str = ""
    """The source line that it starts on, for the terminal."""
    unit: str = "line"
    """What a line number counts: `line`, or `paragraph` for Word."""
    span: Span = NOWHERE
    """In the prose; reports that show the article need it."""
    level: Level = "sentence"
    """What it speaks of; one about the whole document is anchored on the title."""
    fix: tuple[Edit, ...] = ()
    """What `--fix` does about it; only where the rule calls that safe."""
    former: tuple[str, ...] = ()
    """Its fingerprints under the ids that its rule had before."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, or a rule that broke on it."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One article that was checked."""

    path: str
    kind: str
    words: int
    format: str
    locale: str = "en-US"
    notes: tuple[str, ...] = ()


@dataclass
class Report:
    """All that a run found; `findings` are sorted by path and place."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    files: list[FileSummary] = field(default_factory=list)
    skipped: int = 0
    """Articles that the configuration excludes."""
    nothing_to_do: bool = False
    """Whether a run over changed files found none, or a hook named only what is excluded: that is no mistake."""
    notes: list[str] = field(default_factory=list)
    """About the run, for standard error."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no file to sum up; why, the notes say."""
        return not (self.files or self.failures or self.skipped)

    def counted(self) -> list[Finding]:
        """Return the findings that are not ignored."""
        return [finding for finding in self.findings if finding.ignored is None]


def fingerprint(rule: str, sentence: str, ordinal: int) -> str:
    """Return a name for a finding that survives moved and reformatted paragraphs.

    It holds the rule, the words of the sentence without case, markup and white space, and
    which repeat of the two it is in the file, from 0.
    """
    return fingerprint_of(rule, bare(sentence), ordinal)


def bare(sentence: str) -> str:
    """Return what a fingerprint holds of a sentence: its words without case and white space."""
    return " ".join(sentence.casefold().split())


def fingerprint_of(rule: str, words: str, ordinal: int) -> str:
    """Return a fingerprint from the bare words of a sentence: see `fingerprint` and `bare`."""
    return hashlib.sha256(f"{rule}\0{words}\0{ordinal}".encode()).hexdigest()[:20]
