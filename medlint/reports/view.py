"""What a person asked to see of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medlint.findings import Finding, Report

if TYPE_CHECKING:
    from medlint.rulebook.rule import Rule


@dataclass(frozen=True)
class View:
    """How to show a report."""

    shown: Callable[[Finding], bool] = lambda finding: finding.ignored is None
    color: bool = False
    statistics: bool = False
    quiet: bool = False
    rules: Callable[[], Mapping[str, Rule]] = dict
    """The rules of the run, for formats that describe them; reading them takes time."""

    def listed(self, finding: Finding) -> bool:
        """Tell whether a format that can mark findings as ignored lists it."""
        return finding.ignored is not None or self.shown(finding)


def summary_counts(report: Report, view: View) -> dict[str, int]:
    """Return the figures of a run: files, words, shown findings by severity, and what was left out."""
    kinds = Counter(finding.severity for finding in report.findings if view.shown(finding))
    reasons = Counter(
        "suppressed" if finding.ignored.startswith("suppressed") else "baselined"
        for finding in report.findings
        if finding.ignored is not None
    )
    return {
        "files": len(report.files),
        "words": sum(file.words for file in report.files),
        "error": kinds["error"],
        "warning": kinds["warning"],
        "info": kinds["info"],
        "suppressed": reasons["suppressed"],
        "baselined": reasons["baselined"],
        "skipped": report.skipped,
    }


def plural(count: int, noun: str) -> str:
    """Return “1 file”, “2 files”."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def summary_line(report: Report, view: View) -> str:
    """Return the closing line of a run."""
    counts = summary_counts(report, view)
    unread = len({failure.path for failure in report.failures})
    found = [plural(counts[name], name) for name in ("error", "warning") if counts[name]]
    if counts["info"]:
        found.append(f"{counts['info']:,} info")
    if unread and not report.files:
        return f"{plural(unread, 'file')} not read; nothing checked."
    if not report.files:
        return "Nothing checked" + (f"; {report.skipped:,} skipped." if report.skipped else ".")
    parts = [", ".join(found) if found else "Nothing found"]
    parts[0] += f" in {plural(counts['files'], 'file')}, {plural(counts['words'], 'word')}"
    parts.extend(
        f"{counts[name]:,} {name}" for name in ("suppressed", "baselined", "skipped") if counts[name]
    )
    if unread:
        parts.append(f"{plural(unread, 'file')} not read")
    hidden = sum(1 for finding in report.counted() if not view.shown(finding))
    if hidden:
        parts.append(f"{hidden:,} hidden (--show-info, --min-confidence low)")
    locales = sorted({file.locale for file in report.files})
    if locales:
        parts.append(" and ".join(locales))
    return "; ".join(parts) + "."


def by_rule(report: Report, view: View) -> list[tuple[str, int]]:
    """Return the shown findings counted by rule, the most frequent first."""
    counts = Counter(finding.rule for finding in report.findings if view.shown(finding))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
