"""Medical words that no list holds: told by ending, beginning, drug-name stem, or rarity.

Frequency alone does not part medical from everyday words (“bruise” is rarer than “renal”), so
it only decides for words that nothing else explains: no everyday base, no compound, no slip
of the keys.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from medlint.vocabulary.frequency import UNKNOWN, begins_a_word, zipf
from medlint.vocabulary.lexicon import lexicon
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set


class Formation(NamedTuple):
    """Why a word looks medical."""

    part: str
    """The part that tells: `-itis`, `brady-`; empty for a word that is only rare."""
    meaning: str
    """Of the part, in plain words; empty for a word that is only rare."""
    kind: str
    """disease, medicine, test and so on, as in the lexicon."""


EVERYDAY = 2.9
"""Zipf frequency from which the base of a derived word counts as an everyday word."""
RARE = 2.2
"""A word with no everyday base and below this frequency is taken as unknown to the public."""
COMPOUND = 3.6
"""Both parts of a transparent compound are at least this frequent."""
LONGEST = 45
"""No medical word has more letters; a longer run of them is damage, and taking it apart would take for ever."""
GLUED = 5.5
"""A word that hangs on another by mistake (“abdomenthe”) is a small one, at least this frequent."""


@lru_cache(maxsize=65_536)
def formation(word: str) -> Formation | None:
    """Return what makes a folded word look medical, or None; everyday words never do."""
    if not 6 <= len(word) <= LONGEST or not (word.isascii() and word.isalpha()):
        return None
    frequency = zipf(word)
    if frequency > float(vocabulary("word-formation")["least-rare"]):
        return None
    if word in word_set("word-formation", "not-medical") or word.removesuffix("s") in word_set(
        "word-formation", "not-medical"
    ):
        return None
    return _drug(word) or _ending(word) or _beginning(word, frequency)


def _drug(word: str) -> Formation | None:
    stem = word.removesuffix("s")
    for at in range(2, len(stem) - 2):
        meaning = _stems().get(stem[at:])
        if meaning and not is_transparent(word):
            return Formation("-" + stem[at:], meaning, "medicine")
    return None


def _ending(word: str) -> Formation | None:
    for at in range(2, len(word) - 2):
        found = _endings().get(word[at:])
        if found and not is_transparent(word):
            return Formation("-" + word[at:], *found)
    return None


def _beginning(word: str, frequency: float) -> Formation | None:
    if frequency > 2.8:
        return None
    for at in range(min(10, len(word) - 3), 2, -1):
        meaning = vocabulary("word-formation")["beginnings"].get(word[:at])
        if meaning and not is_transparent(word):
            return Formation(word[:at] + "-", meaning, "general")
    return None


@cache
def _stems() -> dict[str, str]:
    return dict(vocabulary("word-formation")["drug-stems"])


@cache
def _endings() -> dict[str, tuple[str, str]]:
    rows = vocabulary("word-formation")["endings"].items()
    return {ending: (said.split("|")[0].strip(), said.split("|")[1].strip()) for ending, said in rows}


@lru_cache(maxsize=65_536)
def is_rare(word: str) -> bool:
    """Tell whether a folded word is so rare that the public will not know it.

    They end as learned words do (“thumbtack” does not). Words with an everyday base (“gritty”), compounds of everyday words (“bathmat”), glued
    words and misspellings of everyday words are not rare in this sense.
    """
    if not 6 <= len(word) <= LONGEST or not (word.isascii() and word.isalpha()) or zipf(word) >= RARE:
        return False
    if not word.endswith(_learned_endings()) or zipf(word.removesuffix("s")) >= RARE:
        return False
    if begins_a_word(word[: max(5, len(word) - 3)], EVERYDAY):
        return False
    return not (is_transparent(word) or _slip(word))


@cache
def _learned_endings() -> tuple[str, ...]:
    return tuple(word_list("word-formation", "learned-endings"))


@lru_cache(maxsize=65_536)
def everyday_base(word: str) -> str | None:
    """Return the everyday word that a word is a form of, or None."""
    for ending, base in _word_endings():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)] + base
            if zipf(stem) >= EVERYDAY:
                return stem
            doubled = len(stem) > 3 and not base and stem[-1] == stem[-2]
            if doubled and zipf(stem[:-1]) >= EVERYDAY:
                return stem[:-1]
    return None


@lru_cache(maxsize=65_536)
def is_transparent(word: str) -> bool:
    """Tell whether an everyday reader can see what a word is made of."""
    if everyday_base(word):
        return True
    for beginning in word_list("word-formation", "word-beginnings"):
        rest = word.removeprefix(beginning)
        if rest != word and len(rest) >= 4 and (zipf(rest) >= COMPOUND or everyday_base(rest)):
            return True
    return any(
        zipf(word[:at]) >= COMPOUND and (zipf(word[at:]) >= COMPOUND or everyday_base(word[at:]) is not None)
        for at in range(3, len(word) - 2)
    ) or (zipf(word) == UNKNOWN and _stuck(word))


def _stuck(word: str) -> bool:
    """Tell whether two words are stuck together: a known one and a small one."""
    return (
        any(
            (zipf(word[:at]) >= RARE and at > 4 and zipf(word[at:]) >= GLUED)
            or (at < 6 and zipf(word[:at]) >= GLUED and len(word) - at > 4 and zipf(word[at:]) >= RARE)
            for at in range(2, len(word) - 1)
        )
        or (len(word) > 9 and word.endswith("a") and lexicon().look_up(word[:-1]) is not None)
        or _hangs_on_term(word)
    )


def _hangs_on_term(word: str) -> bool:
    """Tell whether an everyday word hangs on a term by mistake: “lymphomaabdominal”."""
    return any(
        zipf(word[at:]) >= COMPOUND and lexicon().look_up(word[:at]) is not None
        for at in range(6, len(word) - 3)
    )


def _slip(word: str) -> bool:
    """Tell whether an everyday word is one slip of the keys away: a letter lost, doubled, changed or swapped."""
    if zipf(word) > UNKNOWN:
        return False
    letters = "aeiounrstlcdmhp"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        near = [head + tail[1:]] if tail else []
        if len(tail) > 1:
            near.append(head + tail[1] + tail[0] + tail[2:])
        near += [head + letter + tail for letter in letters]
        if tail:
            near += [head + letter + tail[1:] for letter in letters]
        if any(zipf(other) >= EVERYDAY for other in near if len(other) > 4):
            return True
    return False


@cache
def _word_endings() -> tuple[tuple[str, str], ...]:
    rows = [item.split(":") for item in word_list("word-formation", "word-endings")]
    return tuple((ending, base) for ending, base in rows)
