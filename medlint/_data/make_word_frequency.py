"""Makes `word_frequency.txt.gz` from the wordfreq package (a development dependency only).

    python medlint/_data/make_word_frequency.py

One line for all words of one Zipf frequency (the logarithm of a word's occurrences in a billion
words, van Heuven et al. 2014), from the most to the least frequent: the frequency times 10, then
the words, parted by blanks. Words below `LEAST_ZIPF` are left out; a word that is not there is
rarer than that.
"""

from __future__ import annotations

import gzip
import re
from math import log10
from pathlib import Path

LEAST_ZIPF = 2.2
_WORD = re.compile(r"[a-z]{2,24}")


def main() -> None:
    """Write the table beside this script."""
    from wordfreq import get_frequency_dict

    groups: dict[int, list[str]] = {}
    for word, share in get_frequency_dict("en", wordlist="large").items():
        if _WORD.fullmatch(word) and log10(share) + 9 >= LEAST_ZIPF:
            groups.setdefault(round(10 * (log10(share) + 9)), []).append(word)
    table = "".join(f"{key} {' '.join(sorted(groups[key]))}\n" for key in sorted(groups, reverse=True))
    target = Path(__file__).with_name("word_frequency.txt.gz")
    target.write_bytes(gzip.compress(table.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
