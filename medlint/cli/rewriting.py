"""What `medlint check` writes into articles: safe fixes and suppressions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

import click

from medlint.cli.output import is_shown
from medlint.config import Config
from medlint.errors import SourceError, WriteError
from medlint.findings import Edit, Failure, Finding, Report
from medlint.linting import Options
from medlint.nearest_config import Configs
from medlint.reports.view import plural
from medlint.run import run

_ROUNDS = 10
"""A fix can make room for another one; so often at most."""


def show_fixes(report: Report, config: Config) -> int:
    """Print what `fix` would change as a unified diff; return 1 when there is something, 2 after failures."""
    from medlint.fixes import edited

    any_fix = False
    for path, text, edits in _fixable(report, config):
        any_fix = True
        new = edited(text, edits)
        lines = difflib.unified_diff(
            text.splitlines(keepends=True), new.splitlines(keepends=True), path, path, n=2
        )
        click.echo("".join(line if line.endswith("\n") else line + "\n" for line in lines), nl=False)
    for failure in report.failures:
        click.echo(f"medlint: {failure.path}: {failure.message}", err=True)
    return 2 if report.failures else 1 if any_fix else 0


def fix(report: Report, paths: Sequence[str], configs: Configs, options: Options) -> Report:
    """Make the safe fixes and return the report of what is left."""
    from medlint.fixes import edit_file

    fixed: dict[str, int] = {}
    problems: dict[str, SourceError] = {}
    for _ in range(_ROUNDS):
        wrote = False
        for path, text, edits in _fixable(report, configs.main):
            try:
                edit_file(path, edits, text)
            except SourceError as error:
                problems[path] = error
                continue
            wrote = True
            fixed[path] = fixed.get(path, 0) + len(edits)
        if not wrote:
            break
        report = run(paths, configs, options)
    _tell(report, problems)
    if fixed:
        report.notes.append(f"{plural(sum(fixed.values()), 'edit')} in {plural(len(fixed), 'file')}.")
    return report


def _tell(report: Report, problems: dict[str, SourceError]) -> None:
    """Add what could not be rewritten: a failure where the disk refused, else a note."""
    for path, error in problems.items():
        if isinstance(error, WriteError):
            said = error.message.removeprefix(f"{path}: ")
            report.failures.append(Failure(path, f"{said[:1].upper()}{said[1:]} {error.advice}"))
        else:
            report.notes.append(str(error))


def _fixable(report: Report, config: Config) -> Iterator[tuple[str, str, list[Edit]]]:
    """Yield each file that has safe fixes, with its text as it is now and the edits that fit it."""
    from medlint.sources import read_file

    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.fix and finding.ignored is None:
            by_path.setdefault(finding.path, []).append(finding)
    for path, found in by_path.items():
        try:
            text = read_file(path, max_size=config.max_file_size).source.text
        except SourceError:
            continue
        edits: list[Edit] = []
        for item in found:
            is_there = text[item.start.offset : item.end.offset] == item.excerpt
            if is_there and not any(a.start < b.end and b.start < a.end for a in item.fix for b in edits):
                edits.extend(item.fix)
        if edits:
            yield path, text, edits


def add_ignores(
    report: Report, paths: Sequence[str], configs: Configs, options: Options, reason: str
) -> Report:
    """Write suppressions for the findings that are left and return the report of what is left then."""
    from medlint.engine import Linters
    from medlint.suppressing import suppress_in_file

    linters = Linters(configs, options.today)
    by_path: dict[str, dict[Finding, str]] = {}
    for finding in report.findings:
        if is_shown(finding, configs.main) and finding.family != "hygiene":
            by_path.setdefault(finding.path, {})[finding] = reason
    problems: dict[str, SourceError] = {}
    count = 0
    for path, wanted in by_path.items():
        try:
            count += suppress_in_file(path, wanted, linters.of(path))
        except SourceError as error:
            problems[path] = error
    report = run(paths, configs, options)
    _tell(report, problems)
    report.notes.append(
        f"{plural(count, 'finding')} suppressed in {plural(len(by_path) - len(problems), 'file')}."
    )
    return report
