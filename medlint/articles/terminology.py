"""The hard words of a page: each term with its uses, known from the lexicon or told by its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from medlint.articles.abbreviations import is_short_form
from medlint.articles.entity_names import always_capitalised, in_name, is_species
from medlint.articles.glosses import Explanation, explanations_of
from medlint.articles.word_formation import formation, is_rare
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, TermUse, lexicon
from medlint.vocabulary.wordlists import word_set

if TYPE_CHECKING:
    from medlint.articles.article import Article


@dataclass(frozen=True)
class TermOnPage:
    """A term with all its uses, in order."""

    article: Article
    term: Term
    uses: tuple[TermUse, ...]
    """Every use in its medical sense, in any zone."""
    why: str = ""
    """For a term outside the lexicon, what gives it away; empty for one of the lexicon."""

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.term.term, *self.term.variants)

    @cached_property
    def shown(self) -> tuple[TermUse, ...]:
        """The uses in prose, spelled out: no short forms, code, names of organisations or page titles."""
        return tuple(use for use in self.uses if self._counts(use))

    @cached_property
    def first_explanation(self) -> Explanation | None:
        """Where the page says for the first time what it means."""
        found = next(explanations_of(self.article, list(self.uses)), None)
        return found or next(explanations_of(self.article, self._short_uses()), None)

    def _short_uses(self) -> list[TermUse]:
        """Return the uses of the short form that the page gives the term, as uses of the term."""
        article, out = self.article, []
        names = {article.folded[use.start : use.end] for use in self.uses}
        for pair in article.short_forms:
            if fold(pair.long) in names:
                for match in re.finditer(rf"\b{re.escape(pair.short)}\b", article.text):
                    out.append(TermUse(*match.span(), 0, 0, self.term, self.uses[0].number))
        return out

    @property
    def explained(self) -> bool:
        """Tell whether the page says what it means."""
        return self.first_explanation is not None

    @cached_property
    def first(self) -> TermUse | None:
        """The first shown use in the text, else in a heading; None when it is never shown."""
        article, heading = self.article, None
        for use in self.uses:
            if self._counts(use):
                if article.zones[article.block_at(use.start).index] != "heading":
                    return use
                heading = heading or use
        return heading

    def _counts(self, use: TermUse) -> bool:
        article, span = self.article, Span(use.start, use.end)
        block = article.block_at(use.start)
        if article.zones[block.index] not in PROSE_ZONES:
            return False
        if block is article.title_block and block.kind == "heading":
            return False
        if is_short_form(article.text_of(span).removesuffix("s")):
            return False
        if any(
            mark.kind in {"code", "url"} and mark.span.overlaps(span)
            for mark in article.marks_in(block.index)
        ):
            return False
        return not in_name(article, span)


def terms_on_page(article: Article) -> tuple[TermOnPage, ...]:
    """Return the terms of a page, those of the lexicon of any tier and those told by their form."""
    found: dict[tuple[int, str], list[TermUse]] = {}
    for use in article.terms:
        if _medical_sense(article, use):
            own = _own_tier(use.term, article.folded[use.start : use.end])
            found.setdefault((use.number, own.term if own else ""), []).append(
                use._replace(term=own, number=-use.number - 1_000_000) if own else use
            )
    known = [TermOnPage(article, uses[0].term, tuple(uses)) for uses in found.values()]
    return (*known, *_outside_lexicon(article))


_HEADS = frozenset(
    {"disease", "diseases", "failure", "infection", "infections", "cancer", "injury", "injuries", "pain"}
)
"""Heads that make a name of everyday words clear by itself: “chronic kidney disease”."""
COMMON = 3.2
"""Words of this Zipf frequency and above are never strange (`least-rare` in the vocabulary is lower)."""
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
        for word in words:
            if word in usual or len(word) < 5 or word.rstrip("s") in usual:
                continue
            part = lexicon().look_up(word)
            if part is not None and part.tier >= 2 and part.kind not in _NAMES_OF_THINGS and not part.needs:
                return Term(term=base, tier=2, kind=term.kind, plain=term.term, gloss=term.gloss)
        return None
    if len(words) < 2 or term.case:
        return None
    if words[-1] in _HEADS and all(_is_plain(word) for word in words):
        return Term(term=base, tier=1, kind=term.kind, plain=term.plain, gloss=term.gloss)
    if usual.issuperset(words):
        return None
    if all(zipf(word) >= PLAIN_WORD for word in usual):
        return None
    parts = [lexicon().look_up(word) for word in words]
    if all(zipf(word) >= PLAIN_WORD for word in words) and not any(part and part.tier >= 2 for part in parts):
        return Term(term=base, tier=1, kind=term.kind, plain=term.plain, gloss=term.gloss)
    return None


def _is_plain(word: str) -> bool:
    part = lexicon().look_up(word)
    return part.tier <= 1 if part else zipf(word) >= PLAIN_WORD


def own_names(text: str) -> frozenset[str]:
    """Return the words of a name."""
    return frozenset(norms(fold(text)))


def _medical_sense(article: Article, use: TermUse) -> bool:
    term = use.term
    if not term.needs and not term.unless:
        return True
    sentence = article.sentence_at(use.start)
    if sentence is None:
        return False
    text = article.folded[sentence.span.start : sentence.span.end]
    if any(_word(phrase).search(text) for phrase in term.unless):
        return False
    rest = text[: use.start - sentence.span.start] + " " + text[use.end - sentence.span.start :]
    return not term.needs or any(_word(word).search(rest) for word in term.needs)


def unexplained_terms(article: Article) -> tuple[TermOnPage, ...]:
    """Return the terms of tier 2 and 3 that the page shows and never explains."""
    return tuple(
        group for group in article.page_terms if group.term.tier >= 2 and group.first and not group.explained
    )


CLINICIAN_TERMS, CLINICIAN_SHARE = 25, 0.12
"""A page with so many unexplained terms, and this share of its words, is not written for the public."""


def written_for_clinicians(article: Article) -> bool:
    """Tell whether a page is so full of unexplained terms, without one “you”, that it is for professionals.

    The kind of a page should say so; this holds for pages whose kind was guessed wrong.
    """
    if article.word_counts["you"] or article.word_counts["your"]:
        return False
    return len(article.unexplained_terms) >= max(CLINICIAN_TERMS, CLINICIAN_SHARE * article.word_count)


@lru_cache(maxsize=16_384)
def _word(phrase: str) -> re.Pattern[str]:
    tail = r"\w{0,3}\b" if len(phrase) > 3 else r"s?\b"
    return re.compile(r"\b" + re.escape(fold(phrase)) + tail)


# --- outside the lexicon


def _outside_lexicon(article: Article) -> Iterator[TermOnPage]:
    strange = {
        norm for norm in article.word_counts if zipf(norm) < COMMON and (formation(norm) or is_rare(norm))
    }
    if not strange:
        return
    covered: set[int] = set()
    beside: set[int] = set()
    for use in article.terms:
        covered.update(range(use.first, use.last + 1))
        if use.term.tier >= 2:
            beside.update((use.first - 1, use.last + 1))
    places: dict[str, list[int]] = {}
    for at, norm in enumerate(article.words.norms):
        if norm in strange and at not in covered and not (at in beside and formation(norm) is None):
            places.setdefault(_base(norm), []).append(at)
    for base, where in places.items():
        made = _made_term(article, base, where)
        if made is not None:
            yield made


def _base(norm: str) -> str:
    """Return what a word is grouped under: singular and plural are one term."""
    return norm[:-1] if norm.endswith("s") and not norm.endswith(("ss", "us", "is")) else norm


def _made_term(article: Article, base: str, where: list[int]) -> TermOnPage | None:
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
    return TermOnPage(
        article, term, tuple(TermUse(start, end, at, at, term, number) for start, end, at in uses), why
    )


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
