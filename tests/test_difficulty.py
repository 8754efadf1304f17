"""Sentence and document difficulty: the shipped model, its order of easy and hard, its explanation."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

import medlint
from medlint.articles.difficulty import FEATURES, features, hard_words, sentence_difficulty

DATA = os.environ.get("MEDLINT_DATA")
MODEL = Path(medlint.__file__).parent / "_data" / "difficulty.json"


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        ("Take your tablets with water.", "Administer the oral formulation with adequate hydration."),
        ("Your heart may beat fast.", "Patients may present with paroxysmal supraventricular tachycardia."),
        ("Call us if you feel sick.", "Notify the multidisciplinary team in the event of emesis."),
        (
            "The test looks at your blood.",
            "The assay quantifies serum transaminases and alkaline phosphatase.",
        ),
        (
            "Wash your hands.",
            "Hand hygiene attenuates nosocomial transmission of enteric pathogens (Smith 2020).",
        ),
        ("You can eat and drink.", "There is no requirement for preoperative fasting in this circumstance."),
    ],
)
def test_plain_words_are_easier(easier: str, harder: str) -> None:
    assert sentence_difficulty(easier) + 0.5 < sentence_difficulty(harder)


@pytest.mark.parametrize("text", ["", "  ", "12 34", "…", "a", "x" * 5000, "word " * 3000])
def test_any_text_has_a_difficulty_on_the_scale(text: str) -> None:
    assert 1 <= sentence_difficulty(text) <= 6
    assert 1 <= medlint.document_difficulty(text) <= 6


def test_hard_words_are_named_hardest_first_as_written() -> None:
    found = hard_words("Ischemic cardiomyopathy necessitates revascularization of the heart.")
    assert [word.word for word in found][:2] == ["cardiomyopathy", "Ischemic"]
    assert found[0].plain == "disease of the heart muscle"
    assert [word.weight for word in found] == sorted((word.weight for word in found), reverse=True)
    assert all(word.word in "Ischemic cardiomyopathy necessitates revascularization" for word in found)
    assert hard_words("The heart sends blood to the lungs.") == []


def test_the_model_has_one_coefficient_for_each_feature_and_says_how_it_was_made() -> None:
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    assert list(data["coefficients"]) == list(FEATURES)
    assert len(features("One sentence.")) == len(FEATURES)
    assert "fit_difficulty.py" in data["made by"]


@pytest.mark.skipif(not DATA, reason="MEDLINT_DATA names no folder with ratings")
def test_it_agrees_with_human_ratings_that_it_was_not_fitted_on() -> None:
    with (Path(str(DATA)) / "medreadme-fit.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "dev"]
    ours = [sentence_difficulty(row["sentence"]) for row in rows]
    human = [float(row["readability"]) for row in rows]
    assert correlation(ours, human) > 0.81


def correlation(first: list[float], second: list[float]) -> float:
    """Pearson's correlation."""
    one, two = sum(first) / len(first), sum(second) / len(second)
    top = sum((x - one) * (y - two) for x, y in zip(first, second, strict=True))
    return top / (sum((x - one) ** 2 for x in first) * sum((y - two) ** 2 for y in second)) ** 0.5
