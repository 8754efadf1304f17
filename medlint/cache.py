"""Keeps the findings of files that have not changed; looked at before anything that lints is imported.

An entry is named after all that its findings depend on: the bytes and path of the file, medlint's own
files and rules, the configuration, and the day (for dates of review and suppressions that end).
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from medlint._version import __version__
from medlint.config import Config
from medlint.findings import Failure, FileSummary, Finding
from medlint.vocabulary.compiled import cache_folder, write_whole
from medlint.vocabulary.files import built_in_folder

_PACKAGE = Path(__file__).resolve().parent
_KEPT = 4
"""States (of rules, configuration and day) whose entries are kept."""
_NOT_IN_KEY = ("fail_on", "min_confidence", "show_info", "exclude", "baseline", "required_version", "file")


class Result(msgspec.Struct, array_like=True):
    """What linting one file gave."""

    summary: FileSummary | None
    findings: list[Finding]
    failures: list[Failure]


_NAMES: dict[str, str] = {}
_OWN = ("path", "line_text", "excerpt", "start", "end", "span")
"""Fields whose values repeat inside a file."""
_COMMON = ("message", "rule", "family", "unit", "help")
"""Fields whose values repeat in many files; `message` where it speaks of the whole article."""
_DECODER = msgspec.msgpack.Decoder(Result)
_ENCODER = msgspec.msgpack.Encoder()


def encode(result: Result) -> bytes:
    """Return a result as bytes, for the cache and for the way between processes."""
    return _ENCODER.encode(result)


def decode(data: bytes) -> Result:
    """Return the result that `encode` made bytes of; raises `msgspec.DecodeError`."""
    result = _DECODER.decode(data)
    _share(result.findings)
    return result


def _share(findings: list[Finding]) -> None:
    """Let findings hold equal values once: a line of an article is a paragraph, and has many findings.

    A run over ten thousand articles keeps all their findings.
    """
    own: dict[Any, Any] = {}
    for finding in findings:
        for name in _OWN:
            value = getattr(finding, name)
            object.__setattr__(finding, name, own.setdefault(value, value))
        for name in _COMMON if finding.level == "document" else _COMMON[1:]:
            value = getattr(finding, name)
            if value is not None:
                object.__setattr__(finding, name, _NAMES.setdefault(value, value))


class Cache:
    """The entries of one state of rules, configuration and day."""

    def __init__(self, config: Config, today: datetime.date) -> None:
        self.folder = cache_folder() / "results" / _state(config, today)
        self.problem = ""
        """Why entries could not be written; empty while they could."""
        self._ready = False

    def key(self, path: str, data: bytes) -> str:
        """Return the name of a file's entry."""
        digest = hashlib.sha256(os.fsencode(path) + b"\0")
        digest.update(data)
        return digest.hexdigest()[:40]

    def get(self, key: str) -> Result | None:
        """Return an entry; one that is missing, cut off or unreadable counts as none."""
        try:
            with open(self.folder / key, "rb") as file:
                return decode(file.read())
        except (OSError, msgspec.DecodeError):
            return None

    def notes(self) -> list[str] | None:
        """Return what a run of this state had to say, or None when no run of it is known."""
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.msgpack.decode((self.folder / "notes").read_bytes(), type=list[str])
        return None

    def put_notes(self, notes: list[str]) -> None:
        """Keep what a run of this state had to say."""
        self._write("notes", msgspec.msgpack.encode(notes))

    def put(self, key: str, data: bytes) -> None:
        """Keep an entry; a cache that cannot be written is a `problem`, never an error."""
        self._write(key, data)

    def _write(self, name: str, data: bytes) -> None:
        if self.problem:
            return
        try:
            if not self._ready:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._ready = True
                _prune(self.folder)
            write_whole(self.folder / name, data)
        except OSError as error:
            self.problem = f"The cache in {self.folder.parent} cannot be written: {error.strerror or error}."


def _prune(current: Path) -> None:
    """Remove the entries of states that have not been used for longest."""
    with contextlib.suppress(OSError):
        os.utime(current)
        states = sorted(
            (entry for entry in os.scandir(current.parent) if entry.is_dir() and entry.path != str(current)),
            key=lambda entry: entry.stat().st_mtime,
            reverse=True,
        )
        for old in states[_KEPT - 1 :]:
            for entry in os.scandir(old.path):
                os.unlink(entry.path)
            os.rmdir(old.path)


def _state(config: Config, today: datetime.date) -> str:
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]} {today}".encode())
    stated = {
        name: value
        for name, value in msgspec.to_builtins(config).items()
        if name.replace("-", "_") not in _NOT_IN_KEY
    }
    digest.update(msgspec.json.encode(stated))
    root = config.root or "."
    _add_files(digest, str(_PACKAGE), (".py",))
    for folder in (str(built_in_folder()), *(os.path.join(root, pack) for pack in config.packs)):
        _add_files(digest, folder, ("",))
    _add_stats(digest, (os.path.join(root, name) for name in config.glossary))
    return digest.hexdigest()[:24]


def _add_files(digest: hashlib._Hash, folder: str, endings: tuple[str, ...]) -> None:
    for here, folders, names in os.walk(folder):
        folders.sort()
        _add_stats(digest, (os.path.join(here, name) for name in sorted(names) if name.endswith(endings)))


def _add_stats(digest: hashlib._Hash, files: Iterable[str]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            stat = os.stat(file)
            digest.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
