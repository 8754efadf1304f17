"""For people at a terminal: the place with carets, why it matters, what to write instead."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

import click

from medlint.findings import DISCLAIMER, Finding, Report
from medlint.reports.view import View, by_rule, summary_line

_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}
_WIDTH = 100


def parts(report: Report, view: View) -> Iterator[bytes]:
    """Yield the findings one after the other, then the summary."""
    return (f"{line}\n".encode("utf-8", "surrogatepass") for line in _lines(report, view))


def _lines(report: Report, view: View) -> Iterator[str]:
    if view.statistics:
        yield from (f"{count:>6}  {rule}" for rule, count in by_rule(report, view))
        yield ""
    else:
        for finding in report.findings:
            if view.shown(finding):
                yield from _finding(finding, view)
                yield ""
    if not (view.quiet or report.is_empty):
        yield _style(summary_line(report, view), view, bold=True)
        yield _style(DISCLAIMER, view, dim=True)


def _finding(finding: Finding, view: View) -> list[str]:
    color = _COLORS[finding.severity]
    head = _style(finding.severity, view, fg=color, bold=True) + _style(f"[{finding.rule}]", view, fg=color)
    out = textwrap.wrap(f"{finding.severity}[{finding.rule}]: {finding.message}", _WIDTH)
    out[0] = out[0].replace(f"{finding.severity}[{finding.rule}]", head, 1)
    out[1:] = ["    " + line for line in out[1:]]
    number = str(finding.start.line)
    rim = " " * len(number)
    unit = " (paragraph)" if finding.unit == "paragraph" else ""
    out.append(
        f"{rim} {_style('-->', view, fg='blue')} {finding.path}:{finding.start.line}:{finding.start.column}{unit}"
    )
    shown, caret = _excerpt(finding)
    bar = _style("|", view, fg="blue")
    if shown.strip():
        out.append(f"{_style(number, view, fg='blue')} {bar} {shown}")
        out.append(f"{rim} {bar} {_style(caret, view, fg=color, bold=True)}")
    for label, text in (("suggestion", finding.suggestion), ("help", finding.help)):
        if text:
            out.extend(_labelled(rim, label, text, view))
    for item in finding.related:
        out.extend(_labelled(rim, "also", f"line {item.start.line}: {item.message}", view))
    out.append(f"{rim} {_style('=', view, fg='blue')} confidence: {finding.confidence}")
    return out


def _labelled(rim: str, label: str, text: str, view: View) -> list[str]:
    lead = f"{rim} = {label}: "
    wrapped = textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)) or [lead]
    wrapped[0] = (
        f"{rim} {_style('=', view, fg='blue')} {_style(label, view, bold=True)}: {wrapped[0][len(lead) :]}"
    )
    return wrapped


def _excerpt(finding: Finding) -> tuple[str, str]:
    """Return a window of the source line and carets under the span, by width on the screen."""
    line = finding.line_text.expandtabs(1)
    start = finding.start.column - 1
    length = max(len(finding.excerpt.splitlines()[0]) if finding.excerpt else 1, 1)
    end = min(start + length, len(line))
    low = 0
    if len(line) > _WIDTH and start > _WIDTH // 3:
        low = line.rfind(" ", 0, start - _WIDTH // 4) + 1
    shown = line[low : low + _WIDTH]
    lead = "…" if low else ""
    tail = "…" if low + _WIDTH < len(line) else ""
    before = _columns(lead + shown[: start - low])
    under = max(_columns(shown[start - low : max(end - low, 0)]), 1)
    return lead + _printable(shown) + tail, " " * before + "^" * under


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _columns(text: str) -> int:
    return sum(
        0
        if unicodedata.combining(char) or char in "\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def _style(text: str, view: View, **how: object) -> str:
    return click.style(text, **how) if view.color else text  # type: ignore[arg-type]
