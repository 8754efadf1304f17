"""Every file below the folder that MEDLINT_DATA names is linted without a failure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medlint.engine import Linter
from medlint.findings import Report
from medlint.walk import walk

DATA = os.environ.get("MEDLINT_DATA")


@pytest.mark.skipif(not DATA, reason="MEDLINT_DATA names no folder of articles")
def test_all_outside_articles_are_linted_and_every_excerpt_is_its_source_slice() -> None:
    linter, report = Linter(), Report()
    files = walk([str(DATA)]).files
    assert files
    for path in files:
        linter.lint_file(path, report)
    assert report.failures == []
    assert len(report.files) == len(files)
    texts: dict[str, str] = {}
    for finding in report.findings:
        if finding.unit == "line":
            text = texts.setdefault(finding.path, Path(finding.path).read_bytes().decode("utf-8"))
            assert text[finding.start.offset : finding.end.offset] == finding.excerpt
