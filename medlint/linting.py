"""Lints one file after the other, or takes its findings from the cache.

What lints is imported only when a file is not in the cache.
"""

from __future__ import annotations

import datetime
import gc
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from medlint.cache import Cache, Result, decode, encode
from medlint.config import Config
from medlint.findings import Failure, FileSummary, Finding, Report

if TYPE_CHECKING:
    from medlint.engine import Linter
    from medlint.sources.document import Format

DIED = "medlint's process died on it. Please report it."


def silent(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Options:
    """What a run does besides what the configuration says."""

    jobs: int | None = None
    """Processes; None chooses by the amount of text and the number of cores."""
    use_cache: bool = True
    force_exclude: bool = False
    ref: str | None = None
    """Only what changed since; empty: since the branch left the main branch."""
    staged: bool = False
    with_baseline: bool = True
    stdin: tuple[str, bytes] | None = None
    """Name and content of what came on standard input."""
    today: datetime.date = field(default_factory=datetime.date.today)
    keep_excerpts: bool = True
    """Whether findings keep the words that they are about: over ten thousand files that is a lot."""
    progress: Callable[[int, int], None] = silent
    """Called with the files done and all files."""


class Linting:
    """Lints files, or takes their findings from the cache."""

    def __init__(self, config: Config, options: Options) -> None:
        self.config = config
        self.options = options
        self.cache = Cache(config, options.today) if options.use_cache else None
        self._linter: Linter | None = None

    def __reduce__(self) -> tuple[type[Linting], tuple[Config, Options]]:
        return Linting, (self.config, replace(self.options, progress=silent, stdin=None))

    @property
    def linter(self) -> Linter:
        """The linter, made on first use."""
        if self._linter is None:
            from medlint.engine import Linter

            self._linter = Linter(self.config, self.options.today)
            # Rules and vocabulary stay to the end: the collector need not walk them again and again.
            gc.freeze()
            if self.cache:
                self.cache.put_notes(self._linter.notes)
        return self._linter

    def notes(self) -> list[str]:
        """Return what is to be said about the run."""
        known = self.cache.notes() if self.cache and self._linter is None else None
        notes = list(self.linter.notes if known is None else known)
        if self.cache and self.cache.problem:
            notes.append(f"{self.cache.problem} The next run will take as long.")
        return notes

    def lint(self, path: str, data: bytes | None = None) -> Result:
        """Return what linting a file gives; `data` stands for its content."""
        known = self.known(path, data)
        return known if known is not None else decode(self.lint_anew(path, data))

    def lint_like(self, path: str, data: bytes, like: FileSummary) -> list[Finding]:
        """Return the findings of an earlier version of a file, under the rules that run on the later one."""
        from medlint.sources import format_of

        report = Report()
        self.linter.lint_file(path, report, data, format_of(path), like)
        return report.findings

    def known(self, path: str, data: bytes | None = None) -> Result | None:
        """Return the result of a file from the cache, or None."""
        if self.cache is None:
            return None
        if data is None:
            data = _read(path, self.config.max_file_size)
        return None if data is None else self.cache.get(self.cache.key(path, data))

    def lint_anew(self, path: str, data: bytes | None = None) -> bytes:
        """Return the encoded result of a file that is not in the cache, and put it there."""
        from medlint.sources import format_of

        form: Format | None = format_of(path)
        if data is None and form is not None:
            data = _read(path, self.config.max_file_size)
        report = Report()
        if data is not None and form is None and path == "-":
            form = "markdown"
        is_lock = os.path.basename(path).startswith("~$")
        self.linter.lint_file(path, report, None if form is None or is_lock else data, form)
        result = Result(report.files[0] if report.files else None, report.findings, report.failures)
        encoded = encode(result)
        if self.cache and data is not None and not report.failures:
            self.cache.put(self.cache.key(path, data), encoded)
        return encoded

    def died(self, path: str) -> bytes:
        """Return the encoded result of a file that killed its process."""
        return encode(Result(None, [], [Failure(path, DIED)]))


def _read(path: str, most: int) -> bytes | None:
    """Return the bytes of a file, or None where the engine is to say why they cannot be had."""
    try:
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= most else None
