"""Show: a report to bytes; pure functions, one module a format, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
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


WITHOUT_EXCERPTS = frozenset({"concise", "github", "gitlab", "junit"})
"""Formats that show where a finding is and not what stands there."""


def write(name: str, report: Report, view: View) -> bytes:
    """Return a report in a format of `FORMATS`."""
    return b"".join(parts(name, report, view))


def parts(name: str, report: Report, view: View) -> Iterator[bytes]:
    """Yield a report piece by piece where the format allows it, so that a long one is never held whole."""
    module = import_module(f"medlint.reports.{FORMATS[name]}")
    if hasattr(module, "parts"):
        yield from module.parts(report, view)
    else:
        yield module.write(report, view)


def unknown_format(name: str) -> ConfigError:
    """Return the error for a format that does not exist."""
    near = get_close_matches(name, FORMATS, 1)
    return ConfigError(
        f"There is no format called “{name}”.",
        f"Did you mean “{near[0]}”?" if near else f"Formats are {', '.join(FORMATS)}.",
    )


__all__ = ["FORMATS", "WITHOUT_EXCERPTS", "View", "parts", "unknown_format", "write"]
