"""The configuration: `medlint.toml` or `[tool.medlint]` in `pyproject.toml`, the nearest one upward."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec

from medlint.errors import ConfigError
from medlint.findings import Confidence, Severity

Profile = Literal["web-article", "leaflet", "strict"]
FILE_NAME = "medlint.toml"


class PerFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab", kw_only=True):
    """What is different for the files that a glob matches."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    locale: str | None = None
    profile: Profile | None = None
    kind: str | None = None
    target_grade: float | None = None


class Config(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab", kw_only=True):
    """All that a run can be told; paths are relative to `root`."""

    select: tuple[str, ...] | None = None
    """Rules and families to run instead of the default ones."""
    extend_select: tuple[str, ...] = ()
    """Rules and families to run beside the default ones."""
    ignore: tuple[str, ...] = ()
    fail_on: Severity = "error"
    min_confidence: Confidence = "medium"
    show_info: bool = False
    locale: str | None = None
    profile: Profile = "web-article"
    exclude: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    baseline: str | None = None
    target_grade: float | None = None
    review_months: int = 36
    publisher: str = ""
    site_banner: str = ""
    max_file_size: int = 5_000_000
    """In bytes."""
    required_version: str | None = None
    per_file: dict[str, PerFile] = {}
    rules: dict[str, dict[str, Any]] = {}
    root: str = ""
    """The folder of the file that it was read from; empty when there was none."""
    file: str = ""


def find_config(start: Path) -> Path | None:
    """Return the nearest configuration file upward of a folder, or None."""
    for folder in (start, *start.parents):
        own = folder / FILE_NAME
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "medlint" in _toml(project).get("tool", {}):
            return project
    return None


def read_config(file: Path) -> Config:
    """Read a configuration file; an unknown key or a wrong value raises `ConfigError`."""
    data = _toml(file)
    if file.name == "pyproject.toml":
        data = data.get("tool", {}).get("medlint", {})
    known = [
        field.encode_name for field in msgspec.structs.fields(Config) if field.name not in {"root", "file"}
    ]
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, 1)
            raise ConfigError(
                f"{file}:{_line(file, key)}: unknown key “{key}”.",
                f"Did you mean “{near[0]}”?" if near else f"Known keys are {', '.join(known)}.",
            )
    try:
        return msgspec.convert({**data, "root": str(file.parent), "file": str(file)}, Config)
    except msgspec.ValidationError as error:
        key = str(error).rsplit("`$.", 1)[-1].split(".")[0].strip("`[].")
        raise ConfigError(f"{file}:{_line(file, key)}: {error}.", "Correct the value.") from error


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: {error}.", "Mend the TOML there.") from error
    except OSError as error:
        raise ConfigError(
            f"{file}: {error.strerror or error}.", "Check the path and its permissions."
        ) from error


def _line(file: Path, key: str) -> int:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip().strip("[").removeprefix("tool.medlint.").startswith(key):
            return number
    return 1
