"""JSON, schema 1: what hooks, CI jobs and measuring scripts read."""

from __future__ import annotations

import json
from typing import Any

from medlint._version import __version__
from medlint.findings import DISCLAIMER, Finding, Report
from medlint.reports.view import View, summary_counts
from medlint.spans import Position


def write(report: Report, view: View) -> bytes:
    """Return one UTF-8 object; ignored findings are listed too."""
    shown = [finding for finding in report.findings if view.listed(finding)]
    data = {
        "version": __version__,
        "schema": 1,
        "note": DISCLAIMER,
        "files": [
            {
                "path": file.path, "kind": file.kind, "words": file.words, "format": file.format,
                "locale": file.locale, "notes": list(file.notes),
            }
            for file in report.files
        ],
        "findings": [finding_fields(finding) for finding in shown],
        "failures": [{"path": failure.path, "message": failure.message} for failure in report.failures],
        "summary": summary_counts(report, view),
    }  # fmt: skip
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data."""
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "url": finding.url,
        "path": finding.path,
        "start": _place(finding.start),
        "end": _place(finding.end),
        "excerpt": finding.excerpt,
        "suggestion": finding.suggestion,
        "help": finding.help,
        "related": [
            {"message": item.message, "start": _place(item.start), "end": _place(item.end)}
            for item in finding.related
        ],
        "fingerprint": finding.fingerprint,
        "ignored": finding.ignored,
    }


def _place(position: Position) -> dict[str, int]:
    return {"offset": position.offset, "line": position.line, "column": position.column}
