"""Fits the coefficients of `medlint/articles/difficulty.py` to human ratings and writes difficulty.json.

    python medlint/_data/fit_difficulty.py RATINGS.csv

RATINGS.csv has the columns sentence, source, readability (1 easiest to 6 hardest) and split;
it is fitted on the rows whose split is `train` and reported on `dev`. The ratings are those of
MedReadMe (C. Jiang and W. Xu, EMNLP 2024). No sentence is kept, only one number a feature.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np

from medlint.articles.difficulty import FEATURES, features

RIDGE = 3.0
"""Weight of the penalty on standardised coefficients: keeps features that move together small."""


def fit(values: np.ndarray, ratings: np.ndarray) -> np.ndarray:
    """Return intercept and coefficients of ridge regression on standardised features."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    scaled = (values - mean) / spread
    weights = np.linalg.solve(
        scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1]), scaled.T @ (ratings - ratings.mean())
    )
    plain = weights / spread
    return np.asarray(np.concatenate([[ratings.mean() - plain @ mean], plain]))


def predict(model: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the predicted ratings."""
    return np.asarray(np.clip(model[0] + values @ model[1:], 1, 6))


def pearson(first: np.ndarray, second: np.ndarray) -> float:
    """Return Pearson's correlation."""
    return float(np.corrcoef(first, second)[0, 1])


def main(path: str) -> None:
    """Fit on train, report on dev and leaving one source out at a time, and write the coefficients."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    values = np.array([features(row["sentence"]) for row in rows])
    ratings = np.array([float(row["readability"]) for row in rows])
    source = np.array([row["source"] for row in rows])
    train = np.array([row["split"] == "train" for row in rows])
    model = fit(values[train], ratings[train])
    guess = predict(model, values)
    by_source = [
        pearson(guess[chosen], ratings[chosen])
        for name in sorted(set(source))
        if (chosen := ~train & (source == name)).sum() >= 15
    ]
    left_out = np.zeros(len(ratings))
    for name in set(source):
        left_out[source == name] = predict(
            fit(values[source != name], ratings[source != name]), values[source == name]
        )
    report = {
        "pearson on dev, pooled": round(pearson(guess[~train], ratings[~train]), 3),
        "pearson on dev, mean over sources": round(float(np.mean(by_source)), 3),
        "pearson, each source left out in turn": round(pearson(left_out, ratings), 3),
        "mean absolute error on dev": round(float(np.abs(guess - ratings)[~train].mean()), 3),
        "sentences fitted": int(train.sum()),
    }
    data = {
        "made by": "medlint/_data/fit_difficulty.py: ridge regression on the train ratings of MedReadMe (Jiang and Xu 2024)",
        "measured": report,
        "intercept": round(float(model[0]), 5),
        "coefficients": dict(zip(FEATURES, (round(float(value), 5) for value in model[1:]), strict=True)),
    }
    Path(__file__).with_name("difficulty.json").write_text(
        json.dumps(data, indent=1) + "\n", encoding="utf-8"
    )
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
