"""The quick look before a wording is compiled never says no where its pattern matches."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from medlint.checks.double_meaning import DoubleMeaningParams
from medlint.checks.phrase import PhraseParams
from medlint.rulebook.loader import built_in
from medlint.vocabulary.word_classes import expand
from medlint.vocabulary.wording_language import compile_wordings
from medlint.vocabulary.wording_order import may_stand

_FILLED = {"#": "1,200 to 1,500", "#%": "5.5 percent", "*": "x-ray"}
_GLUES = {"~": [" ", ", one (of) x-ray "], ":": [": ", " - "]}


def _wordings() -> Iterator[str]:
    rules = built_in()
    for rule in rules.rules.values():
        params = rules.params(rule)
        if isinstance(params, PhraseParams | DoubleMeaningParams):
            yield from (wording for wording, _ in params.pairs)


def _text(wording: str, chance: random.Random) -> str:
    """Return a text that holds the wording, its alternatives and gaps filled by chance."""
    out, glue = "", ""
    for place in expand(wording.lower()).split():
        if place == "^":
            continue
        if place in _GLUES:
            glue = chance.choice(_GLUES[place])
            continue
        if place.endswith("?") and chance.random() < 0.5:
            continue
        name = chance.choice(place.removesuffix("?").split("|"))
        begun = name.startswith("*-")
        filled = _FILLED.get(name) or name.strip("*").replace("_", chance.choice(" -"))
        ended = name.endswith("*") and name not in _FILLED
        out += (
            glue + ("well" if begun else "") + filled + (chance.choice(["", "s", "ing-in"]) if ended else "")
        )
        glue = chance.choice([" ", "-", "  "])
    return out


@pytest.mark.parametrize("seed", range(3))
def test_what_matches_may_stand(seed: int) -> None:
    chance = random.Random(seed)
    tried = 0
    for wording in sorted(set(_wordings())):
        text = _text(wording, chance)
        if compile_wordings((wording,)).search(text):
            tried += 1
            assert may_stand(wording, text), (wording, text)
    assert tried > 500


@pytest.mark.parametrize(
    ("wording", "text", "expected"),
    [
        ("ask your doctor", "ask your doctor.", True),
        ("ask your doctor", "your doctor will ask.", False),
        ("ask your doctor", "ask first; your doctor knows.", False),
        ("ask ~ doctor", "ask first your doctor.", True),
        ("be *-free", "you will be floater-free", True),
        ("be *-free", "free to be", False),
        ("cur* cancer", "curing-all cancer", True),
    ],
)
def test_order_and_neighbours(wording: str, text: str, expected: bool) -> None:
    assert may_stand(wording, text) is expected
