"""The configuration: `medlint.toml` or `[tool.medlint]` in `pyproject.toml`, the nearest one upward."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec

from medlint.errors import ConfigError
from medlint.findings import CONFIDENCES, SEVERITIES, Confidence, Severity

Profile = Literal["web-article", "leaflet", "strict"]
_Grade = Annotated[float, msgspec.Meta(gt=0)]
FILE_NAME = "medlint.toml"
_VERSION = re.compile(r"(==|!=|>=|<=|>|<|~=)?\s*v?(\d+(?:\.\d+){0,3})")


class PerFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab", kw_only=True):
    """What is different for the files that a glob matches."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    locale: str | None = None
    profile: Profile | None = None
    kind: str | None = None
    target_grade: _Grade | None = None


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
    target_grade: _Grade | None = None
    review_months: Annotated[int, msgspec.Meta(ge=1)] = 36
    publisher: str = ""
    site_banner: str = ""
    max_file_size: Annotated[int, msgspec.Meta(ge=1)] = 5_000_000
    """In bytes."""
    required_version: str | None = None
    per_file: dict[str, PerFile] = {}
    rules: dict[str, dict[str, Any]] = {}
    root: str = ""
    """The folder of the file that it was read from; empty when there was none."""
    file: str = ""


def with_options(config: Config, options: Mapping[str, Any]) -> Config:
    """Return a configuration as the command line changes it.

    `ignore` and `extend_select` add to what the file says; `select` begins anew, without them.
    """
    changes = dict(options)
    for name in ("ignore", "extend_select"):
        before = () if "select" in options else getattr(config, name)
        changes[name] = (*before, *options.get(name, ()))
    return msgspec.structs.replace(config, **changes)


def find_config(start: Path) -> Path | None:
    """Return the nearest configuration file upward of a folder, or None."""
    return next((found for folder in (start, *start.parents) if (found := config_in(folder))), None)


def config_in(folder: Path) -> Path | None:
    """Return the configuration file of a folder, or None; a broken pyproject.toml raises `ConfigError`."""
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
        config = msgspec.convert({**data, "root": str(file.parent), "file": str(file)}, Config)
    except msgspec.ValidationError as error:
        raise _wrong_value(file, str(error)) from error
    for locale in (config.locale, *(own.locale for own in config.per_file.values())):
        try:
            check_locale(locale)
        except ConfigError as error:
            raise ConfigError(f"{file}:{_line(file, 'locale')}: {error.message}", error.advice) from error
    return config


def check_locale(locale: str | None) -> None:
    """Raise `ConfigError` when a locale is not written as medlint writes it."""
    if locale is not None and not re.fullmatch(r"en-[A-Z]{2}", locale):
        near = re.fullmatch(r"en[-_ ]?([a-z]{2})", locale, re.IGNORECASE)
        raise ConfigError(
            f"“{locale}” is not a locale that medlint reads.",
            f"Did you mean “en-{near[1].upper()}”?" if near else "Write it as en-US, en-GB, en-AU …",
        )


_KINDS_OF_VALUE = {
    "array": "a list", "str": "a text in quotes", "int": "a whole number", "float": "a number",
    "bool": "true or false", "object": "a table",
}  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {
    "fail-on": SEVERITIES, "min-confidence": CONFIDENCES, "profile": get_args(Profile),
}  # fmt: skip


def _wrong_value(file: Path, said: str) -> ConfigError:
    """Return the error for a value that msgspec refuses, in words for the person who wrote it."""
    what, _, place = said.partition(" - at `$.")
    path = place.strip("`")
    key = re.split(r"[.\[]", path.replace("[...]", ""))[-1 if "[...]" in path else 0].strip("]")
    at = f"{file}:{_line(file, key)}: "
    if choices := _CHOICES.get(key) if what.startswith("Invalid enum") else None:
        wrong = what.partition("'")[2].rstrip("'")
        near = get_close_matches(wrong, choices, 1)
        return ConfigError(
            f"{at}“{key}” cannot be “{wrong}”.",
            f"Did you mean “{near[0]}”?" if near else f"Choose one of {', '.join(choices)}.",
        )
    expected = re.match(r"Expected `(\w+)[^`]*`(.*)", what)
    if expected and (kind := _KINDS_OF_VALUE.get(expected[1])):
        least = re.match(r" (?:>=|>) (\d+)", expected[2])
        bound = f" above {int(least[1]) - 1 if '>=' in expected[2] else least[1]}" if least else ""
        part = "each item of " if re.search(r"\[\d+\]$", path) else ""
        return ConfigError(f"{at}{part}“{key}” must be {kind}{bound}.", "Correct the value.")
    return ConfigError(f"{at}{said}.", "Correct the value.")


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


def located(error: ConfigError, file: str) -> ConfigError:
    """Return the error with the line of the configuration file that holds what it quotes, if one does."""
    if not file or error.message.startswith(file):
        return error
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    quoted = [*reversed(re.findall("“(.+?)”", error.message)), *re.findall("“(.+?)”", error.advice)]
    for name in quoted:
        for number, line in enumerate(lines, 1):
            if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line.partition("#")[0]):
                return ConfigError(f"{file}:{number}: {error.message}", error.advice)
    return error


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
