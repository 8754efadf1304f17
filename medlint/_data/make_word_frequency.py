"""Makes `word_frequency.txt.gz` from the wordfreq package (a development dependency only).

    python medlint/_data/make_word_frequency.py

One line a word, sorted by bytes: the word, a blank, and its Zipf frequency times 10 (the
logarithm of its occurrences in a billion words, van Heuven et al. 2014). Words below
`LEAST_ZIPF` are left out; a word that is not there is rarer than that.
"""

from __future__ import annotations

import gzip
import re
from math import log10
from pathlib import Path

LEAST_ZIPF = 2.0
_WORD = re.compile(r"[a-z]{2,24}")


def main() -> None:
    """Write the table beside this script."""
    from wordfreq import get_frequency_dict

    rows = [
        f"{word} {round(10 * (log10(share) + 9))}\n"
        for word, share in get_frequency_dict("en", wordlist="large").items()
        if _WORD.fullmatch(word) and log10(share) + 9 >= LEAST_ZIPF
    ]
    table = "\n" + "".join(sorted(rows, key=str.encode))
    target = Path(__file__).with_name("word_frequency.txt.gz")
    target.write_bytes(gzip.compress(table.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
