"""Is a term explained on the page? The shapes in which writers explain a word (rules.md E1 to E16).

Every shape answers with the span of the explanation, so that it can be shown and judged. The
shapes inside a sentence are in `gloss_shapes` and `gloss_verbs`, those across sentences in `gloss_neighbours`,
those of layout in `gloss_places`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.gloss_neighbours import NEIGHBOURS
from medlint.articles.gloss_places import PLACES
from medlint.articles.gloss_shapes import SHAPES, described, which_clause
from medlint.articles.gloss_use import Use
from medlint.articles.gloss_verbs import defined
from medlint.spans import Span
from medlint.vocabulary.lexicon import TermUse
from medlint.vocabulary.wordlists import word_list

_ALL = (*SHAPES, *NEIGHBOURS, *PLACES)
_WIDE = (*SHAPES, *NEIGHBOURS)
_QUOTES = string.whitespace + "\"')*"


class Explanation(NamedTuple):
    """Where the page says what a term means."""

    pattern: str
    """Which shape it has: brackets, comma, or, verb, name, dash, markup, heading, next-sentence …"""
    span: Span
    """The explaining words, in the prose."""
    sentence: int
    """Index of the sentence that holds the explained use."""


def explanations_of(article: Article, uses: list[TermUse]) -> Iterator[Explanation]:
    """Yield the explanations of one term, given all its uses in order: the first shape that fits at each use."""
    for term in uses:
        sentence = article.sentence_at(term.start)
        if sentence is None:
            continue
        use = _use(article, sentence, term)
        found = _first(use, _ALL)
        if found is None and (wider := _widened(use)) is not None:
            found = _first(wider, _WIDE)
        if found is None and (wider := _with_noun(use)) is not None:
            found = _first(wider, (("verb", defined), ("comma", which_clause), ("brackets", described)))
        if found is not None:
            yield found


def _use(article: Article, sentence: Sentence, term: TermUse) -> Use:
    """Return a use with what stands around it in its sentence."""
    text = article.folded
    after = text[term.end : sentence.span.end]
    opening = after.lstrip(_QUOTES)[:1]
    return Use(article, sentence, term, text[sentence.span.start : term.start], after, opening)


def _first(use: Use, shapes: tuple[tuple[str, Callable[[Use], Span | None]], ...]) -> Explanation | None:
    for name, shape in shapes:
        span = shape(use)
        if span is not None:
            return Explanation(name, span, use.sentence.index)
    return None


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(r"\s+(?:" + "|".join(word_list("glosses", "tails")) + r")\b")


_ANY_NOUN = re.compile(
    r"\s+(?!is\b|are\b|was\b|were\b|can\b|may\b|has\b|and\b|or\b|in\b|of\b|for\b|with\b|that\b)[a-z]{3,}\b"
)
_ADJECTIVAL = re.compile(r"(?:ic|al|ous|ive|ary|ar|able|ible|ed|oid)$")
_ADJECTIVE = re.compile(r"(?:^|\s)(?P<word>[a-z]{3,}(?:ic|al|ive|ous|ary|ed|ar))\s$")


def _widened(use: Use) -> Use | None:
    """Return a use with the noun after it (“chelation therapy”) or the adjective before it, or None."""
    tail, lead = _tail().match(use.after), _ADJECTIVE.search(use.before)
    if tail is None and lead is None:
        return None
    start = use.term.start - (len(use.before) - lead.start("word") if lead else 0)
    return _stretched(use, start, use.term.end + (tail.end() if tail else 0))


def _with_noun(use: Use) -> Use | None:
    """Return a use of an adjective with the noun that it stands before (“psychotic depression”), or None."""
    written = use.article.folded[use.term.start : use.term.end]
    if use.term.term.kind != "general" and not _ADJECTIVAL.search(written):
        return None
    noun = _ANY_NOUN.match(use.after)
    return _stretched(use, use.term.start, use.term.end + noun.end()) if noun else None


def _stretched(use: Use, start: int, end: int) -> Use:
    return _use(use.article, use.sentence, use.term._replace(start=start, end=end))
