"""JUnit XML: one suite a file, one failed case a finding, one passed case for a file without any."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from medlint.findings import Failure, Finding, Report
from medlint.reports.view import View

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, view: View) -> bytes:
    """Return the XML; characters that XML cannot hold are replaced."""
    shown: dict[str, list[Finding]] = {file.path: [] for file in report.files}
    for finding in report.findings:
        if view.shown(finding):
            shown.setdefault(finding.path, []).append(finding)
    broken: dict[str, list[Failure]] = {}
    for failure in report.failures:
        broken.setdefault(failure.path, []).append(failure)
    count = sum(len(found) for found in shown.values())
    cases = sum(max(len(found), 1) for found in shown.values()) + len(report.failures)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="medlint" tests="{cases}" failures="{count}" errors="{len(report.failures)}">',
    ]
    for path in dict.fromkeys((*shown, *broken)):
        lines += _suite(path, shown.get(path, []), broken.get(path, []))
    lines.append("</testsuites>")
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def _suite(path: str, found: list[Finding], broken: list[Failure]) -> list[str]:
    tests = len(found) + len(broken) or 1
    name = _attribute(path)
    lines = [f'<testsuite name={name} tests="{tests}" failures="{len(found)}" errors="{len(broken)}">']
    for finding in found:
        place = f"{finding.path}:{finding.start.line}:{finding.start.column}"
        lines.append(f"<testcase name={_attribute(f'{finding.rule} {place}')} classname={name}>")
        kind = _attribute(f"{finding.severity}[{finding.rule}]")
        lines.append(f"<failure type={kind} message={_attribute(finding.message)}>")
        text = f"{place}: {finding.message}"
        if finding.suggestion:
            text += f"\nSuggestion: {finding.suggestion}"
        lines += [escape(_clean(text)) + "</failure>", "</testcase>"]
    for failure in broken:
        lines.append(f'<testcase name="unreadable" classname={name}>')
        lines.append(f"<error message={_attribute(failure.message)}/></testcase>")
    if not found and not broken:
        lines.append(f'<testcase name="clean" classname={name}/>')
    lines.append("</testsuite>")
    return lines


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
