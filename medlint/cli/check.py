"""`medlint check`."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from medlint.cli.options import Stop, config_options, load_config, names
from medlint.errors import ConfigError, MedlintError
from medlint.findings import CONFIDENCES, SEVERITIES, Finding, Report


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@config_options
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[=FILE]",
    help="full, concise or json; may be repeated.",
)
@click.option("--output-file", type=click.Path(dir_okay=False), help="Write the findings there.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules or families.")
@click.option("--extend-select", multiple=True, metavar="RULES", help="These too.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="The least severity that fails the run (default: error)."
)
@click.option(
    "--min-confidence",
    type=click.Choice(CONFIDENCES),
    help="Hide findings that are less sure (default: medium).",
)
@click.option("--show-info", is_flag=True, help="Show findings of severity info.")
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named.")
@click.option("--stdin-filename", default="-", help="Name (and format) of what comes on standard input.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--quiet", "-q", is_flag=True, help="Print no summary.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings.")
@click.option("--color/--no-color", "color", default=None, help="Colour the output (default: on a terminal).")
def command(paths: tuple[str, ...], **options: Any) -> None:
    """Find faults in articles.

    PATHS are files and folders (default: the current one); "-" is standard input. Exit status: 0 nothing
    at or above --fail-on, 1 findings, 2 wrong usage or unreadable files, 3 no articles.
    """
    config = load_config(
        options["config_file"],
        options["isolated"],
        {
            "select": names(options["select"]) or None,
            "extend_select": names(options["extend_select"]) or None,
            "ignore": names(options["ignore"]) or None,
            "fail_on": options["fail_on"],
            "min_confidence": options["min_confidence"],
            "show_info": True if options["show_info"] or options["fail_on"] == "info" else None,
            "locale": options["locale"],
            "profile": options["profile"],
        },
    )
    try:
        chosen = _formats(options["formats"], options["output_file"])
        report = _run(paths or (".",), config, options)
        _write(report, config, chosen, options)
    except MedlintError as error:
        raise Stop(error) from error
    for failure in report.failures:
        click.echo(f"medlint: {failure.path}: {failure.message}", err=True)
    sys.exit(_exit_code(report, config, options["exit_zero"]))


def _run(paths: tuple[str, ...], config: Any, options: dict[str, Any]) -> Report:
    from medlint.engine import Linter
    from medlint.sources import format_of
    from medlint.walk import walk

    linter, report = Linter(config), Report()
    report.notes.extend(linter.notes)
    named = [path for path in paths if path != "-"]
    if "-" in paths:
        name = options["stdin_filename"]
        data = sys.stdin.buffer.read()
        linter.lint_file(name, report, data, format_of(name) or "markdown")
    found = walk(named, exclude=config.exclude, root=config.root, force_exclude=options["force_exclude"])
    report.failures.extend(found.failures)
    for path in found.files:
        linter.lint_file(path, report)
    return report


def _formats(stated: tuple[str, ...], output_file: str | None) -> list[tuple[str, str | None]]:
    from medlint.reports import FORMATS, unknown_format

    if not stated:
        on_terminal = sys.stdout.isatty() and output_file is None
        in_actions = os.environ.get("GITHUB_ACTIONS") == "true" and "github" in FORMATS and not on_terminal
        return [("full" if on_terminal else "github" if in_actions else "concise", output_file)]
    out: list[tuple[str, str | None]] = []
    for item in stated:
        name, _, file = item.partition("=")
        if name not in FORMATS:
            raise unknown_format(name)
        out.append((name, file or output_file))
    if sum(file is None for _, file in out) > 1:
        raise ConfigError(
            "Two formats would share standard output.", "Give all but one a file: --format json=FILE."
        )
    return out


def _write(
    report: Report, config: Any, chosen: list[tuple[str, str | None]], options: dict[str, Any]
) -> None:
    from pathlib import Path

    from medlint.reports import FORMATS, View
    from medlint.vocabulary.compiled import write_whole

    for name, file in chosen:
        color = options["color"]
        if color is None:
            color = file is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        view = View(
            shown=lambda finding: is_shown(finding, config),
            color=color,
            statistics=options["statistics"],
            quiet=options["quiet"],
        )
        data = FORMATS[name](report, view)
        if file is None:
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        else:
            try:
                write_whole(Path(file), data)
            except OSError as error:
                raise ConfigError(
                    f"{file}: {error.strerror or error}.", "Choose a place that can be written."
                ) from error
    for note in report.notes:
        click.echo(f"medlint: {note}", err=True)


def is_shown(finding: Finding, config: Any) -> bool:
    """Tell whether a finding is shown: not ignored, sure enough, and `info` only on demand."""
    return (
        finding.ignored is None
        and CONFIDENCES.index(finding.confidence) <= CONFIDENCES.index(config.min_confidence)
        and (finding.severity != "info" or config.show_info)
    )


def _exit_code(report: Report, config: Any, exit_zero: bool) -> int:
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
    if not report.files:
        click.echo(
            "medlint: no articles there. Give files or folders with .md, .html, .txt or .docx files.",
            err=True,
        )
        return 3
    return 0
