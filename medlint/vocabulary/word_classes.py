"""Word classes: names that a wording may use for many words at once, such as `@ailment`.

They are data, in `rules/vocabulary/word-classes.yaml`; plurals and verb forms are generated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from medlint.errors import RuleError
from medlint.vocabulary.compiled import compiled
from medlint.vocabulary.files import built_in_folder, read_yaml
from medlint.vocabulary.inflection import plurals, verb_forms

_NAME = re.compile(r"@([\w-]+)")


@lru_cache(maxsize=16384)
def expand(wording: str) -> str:
    """Return a wording with each class name replaced by the words of the class.

    Raises `RuleError` for an unknown class.
    """
    return _NAME.sub(lambda match: _class(match[1], wording), wording) if "@" in wording else wording


def _class(name: str, wording: str) -> str:
    try:
        return _classes()[name]
    except KeyError as error:
        raise RuleError(
            f"There is no word class “@{name}”, which “{wording}” uses.",
            f"Known are: {', '.join(sorted(_classes()))}.",
        ) from error


@cache
def _classes() -> dict[str, str]:
    file = built_in_folder() / "vocabulary" / "word-classes.yaml"
    return compiled("word-classes", [file], dict[str, str], _read)


def _read(files: Sequence[Path]) -> dict[str, str]:
    """Return the words of each class as alternatives of a wording, the longer ones first."""
    table = read_yaml(files[0])
    irregular: dict[str, list[str]] = table["irregular"]
    found: dict[str, str] = {}
    for name, words in table["words"].items():
        found[name] = _alternatives(map(str, words))
    for name, words in table["nouns"].items():
        found[name] = _alternatives(form for word in words for form in (word, *plurals(word)))
    for name, words in table["verbs"].items():
        found[name] = _alternatives(form for word in words for form in _verb(str(word), irregular))
    return found


def _verb(verb: str, irregular: dict[str, list[str]]) -> list[str]:
    head, space, tail = verb.partition(" ")
    if head in irregular:
        return [form + space + tail for form in (head, *irregular[head])]
    return verb_forms(verb)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted({word.replace(" ", "_") for word in words}, key=lambda word: (-len(word), word)))
