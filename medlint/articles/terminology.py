"""Which terms a page shows to its readers, and which of them it explains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from medlint.articles.abbreviations import is_short_form, pairs_of
from medlint.articles.article import Article
from medlint.articles.entity_names import in_name
from medlint.articles.fact import fact
from medlint.articles.gloss_use import any_of
from medlint.articles.glosses import Explanation, explanations_of
from medlint.articles.terms import PLAIN_WORD, terms_of
from medlint.articles.word_formation import is_transparent
from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, TermUse, lexicon

_QUOTES = frozenset("\"'*_")


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
        article = self.article
        shorts = _short_of(article)
        names = {article.folded[use.start : use.end] for use in self.uses} if shorts else set()
        return [
            TermUse(*match.span(), 0, 0, self.term, self.uses[0].number)
            for long, short in shorts
            if long in names
            for match in re.finditer(rf"\b{re.escape(short)}\b", article.text)
        ]

    @property
    def explained(self) -> bool:
        """Tell whether the page says what it means."""
        return self.first_explanation is not None

    @cached_property
    def first(self) -> TermUse | None:
        """The first shown use in the text, else in a heading; None when it is never shown."""
        article = self.article
        outside = (use for use in self.shown if article.zones[article.block_at(use.start).index] != "heading")
        return next(outside, self.shown[0] if self.shown else None)

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
        return not in_name(article, span) and not self._spoken_of(use)

    def _spoken_of(self, use: TermUse) -> bool:
        """Tell whether a use names the word itself (“terms like ‘stenosis’ sound bad”) or a medicine that the reader takes."""
        article = self.article
        sentence = article.sentence_at(use.start)
        if sentence is None:
            return False
        before = article.folded[sentence.span.start : use.start]
        if before[-1:] in _QUOTES and any_of("words-named").search(before):
            return True
        return self.term.kind == "medicine" and any_of("your-medicine").search(before) is not None


@fact
def _short_of(article: Article) -> tuple[tuple[str, str], ...]:
    """Return the long forms, folded, that the page gives a short form, each with it."""
    return tuple((fold(pair.long), pair.short) for pair in pairs_of(article))


@fact
def terms_on_page(article: Article) -> tuple[TermOnPage, ...]:
    """Return the terms of a page, of any tier, able to tell whether the page explains them."""
    return tuple(TermOnPage(article, *group) for group in terms_of(article))


@fact
def unexplained_terms(article: Article) -> tuple[TermOnPage, ...]:
    """Return the terms of tier 2 and 3 that the page shows and never explains."""
    groups = terms_on_page(article)
    left = [group for group in groups if group.term.tier >= 2 and group.first and not group.explained]
    asked = {word for group in left for words in _written(group) for word in words}
    told: set[str] = set()
    for group in groups if asked else ():
        words = asked.intersection(chain(*_written(group))) if group.term.tier >= 1 else None
        if words and group.explained:
            told |= words
    return tuple(group for group in left if not _told(group, told))


@lru_cache(maxsize=8192)
def _hard_words(name: str) -> frozenset[str]:
    """Return the words of a name that no everyday reader knows."""
    return frozenset(
        word
        for word in norms(name)
        if (zipf(word) < PLAIN_WORD and not is_transparent(word))
        or ((term := lexicon().look_up(word)) is not None and term.tier >= 2)
    )


def _written(group: TermOnPage) -> list[frozenset[str]]:
    text = group.article.folded
    return [_hard_words(text[use.start : use.end]) for use in group.uses]


def _told(group: TermOnPage, told: set[str]) -> bool:
    """Tell whether each hard word of one of its names is part of a term that the page explains."""
    return any(own and own <= told for own in _written(group))


CLINICIAN_TERMS, CLINICIAN_SHARE = 25, 0.12
"""A page with so many unexplained terms, and this share of its words, is not written for the public."""


def written_for_clinicians(article: Article) -> bool:
    """Tell whether a page is so full of unexplained terms, without one “you”, that it is for professionals.

    The kind of a page should say so; this holds for pages whose kind was guessed wrong.
    """
    if article.word_counts["you"] or article.word_counts["your"]:
        return False
    return len(unexplained_terms(article)) >= max(CLINICIAN_TERMS, CLINICIAN_SHARE * article.word_count)
