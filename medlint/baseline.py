"""The findings that a site knew of when it adopted medlint, or judged since: kept in one file beside the articles.

An entry names a finding by path, rule and fingerprint, never by line: moved and reformatted paragraphs
stay known. It may carry a reason and a last day, after which the finding counts again.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import msgspec

from medlint._version import __version__
from medlint.errors import ConfigError
from medlint.findings import Finding
from medlint.vocabulary.compiled import write_whole


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, order=True):
    """One known finding."""

    path: str
    """From the folder of the baseline, with forward slashes."""
    rule: str
    fingerprint: str
    reason: str = ""
    added: str = ""
    """The day on which it was taken in, as 2027-03-31."""
    until: str = ""
    """The last day on which it holds; empty for ever."""

    @property
    def key(self) -> tuple[str, str]:
        """What names the finding inside its file."""
        return self.rule, self.fingerprint


class Mark(msgspec.Struct, frozen=True):
    """What an editor decided about one finding in a review report."""

    path: str
    rule: str
    fingerprint: str
    mark: Literal["done", "false-alarm", "later"]
    note: str = ""
    sentence: str = ""


class _Marks(msgspec.Struct, frozen=True):
    schema: Literal[1]
    marks: tuple[Mark, ...]


class _File(msgspec.Struct, frozen=True):
    schema: Literal[1]
    entries: tuple[Entry, ...]
    version: str = ""


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline file."""

    file: Path
    entries: tuple[Entry, ...] = ()

    def name(self, path: str) -> str:
        """Return a path as entries write it."""
        here = os.path.relpath(os.path.abspath(path), os.path.abspath(self.file.parent))
        return Path(here).as_posix()


@dataclass
class Use:
    """How the entries of a baseline fared in a run."""

    known: list[Entry] = field(default_factory=list)
    """Their finding is still there."""
    expired: list[Entry] = field(default_factory=list)
    """Their finding is still there and their last day has passed: it counts again."""
    stale: list[Entry] = field(default_factory=list)
    """Their file was checked, or is gone, and the finding is no longer there."""


def read_baseline(file: Path) -> Baseline:
    """Read a baseline; one that cannot be read raises `ConfigError`, for it must never pass as empty."""
    try:
        data = msgspec.json.decode(file.read_bytes(), type=_File)
        for entry in data.entries:
            if entry.until:
                datetime.date.fromisoformat(entry.until)
    except OSError as error:
        raise ConfigError(
            f"The baseline {file} cannot be read: {error.strerror or error}.",
            "“medlint baseline create” makes one.",
        ) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ConfigError(
            f"The baseline {file} is broken: {error}.",
            "Restore it, or delete it and let “medlint baseline create” make a new one.",
        ) from error
    return Baseline(file, data.entries)


def write_baseline(baseline: Baseline) -> None:
    """Write the entries sorted, one a line, so that changes of the file read well."""
    rows = [json.dumps(msgspec.to_builtins(entry), ensure_ascii=False) for entry in sorted(baseline.entries)]
    head = f'{{\n "schema": 1,\n "version": {json.dumps(__version__)},\n "entries": ['
    text = head + "".join(f"\n  {row}," for row in rows).rstrip(",") + ("\n ]\n}\n" if rows else "]\n}\n")
    try:
        write_whole(baseline.file, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise ConfigError(
            f"The baseline {baseline.file} cannot be written: {error.strerror or error}.",
            "Choose a place that can be written.",
        ) from error


def apply(
    findings: Sequence[Finding], checked: Iterable[str], baseline: Baseline, today: datetime.date
) -> tuple[list[Finding], Use]:
    """Return the findings, those that the baseline knows marked as ignored, and how its entries fared.

    `checked` are the paths of the run. Entries of a file that is gone are offered to all other files:
    it may have been renamed.
    """
    names = {path: baseline.name(path) for path in dict.fromkeys([*checked, *(f.path for f in findings)])}
    present = set(names.values())
    by_path: dict[str, dict[tuple[str, str], Entry]] = {}
    moved: dict[tuple[str, str], Entry] = {}
    gone: dict[str, bool] = {}
    for item in baseline.entries:
        by_path.setdefault(item.path, {})[item.key] = item
        if item.path not in gone:
            gone[item.path] = item.path not in present and not (baseline.file.parent / item.path).exists()
        if gone[item.path]:
            moved[item.key] = item
    use = Use()
    met: set[Entry] = set()
    out: list[Finding] = []
    for finding in findings:
        own = by_path.get(names[finding.path], {})
        key = finding.rule, finding.fingerprint
        known = own.get(key) or next((e for e in own.values() if e.fingerprint in finding.former), None)
        entry = known or moved.pop(key, None)
        if entry is None or finding.ignored is not None:
            met.update([entry] if entry else [])
            out.append(finding)
            continue
        met.add(entry)
        if entry.until and datetime.date.fromisoformat(entry.until) < today:
            use.expired.append(entry)
            out.append(finding)
        else:
            use.known.append(entry)
            out.append(replace(finding, ignored="baselined"))
    use.stale = [
        entry
        for entry in baseline.entries
        if entry not in met and (entry.path in present or gone[entry.path])
    ]
    return out, use


def entry_of(
    baseline: Baseline, finding: Finding, reason: str, today: datetime.date, until: str = ""
) -> Entry:
    """Return the entry that makes a finding known."""
    return Entry(
        baseline.name(finding.path), finding.rule, finding.fingerprint, reason, today.isoformat(), until
    )


def read_marks(file: Path) -> tuple[Mark, ...]:
    """Read the marks that an editor exported from a review report; raises `ConfigError`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Marks).marks
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror or error}.", "Check the path.") from error
    except msgspec.DecodeError as error:
        raise ConfigError(
            f"{file}: these are no marks of a review report: {error}.", "Export them again from the report."
        ) from error


def take_marks(baseline: Baseline, marks: Sequence[Mark], today: datetime.date) -> Baseline:
    """Return the baseline with the findings that an editor called a false alarm or put off."""
    entries = {(entry.path, *entry.key): entry for entry in baseline.entries}
    for mark in marks:
        if mark.mark != "done":
            reason = f"{mark.mark}: {mark.note}" if mark.note.strip() else mark.mark
            path = baseline.name(mark.path)
            entries[path, mark.rule, mark.fingerprint] = Entry(
                path, mark.rule, mark.fingerprint, reason, today.isoformat()
            )
    return replace(baseline, entries=tuple(sorted(entries.values())))
