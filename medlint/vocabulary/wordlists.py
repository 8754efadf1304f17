"""The word lists of `rules/vocabulary/`: cues, professionals, places, abbreviations and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from medlint.errors import RuleError
from medlint.vocabulary.compiled import compiled
from medlint.vocabulary.files import built_in_folder, read_yaml
from medlint.vocabulary.wordings import Wordings

_REFERENCE = re.compile(r"\{([a-z][a-z.-]*)\}")


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return the lists of `rules/vocabulary/<name>.yaml`, by their keys."""
    try:
        found: dict[str, Any] = _all()[name]
    except KeyError as error:
        raise RuleError(f"There is no rules/vocabulary/{name}.yaml.", "Install medlint again.") from error
    return found


@cache
def word_list(name: str, key: str) -> tuple[str, ...]:
    """Return one list of a vocabulary."""
    return tuple(vocabulary(name)[key])


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Return one list of a vocabulary for membership tests, in lower case."""
    return frozenset(word.lower() for word in vocabulary(name)[key])


@cache
def wording(name: str, *keys: str) -> Wordings:
    """Return what finds the wordings of one or more lists of a vocabulary."""
    lists = vocabulary(name)
    return Wordings(item for key in keys for item in lists[key])


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Return what finds any item of a list of regular expressions, over folded text.

    A blank in them stands for any white space, `{other}` for any item of another list, and `{numbers.ones}`
    for any item of a list of another vocabulary.
    """
    return re.compile(_alternatives(name, key))


def _alternatives(name: str, key: str) -> str:
    def listed(reference: re.Match[str]) -> str:
        owner, _, other = reference[1].rpartition(".")
        return f"(?:{_alternatives(owner or name, other)})"

    return "|".join(_REFERENCE.sub(listed, item.replace(" ", r"\s+")) for item in vocabulary(name)[key])


@cache
def owned_wordings(name: str, key: str) -> tuple[Wordings, tuple[str, ...]]:
    """Return what finds the wordings of several named lists below one key, and the list that each belongs to."""
    pairs = [(item, owner) for owner, items in vocabulary(name)[key].items() for item in items]
    return Wordings(item for item, _ in pairs), tuple(owner for _, owner in pairs)


@cache
def _all() -> dict[str, dict[str, Any]]:
    files = sorted((built_in_folder() / "vocabulary").glob("*.yaml"))
    return compiled("vocabulary", files, dict[str, dict[str, Any]], _read)


def _read(files: Sequence[Path]) -> dict[str, dict[str, Any]]:
    return {file.stem: _words(read_yaml(file)) for file in files}


def _words(value: Any) -> Any:
    """Return lists with every item as text, so that 911 is a word."""
    if isinstance(value, dict):
        return {key: _words(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_words(item) if isinstance(item, list | dict) else str(item) for item in value]
    return value
