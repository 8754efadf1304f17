"""How hard a word is: a linear model on frequency, length, syllables and word formation.

Fitted by `medlint/_data/fit_word_difficulty.py` on the training part of CompLex 2.0 (CC BY 4.0),
where people rated words in context from 0 to 1; only the coefficients are shipped.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from medlint.articles.syllables import syllables
from medlint.articles.word_formation import everyday_base, formation, is_transparent
from medlint.vocabulary.frequency import UNKNOWN, zipf
from medlint.vocabulary.lexicon import lexicon

KNOTS = (2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5)
"""Zipf frequencies where the slope of the model may change."""
ENDINGS = (
    "tion", "sion", "ity", "ment", "ness", "ance", "ence", "ism", "ist", "ous", "ive", "al", "ic", "ate", "ize",
    "ise", "ify", "able", "ible", "ed", "ing", "er", "or", "ly", "s", "es", "y", "ful", "less", "ship", "dom",
    "ary", "ory", "ant", "ent", "ine", "in", "ase", "ose", "ide", "ite", "cyte", "oma", "osis", "itis", "gen",
    "genic", "phage", "some", "mer", "tic", "ia", "ium", "us", "um", "is", "ae", "i", "on", "en", "th", "ure",
    "age", "one", "ol", "yl",
)  # fmt: skip
BEGINNINGS = (
    "un", "re", "in", "im", "dis", "pre", "pro", "con", "com", "de", "ex", "sub", "inter", "trans", "over",
    "under", "anti", "micro", "poly", "hyper", "hypo", "neuro", "cardio", "immuno", "cyto", "geno", "phospho",
    "bio", "chromo", "mito", "endo", "homo", "hetero", "auto", "photo", "electro", "pseudo", "para", "peri",
    "syn", "epi", "osteo", "gluco",
)  # fmt: skip
_ENDINGS, _BEGINNINGS = frozenset(ENDINGS), frozenset(BEGINNINGS)
_ENDING_SIZES, _BEGINNING_SIZES = (sorted(set(map(len, parts))) for parts in (ENDINGS, BEGINNINGS))
_GREEK = re.compile(r"ph|th|ch|rh|ps|pt|mn")
_CLUSTER = re.compile(r"[^aeiouy]{4}")


def features(word: str) -> dict[str, float]:
    """Return what the model looks at, by name; what is zero is left out."""
    low = word.lower()
    frequency, length, sounds = zipf(low), len(low), syllables(low)
    base, told, term = everyday_base(low), formation(low), lexicon().look_up(word)
    found: dict[str, float] = {
        "frequency": frequency,
        "unknown": frequency <= UNKNOWN,
        "letters": length,
        "letters over 5": max(0, length - 5),
        "letters over 8": max(0, length - 8),
        "letters over 11": max(0, length - 11),
        "syllables": sounds,
        "syllables over 2": max(0, sounds - 2),
        "syllables over 4": max(0, sounds - 4),
        "has everyday base": base is not None,
        "frequency of base": zipf(base) if base else 0,
        "transparent": is_transparent(low),
        "medical form": told is not None,
        "medical ending": told is not None and told.kind != "general",
        "capital": word[:1].isupper(),
        "all capitals": word.isupper(),
        "figure": any(char.isdigit() for char in word),
        "hyphen": "-" in word,
        "vowels": sum(char in "aeiou" for char in low) / max(length, 1),
        "rare letters": sum(char in "xyzqkj" for char in low),
        "Greek spelling": _GREEK.search(low) is not None,
        "four consonants": _CLUSTER.search(low) is not None,
    }
    for knot in KNOTS:
        found[f"frequency over {knot}"] = max(0.0, frequency - knot)
    if term is not None:
        found[f"tier {term.tier}"] = 1
    for size in _ENDING_SIZES:
        if (ending := low[-size:]) in _ENDINGS:
            found["-" + ending] = 1.0
    for size in _BEGINNING_SIZES:
        if (beginning := low[:size]) in _BEGINNINGS:
            found[beginning + "-"] = 1.0
    return {name: float(value) for name, value in found.items() if value}


@cache
def _model() -> dict[str, float]:
    """Return the coefficients by feature, the constant as `constant`."""
    path = Path(__file__).resolve().parent.parent / "_data" / "word_difficulty.json"
    model: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["coefficients"]
    return model


@lru_cache(maxsize=65_536)
def word_difficulty(word: str) -> float:
    """Return how hard a word is for the public: 0 (everyone knows it) to 1.

    Give it as it is written: capitals count. An empty word is 0.
    """
    if not word.strip():
        return 0.0
    model = _model()
    score = model["constant"] + sum(
        model.get(name, 0.0) * value for name, value in features(word.strip()).items()
    )
    return min(1.0, max(0.0, score))
