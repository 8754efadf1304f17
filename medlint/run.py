"""Runs the linter over many files: from the cache, in several processes, for changed files only.

What lints is imported only when a file is not in the cache.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from medlint.cache import Result, decode
from medlint.config import Config
from medlint.findings import Failure, Report
from medlint.linting import Linting, Options
from medlint.walk import ENDINGS, excluded, walk

USUAL_BASELINE = "medlint-baseline.json"
_POOL_BYTES = 200_000 if sys.platform == "linux" else 1_000_000
"""Text that must be linted before more processes pay for their start."""


def run(paths: Sequence[str], config: Config, options: Options) -> Report:
    """Lint files and folders and return the report; raises `ConfigError`."""
    report = Report()
    linting = Linting(config, options)
    if options.ref is not None or options.staged:
        _changed(paths, config, options, linting, report)
    else:
        if options.stdin is not None:
            name, data = options.stdin
            _add(report, linting.lint(name, data))
        found = walk(paths, exclude=config.exclude, root=config.root, force_exclude=options.force_exclude)
        report.failures.extend(found.failures)
        for result in lint_all(linting, found.files):
            _add(report, result)
    report.notes[:0] = linting.notes()
    if options.with_baseline and (file := baseline_file(config)):
        from medlint import baseline

        known = baseline.read_baseline(file)
        report.findings, use = baseline.apply(
            report.findings, [item.path for item in report.files], known, options.today
        )
        whole = options.ref is None and not options.staged
        if use.stale and whole:
            report.notes.append(
                f"In {file.name} {len(use.stale):,} of {len(known.entries):,} entries match nothing any more; "
                "“medlint baseline update” removes them."
            )
        if use.expired:
            report.notes.append(
                f"In {file.name} {len(use.expired):,} of {len(known.entries):,} entries have passed their last day."
            )
    return report


def baseline_file(config: Config) -> Path | None:
    """Return the baseline of the configuration, else the usual one where it exists."""
    root = Path(config.root or ".")
    if config.baseline:
        return root / config.baseline
    usual = root / USUAL_BASELINE
    return usual if usual.exists() else None


def _add(report: Report, result: Result) -> None:
    if result.summary is not None:
        report.files.append(result.summary)
    report.findings.extend(result.findings)
    report.failures.extend(result.failures)


def _changed(
    paths: Sequence[str], config: Config, options: Options, linting: Linting, report: Report
) -> None:
    from medlint import changes

    before = 0
    for path in paths:
        if not os.path.lexists(path):
            report.failures.append(Failure(path, "There is no such file or folder. Check the path."))
    for change in changes.changes(paths, ref=options.ref or "", staged=options.staged):
        name = os.path.basename(change.path)
        hidden = any(part.startswith(".") for part in Path(change.path).parts if part not in ("..", "."))
        if not name.lower().endswith(ENDINGS) or name.startswith("~$") or hidden:
            continue
        if excluded(change.path, config.exclude, config.root):
            continue
        result = linting.lint(change.path, change.new)
        old = linting.lint(change.path, change.old) if change.old is not None else None
        caused = changes.caused(result.findings, old.findings if old else None)
        before += sum(1 for finding in result.findings if finding.ignored is None) - sum(
            1 for finding in caused if finding.ignored is None
        )
        _add(report, Result(result.summary, caused, result.failures))
    if not report.files and not report.failures:
        report.notes.append("No article changed.")
        report.nothing_changed = True
    elif before:
        report.notes.append(f"Left out, for it was there before the change: {before:,} of the findings.")


def lint_all(linting: Linting, paths: Sequence[str]) -> Iterator[Result]:
    """Yield the results of files in their order."""
    known: dict[str, Result] = {}
    missing: list[str] = []
    size = 0
    for path in paths:
        result = linting.known(path)
        if result is None:
            missing.append(path)
            size += _size(path)
        else:
            known[path] = result
    linting.options.progress(len(known), len(paths))
    fresh = _lint_missing(linting, missing, size, len(known), len(paths))
    for path in paths:
        yield known.pop(path) if path in known else next(fresh)


def _lint_missing(linting: Linting, paths: list[str], size: int, done: int, total: int) -> Iterator[Result]:
    from medlint.workers import cores, lint_here, lint_in_pool

    jobs = linting.options.jobs or (cores() if size >= _POOL_BYTES else 1)
    for result in lint_in_pool(linting, paths, jobs) if jobs > 1 else lint_here(linting, paths):
        done += 1
        linting.options.progress(done, total)
        yield decode(result)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
