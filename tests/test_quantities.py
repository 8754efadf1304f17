"""Pairs of figures: the wrong ones are found at their exact place, the odd-looking right ones are left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from medlint.articles.numbers import bound_before, numbers_in
from medlint.articles.quantities import figures_of
from medlint.findings import Finding
from medlint.rulebook.loader import built_in
from medlint.rulebook.rule import parse_marks
from tests.conftest import article_of

SETS = [
    yaml.safe_load((Path(__file__).parent / "data" / name).read_text(encoding="utf-8"))
    for name in ("quantities.yaml", "quantities-pages.yaml")
]
DEFAULT = [rule.id for rule in built_in().rules.values() if rule.family == "numbers" and rule.default == "on"]
WRONG = [
    pytest.param(rule, text, id=f"{rule}-{number}-{len(texts)}")
    for data in SETS
    for rule, texts in data["wrong"].items()
    for number, text in enumerate(texts, 1)
]
RIGHT = [text for data in SETS for text in data["right"]]


def reported(findings: list[Finding]) -> list[tuple[str, str]]:
    """Return what an editor sees without asking: `info` is hidden."""
    return [(finding.rule, finding.excerpt) for finding in findings if finding.severity != "info"]


def test_there_are_enough_pairs_of_both_kinds() -> None:
    assert len(WRONG) >= 150
    assert len(RIGHT) >= 150


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_wrong_pair_is_found_at_its_place(lint: Callable[..., list[Finding]], rule: str, text: str) -> None:
    plain, marks = parse_marks(text)
    found = reported(lint(plain, *DEFAULT))
    assert found == [(rule, plain[mark.start : mark.end]) for mark in marks]


@pytest.mark.parametrize("text", RIGHT)
def test_right_pair_is_left_alone(lint: Callable[..., list[Finding]], text: str) -> None:
    assert reported(lint(text, *DEFAULT)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,000 people", [1000]),
        ("two hundred and 5", [200, 5]),
        ("twenty-five of 1.5 million", [25, 1_500_000]),
        ("1½ cups, 2 1/2 cups, ½ cup", [1.5, 2.5, 0.5]),
        ("B12 and H1N1", []),
        ("a hundred", [100]),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("1 in 20 000 people", [True, False]),
        ("1 in 20\u00a0000 people", [True, True]),
        ("take 0,5 mg", [False]),
        ("12/03/2024", [True, False, False]),
    ],
)
def test_a_number_with_two_readings_is_not_sure(text: str, sure: list[bool]) -> None:
    assert [number.sure for number in numbers_in(text.replace("\u00a0", " "), text)] == sure


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 5", "about"),
        ("more than 5", "above"),
        ("no more than 5", "below"),
        ("up to 5", "below"),
        ("at least 5", "above"),
        ("take 5", ""),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert bound_before(text, text.index("5")) == bound


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Take 5 mg to 10 mg.", [("5 mg to 10 mg", "milligram", 5, 10)]),
        ("It was 103° to 104° F.", [("103° to 104° F", "fahrenheit", 103, 104)]),
        ("He is 5 ft 6 in (168 cm).", [("5 ft 6 in", "foot", 5.5, 5.5), ("168 cm", "centimetre", 168, 168)]),
        ("Wait 90 minutes to 2 hours.", [("90 minutes", "minute", 90, 90), ("2 hours", "hour", 2, 2)]),
        ("Give a 200mg tablet.", [("200mg", "milligram", 200, 200)]),
    ],
)
def test_quantities(text: str, quantities: list[tuple[str, str, float, float]]) -> None:
    figures = figures_of(article_of(text))[0]
    found = [
        (figures.shown(q.start, q.end), q.unit.name, q.low.value, q.high.value) for q in figures.quantities
    ]
    assert found == quantities
