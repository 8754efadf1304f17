"""Show: a report to bytes; pure functions, one module a format."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from medlint.errors import ConfigError
from medlint.findings import Report
from medlint.reports import concise, full, json_report
from medlint.reports.view import View

FORMATS: dict[str, Callable[[Report, View], bytes]] = {
    "full": full.write,
    "concise": concise.write,
    "json": json_report.write,
}


def unknown_format(name: str) -> ConfigError:
    """Return the error for a format that does not exist."""
    near = get_close_matches(name, FORMATS, 1)
    return ConfigError(
        f"There is no format called “{name}”.",
        f"Did you mean “{near[0]}”?" if near else f"Formats are {', '.join(FORMATS)}.",
    )


__all__ = ["FORMATS", "View", "unknown_format"]
