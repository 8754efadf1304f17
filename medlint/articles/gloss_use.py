"""A use of a term in its sentence, and what counts as saying something about it (rules.md section 2)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.terms import hard_uses
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, TermUse
from medlint.vocabulary.wordlists import word_list, word_set


class Use(NamedTuple):
    """A use of a term with the text of its sentence around it, folded."""

    article: Article
    sentence: Sentence
    term: TermUse
    before: str
    after: str
    opening: str
    """The first character after the term but white space, quotes, stars and closing brackets."""

    def after_span(self, match: re.Match[str] | None, *, least: int = 2) -> Span | None:
        """Return where the group `gloss` of a match in `after` stands, if it says something about the term."""
        if match is None:
            return None
        span = Span(self.term.end + match.start("gloss"), self.term.end + match.end("gloss"))
        return span if self.says(span, least=least) else None

    def says(self, span: Span, *, least: int = 2, sentence: bool = False) -> bool:
        """Tell whether a span of the prose says something about the term: see `is_gloss`.

        Words of other hard terms do not count: two hard names for one thing explain nothing.
        `sentence`: it is a sentence of its own, which may begin in any way (“At the hospital …”).
        """
        gloss = self.article.folded[span.start : span.end]
        if not is_gloss(gloss, self.term.term, least=least, sentence=sentence):
            return False
        hard = [place for place in hard_places(self.article, span) if place.number != self.term.number]
        if not hard:
            return True
        plain, at = "", span.start
        for place in hard:
            plain += gloss[at - span.start : place.start - span.start] + " "
            at = place.end
        plain += gloss[at - span.start :]
        return is_gloss(plain, self.term.term, least=least, sentence=sentence)


def hard_places(article: Article, span: Span) -> list[TermUse]:
    """Return the uses of terms of tier 2 and 3 inside a span."""
    uses = hard_uses(article)
    at = bisect_left(uses, span.start, key=lambda use: use.start)
    found = []
    while at < len(uses) and uses[at].end <= span.end:
        found.append(uses[at])
        at += 1
    return found


HARD = 3.5
"""Zipf frequency below which a word of another name of a term is no plain word."""


@cache
def any_of(key: str) -> re.Pattern[str]:
    """Return one pattern for a list of `rules/vocabulary/glosses.yaml`."""
    return re.compile("(?:" + "|".join(word_list("glosses", key)) + ")")


@cache
def kind_word() -> re.Pattern[str]:
    """Return a pattern for the plain name of a kind of thing, singular or plural: “hormone”, “tests”."""
    return re.compile(r"\b(?:" + "|".join(word_list("glosses", "kind-words")) + r")s?\b")


@lru_cache(maxsize=4096)
def own_words(term: Term) -> frozenset[str]:
    """Return the words of a term and of its other hard names: a plain name (“low bone density”) may explain it."""
    names = (norms(fold(name)) for name in term.variants)
    other = (word for words in names if any(zipf(word) < HARD for word in words) for word in words)
    return frozenset((*norms(fold(term.term)), *other))


def content_words(text: str) -> list[str]:
    """Return the words of folded text that carry meaning: no function words, letters or figures."""
    return [
        word
        for word in norms(text)
        if word not in word_set("glosses", "stop-words") and len(word) > 1 and not word.isdigit()
    ]


def is_gloss(gloss: str, term: Term, *, least: int = 2, sentence: bool = False) -> bool:
    """Tell whether folded words say something about a term.

    They do when they hold a plain synonym of it, or `least` content words that are neither empty
    (“a serious medical condition”) nor the term's own.
    """
    gloss = gloss.strip(" \"'*()[]").strip()
    if not gloss or (not sentence and any_of("not-gloss").fullmatch(gloss)):
        return False
    if any(name in gloss for name in plain_names(term)):
        return True
    own = own_words(term)
    vacuous = word_set("glosses", "vacuous")
    real = [word for word in content_words(gloss) if word not in vacuous and word not in own]
    return len(real) >= least


@lru_cache(maxsize=4096)
def plain_names(term: Term) -> tuple[str, ...]:
    """Return the plain words of a term, folded, when they say more than “long-lasting disease”."""
    plain = fold(term.plain)
    if len(plain) <= 3 or plain == fold(term.term):
        return ()
    vacuous = word_set("glosses", "vacuous")
    return (plain,) if any(word not in vacuous for word in content_words(plain)) else ()


def shared_stems(use: Use, span: Span) -> int:
    """Count the stems of the term's gloss and plain words that stand in a span."""
    wanted = meaning_stems(use.term.term)
    around = use.article.folded[span.start : span.end]
    return len(wanted.intersection(map(stem, norms(around))))


@lru_cache(maxsize=8192)
def meaning_stems(term: Term) -> frozenset[str]:
    """Return the stems of a term's gloss and plain words that carry meaning."""
    return stems_of(f"{term.gloss} {term.plain}", term)


def stems_of(text: str, term: Term) -> frozenset[str]:
    """Return the stems of words that carry meaning and are not the term's own."""
    vacuous, own = word_set("glosses", "vacuous"), own_words(term)
    return frozenset(
        stem(word) for word in content_words(fold(text)) if word not in vacuous and word not in own
    )


def stem(word: str) -> str:
    """Return the beginning of a word that its forms share."""
    return word[:5] if len(word) > 5 else word.rstrip("s")
