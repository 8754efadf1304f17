"""Medical names of more than one word that the lexicon does not hold: after a person, or in Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from medlint.articles.article import Article
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, TermUse, lexicon
from medlint.vocabulary.wordlists import word_list, word_set

EVERYDAY_NAME = 4.4
"""A capitalised word of this Zipf frequency and above is no person: “Blood test”."""
LATIN = 3.4
"""The second word of a Latin name is rarer than this."""
_LATIN_END = re.compile(r".{2,}(?:us|um|is|ae|a|i|os|es|or|ans|ens|alis)$")


def named_terms(
    article: Article, listed: Sequence[TermUse]
) -> Iterator[tuple[Term, tuple[TermUse, ...], str]]:
    """Yield (term, uses, what gives it away) of each name after a person or in Latin, outside the lexicon.

    `listed` are the uses of lexicon terms: what they cover is left alone.
    """
    found: dict[str, list[tuple[int, int, int, int, str]]] = {}
    covered = {at for use in listed if use.first < use.last for at in range(use.first, use.last + 1)}
    for first, last, why in (*_eponyms(article), *_latin(article)):
        if first in covered or last in covered:
            continue
        start, end = article.words.starts[first], article.words.ends[last]
        found.setdefault(article.folded[start:end].removesuffix("s"), []).append(
            (start, end, first, last, why)
        )
    for name, places in found.items():
        term = Term(term=name, tier=2, kind="disease")
        number = -2_000_000 - places[0][2]
        uses = tuple(TermUse(start, end, first, last, term, number) for start, end, first, last, _ in places)
        yield term, uses, places[0][4]


@cache
def _heads() -> frozenset[str]:
    return frozenset(word_list("word-formation", "eponym-heads"))


def _eponyms(article: Article) -> Iterator[tuple[int, int, str]]:
    """Yield first word, last word and reason of “Quervain’s phenomenon”, “Weber-Christian disease”."""
    if article.word_counts.keys().isdisjoint(_heads()):
        return
    words = article.words
    for last, norm in enumerate(words.norms):
        if norm not in _heads() or last == 0:
            continue
        first = last - 1
        if last > 1 and article.text[words.ends[last - 2] : words.starts[last - 1]] in {"-", "–"}:
            first = last - 2
        between = article.text[words.ends[last - 1] : words.starts[last]]
        if between.strip("'’ ") or not _is_person(article, first, last - 1, norm):
            continue
        yield first, last, "It is named after a person"


def _is_person(article: Article, first: int, last: int, head: str) -> bool:
    words, text = article.words, article.text
    sentence = article.sentence_at(words.starts[first])
    if sentence is None or sentence.zone == "heading":
        return False
    strange = False
    for at in range(first, last + 1):
        norm = words.norms[at].removesuffix("'s")
        written = text[words.starts[at] : words.ends[at]]
        if not (written[:1].isupper() and written[1:2].islower()) or len(norm) < 3:
            return False
        if {norm, words.norms[at]} & word_set("word-formation", "eponym-known"):
            return False
        strange = strange or (zipf(norm) < EVERYDAY_NAME and lexicon().look_up(norm) is None)
    if not strange:
        return False
    owned = first < last or bool(re.search(r"['’]s?$", text[words.starts[last] : words.ends[last] + 1]))
    if owned:
        return True
    return words.starts[first] > sentence.span.start and head not in word_set("word-formation", "weak-heads")


@cache
def _patterns() -> dict[str, tuple[str, ...]]:
    """Return what may follow the first word of a Latin name; `*` is any word that ends as Latin does."""
    rows: dict[str, tuple[str, ...]] = {}
    for pattern in word_list("word-formation", "latin"):
        first, _, rest = pattern.partition(" ")
        rows[first] = (*rows.get(first, ()), *rest.split("|"))
    return rows


def _latin(article: Article) -> Iterator[tuple[int, int, str]]:
    firsts = _patterns()
    if article.word_counts.keys().isdisjoint(firsts):
        return
    norms = article.words.norms
    for at, norm in enumerate(norms[:-1]):
        if norm not in firsts:
            continue
        following = norms[at + 1]
        between = article.text[article.words.ends[at] : article.words.starts[at + 1]]
        if between != " ":
            continue
        if following in firsts[norm] or (
            any(end.startswith("*") for end in firsts[norm])
            and _LATIN_END.match(following)
            and zipf(following) < LATIN
        ):
            yield at, at + 1, "It is Latin"
