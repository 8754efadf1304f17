"""The configuration: `medlint.toml` or `[tool.medlint]` in `pyproject.toml`, the nearest one upward."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec

from medlint.errors import ConfigError
from medlint.findings import Confidence, Severity

Profile = Literal["web-article", "leaflet", "strict"]
FILE_NAME = "medlint.toml"
_VERSION = re.compile(r"(==|!=|>=|<=|>|<|~=)?\s*v?(\d+(?:\.\d+){0,3})")


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
    _refuse_unknown(file, data, keys())
    tables = data.get("per-file", {})
    for own in tables.values() if isinstance(tables, dict) else ():
        if isinstance(own, dict):
            _refuse_unknown(file, own, [field.encode_name for field in msgspec.structs.fields(PerFile)])
    try:
        return msgspec.convert({**data, "root": str(file.parent), "file": str(file)}, Config)
    except msgspec.ValidationError as error:
        key = str(error).rsplit("`$.", 1)[-1].split(".")[0].strip("`[].")
        raise ConfigError(f"{file}:{_line(file, key)}: {error}.", "Correct the value.") from error


def keys() -> list[str]:
    """Return the keys that a configuration file may have."""
    own = {"root", "file"}
    return [field.encode_name for field in msgspec.structs.fields(Config) if field.name not in own]


def stated_keys(file: Path) -> dict[str, int]:
    """Return the keys that a configuration file states, with their lines."""
    data = _toml(file)
    if file.name == "pyproject.toml":
        data = data.get("tool", {}).get("medlint", {})
    return {key: _line(file, key) for key in data}


def require_version(config: Config, version: str) -> None:
    """Raise `ConfigError` when this is not a version that the configuration asks for."""
    wanted = config.required_version
    if not wanted:
        return
    for part in wanted.split(","):
        match = _VERSION.fullmatch(part.strip())
        if match is None:
            raise ConfigError(
                f"required-version: “{part.strip()}” is not a version.",
                "Write it as “>=0.1,<0.2”, or “0.1.0”.",
            )
        have, want = _numbers(version), _numbers(match[2])
        width = max(len(have), len(want))
        have_whole, want_whole = have + [0] * (width - len(have)), want + [0] * (width - len(want))
        holds = {
            "": have_whole == want_whole, "==": have_whole == want_whole, "!=": have_whole != want_whole,
            ">=": have_whole >= want_whole, "<=": have_whole <= want_whole,
            ">": have_whole > want_whole, "<": have_whole < want_whole,
            "~=": have_whole >= want_whole and have[: len(want) - 1] == want[:-1],
        }[match[1] or ""]  # fmt: skip
        if not holds:
            raise ConfigError(
                f"This is medlint {version}, and {config.file or 'the configuration'} asks for {wanted}.",
                "Install that version, or change required-version.",
            )


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:4] if part.isdigit()]


def _refuse_unknown(file: Path, data: dict[str, Any], known: list[str]) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, 1)
            raise ConfigError(
                f"{file}:{_line(file, key)}: unknown key “{key}”.",
                f"Did you mean “{near[0]}”?" if near else f"Known keys are {', '.join(known)}.",
            )


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
