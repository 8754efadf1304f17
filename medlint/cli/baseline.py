"""`medlint baseline`: adopt medlint on articles that are there already."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from medlint.cli.options import Stop, config_options, load_configs
from medlint.config import Config
from medlint.errors import ConfigError, MedlintError
from medlint.findings import Finding, Report
from medlint.nearest_config import Configs
from medlint.reports.view import plural


@click.group("baseline", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Adopt medlint on existing articles: what is known does not fail, what is new does."""


_paths = click.argument("paths", nargs=-1, type=click.Path())
_file = click.option(
    "--file", type=click.Path(dir_okay=False), help="The baseline (default: the configured one)."
)


@command.command()
@_paths
@_file
@config_options
@click.option(
    "--accept-new", is_flag=True, help="Take new findings into a baseline that exists; needs --reason."
)
@click.option("--reason", default="", help="Why these findings may stay.")
@click.option("--until", default="", metavar="DAY", help="The last day for what is taken in, as 2027-03-31.")
def create(paths: tuple[str, ...], **options: Any) -> None:
    """Take all present findings into the baseline."""
    with _Errors():
        known, report, config = _start(paths, options)
        today = datetime.date.today()
        if options["until"] and _day(options["until"]) < today:
            raise ConfigError(f"{options['until']} has passed.", "Name a day to come.")
        if not report.files and not report.failures:
            click.echo(
                "medlint: There are no articles; nothing is written. Give files or folders that hold some.",
                err=True,
            )
            sys.exit(3)
        new = _new(report, config)
        if known.file.exists() and new:
            if not (options["accept_new"] and options["reason"].strip()):
                _show(new)
                raise ConfigError(
                    f"{plural(len(new), 'new finding')}, and {known.file} exists.",
                    "Mend them, or take them in: --accept-new --reason “why they may stay”.",
                )
        from medlint.baseline import entry_of, write_baseline

        reason = options["reason"].strip() or "there when medlint was adopted"
        taken = [entry_of(known, finding, reason, today, options["until"]) for finding in new]
        merged = tuple(dict.fromkeys([*known.entries, *taken]))
        write_baseline(replace(known, entries=merged))
        click.echo(f"{known.file}: {plural(len(merged), 'finding')} known, {len(taken):,} of them new.")
        _failures(report)


@command.command()
@_paths
@_file
@config_options
def update(paths: tuple[str, ...], **options: Any) -> None:
    """Remove what is mended; never takes anything in."""
    with _Errors():
        from medlint.baseline import apply, write_baseline

        known, report, _ = _start(paths, options, must_exist=True)
        _, use = apply(_open(report), _checked(report), known, datetime.date.today())
        stale = set(use.stale)
        left = tuple(entry for entry in known.entries if entry not in stale)
        if stale:
            write_baseline(replace(known, entries=left))
        click.echo(f"{known.file}: {_entries(len(stale))} removed, {len(left):,} left.")
        _failures(report)


@command.command()
@_paths
@_file
@config_options
def status(paths: tuple[str, ...], **options: Any) -> None:
    """Say how many known findings are left, mended, expired, and how many are new."""
    with _Errors():
        from medlint.baseline import apply

        known, report, config = _start(paths, options, must_exist=True)
        _, use = apply(_open(report), _checked(report), known, datetime.date.today())
        new = _new(report, config)
        click.echo(f"{known.file}: {_entries(len(known.entries))}")
        for label, count in (
            ("still there", len(use.known)), ("mended (“update” removes them)", len(use.stale)),
            ("expired, counted again", len(use.expired)), ("new findings", len(new)),
        ):  # fmt: skip
            click.echo(f"  {count:>6}  {label}")
        by_rule = Counter(entry.rule for entry in use.known)
        for rule, count in sorted(by_rule.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"  {count:>6}    {rule}")
        _failures(report)


