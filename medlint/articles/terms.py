"""The medical terms that a page uses, each with its uses: those of the lexicon, and those told by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.articles.unlisted_terms import unlisted_terms
from medlint.articles.word_formation import is_transparent
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, TermUse, lexicon
from medlint.vocabulary.wordlists import word_set


class TermUses(NamedTuple):
    """A term with all its uses in its medical sense, in order and in any zone."""

    term: Term
    uses: tuple[TermUse, ...]
    why: str = ""
    """For a term outside the lexicon, what gives it away; empty for one of the lexicon."""


@fact
def lexicon_terms(article: Article) -> tuple[TermUse, ...]:
    """Return the uses of lexicon terms in the prose, in order, the longest at each place, in any sense."""
    return tuple(lexicon().find(article.text, article.folded, article.words))


@fact
def medical_uses(article: Article) -> tuple[TermUse, ...]:
    """Return the uses of lexicon terms in their medical sense: the port of a drip, not that of a server."""
    uses = lexicon_terms(article)
    doubtful = {at: use for at, use in enumerate(uses) if use.term.needs or use.term.unless}
    other = {at for at, use in doubtful.items() if not _medical_sense(article, use)}
    if not other:
        return uses
    meant = {use.number for at, use in doubtful.items() if use.term.needs and at not in other}
    return tuple(
        use
        for at, use in enumerate(uses)
        if at not in other or (use.number in meant and _is_uncommon(use.term))
    )


@fact
def terms_of(article: Article) -> tuple[TermUses, ...]:
    """Return the terms of a page, those of the lexicon of any tier and those told by their form."""
    found: dict[tuple[int, str], list[TermUse]] = {}
    for use in medical_uses(article):
        own = _own_tier(use.term, article.folded[use.start : use.end])
        found.setdefault((use.number, own.term if own else ""), []).append(
            use._replace(term=own, number=-use.number - 1_000_000) if own else use
        )
    known = [TermUses(own[0].term, tuple(own)) for own in found.values()]
    return (*known, *(TermUses(*made) for made in unlisted_terms(article, lexicon_terms(article))))


@fact
def hard_uses(article: Article) -> tuple[TermUse, ...]:
    """Return the uses of terms of tier 2 and 3, in order."""
    return tuple(
        sorted(
            (use for group in terms_of(article) if group.term.tier >= 2 for use in group.uses),
            key=lambda use: use.start,
        )
    )


LEARNED = 2.7
"""Zipf frequency below which a name that is no everyday word in another form is a learned one: “urticaria”."""
_NAMES_OF_THINGS = frozenset({"device", "person", "medicine"})
PLAIN_WORD = 3.5
"""Zipf frequency from which a word of a name is plain."""


@lru_cache(maxsize=16_384)
def _own_tier(term: Term, written: str) -> Term | None:
    """Return a term of its own for a name that is harder or easier than the term it belongs to, else None.

    “Gastric ulcer” is a hard name of stomach ulcer: it holds a word that is a term of tier 2
    itself. “Kidney infection” is an easy name of pyelonephritis: all its words are everyday ones.
    """
    usual, words = own_names(term.term), norms(written)
    base = written[:-1] if written.endswith("s") and not written.endswith(("ss", "us", "is")) else written
    if term.tier < 2:
        if term.kind in {"medicine", "service"} or term.case:
            return None
        for word in words:
            if word in usual or len(word) < 5 or word.rstrip("s") in usual:
                continue
            if _is_learned(word) and not any(word[:4] == name[:4] for name in usual):
                return Term(term=base, tier=2, kind=term.kind, plain=term.term, gloss=term.gloss)
            part = lexicon().look_up(word)
            if part is not None and part.tier >= 2 and part.kind not in _NAMES_OF_THINGS and not part.needs:
                return Term(term=base, tier=2, kind=term.kind, plain=term.term, gloss=term.gloss)
        return None
    if len(words) < 2 or term.case or _holds_name(term, words):
        return None
    clear = words[-1] in word_set("glosses", "clear-heads") and all(_is_plain(word) for word in words)
    if clear and word_set("word-formation", "vague-parts").isdisjoint(words):
        return Term(term=base, tier=1, kind=term.kind, plain=term.plain, gloss=term.gloss)
    if usual.issuperset(words):
        return None
    if all(zipf(word) >= PLAIN_WORD for word in usual):
        return None
    parts = [lexicon().look_up(word) for word in words]
    plain = all(
        zipf(word) >= PLAIN_WORD or (part and part.tier < 2 and part.kind == "anatomy")
        for word, part in zip(words, parts, strict=True)
    )
    if plain and not any(part and part.tier >= 2 for part in parts):
        return Term(term=base, tier=1, kind=term.kind, plain=term.plain, gloss=term.gloss)
    return None


def _holds_name(term: Term, words: Sequence[str]) -> bool:
    """Tell whether a written name holds the name of the person that the term is called after."""
    return any(
        fold(part).removesuffix("'s").strip("'") in words
        for name in (term.term, *term.variants)
        for part in name.split()
        if part[0].isupper()
    )


def _is_learned(word: str) -> bool:
    return (
        zipf(word) < LEARNED and not is_transparent(word) and word not in word_set("word-formation", "known")
    )


def _is_plain(word: str) -> bool:
    part = lexicon().look_up(word)
    return part.tier <= 1 if part else zipf(word) >= PLAIN_WORD


def own_names(text: str) -> frozenset[str]:
    """Return the words of a name."""
    return frozenset(norms(fold(text)))


@lru_cache(maxsize=4096)
def _is_uncommon(term: Term) -> bool:
    """Tell whether a term is so rare outside medicine that one clear use on a page settles its sense on that page."""
    return not term.unless and all(zipf(word) < PLAIN_WORD for word in norms(fold(term.term)))


def _medical_sense(article: Article, use: TermUse) -> bool:
    """Tell whether a use of a term with several senses has the medical one."""
    term = use.term
    sentence = article.sentence_at(use.start)
    if sentence is None:
        return False
    text = article.folded[sentence.span.start : sentence.span.end]
    if any(_word(phrase).search(text) for phrase in term.unless):
        return False
    rest = text[: use.start - sentence.span.start] + " " + text[use.end - sentence.span.start :]
    if term.needs and sentence.index and _is_uncommon(term):
        before = article.sentences[sentence.index - 1].span
        rest = article.folded[before.start : before.end] + " " + rest
    return not term.needs or any(_word(word).search(rest) for word in term.needs)


@lru_cache(maxsize=16_384)
def _word(phrase: str) -> re.Pattern[str]:
    tail = r"\w{0,3}\b" if len(phrase) > 3 else r"s?\b"
    return re.compile(r"\b" + re.escape(fold(phrase)) + tail)
