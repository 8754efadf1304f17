"""Hard words that the lexicon does not hold, told by how they are made or by how rare they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from medlint.articles.article import Article
from medlint.articles.entity_names import always_capitalised, is_species
from medlint.articles.name_patterns import named_terms
from medlint.articles.word_formation import formation, is_rare
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, TermUse
from medlint.vocabulary.wordlists import word_set

COMMON = 3.2
"""Words of this Zipf frequency and above are never strange (`least-rare` in the vocabulary is lower)."""


def unlisted_terms(
    article: Article, listed: Sequence[TermUse]
) -> Iterator[tuple[Term, tuple[TermUse, ...], str]]:
    """Yield (term, uses, what gives it away) of each hard word that is not in the lexicon.

    `listed` are the uses of lexicon terms: what they cover is left alone.
    """
    named = tuple(named_terms(article, listed))
    yield from named
    listed = (*listed, *(use for _, uses, _ in named for use in uses))
    strange = set(filter(_is_strange, article.word_counts))
    if not strange:
        return
    covered: set[int] = set()
    beside: set[int] = set()
    for use in listed:
        covered.update(range(use.first, use.last + 1))
        if use.term.tier >= 2:
            beside.update(at for at in (use.first - 1, use.last + 1) if _touches(article, at, use))
    places: dict[str, list[int]] = {}
    for at, norm in enumerate(article.words.norms):
        if norm in strange and at not in covered and not (at in beside and formation(norm) is None):
            places.setdefault(_base(norm), []).append(at)
    for base, where in places.items():
        made = _made_term(article, base, where)
        if made is not None:
            yield made


def _touches(article: Article, at: int, use: TermUse) -> bool:
    """Tell whether only a blank or a hyphen stands between a word and a term: a comma parts two names."""
    words = article.words
    if not 0 <= at < len(words.norms):
        return False
    start, end = (words.ends[at], use.start) if at < use.first else (use.end, words.starts[at])
    return article.text[start:end] in {" ", "-", "–", "/"}


@lru_cache(maxsize=65_536)
def _is_strange(norm: str) -> bool:
    return zipf(norm) < COMMON and (formation(norm) is not None or is_rare(norm))


def _base(norm: str) -> str:
    """Return what a word is grouped under: singular and plural are one term."""
    return norm[:-1] if norm.endswith("s") and not norm.endswith(("ss", "us", "is")) else norm


def _made_term(article: Article, base: str, where: list[int]) -> tuple[Term, tuple[TermUse, ...], str] | None:
    words = article.words
    norm = words.norms[where[0]]
    told = formation(norm)
    uses = []
    for at in where:
        start = words.starts[at]
        end = start + len(words.norms[at])
        if _glued(article, start, end) or is_species(article, start) or _foreign(article, at):
            continue
        uses.append((start, end, at))
    if not uses or ((told is None or told.kind == "general") and always_capitalised(article, where)):
        return None
    if told is None and not any(article.text[start:end].islower() for start, end, _ in uses):
        return None
    if told is None:
        why = "It is rare in everyday English"
        term = Term(term=base, tier=2, kind="general")
    else:
        why = f"“{told.part}” says: {told.meaning}"
        term = Term(term=base, tier=2, kind=told.kind)
    number = -1 - where[0]
    return term, tuple(TermUse(start, end, at, at, term, number) for start, end, at in uses), why


def _glued(article: Article, start: int, end: int) -> bool:
    """Tell whether a word touches an apostrophe, a slash, an at sign or a full stop with no blank: a name or an address."""
    text = article.text
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    return (
        before in {"@", "/", ".", "#", "_"} or after[:1] in {"@", "/", "_"} or bool(re.match(r"\.\w", after))
    )


@cache
def _english() -> frozenset[str]:
    return word_set("glosses", "stop-words")


def _foreign(article: Article, at: int) -> bool:
    """Tell whether the words around are no English: none of eight neighbours on each side is a small English word."""
    around = article.words.norms[max(0, at - 8) : at + 9]
    return len(around) >= 9 and _english().isdisjoint(around)
