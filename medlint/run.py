"""Runs the linter over many files: from the cache, in several processes, for changed files only.

What lints is imported only when a file is not in the cache.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from medlint.cache import Result, decode
from medlint.config import Config
from medlint.findings import NOWHERE, Failure, Finding, Report
from medlint.linting import Linting, Options
from medlint.nearest_config import Configs, PerConfig
from medlint.walk import excluded, is_article, is_passed_over, walk

if TYPE_CHECKING:
    from medlint.changes import Change

USUAL_BASELINE = "medlint-baseline.json"
_UNSHOWN = (("excerpt", ""), ("line_text", ""), ("span", NOWHERE), ("help", None), ("related", ()))
_POOL_BYTES = 200_000 if sys.platform == "linux" else 1_000_000
"""Text that must be linted before more processes pay for their start."""


class Lintings(PerConfig[Linting]):
    """What lints each file."""

    def __init__(self, configs: Configs, options: Options) -> None:
        super().__init__(configs)
        self.options = options

    def make(self, config: Config) -> Linting:
        """Return what lints the files of a configuration."""
        return Linting(config, self.options)

    def notes(self) -> list[str]:
        """Return what is to be said about the run, once."""
        made = self.made.values() or (Linting(self.configs.main, self.options),)
        return list(dict.fromkeys(note for linting in made for note in linting.notes()))


def run(paths: Sequence[str], config: Config | Configs, options: Options) -> Report:
    """Lint files and folders and return the report; raises `ConfigError`."""
    configs = config if isinstance(config, Configs) else Configs(config)
    report = Report()
    lintings = Lintings(configs, options)
    if options.ref is not None or options.staged:
        _changed(paths, lintings, report)
    else:
        if options.stdin is not None:
            name, data = options.stdin
            _add(report, lintings.of(name).lint(name, data))
        found = walk(
            paths,
            is_excluded=lambda path: is_excluded(configs, path),
            force_exclude=options.force_exclude,
        )
        report.failures.extend(found.failures)
        report.skipped = found.skipped
        if options.force_exclude and found.skipped and not found.files and not found.failures:
            report.notes.append("Every article that was named is excluded.")
            report.nothing_to_do = True
        for result in lint_all(lintings, found.files):
            _add(report, result)
    report.notes[:0] = lintings.notes()
    if options.with_baseline:
        files = [file for own in configs.used() if (file := baseline_file(own))]
        for file in {os.path.realpath(file): file for file in reversed(files)}.values():
            _apply_baseline(file, report, options)
    return report


def is_excluded(configs: Configs, path: str) -> bool:
    """Tell whether the configuration of the run, or that of the file, excludes it."""
    own = configs.of(path)
    return any(
        excluded(path, config.exclude, config.root)
        for config in ((own,) if own is configs.main else (configs.main, own))
    )


def baseline_file(config: Config) -> Path | None:
    """Return the baseline of the configuration, else the nearest one of the usual name in the repository."""
    root = Path(config.root or ".")
    if config.baseline:
        return root / config.baseline
    if (root / USUAL_BASELINE).exists():
        return root / USUAL_BASELINE
    here = root.absolute()
    folders = [here, *here.parents]
    top = next((at for at, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    found = (folder / USUAL_BASELINE for folder in folders[1 : top + 1])
    return next((file for file in found if file.exists()), None)


def _apply_baseline(file: Path, report: Report, options: Options) -> None:
    from medlint import baseline

    known = baseline.read_baseline(file)
    report.findings, use = baseline.apply(
        report.findings, [item.path for item in report.files], known, options.today
    )
    entries = f"{len(known.entries):,} entries" if len(known.entries) != 1 else "1 entry"
    if use.stale and options.ref is None and not options.staged:
        report.notes.append(
            f"{file.name}: {len(use.stale):,} of {entries} match nothing any more; "
            "“medlint baseline update” removes them."
        )
    if use.expired:
        report.notes.append(f"{file.name}: {len(use.expired):,} of {entries} have passed their last day.")


def _add(report: Report, result: Result) -> None:
    if result.summary is not None:
        report.files.append(result.summary)
    report.findings.extend(result.findings)
    report.failures.extend(result.failures)


def _changed(paths: Sequence[str], lintings: Lintings, report: Report) -> None:
    from medlint import changes

    before, options = 0, lintings.options
    for path in paths:
        if not os.path.lexists(path):
            said = "There is no such file or folder. Check the path."
            if options.ref == "" and changes.is_commit(path):
                said = f"There is no such file or folder; for the commit write --diff={path}."
            report.failures.append(Failure(path, said))
    for change in changes.changes(paths, ref=options.ref or "", staged=options.staged):
        name = os.path.basename(change.path)
        if os.path.isdir(change.path):
            report.notes.append(
                f"{change.path} is a submodule that changed; run medlint in it to see what changed."
            )
            continue
        folders = [part for part in Path(change.path).parts[:-1] if part not in ("..", ".")]
        if not is_article(name) or any(is_passed_over(folder) for folder in folders):
            continue
        if is_excluded(lintings.configs, change.path):
            report.skipped += 1
            continue
        linting = lintings.of(change.path)
        result = linting.lint(change.path, change.new)
        caused = _caused(linting, change, result)
        before += sum(1 for finding in result.findings if finding.ignored is None) - sum(
            1 for finding in caused if finding.ignored is None
        )
        _add(report, Result(result.summary, caused, result.failures))
    if not report.files and not report.failures:
        report.notes.append("No article changed.")
        report.nothing_to_do = True
    elif before:
        report.notes.append(
            f"Left out: {before:,} {'finding that was' if before == 1 else 'findings that were'} there before the change."
        )


def _caused(linting: Linting, change: Change, result: Result) -> list[Finding]:
    """Return the findings that a change caused."""
    from medlint.changes import caused

    if change.old is None:
        return caused(result.findings, None)
    old = linting.lint(change.path, change.old)
    found = caused(result.findings, old.findings)
    was, now = old.summary, result.summary
    if found and was and now and (was.kind != now.kind or was.words < now.words):
        # A page that grew past the least length of a rule, or into another kind, lacked the same before.
        found = caused(result.findings, [*old.findings, *linting.lint_like(change.path, change.old, now)])
    return found


def lint_all(lintings: Lintings, paths: Sequence[str]) -> list[Result]:
    """Return the results of files in their order."""
    results: dict[str, Result] = {}
    missing: dict[Linting, list[str]] = {}
    for path in paths:
        linting = lintings.of(path)
        result = linting.known(path)
        if result is None:
            missing.setdefault(linting, []).append(path)
        else:
            results[path] = _trimmed(result, lintings.options)
    progress = lintings.options.progress
    progress(len(results), len(paths))
    for linting, own in missing.items():
        for path, result in zip(own, _lint_missing(linting, own), strict=True):
            results[path] = _trimmed(result, lintings.options)
            progress(len(results), len(paths))
    return [results[path] for path in paths]


def _trimmed(result: Result, options: Options) -> Result:
    """Take out of a fresh result what no format that was asked for shows."""
    if not options.keep_excerpts:
        for finding in result.findings:
            for name, value in _UNSHOWN:
                object.__setattr__(finding, name, value)
    return result


def _lint_missing(linting: Linting, paths: list[str]) -> Iterator[Result]:
    from medlint.workers import cores, lint_here, lint_in_pool

    size = sum(_size(path) for path in paths)
    jobs = linting.options.jobs or (cores() if size >= _POOL_BYTES else 1)
    for result in lint_in_pool(linting, paths, jobs) if jobs > 1 else lint_here(linting, paths):
        yield decode(result)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
