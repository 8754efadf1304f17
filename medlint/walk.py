"""Finds the articles below the given paths, as git and people would expect."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from medlint.findings import Failure

ENDINGS = (".md", ".markdown", ".html", ".htm", ".txt", ".docx")


@dataclass
class Found:
    """The files to read, in order, and the paths that are none."""

    files: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def walk(
    paths: Sequence[str], *, exclude: Sequence[str] = (), root: str = "", force_exclude: bool = False
) -> Found:
    """Return the articles of files and folders.

    Folders are searched for `ENDINGS` without hidden folders and what `.gitignore` names. A
    file that is named is always read, unless it is excluded and `force_exclude` is set.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            for file in _below(path):
                if file not in seen and not excluded(file, exclude, root):
                    seen.add(file)
                    found.files.append(file)
        elif not os.path.lexists(path):
            found.failures.append(Failure(path, "There is no such file or folder. Check the path."))
        elif path not in seen and not (force_exclude and excluded(path, exclude, root)):
            seen.add(path)
            found.files.append(path)
    return found


def excluded(path: str, patterns: Sequence[str], root: str) -> bool:
    """Tell whether one of the globs names a file or a folder that it lies in; they are taken from `root`."""
    if not patterns:
        return False
    try:
        name = Path(path).resolve().relative_to(Path(root or ".").resolve()).as_posix()
    except (ValueError, OSError):
        name = Path(path).as_posix()
    parents = [name, *(parent.as_posix() for parent in Path(name).parents if parent.as_posix() != ".")]
    for pattern in patterns:
        bare = pattern.removeprefix("./").rstrip("/")
        if any(fnmatch(part, bare) or fnmatch(Path(part).name, bare) for part in parents):
            return True
        if bare.startswith("**/") and any(fnmatch(part, bare[3:]) for part in parents):
            return True
    return False


def _below(folder: str) -> list[str]:
    listed = _listed_by_git(folder)
    if listed is None:
        listed = []
        for here, folders, names in os.walk(folder):
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and name != "node_modules"
            )
            near = os.path.relpath(here) if folder == "." else here
            listed.extend(os.path.join(near, name) if near != "." else name for name in names)
    return sorted(path for path in listed if _is_article(path))


def _is_article(path: str) -> bool:
    name = os.path.basename(path)
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))


def _listed_by_git(folder: str) -> list[str] | None:
    """Return the files that git tracks or would track, or None where there is no git repository."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode != 0:
        return None
    names = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    inside = [name for name in names if not any(part.startswith(".") for part in Path(name).parts[:-1])]
    found = [os.path.join(folder, name) if folder != "." else name for name in inside]
    return [path for path in found if os.path.isfile(path)]
