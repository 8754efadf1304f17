"""Every example of every rule: bad ones report the marked spans and nothing else, good ones nothing."""

from __future__ import annotations

import pytest

from medlint.rule_examples import outcome
from medlint.rulebook.loader import built_in
from medlint.rulebook.rule import Example, Rule


def examples(which: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{which}-{number}")
        for rule in built_in().rules.values()
        for number, example in enumerate(getattr(rule, which), 1)
    ]


def reported(rule: Rule, example: Example) -> tuple[list[str], list[str]]:
    return outcome(rule, example, built_in())


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad_example_is_reported_at_its_marks(rule: Rule, example: Example) -> None:
    found, marked = reported(rule, example)
    assert marked, "a bad example needs << >> marks"
    assert found == marked


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good_example_is_left_alone(rule: Rule, example: Example) -> None:
    found, marked = reported(rule, example)
    assert not marked, "a good example has no marks"
    assert found == []
