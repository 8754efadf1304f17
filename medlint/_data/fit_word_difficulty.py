"""Fits the coefficients of `word_difficulty` on words that people rated.

    python medlint/_data/fit_word_difficulty.py complex-words-train.tsv

The file is the training part of CompLex 2.0 (tab-separated; columns `word` and `complexity`, 0 to
1). Ridge regression, standardised; the penalty is chosen by the cross-validation that is printed:
ten folds by word, so that no word is in training and test at once. Needs numpy.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

PENALTIES = (3.0, 30.0, 100.0, 300.0)
FOLDS = 10


def main(path: str) -> None:
    """Fit, print the cross-validated Pearson correlation, write `word_difficulty.json`."""
    import numpy as np

    from medlint.articles.word_difficulty import features

    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = np.array([float(row["complexity"]) for row in rows])
    found = [features(row["word"]) for row in rows]
    names = sorted({name for item in found for name in item})
    table = np.array([[item.get(name, 0.0) for name in names] for item in found])
    words = sorted({row["word"].lower() for row in rows})
    np.random.default_rng(0).shuffle(words)
    fold_of = {word: at % FOLDS for at, word in enumerate(words)}
    folds = np.array([fold_of[row["word"].lower()] for row in rows])

    def fit(penalty: float, chosen: Any) -> tuple[Any, float]:
        """Return the coefficients and the constant on the raw scale."""
        mean, spread = table[chosen].mean(0), table[chosen].std(0) + 1e-9
        scaled = (table[chosen] - mean) / spread
        gram = scaled.T @ scaled + penalty * np.eye(len(names))
        weights = np.linalg.solve(gram, scaled.T @ (wanted[chosen] - wanted[chosen].mean())) / spread
        return weights, float(wanted[chosen].mean() - mean @ weights)

    scores = {}
    for penalty in PENALTIES:
        guessed = np.zeros(len(wanted))
        for fold in range(FOLDS):
            weights, constant = fit(penalty, folds != fold)
            guessed[folds == fold] = table[folds == fold] @ weights + constant
        scores[penalty] = float(np.corrcoef(guessed, wanted)[0, 1])
        print(f"penalty {penalty:g}: Pearson {scores[penalty]:.3f}, cross-validated by word")
    best = max(scores, key=lambda penalty: scores[penalty])
    weights, constant = fit(best, np.ones(len(wanted), dtype=bool))
    model = {
        "source": "Fitted on the training part of CompLex 2.0 (Shardlow, Cooper, Zampieri), CC BY 4.0.",
        "words": len(words),
        "pearson": round(scores[best], 3),
        "coefficients": {"constant": round(constant, 5)}
        | {name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)},
    }
    target = Path(__file__).with_name("word_difficulty.json")
    target.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
