"""Annotations of GitHub Actions: workflow commands on standard output.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator

from medlint.findings import SEVERITIES, Finding, Report
from medlint.reports.view import View, summary_line

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def parts(report: Report, view: View) -> Iterator[bytes]:
    """Yield one command a finding, errors first: GitHub shows the first ten of a step; then the summary."""
    return (f"{line}\n".encode("utf-8", "surrogateescape") for line in _lines(report, view))


def _lines(report: Report, view: View) -> Iterator[str]:
    shown = sorted(
        (finding for finding in report.findings if view.shown(finding)),
        key=lambda finding: SEVERITIES.index(finding.severity),
    )
    yield from (_command(finding) for finding in shown)
    for failure in report.failures:
        yield f"::error file={_property(failure.path)},title=medlint::{_data(failure.message)}"
    if not (view.quiet or report.is_empty):
        yield _data(summary_line(report, view))


def _command(finding: Finding) -> str:
    place = {"file": finding.path, "line": str(finding.start.line), "endLine": str(finding.end.line)}
    if finding.start.line == finding.end.line:
        place |= {"col": str(finding.start.column), "endColumn": str(finding.end.column)}
    place["title"] = f"medlint: {finding.rule}"
    said = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    text = finding.message + (f"\nSuggestion: {finding.suggestion}" if finding.suggestion else "")
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
