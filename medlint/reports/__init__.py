"""Show: a report to bytes; pure functions, one module a format, imported when it is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from medlint.errors import ConfigError
from medlint.findings import Report
from medlint.reports.view import View

FORMATS: dict[str, str] = {
    "full": "full",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjson": "rdjson",
    "markdown": "markdown_comment",
}
"""The module of each format."""


def write(name: str, report: Report, view: View) -> bytes:
    """Return a report in a format of `FORMATS`."""
    data: bytes = import_module(f"medlint.reports.{FORMATS[name]}").write(report, view)
    return data


def unknown_format(name: str) -> ConfigError:
    """Return the error for a format that does not exist."""
    near = get_close_matches(name, FORMATS, 1)
    return ConfigError(
        f"There is no format called “{name}”.",
        f"Did you mean “{near[0]}”?" if near else f"Formats are {', '.join(FORMATS)}.",
    )


__all__ = ["FORMATS", "View", "unknown_format", "write"]
