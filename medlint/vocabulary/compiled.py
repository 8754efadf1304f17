"""Keeps what was read from many YAML files as one small binary file in the user's cache.

Reading some thousand terms from YAML takes most of a second, from the compiled form a few
milliseconds. The compiled file is named after the state of the files that it was made from,
so it can never be stale; a cache that cannot be written only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from medlint._version import __version__

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent.parent


def cache_folder() -> Path:
    """Return where medlint keeps what it can make again; `MEDLINT_CACHE_DIR` overrides it."""
    if own := os.environ.get("MEDLINT_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "medlint"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "medlint"


def state_of(files: Sequence[Path]) -> str:
    """Return a hash of path, size and time of change of the files and of the code that reads them."""
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for file in (*files, *_PACKAGE.glob("vocabulary/*.py"), *_PACKAGE.glob("rulebook/*.py")):
        stat = file.stat()
        digest.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:24]


def compiled(name: str, files: Sequence[Path], form: type[T], build: Callable[[Sequence[Path]], T]) -> T:
    """Return `build(files)`, taken from the cache when the files have not changed."""
    folder = cache_folder() / "compiled"
    target = folder / f"{name}-{state_of(files)}.msgpack"
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(target.read_bytes(), type=form)
    made = build(files)
    with contextlib.suppress(OSError):
        write_whole(target, msgspec.msgpack.encode(made))
        for old in folder.glob(f"{name}-*.msgpack"):
            if old != target and old.stat().st_mtime < target.stat().st_mtime - 86_400:
                old.unlink(missing_ok=True)
    return made


def write_whole(target: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part.

    `mode` is the file's mode; without one it is what a new file of this person gets.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".medlint-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                os.fsync(file.fileno())
        os.chmod(name, _new_mode() if mode is None else mode)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _new_mode() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
