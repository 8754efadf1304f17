"""Reviewed articles and written reports for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from medlint.cli.output import is_shown
from medlint.cli.report import command
from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Finding, Report
from medlint.reports.review import ReviewedArticle, review_article
from medlint.sources import read_bytes, read_text
from medlint.sources.document import Document

ARTICLE = """\
---
title: Sore knees
---

# Sore knees

By Jane Roe, PhD. Published 4 March 2026.

Our **knee** gel [cures arthritis](https://example.org/gel "now") in every patient.

## What it does

- It helps with intermittent claudication.
- Ask *your doctor* if the pain lasts for more than two weeks.

| Dose | How often |
| --- | --- |
| 5 mg | once a day |

> “It helped me,” says Ann.
"""

ASIDE = """# Back pain

By Jane Roe. Last reviewed: 4 March 2026. Checked by Dr Ann Lee, GP.

<!-- medlint: ignore[cure-claim]: the name of a book -->
The cure for gout is a book that cures nothing.

Rest if it hurts. Ask your doctor if the pain lasts for more than two weeks.
"""
"""One finding is suppressed, with a reason."""


def review_of(document: Document, shown: Callable[[Finding], bool] | None = None) -> ReviewedArticle:
    """Return a document as reports show it; `shown` stands for what the configuration shows."""
    config = Config()
    linter, report = Linter(config), Report()
    article = linter.article(document)
    linter.lint(article, report)
    return review_article(
        article, report.findings, linter.ruleset.rules, shown or (lambda f: is_shown(f, config))
    )


def reviewed(text: str, *, format: str = "markdown", path: str = "a.md") -> ReviewedArticle:
    """Return a text as reports show it."""
    return review_of(read_text(text, path=path, format=format))  # type: ignore[arg-type]


def reviewed_word(data: bytes) -> ReviewedArticle:
    """Return a Word file as reports show it."""
    return review_of(read_bytes(data, "a.docx", "word"))


def report(*arguments: str | Path, code: int = 0) -> str:
    """Run `medlint report` and return what it said."""
    result = CliRunner().invoke(command, ["--isolated", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output
