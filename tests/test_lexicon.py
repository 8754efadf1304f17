"""The lexicon files: no duplicate, glosses short, plain and not alike."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from medlint.articles.difficulty import sentence_difficulty
from medlint.articles.word_formation import everyday_base
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.inflection import plurals
from medlint.vocabulary.lexicon import Term, lexicon, spellings

TERMS = lexicon().terms
GLOSSED = [term for term in TERMS if term.gloss]
KINDS = {
    "disease", "symptom", "anatomy", "test", "procedure", "device", "medicine", "drug-class", "statistics", "research",
    "general", "person", "service", "substance", "process", "microbe", "measure",
}  # fmt: skip
COMMON = 3.4
"""Zipf frequency from which a word of a gloss is everyday."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def named(terms: list[Term]) -> str:
    return ", ".join(f"{term.field}: {term.term}" for term in terms[:12])


def easy_words() -> frozenset[str]:
    easy: set[str] = set()
    for term in TERMS:
        if term.tier <= 1:
            for spelling in spellings(term):
                easy.update(norms(fold(spelling)))
    return frozenset(easy)


NO_EVERYDAY_NAME = {"lymph", "bile"}
"""Fluids of the body that have no everyday name; a gloss may say “lymph gland”."""


def is_everyday(word: str, easy: frozenset[str]) -> bool:
    low = fold(word)
    if not low.isalpha() or len(low) == 1 or low in easy or low in NO_EVERYDAY_NAME or zipf(low) >= COMMON:
        return True
    return everyday_base(low) is not None


def test_it_is_large_enough() -> None:
    assert len(TERMS) >= 4000
    assert sum(term.kind == "medicine" for term in TERMS) >= 500
    assert sum(bool(term.brands) for term in TERMS) >= 200


def test_every_entry_has_a_known_kind_and_tier() -> None:
    assert not (
        wrong := [term for term in TERMS if term.kind not in KINDS or term.tier not in {0, 1, 2, 3}]
    ), named(wrong)


def test_terms_to_be_explained_have_plain_words_and_a_gloss() -> None:
    assert not (wrong := [term for term in TERMS if term.tier >= 2 and not (term.plain and term.gloss)]), (
        named(wrong)
    )


def test_plain_words_differ_from_the_term() -> None:
    assert not (wrong := [term for term in TERMS if term.plain and fold(term.plain) == fold(term.term)]), (
        named(wrong)
    )


def test_no_two_entries_share_a_spelling() -> None:
    owner: dict[str, Term] = {}
    twice: list[str] = []
    for term in TERMS:
        for name in (term.term, *term.variants):
            key = name if term.case else fold(name)
            if key in owner and owner[key] is not term:
                twice.append(f"{name} ({owner[key].term}, {term.term})")
            owner[key] = term
    assert not twice, "; ".join(twice[:12])


def test_glosses_have_3_to_14_words() -> None:
    assert not (wrong := [term for term in GLOSSED if not 3 <= len(_WORD.findall(term.gloss)) <= 14]), named(
        wrong
    )


def test_glosses_are_made_of_everyday_words() -> None:
    easy = easy_words()
    wrong = [
        f"{term.term}: {word}"
        for term in GLOSSED
        for word in _WORD.findall(term.gloss)
        if not is_everyday(word, easy)
    ]
    assert not wrong, f"{len(wrong)}: " + "; ".join(wrong[:20])


def test_glosses_do_not_hold_their_term() -> None:
    wrong = [term for term in GLOSSED if re.search(rf"\b{re.escape(fold(term.term))}\b", fold(term.gloss))]
    assert not wrong, named(wrong)


def test_glosses_are_no_templates() -> None:
    shapes: Counter[str] = Counter()
    for term in GLOSSED:
        shape = fold(term.gloss)
        for word in norms(fold(term.term)):
            shape = shape.replace(word, "")
        shapes[" ".join(shape.split())] += 1
    assert not [shape for shape, count in shapes.items() if count > 3]


HARD_READING = 4.0
"""On the scale of `sentence_difficulty`, where “The cat sat on the mat” is 2.9.

Of 2,436 medical sentences that people rated as hard to read (4 and above of 6), the middle one
scores 4.45 and 86% score more than 3.95. A phrase of content words cannot reach 2.5, which
even a plain sentence misses, so no gloss may come near those, and nine in ten glosses score
below 3.8.
"""


def test_no_gloss_reads_as_hard_as_a_hard_sentence() -> None:
    wrong = [term for term in GLOSSED if sentence_difficulty(term.gloss) > HARD_READING]
    assert not wrong, named(wrong)


def test_glosses_are_easy_to_read() -> None:
    scores = sorted(sentence_difficulty(term.gloss) for term in GLOSSED)
    assert scores[len(scores) // 2] < 3.6
    assert scores[int(0.9 * len(scores))] < 3.8


@pytest.mark.parametrize(
    "word",
    [
        "diabetes", "asthma", "cancer", "stroke", "allergy", "virus", "vaccine", "X-ray", "MRI", "DNA", "flu",
        "heart attack", "physical therapy", "pinched nerve", "kidney", "painkiller",
    ],
)  # fmt: skip
def test_what_the_public_knows_is_of_tier_0(word: str) -> None:
    term = lexicon().look_up(word)
    assert term is not None
    assert term.tier == 0


@pytest.mark.parametrize(
    ("word", "tier"),
    [
        ("paresthesia", 2), ("herniated disc", 2), ("stenosis", 2), ("oedema", 2), ("edema", 2), ("neuropathy", 2),
        ("myocardial infarction", 3), ("epistaxis", 3), ("dyspnoea", 3), ("pruritus", 3), ("inflammation", 1),
        ("antibiotics", 1), ("hormone", 1),
    ],
)  # fmt: skip
def test_tiers(word: str, tier: int) -> None:
    term = lexicon().look_up(word)
    assert term is not None
    assert term.tier == tier


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("diverticulosis", []),
        ("kidney stone", ["kidney stones"]),
        ("inflammation of the bowel", ["inflammations of the bowel"]),
        ("lipoma", ["lipomas", "lipomata"]),
        ("biopsy", ["biopsies"]),
    ],
)
def test_plurals(phrase: str, wanted: list[str]) -> None:
    made = plurals(phrase)
    assert set(wanted) <= set(made)
    assert phrase not in made
