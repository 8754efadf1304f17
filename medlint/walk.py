"""Finds the articles below the given paths, as git and people would expect."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from medlint.findings import Failure

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})

ENDINGS = (".md", ".markdown", ".html", ".htm", ".txt", ".docx")


@dataclass
class Found:
    """The files to read, in order, and the paths that are none."""

    files: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: int = 0
    """Articles that are excluded."""


def walk(
    paths: Sequence[str],
    *,
    is_excluded: Callable[[str], bool] = lambda path: False,
    force_exclude: bool = False,
) -> Found:
    """Return the articles of files and folders.

    Folders are searched for `ENDINGS` without hidden folders, `node_modules` and what `.gitignore` names;
    submodules are searched, links to folders are not followed, and a link to an article beside it is left out. A
    file that is named is always read, unless it is excluded and `force_exclude` is set.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            for file in _below(path):
                if os.path.normpath(file) in seen:
                    continue
                seen.add(os.path.normpath(file))
                if is_excluded(file):
                    found.skipped += 1
                else:
                    found.files.append(file)
        elif not os.path.lexists(path):
            found.failures.append(Failure(path, "There is no such file or folder. Check the path."))
        elif os.path.normpath(path) not in seen:
            seen.add(os.path.normpath(path))
            if force_exclude and is_excluded(path):
                found.skipped += 1
            else:
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
    files = [path for path in _all_below(folder) if is_article(path)]
    links = [path for path in files if os.path.islink(path)]
    if links:
        real = {os.path.realpath(path) for path in files if not os.path.islink(path)}
        doubles = {path for path in links if os.path.realpath(path) in real}
        files = [path for path in files if path not in doubles]
    return sorted(files)


def is_article(path: str) -> bool:
    """Tell whether a file in a folder is to be read, by its name."""
    name = os.path.basename(path)
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))


def _all_below(folder: str) -> list[str]:
    names = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if names is None:
        return _all_outside_git(folder)
    out: list[str] = []
    for name in dict.fromkeys(names):
        path = os.path.join(folder, name) if folder != "." else name
        if any(is_passed_over(part) for part in Path(name).parts[:-1]):
            continue
        if name.endswith("/") or (os.path.isdir(path) and not os.path.islink(path)):
            # A submodule, or a repository of its own: git lists it as one name.
            if not is_passed_over(os.path.basename(name.rstrip("/"))):
                out.extend(_all_below(path.rstrip("/")))
        elif os.path.isfile(path) or os.path.islink(path):
            out.append(path)
    return out


def _all_outside_git(folder: str) -> list[str]:
    out: list[str] = []
    elsewhere: list[str] = []
    ignoring = False
    for here, folders, names in os.walk(folder):
        repositories = [name for name in folders if os.path.exists(os.path.join(here, name, ".git"))]
        folders[:] = [name for name in folders if not is_passed_over(name) and name not in repositories]
        ignoring = ignoring or ".gitignore" in names
        near = os.path.relpath(here) if folder == "." else here
        out.extend(os.path.join(near, name) if near != "." else name for name in names)
        for name in repositories:
            if not is_passed_over(name):
                elsewhere.extend(_all_below(os.path.join(near, name) if near != "." else name))
    wanted = _not_ignored(folder) if ignoring else None
    if wanted is not None:
        out = [path for path in out if os.path.normpath(path) in wanted]
    return out + elsewhere


def is_passed_over(folder: str) -> bool:
    """Tell whether a folder of this name is never searched."""
    return folder.startswith(".") or folder == "node_modules"


def _not_ignored(folder: str) -> set[str] | None:
    """Return what the `.gitignore` files of a folder outside of git leave, as an empty repository sees it."""
    with tempfile.TemporaryDirectory() as empty:
        if _git(empty, "init", "-q", "--bare", ".") is None:
            return None
        own = [f"--git-dir={empty}", f"--work-tree={os.path.abspath(folder)}"]
        names = _git(folder, *own, "ls-files", "-z", "--others", "--exclude-standard")
    return None if names is None else {os.path.normpath(os.path.join(folder, name)) for name in names}


def _git(folder: str, *arguments: str) -> list[str] | None:
    """Return the names that git prints, or None where it is missing or there is no repository."""
    # A hook's repository and index are those of the commit, not of the folder.
    around = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", folder, *arguments],  # noqa: S607
            capture_output=True, timeout=60, check=False, env=around,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode != 0:
        return None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def matches_glob(path: str, pattern: str, root: str) -> bool:
    """Tell whether a path matches a glob of the configuration, taken from the folder `root`."""
    name = Path(path).as_posix()
    if root:
        try:
            name = Path(path).resolve().relative_to(Path(root).resolve()).as_posix()
        except (ValueError, OSError):
            name = Path(path).as_posix()
    pattern = pattern.removeprefix("./").rstrip("/")
    return fnmatch(name, pattern) or fnmatch(name, pattern + "/*") or fnmatch(Path(name).name, pattern)
