"""Labelled articles of a corpus: what must be reported and what must stay silent.

A label file stands beside its article and quotes it, so that articles stay byte-exact and
labels survive edits.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from medlint.errors import LabelError, MedlintError
from medlint.rulebook.rule import parse_marks
from medlint.sources import read_file
from medlint.sources.document import Document
from medlint.spans import Span
from medlint.vocabulary.files import key_line, read_yaml


class Label(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One expected finding or one trap."""

    rule: str
    """An id, or a family where any rule of it may report the place."""
    quote: str = ""
    """A piece of the source that stands there once, with `<<…>>` around the span; empty for the whole article."""
    note: str = ""


class LabelFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab"):
    """What a label file states."""

    article: str
    origin: str
    licence: str
    labelled_for: tuple[str, ...]
    """Rules or families for which the labels are complete; findings of others are not counted.

    A family is scored as one: whichever of its rules reports a labelled place is right.
    """
    not_labelled_for: tuple[str, ...] = ()
    """Rules of these families that are left out."""
    kind: str = ""
    expect: tuple[Label, ...] = ()
    traps: tuple[Label, ...] = ()
    open: tuple[str, ...] = ()
    """Quotes where the right answer is a matter of taste: a finding there is neither right nor wrong."""
    note: str = ""


@dataclass(frozen=True)
class Expected:
    """A label at its place in the source; `span` is None for the whole article."""

    rule: str
    span: Span | None
    line: int


@dataclass(frozen=True)
class LabelledArticle:
    """An article with its labels."""

    document: Document
    kind: str
    labelled_for: frozenset[str]
    not_labelled_for: frozenset[str]
    expect: tuple[Expected, ...]
    traps: tuple[Expected, ...]
    open: tuple[Expected, ...]


def label_files(folder: Path) -> list[Path]:
    """Return the label files below a folder."""
    return sorted(folder.rglob("*.labels.yaml"))


def read_labelled(file: Path) -> LabelledArticle:
    """Read a label file and its article.

    Raises `LabelError` for a broken file, a missing article, or a quote that does not stand
    there exactly once.
    """
    try:
        data: Any = read_yaml(file)
        labels = msgspec.convert(data, LabelFile, strict=False)
    except msgspec.ValidationError as error:
        raise LabelError(f"{file}: {error}.", "See corpus/README.md.") from error
    try:
        document = read_file(str(file.parent / labels.article))
    except MedlintError as error:
        raise LabelError(f"{file}:{key_line(file, 'article')}: {error.message}", error.advice) from error
    return LabelledArticle(
        document,
        labels.kind,
        frozenset(labels.labelled_for),
        frozenset(labels.not_labelled_for),
        tuple(_expected(file, document, "expect", at, label) for at, label in enumerate(labels.expect)),
        tuple(_expected(file, document, "traps", at, label) for at, label in enumerate(labels.traps)),
        tuple(
            _expected(file, document, "open", at, Label("", quote)) for at, quote in enumerate(labels.open)
        ),
    )


def _expected(file: Path, document: Document, key: str, at: int, label: Label) -> Expected:
    line = key_line(file, key, at)
    if not label.quote:
        return Expected(label.rule, None, line)
    quote, marks = parse_marks(label.quote)
    text = document.source.text
    count = text.count(quote)
    if count != 1:
        raise LabelError(
            f"{file}:{line}: the quote “{quote[:60]}” stands {count} times in {document.source.path}.",
            "Quote a piece that stands there exactly once.",
        )
    start = text.index(quote)
    span = marks[0] if marks else Span(0, len(quote))
    return Expected(label.rule, Span(start + span.start, start + span.end), line)
