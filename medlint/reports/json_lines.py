"""JSON lines: one object a finding, then one a failure, and the summary as the last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from medlint._version import __version__
from medlint.findings import Report
from medlint.reports.json_report import finding_fields
from medlint.reports.view import View, summary_counts


def parts(report: Report, view: View) -> Iterator[bytes]:
    """Yield the lines; ignored findings are only counted."""
    for item in _items(report, view):
        yield (json.dumps(item, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _items(report: Report, view: View) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        if view.shown(finding):
            yield {"type": "finding", **finding_fields(finding)}
    for failure in report.failures:
        yield {"type": "failure", "path": failure.path, "message": failure.message}
    yield {"type": "summary", "schema": 1, "version": __version__, **summary_counts(report, view)}
