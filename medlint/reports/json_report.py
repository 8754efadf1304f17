"""JSON, schema 1: what hooks, CI jobs and measuring scripts read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from medlint._version import __version__
from medlint.findings import DISCLAIMER, Finding, Report
from medlint.reports.view import View, summary_counts
from medlint.spans import Position


def parts(report: Report, view: View) -> Iterator[bytes]:
    """Yield one UTF-8 object; ignored findings are listed too."""
    return (piece.encode("utf-8", "surrogatepass") for piece in _pieces(report, view))


def _pieces(report: Report, view: View) -> Iterator[str]:
    head = {"version": __version__, "schema": 1, "note": DISCLAIMER}
    files = (
        {
            "path": file.path, "kind": file.kind, "words": file.words, "format": file.format,
            "locale": file.locale, "notes": list(file.notes),
        }
        for file in report.files
    )  # fmt: skip
    failures = [{"path": failure.path, "message": failure.message} for failure in report.failures]
    tail = {"failures": failures, "summary": summary_counts(report, view)}
    yield _dumped(head)[:-2] + ",\n"
    yield from _list("files", files)
    yield from _list("findings", (finding_fields(one) for one in report.findings if view.listed(one)))
    yield _dumped(tail)[2:] + "\n"


def _list(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a key with a list as `json.dumps` would write it, item by item."""
    lead = f' "{name}": [\n  '
    for item in items:
        yield lead + _dumped(item).replace("\n", "\n  ")
        lead = ",\n  "
    yield f' "{name}": [],\n' if lead.startswith(" ") else "\n ],\n"


def _dumped(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False)


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
