"""Markdown for the comment on a pull request and for the step summary of GitHub Actions."""

from __future__ import annotations

import re

from medlint.findings import DISCLAIMER, SEVERITIES, Finding, Report
from medlint.reports.view import View, by_rule, summary_line

_MOST = 60_000
"""Characters; GitHub refuses comments of more than 65,536."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@!&])")
_MARKS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}


def write(report: Report, view: View) -> bytes:
    """Return the summary, the findings by file, errors first, cut where a comment would be too long."""
    shown = [finding for finding in report.findings if view.shown(finding)]
    head = ["## medlint", "", _plain(summary_line(report, view)), ""]
    if view.statistics and shown:
        head += ["| rule | findings |", "| --- | ---: |"]
        head += [f"| {rule} | {count} |" for rule, count in by_rule(report, view)] + [""]
    head += [f"- ❌ {_code(failure.path)}: {_plain(failure.message)}" for failure in report.failures[:50]]
    tail = ["", f"_{DISCLAIMER}_"]
    by_file: dict[str, list[Finding]] = {}
    for finding in shown:
        by_file.setdefault(finding.path, []).append(finding)
    body: list[str] = []
    length, left = sum(map(len, head + tail)), len(shown)
    worst_first = sorted(by_file.items(), key=lambda item: -_weight(item[1]))
    for path, found in worst_first:
        lines = ["", f"### {_code(path)}", ""] + [_item(finding) for finding in found]
        length += sum(len(line.encode()) + 1 for line in lines)
        if length > _MOST:
            body += ["", f"… and {left:,} more. “medlint check” lists them all."]
            break
        body += lines
        left -= len(found)
    return ("\n".join(head + body + tail) + "\n").encode("utf-8", "replace")


def _weight(found: list[Finding]) -> int:
    return sum((10_000, 100, 1)[SEVERITIES.index(finding.severity)] for finding in found)


def _item(finding: Finding) -> str:
    unit = "line" if finding.unit == "line" else "paragraph"
    text = f"- {_MARKS[finding.severity]} {unit} {finding.start.line}, **{finding.rule}**: {_plain(finding.message)}"
    if finding.level == "sentence" and finding.excerpt and len(finding.excerpt) <= 200:
        text += f" {_code(finding.excerpt)}"
    if finding.suggestion:
        text += f" — _try_: {_plain(finding.suggestion)}"
    return text


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    text = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{edge}{text}{edge}{fence}"
