"""Asks git which articles changed, and tells which findings a change caused."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from medlint.errors import ConfigError
from medlint.findings import Finding

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as it was."""

    path: str
    """From the current folder."""
    old: bytes | None
    """Its content before; None when it is new."""
    new: bytes | None
    """Its content now, where that is not what the working tree holds."""


@dataclass(frozen=True, slots=True)
class _Entry:
    status: str
    old: str
    """From the top of the repository."""
    new: str


def changes(paths: Sequence[str], *, ref: str = "", staged: bool = False) -> Iterator[Change]:
    """Yield the files at or below `paths` that changed since `ref`, or that are staged.

    Without `ref`: since the branch left the main branch. With one: since the branch left `ref`, so that what
    others did there meanwhile counts as no change; where git cannot tell, since `ref` itself. Deleted files
    are left out, renamed ones come under their new name with their old content, and submodules as changes
    without content. Raises `ConfigError` without git or for a ref that does not exist.
    """
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    prefix = os.fsdecode(_git("rev-parse", "--show-prefix").rstrip(b"\n"))
    if staged:
        base = _commit("HEAD") or os.fsdecode(_git("hash-object", "-t", "tree", "/dev/null")).strip()
        entries = _diff(["--cached", base])
    else:
        base = _ref(ref)
        entries = _diff([base])
        listed = _git("-C", str(top), "ls-files", "-z", "--others", "--exclude-standard")
        entries += [_Entry("A", "", os.fsdecode(name)) for name in listed.split(b"\0") if name]
    wanted = [os.path.normpath(os.path.join(prefix, path)) for path in paths] or ["."]
    for entry in sorted(entries, key=lambda entry: entry.new):
        if entry.status == "D" or not any(_below(entry.new, place, str(top)) for place in wanted):
            continue
        path = os.path.relpath(top / entry.new, top / prefix)
        if os.path.isdir(path):
            if not (os.path.islink(path) or entry.new.endswith("/")):
                yield Change(path, None, None)
            continue
        # A file with a merge conflict has no staged content; the one of the working tree shows the conflict.
        has_conflict = entry.status == "U"
        old = None if entry.status == "A" else _content(f"{base}:{entry.old}", may_miss=has_conflict)
        new = _content(f":{entry.new}") if staged and not has_conflict else None
        if new is not None or os.path.isfile(path):
            yield Change(path, old, new)


def _below(name: str, place: str, top: str) -> bool:
    if os.path.isabs(place):
        place = os.path.relpath(os.path.realpath(place), os.path.realpath(top))
    return place == "." or name == place or name.startswith(place.rstrip("/") + "/")


def _diff(what: list[str]) -> list[_Entry]:
    """Return the entries of `git diff` for something against the working tree or the index."""
    fields = _git("diff", "--name-status", "-z", "-M", "--no-ext-diff", *what, "--").split(b"\0")
    names = [os.fsdecode(field) for field in fields if field]
    entries: list[_Entry] = []
    at = 0
    while at < len(names):
        status = names[at][:1]
        if status in "RC":
            old, new = names[at + 1], names[at + 2]
            entries.append(_Entry(status if status == "R" else "A", old, new))
            at += 3
        else:
            entries.append(_Entry(status, names[at + 1], names[at + 1]))
            at += 2
    return list({entry.new: entry for entry in entries}.values())


def _ref(stated: str) -> str:
    if stated:
        found = _commit(stated)
        if found is None:
            shallow = _git("rev-parse", "--is-shallow-repository").strip() == b"true"
            advice = "Name a branch, tag or commit."
            if ".." in stated:
                advice = "Name one branch, tag or commit, no range: the files as they are now are compared with it."
            elif shallow:
                advice = "This is a shallow clone: fetch more of the history (fetch-depth: 0)."
            raise ConfigError(f"git knows no commit called “{stated}”.", advice)
        try:
            return os.fsdecode(_git("merge-base", found, "HEAD")).strip()
        except ConfigError:
            return found
    if _commit("HEAD") is None:
        return os.fsdecode(_git("hash-object", "-t", "tree", "/dev/null")).strip()
    base = os.environ.get("GITHUB_BASE_REF") or os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    named = [f"origin/{base}", base] if base else []
    for name in (*named, "origin/HEAD", "origin/main", "origin/master", "main", "master"):
        if name and _commit(name):
            try:
                return os.fsdecode(_git("merge-base", name, "HEAD")).strip()
            except ConfigError as error:
                raise ConfigError(
                    f"git cannot tell where this branch left “{name}”.",
                    "Fetch more of the history (fetch-depth: 0), or name a commit: --diff=REF.",
                ) from error
    raise ConfigError("There is no main branch to compare with.", "Name a branch, tag or commit: --diff=REF.")


def is_commit(name: str) -> bool:
    """Tell whether git knows a commit by this name."""
    return not name.startswith("-") and _commit(name) is not None


def _commit(name: str) -> str | None:
    try:
        return os.fsdecode(
            _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        ).strip()
    except ConfigError:
        return None


def _content(name: str, *, may_miss: bool = False) -> bytes | None:
    try:
        return _git("cat-file", "blob", name)
    except ConfigError:
        if may_miss:
            return None
        raise


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise ConfigError("git is not installed.", "Install it, or leave out --diff and --staged.") from error
    if done.returncode != 0:
        said = os.fsdecode(done.stderr).strip()
        if "not a git repository" in said:
            raise ConfigError("There is no git repository here.", "--diff and --staged need one.")
        raise ConfigError(
            f"git {arguments[0]} failed: {said.splitlines()[0] if said else done.returncode}.",
            "Run it by hand to see more.",
        )
    return done.stdout


def caused(new: Sequence[Finding], old: Sequence[Finding] | None) -> list[Finding]:
    """Return the findings that were not there before the change (all of them for a new file).

    A finding about the whole article that the change caused is an error: the advice, the date or the
    source was there before.
    """
    if old is None:
        return list(new)
    before = [finding for finding in old if finding.ignored is None]
    known = {(finding.rule, finding.fingerprint) for finding in before}
    said: dict[str, list[set[str]]] = {}
    for finding in before:
        if finding.level == "document":
            said.setdefault(finding.rule, []).append(_words(finding))
    out: list[Finding] = []
    for finding in new:
        if finding.level != "document" or finding.family == "hygiene":
            if (finding.rule, finding.fingerprint) not in known:
                out.append(finding)
        elif not any(_words(finding) <= words for words in said.get(finding.rule, ())):
            out.append(replace(finding, severity="error"))
    return out


def _words(finding: Finding) -> set[str]:
    """Return what a message names, without its figures: a grade of 9.1 after 9.0 is nothing new."""
    return set(_NUMBER.sub("#", finding.message.casefold()).split())