@command.command("import")
@click.argument("marks_file", type=click.Path(dir_okay=False), metavar="MARKS.json")
@_file
@config_options
@click.option(
    "--as", "form", type=click.Choice(["baseline", "suppressions"]), default="baseline",
    help="Where false alarms and what is put off go: into the baseline, or into the articles.",
)  # fmt: skip
def import_marks(marks_file: str, form: str, **options: Any) -> None:
    """Take over what an editor marked in a review report."""
    with _Errors():
        from medlint.baseline import read_marks, take_marks, write_baseline

        configs = load_configs(options["config_file"], options["isolated"], {})
        marks = read_marks(Path(marks_file))
        kept = [mark for mark in marks if mark.mark != "done"]
        if form == "baseline":
            known = _baseline(configs.main, options)
            write_baseline(take_marks(known, kept, datetime.date.today()))
            click.echo(
                f"{known.file}: {plural(len(kept), 'finding')} taken in; {len(marks) - len(kept)} done."
            )
            return
        count = _suppress(configs, kept)
        click.echo(f"{count} of {plural(len(kept), 'finding')} suppressed; {len(marks) - len(kept)} done.")
        if count < len(kept):
            click.echo("medlint: The others are not in the articles any more.", err=True)


def _suppress(configs: Configs, marks: list[Any]) -> int:
    from medlint.engine import Linters
    from medlint.suppressing import suppress_in_file

    linters = Linters(configs)
    by_path: dict[str, dict[tuple[str, str], str]] = {}
    for mark in marks:
        by_path.setdefault(mark.path, {})[mark.rule, mark.fingerprint] = mark.note.strip() or mark.mark
    count = 0
    for path, wanted in by_path.items():
        report, linter = Report(), linters.of(path)
        linter.lint_file(path, report)
        _failures(report)
        found = {
            finding: wanted[finding.rule, finding.fingerprint]
            for finding in _open(report)
            if (finding.rule, finding.fingerprint) in wanted
        }
        if found:
            count += suppress_in_file(path, found, linter)
    return count


class _Errors:
    """Turns medlint's errors into exit status 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, MedlintError):
            raise Stop(error) from error


def _baseline(config: Config, options: dict[str, Any], must_exist: bool = False) -> Any:
    from medlint.baseline import Baseline, read_baseline
    from medlint.run import USUAL_BASELINE, baseline_file

    stated = Path(options["file"]) if options["file"] else baseline_file(config)
    file = stated or Path(config.root or ".") / USUAL_BASELINE
    return read_baseline(file) if must_exist or file.exists() else Baseline(file)


def _start(
    paths: tuple[str, ...], options: dict[str, Any], must_exist: bool = False
) -> tuple[Any, Report, Config]:
    """Return the baseline, what a run finds with it, and the configuration."""
    from medlint.baseline import apply
    from medlint.cli.output import progress
    from medlint.linting import Options
    from medlint.run import run

    changes = {"locale": options["locale"], "profile": options["profile"]}
    configs = load_configs(options["config_file"], options["isolated"], changes, paths)
    known = _baseline(configs.main, options, must_exist)
    report = run(paths or (".",), configs, Options(with_baseline=False, progress=progress(False)))
    report.findings, _ = apply(report.findings, _checked(report), known, datetime.date.today())
    return known, report, configs.main


def _checked(report: Report) -> list[str]:
    return [file.path for file in report.files]


def _open(report: Report) -> list[Finding]:
    """Return the findings that no suppression answers, as they were before the baseline was asked."""
    return [
        replace(finding, ignored=None) if finding.ignored == "baselined" else finding
        for finding in report.findings
        if finding.ignored is None or finding.ignored == "baselined"
    ]


def _new(report: Report, config: Config) -> list[Finding]:
    from medlint.cli.output import is_shown

    return [finding for finding in report.findings if is_shown(finding, config)]


def _show(findings: list[Finding]) -> None:
    for finding in findings[:20]:
        click.echo(
            f"{finding.path}:{finding.start.line}: {finding.severity}[{finding.rule}] {finding.message}"
        )
    if len(findings) > 20:
        click.echo(f"… and {len(findings) - 20} more.")


def _failures(report: Report) -> None:
    for failure in report.failures:
        click.echo(f"medlint: {failure.path}: {failure.message}", err=True)
    if report.failures:
        sys.exit(2)


def _entries(count: int) -> str:
    return f"{count:,} entry" if count == 1 else f"{count:,} entries"


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"“{text}” is not a day.", "Write it as 2027-03-31.") from error
