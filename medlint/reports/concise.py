"""One line a finding, for pipes and editors."""

from __future__ import annotations

from medlint.findings import Report
from medlint.reports.view import View, by_rule, summary_line


def write(report: Report, view: View) -> bytes:
    """Return `path:line:column: severity[rule] message` lines and the summary."""
    lines = [
        f"{f.path}:{f.start.line}:{f.start.column}: {f.severity}[{f.rule}] {f.message}"
        for f in report.findings
        if view.shown(f)
    ]
    if view.statistics:
        lines = [f"{count:>6}  {rule}" for rule, count in by_rule(report, view)]
    if not view.quiet:
        lines.append(summary_line(report, view))
    return "".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass")
