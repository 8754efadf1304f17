"""The diagnostics of reviewdog, with suggestions: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.

Its columns count the bytes of the line in UTF-8, from 1.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from medlint.findings import Finding, Report
from medlint.reports.view import View

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_OFFERED = frozenset({"jargon", "language", "readability"})
"""Families whose suggestion stands for the excerpt; a claim, a number or advice is for the editor to word."""


def write(report: Report, view: View) -> bytes:
    """Return one object with a diagnostic for each finding."""
    shown = [finding for finding in report.findings if view.shown(finding)]
    diagnostics = [_diagnostic(finding) for finding in shown]
    diagnostics += [
        {
            "message": failure.message,
            "location": {"path": PurePath(failure.path).as_posix()},
            "severity": "ERROR",
        }
        for failure in report.failures
    ]
    data = {"source": {"name": "medlint"}, "diagnostics": diagnostics}
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _diagnostic(finding: Finding) -> dict[str, Any]:
    place = _range(finding)
    code = {"value": finding.rule} | ({"url": finding.url} if finding.url else {})
    item: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": PurePath(finding.path).as_posix(), "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    whole = len(finding.fix) == 1 and finding.fix[0][:2] == (finding.start.offset, finding.end.offset)
    if whole:
        item["suggestions"] = [{"range": place, "text": finding.fix[0].text}]
    elif finding.suggestion and finding.level == "sentence" and finding.unit == "line":
        if finding.family in _OFFERED:
            item["suggestions"] = [{"range": place, "text": finding.suggestion}]
    return item


def _range(finding: Finding) -> dict[str, Any]:
    start = len(finding.line_text[: finding.start.column - 1].encode("utf-8", "replace")) + 1
    last = finding.excerpt.replace("\r\n", "\n").replace("\r", "\n").rsplit("\n", 1)[-1]
    end = len(last.encode("utf-8", "replace")) + (start if finding.end.line == finding.start.line else 1)
    return {
        "start": {"line": finding.start.line, "column": start},
        "end": {"line": finding.end.line, "column": end},
    }
