"""The site's own glossary: files of terms that it explains elsewhere or that its readers know."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medlint.errors import ConfigError, MedlintError
from medlint.sources import read_file
from medlint.vocabulary.files import read_yaml
from medlint.vocabulary.folding import fold

_PAGES = frozenset({".html", ".htm", ".md", ".markdown"})
_HEADER = frozenset({"term", "terms", "word", "name", "abbreviation", "short form"})


@dataclass(frozen=True, slots=True)
class SiteGlossary:
    """The terms of all glossary files, folded."""

    known: frozenset[str] = frozenset()
    """From YAML and CSV files: they count on every page."""
    pages: tuple[tuple[str, frozenset[str]], ...] = ()
    """(stem of the file, its terms) for each glossary page: they count on pages that link to it."""


def read_glossary(files: list[Path]) -> SiteGlossary:
    """Read glossary files; one that cannot be read raises `ConfigError`.

    YAML: a list of terms, a list of `{term: …}`, or a mapping of terms to meanings. CSV: terms in
    the first column, with or without a heading row. HTML or Markdown: a page with definition lists,
    a table of two columns, or items and headings that begin with a term.
    """
    known: set[str] = set()
    pages: list[tuple[str, frozenset[str]]] = []
    for file in files:
        try:
            if file.suffix.lower() in _PAGES:
                pages.append((file.stem.lower(), frozenset(_page_terms(file))))
            elif file.suffix.lower() == ".csv":
                known.update(_csv_terms(file))
            else:
                known.update(_yaml_terms(read_yaml(file)))
        except (MedlintError, OSError, csv.Error, UnicodeDecodeError) as error:
            said = getattr(error, "strerror", None) or str(error).rstrip(".")
            raise ConfigError(
                f"The glossary {file} cannot be read: {said}.", "Correct “glossary” in the configuration."
            ) from error
    return SiteGlossary(frozenset(fold(term).strip() for term in known if term.strip()), tuple(pages))


def _yaml_terms(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (str(term) for term in data)
    for item in data if isinstance(data, list) else ():
        yield str(item.get("term", "")) if isinstance(item, dict) else str(item)


def _csv_terms(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            if row and row[0].strip().lower() not in _HEADER:
                yield row[0]


def _page_terms(file: Path) -> Iterator[str]:
    document = read_file(str(file))
    for block in document.blocks:
        text = document.text[block.span.start : block.span.end]
        if block.kind == "term" or (block.kind == "table-cell" and block.level == 1 and not block.header):
            yield fold(text).strip()
        elif block.kind in {"heading", "list-item"} and len(text) < 300:
            head = text.split(":")[0].split(" – ")[0].split(" — ")[0].strip()
            if len(head.split()) <= 5:
                yield fold(head)
