"""Where the findings of a run go: formats, files, messages on standard error, exit status."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medlint.config import Config
from medlint.errors import ConfigError
from medlint.findings import CONFIDENCES, SEVERITIES, Finding, Report
from medlint.nearest_config import Configs

if TYPE_CHECKING:
    from medlint.reports import View
    from medlint.rulebook.rule import Rule

_WAIT = 2.0
"""Seconds before a progress bar is worth its place."""


def formats(stated: tuple[str, ...], output_file: str | None) -> list[tuple[str, str | None]]:
    """Return each format with the file that it goes to, None for standard output."""
    from medlint.reports import FORMATS, unknown_format

    if not stated:
        on_terminal = sys.stdout.isatty() and output_file is None
        in_actions = os.environ.get("GITHUB_ACTIONS") == "true" and not on_terminal
        return [("full" if on_terminal else "github" if in_actions else "concise", output_file)]
    out: list[tuple[str, str | None]] = []
    for item in (part for value in stated for part in value.split(",")):
        name, _, file = item.strip().partition("=")
        if name not in FORMATS:
            raise unknown_format(name)
        out.append((name, file or output_file))
    for place in dict.fromkeys(file for _, file in out):
        if sum(file == place for _, file in out) > 1:
            where = place or "standard output"
            raise ConfigError(
                f"Two formats would share {where}.", "Give all but one a file of its own: --format json=FILE."
            )
    return out


def shows_excerpts(names: list[str]) -> bool:
    """Tell whether one of the formats shows the words that a finding is about."""
    from medlint.reports import WITHOUT_EXCERPTS

    return not WITHOUT_EXCERPTS.issuperset(names) or (
        "github" in names and bool(os.environ.get("GITHUB_STEP_SUMMARY"))
    )


def show(
    report: Report, configs: Configs, chosen: list[tuple[str, str | None]], options: dict[str, Any]
) -> None:
    """Write the report in all formats, then what there is to say about the run to standard error."""
    from medlint.reports import parts
    from medlint.vocabulary.compiled import write_whole

    for name, file in chosen:
        color = options["color"]
        if color is None:
            color = file is None and _likes_color()
        pieces = parts(name, report, view(configs, color=color, options=options))
        if file is None:
            sys.stdout.flush()
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.flush()
        else:
            try:
                write_whole(Path(file), b"".join(pieces))
            except OSError as error:
                raise ConfigError(
                    f"{file}: {error.strerror or error}.", "Choose a place that can be written."
                ) from error
    if any(name == "github" for name, _ in chosen):
        _step_summary(report, configs, options)
    for note in report.notes:
        click.echo(f"medlint: {note}", err=True)
    for failure in report.failures:
        click.echo(f"medlint: {failure.path}: {failure.message}", err=True)


def _likes_color() -> bool:
    """Tell whether standard output takes colours: https://no-color.org, https://force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def view(configs: Configs, *, color: bool, options: dict[str, Any]) -> View:
    """Return what of a report is to be seen under the configurations of a run."""
    from medlint.reports import View

    def rules() -> Mapping[str, Rule]:
        from medlint.engine import Linter

        # The main configuration comes first, and has the last word.
        return {
            name: rule
            for config in reversed(configs.used())
            for name, rule in Linter(config).ruleset.rules.items()
        }

    return View(
        shown=lambda finding: is_shown(finding, configs.main),
        color=color,
        statistics=options["statistics"],
        quiet=options["quiet"],
        rules=rules,
    )


def _step_summary(report: Report, configs: Configs, options: dict[str, Any]) -> None:
    from medlint.reports import write

    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        data = write("markdown", report, view(configs, color=False, options={**options, "statistics": True}))
        try:
            with open(file, "ab") as out:
                out.write(data)
        except OSError as error:
            report.notes.append(f"The step summary cannot be written: {error.strerror or error}.")


def is_shown(finding: Finding, config: Config) -> bool:
    """Tell whether a finding is shown: not ignored, sure enough, and `info` only on demand."""
    return (
        finding.ignored is None
        and CONFIDENCES.index(finding.confidence) <= CONFIDENCES.index(config.min_confidence)
        and (finding.severity != "info" or config.show_info)
    )


def exit_code(report: Report, config: Config, exit_zero: bool) -> int:
    """Return the exit status of a run; it never depends on the format."""
    if report.failures:
        return 2
    limit = SEVERITIES.index(config.fail_on)
    for finding in report.findings:
        if (
            is_shown(finding, config)
            and finding.confidence != "low"
            and SEVERITIES.index(finding.severity) <= limit
        ):
            return 0 if exit_zero else 1
    if not report.files and not report.nothing_to_do:
        click.echo(
            "medlint: There are no articles. Give files or folders with .md, .html, .txt or .docx files.",
            err=True,
        )
        return 3
    return 0


def progress(quiet: bool) -> Callable[[int, int], None]:
    """Return what shows how far a long run is, on a terminal only."""
    from medlint.linting import silent

    if quiet or not sys.stderr.isatty():
        return silent
    begun = time.monotonic()
    shown = [False, 0.0]

    def tell(done: int, total: int) -> None:
        now = time.monotonic()
        if now - begun < _WAIT or (now - shown[1] < 0.1 and done < total):
            return
        shown[1] = now
        width = 30
        filled = width * done // max(total, 1)
        bar = "#" * filled + "-" * (width - filled)
        if done < total:
            shown[0] = True
            click.echo(f"\r[{bar}] {done:,} of {total:,} files", nl=False, err=True)
        elif shown[0]:
            click.echo("\r" + " " * (width + 40) + "\r", nl=False, err=True)

    return tell
