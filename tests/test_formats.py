"""One article written as Markdown, HTML and Word gets the same findings in all three."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from medlint.engine import Linter
from medlint.findings import Report
from tests.conftest import CORPUS

STEMS = sorted(
    file.stem
    for file in (CORPUS / "dev").glob("*.md")
    if file.with_suffix(".html").is_file() and file.with_suffix(".docx").is_file()
)

FORMAT_RULES = {"missing-alt-text", "heading-level-skip", "metadata-missing", "weak-link-text"}
"""Rules about markup, which differs."""


def findings(path: Path) -> Counter[tuple[str, str, str]]:
    linter, report = Linter(), Report()
    linter.lint_file(str(path), report)
    assert report.failures == []
    texts = Linter().article
    assert texts
    return Counter(
        (finding.rule, finding.severity, prose(finding.excerpt))
        for finding in report.findings
        if finding.rule not in FORMAT_RULES
    )


def prose(excerpt: str) -> str:
    """Undo the markup that may stand inside an excerpt."""
    import html
    import re

    bare = html.unescape(re.sub(r"</?[a-z][^>]*>", "", excerpt))
    bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", bare)
    return " ".join(bare.replace("*", "").replace("_", "").split())


def test_there_are_three_articles_in_three_formats() -> None:
    assert len(STEMS) >= 3


@pytest.mark.parametrize("stem", STEMS)
def test_same_findings_in_markdown_html_and_word(stem: str) -> None:
    markdown, html, word = (
        findings(CORPUS / "dev" / f"{stem}{ending}") for ending in (".md", ".html", ".docx")
    )
    assert markdown
    assert html == markdown
    assert word == markdown
