"""One line a finding, for pipes and editors."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.findings import Report
from medlint.reports.view import View, by_rule, summary_line


def parts(report: Report, view: View) -> Iterator[bytes]:
    """Yield `path:line:column: severity[rule] message` lines and the summary."""
    return (f"{line}\n".encode("utf-8", "surrogatepass") for line in _lines(report, view))


def _lines(report: Report, view: View) -> Iterator[str]:
    if view.statistics:
        yield from (f"{count:>6}  {rule}" for rule, count in by_rule(report, view))
    else:
        for f in report.findings:
            if view.shown(f):
                yield f"{f.path}:{f.start.line}:{f.start.column}: {f.severity}[{f.rule}] {f.message}"
    if not (view.quiet or report.is_empty):
        yield summary_line(report, view)
