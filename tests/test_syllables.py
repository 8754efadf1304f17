"""Syllables: the hand-counted list, the packaged table, the overrides, numbers and short forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.articles.syllables import (
    NLTK_FILE,
    OVERRIDES,
    TABLE,
    _overrides,
    _table,
    count_by_rule,
    rule_fingerprint,
    spelled_out,
    stand_in,
    syllables,
    syllables_as_written,
)

HAND_COUNTED = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "syllables.tsv")
    .read_text(encoding="ascii")
    .splitlines()[1:]
]
GROUPS = ("medicine", "term", "everyday")
AGAIN = "run medlint/_data/make_syllables.py again"


def _without_overrides(word: str) -> int:
    if not word.isalpha():
        return syllables(word)
    return _table().get(word) or count_by_rule(word)


def test_hand_counted_list_is_sound() -> None:
    assert len(HAND_COUNTED) == len({row[0] for row in HAND_COUNTED}) == 300
    for group in GROUPS:
        assert sum(row[2] == group for row in HAND_COUNTED) == 100
    for word, count, _, held_out, parts in HAND_COUNTED:
        assert parts.replace("-", "") == word
        assert parts.count("-") + 1 == int(count)
        assert held_out == "no" or word not in _overrides()
    assert sum(row[3] == "yes" for row in HAND_COUNTED) == 100


@pytest.mark.parametrize("count", [syllables, _without_overrides], ids=["as used", "without overrides"])
def test_hand_counted_words(count: object) -> None:
    assert callable(count)
    misses = [
        (word, count(word), int(right)) for word, right, *_ in HAND_COUNTED if count(word) != int(right)
    ]
    for group in (*GROUPS, "yes"):
        of_group = {row[0] for row in HAND_COUNTED if group in (row[2], row[3])}
        wrong = [miss for miss in misses if miss[0] in of_group]
        print(
            f"{'held out' if group == 'yes' else group}: {len(of_group) - len(wrong)} of {len(of_group)}; {wrong}"
        )
        assert len(wrong) <= 0.05 * len(of_group)


def test_table_is_made_for_this_rule() -> None:
    assert TABLE.read_text(encoding="ascii").split("\n", 1)[0].count(rule_fingerprint()) == 1, AGAIN
    assert all(
        count_by_rule(word) != count or "'" in word or word.endswith("s") for word, count in _table().items()
    )
    assert TABLE.stat().st_size + OVERRIDES.stat().st_size < 300_000


def test_nltk_file_agrees() -> None:
    known: dict[str, int] = {}
    for line in NLTK_FILE.read_text(encoding="ascii").splitlines():
        word, first, *sounds = line.split()
        assert first == "1"
        assert set(sounds) == {"AH0"}
        known[word.lower()] = len(sounds)
    assert all(known.pop(stand_in(count)) == count for count in range(1, 41))
    differing = {word: (count, syllables(word)) for word, count in known.items() if syllables(word) != count}
    assert not differing, AGAIN
    assert len(known) > 45_000


def test_overrides_are_sound() -> None:
    lines = [line.split() for line in OVERRIDES.read_text(encoding="ascii").splitlines()]
    entries = [line for line in lines if line and line[0] != "#"]
    assert len({entry[0] for entry in entries}) == len(entries)
    for word, count, *parts in entries:
        assert word.isalpha()
        assert word.islower()
        assert not parts or parts[0].replace("-", "") == word
        # The name of the letter W has three syllables.
        assert not parts or int(count) == parts[0].count("-") + 1 + 2 * word.count("w") * (
            len(parts[0]) == 2 * len(word) - 1
        )
    assert sum(count_by_rule(word) != count for word, count in _overrides().items()) >= 600


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("0", 2),
        ("7", 2),
        ("12", 1),
        ("30", 2),
        ("77", 5),
        ("100", 3),
        ("120", 5),
        ("1,000", 3),
        ("000", 2),
        ("2,500,000", 8),
        ("1984", 5),
        ("2000", 3),
        ("2024", 5),
        ("1905", 4),
        ("007", 6),
        ("07700900123", 18),
        ("2nd", 1),
        ("20th", 3),
        ("13th", 2),
        ("1990s", 4),
        ("5mg", 4),
        ("b12", 2),
        ("h1n1", 4),
    ],
)
def test_numbers_are_read_out(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hiv", 3),
        ("copd", 4),
        ("nsaids", 2),
        ("covid", 2),
        ("w", 3),
        ("nhs", 3),
        ("dvt", 3),
        ("who", 1),
        ("us", 1),
    ],
)
def test_folded_short_forms(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("HIV", 3),
        ("MRI", 3),
        ("W", 3),
        ("WHO", 5),
        ("AIDS", 1),
        ("COVID", 2),
        ("NSAID", 2),
        ("Who", 1),
        ("us", 1),
    ],
)
def test_capitals_are_read_as_letters(word: str, count: int) -> None:
    assert syllables_as_written(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("patient's", 2),
        ("disease's", 3),
        ("patients'", 2),
        ("it's", 1),
        ("you've", 1),
        ("couldn't", 2),
        ("café", 2),
        ("naïve", 2),
        ("β", 2),
        ("µg", 3),
        ("calves", 1),
        ("systoles", 3),
        ("played", 1),
        ("basically", 3),
    ],
)
def test_endings_and_accents(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    "word", ["", "'", "日本", "½", "²", "½½", "zzz", "'s", "x" * 400, "a1" * 200, "ﬁ", "é"]
)
def test_any_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1
    assert spelled_out("w") == 3
