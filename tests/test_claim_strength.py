"""The four steps from no claim to a cause (Yu et al. 2019)."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

import medlint

STEPS = ("none", "correlational", "conditional-causal", "causal")


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("Walking every day lowers the risk of a second fall.", "causal"),
        ("Two cups of beetroot juice raise blood flow and improve balance.", "causal"),
        ("The new splint does not reduce pain.", "causal"),
        ("Poor sleep leads to more accidents at work.", "causal"),
        ("Walking every day may lower the risk of a second fall.", "conditional-causal"),
        ("A warmer bedroom could improve sleep in older adults.", "conditional-causal"),
        ("The new splint appears to reduce pain.", "conditional-causal"),
        ("Poor sleep might lead to more accidents.", "conditional-causal"),
        ("Walking every day is linked to fewer falls.", "correlational"),
        ("People who sleep badly are twice as likely to have an accident.", "correlational"),
        ("Night workers had a higher risk of back pain.", "correlational"),
        ("Grip strength predicts survival after a stroke.", "correlational"),
        ("The team followed 400 nurses for two years.", "none"),
        ("It is unclear whether walking prevents falls.", "none"),
        ("The article is published online in a journal of sleep.", "none"),
        ("", "none"),
    ],
)
def test_step(sentence: str, step: str) -> None:
    assert medlint.claim_strength(sentence) == step


DATA = Path(os.environ.get("MEDLINT_DATA", "/nowhere")) / "claim-strength-dev.csv"


@pytest.mark.skipif(not DATA.exists(), reason="needs the labelled sentences in MEDLINT_DATA")
def test_goal_on_labelled_sentences() -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pairs[row["strength"], medlint.claim_strength(row["sentence"])] += 1

    def f1(step: str) -> float:
        right = pairs[step, step]
        said = sum(pairs[other, step] for other in STEPS)
        true = sum(pairs[step, other] for other in STEPS)
        return 2 * right / (said + true)

    assert sum(f1(step) for step in STEPS) / 4 >= 0.68
    assert pairs["causal", "causal"] / sum(pairs[other, "causal"] for other in STEPS) >= 0.80
