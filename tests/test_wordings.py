"""The wording language: gaps, places that may be missing, word classes and marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import medlint
from medlint.errors import RuleError
from medlint.vocabulary.word_classes import expand
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import find_wording
from medlint.vocabulary.wordlists import pattern


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("lose ~ control", "you lose a bit of control", "lose a bit of control"),
        ("our *? *? laser", "our new zeta laser", "our new zeta laser"),
        ("our *? *? laser", "our laser", "our laser"),
        ("say ~ your? pain", "say goodbye to pain", "say goodbye to pain"),
        ("no? known? risk", "no known risk", "no known risk"),
        ("no? known? risk", "the risk", "risk"),
        ("*-free by friday", "be floater-free by friday", "floater-free by friday"),
        ("^ gone", "gone by friday", "gone"),
        ("^ gone", '"gone by friday"', '"gone'),
        ("pain : gone", "knee pain: gone", "pain: gone"),
        ("pain : gone", "knee pain – gone", "pain – gone"),
        ("@wholly safe", "it is perfectly safe", "perfectly safe"),
        ("@kill cancer", "it wiped out cancer", "wiped out cancer"),
        ("no @remedy", "no therapies", "no therapies"),
    ],
)
def test_wording_is_found(wording: str, text: str, found: str) -> None:
    [(start, end)] = find_wording(wording, text)
    assert text[start:end] == found


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("lose ~ control", "you lose it. control"),
        ("^ gone", "it is gone"),
        ("pain : gone", "pain gone"),
        ("*-free by friday", "free by friday"),
        ("@wholly safe", "it is safe"),
    ],
)
def test_wording_is_not_found(wording: str, text: str) -> None:
    assert find_wording(wording, text) == []


@pytest.mark.parametrize("wording", ["", "~ pain", "pain ~", "^", "pain :", "@no-such-class pain", "a$$|;"])
def test_broken_wording(wording: str) -> None:
    with pytest.raises(RuleError):
        check_wordings((wording,))


def test_class_holds_the_forms_of_its_words() -> None:
    assert {"kill", "kills", "killed", "killing", "wiped_out"} <= set(expand("@kill").split("|"))
    assert {"therapy", "therapies"} <= set(expand("@remedy").split("|"))


def test_pattern_takes_in_other_lists_and_any_white_space() -> None:
    assert pattern("age-limits", "age").search("babies\nof twelve months")
    assert pattern("statistics", "figure").search("eleven out\nof 20")
    assert not pattern("statistics", "figure").search("ten of us out")


def test_every_pattern_that_the_code_asks_for_is_there() -> None:
    asked = {
        found.groups()
        for file in Path(medlint.__file__).parent.rglob("*.py")
        for found in re.finditer(r'\bpattern\(\s*"([\w-]+)",\s*"([\w-]+)"', file.read_text("utf-8"))
    }
    assert len(asked) > 50
    for name, key in asked:
        assert pattern(name, key).pattern
