"""How a page's own short form can be written out where it first stands, without asking an editor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from medlint.articles.article import Article
from medlint.articles.locale import locale_of
from medlint.articles.quotation import quoted_spans
from medlint.articles.short_forms import ShortForm, meaning_of
from medlint.spans import Span
from medlint.vocabulary.inflection import plurals
from medlint.vocabulary.wordlists import vocabulary, word_set

_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"])
_LEAST_LETTERS = 3
"""Two letters stand for too much."""
_NOT_HERE = frozenset({"link", "url", "code", "quote", "abbr", "dfn", "tooltip", "sup", "sub"})
_JOINED = re.compile(r"[\w\-‐‑–/&+@#’'´]")
_ARTICLE = re.compile(r"(?<![\w’'-])(an?)\s$", re.IGNORECASE)


def expansion(article: Article, short: str, uses: Sequence[ShortForm]) -> tuple[tuple[Span, str], ...]:
    """Return what to write, and where, so that a page spells a short form out at its first use in the body.

    Spans are in the prose. Nothing is returned where the lexicon leaves a doubt about the meaning, or
    where the first use is joined to other words, or would need a change of the sentence.
    """
    long = only_meaning(short, locale_of(article))
    first = next((use.span for use in uses if _in_body(article, use.span)), None)
    if long is None or first is None:
        return ()
    block = article.blocks[article.block_at(first.start).index].span
    before, after = article.text[block.start : first.start], article.text[first.end : block.end]
    span, shown = first, short
    if after.startswith("s") and not after[1:2].isalnum():
        long = next(iter(plurals(long)), "")
        span, shown, after = Span(first.start, first.end + 1), short + "s", after[1:]
    if not long or _JOINED.match(before[-1:]) or _JOINED.match(after[:1]) or _in_brackets(before):
        return ()
    starts = article.sentence_at(first.start)
    if starts is not None and not article.text[starts.span.start : first.start].strip(' "“‘*_'):
        long = long[0].upper() + long[1:]
    out = [(span, f"{long} ({shown})")]
    if indefinite := _ARTICLE.search(before):
        wanted = _indefinite(long)
        if wanted is None or shown != short:
            return ()
        at = block.start + indefinite.start(1)
        said = indefinite[1]
        if said.lower() != wanted:
            out.insert(0, (Span(at, at + len(said)), wanted.capitalize() if said[0].isupper() else wanted))
    return tuple(out)


def only_meaning(short: str, locale: str) -> str | None:
    """Return what a short form stands for where the lexicon knows one meaning, written as the locale spells."""
    term = meaning_of(short)
    if (
        term is None
        or term.senses
        or sum(char.isalpha() for char in short) < _LEAST_LETTERS
        or short in vocabulary("abbreviations")["several-meanings"]
    ):
        return None
    names = [name for name in (term.term, *term.variants) if _is_written_out(short, name)]
    lists = vocabulary("locales")
    base = locale if locale in lists else lists["spelled-like"].get(locale, "en-US")
    foreign = word_set("locales", "en-US" if base == "en-GB" else "en-GB")
    return min(
        names,
        key=lambda name: (sum(word.lower() in foreign for word in name.split()), -len(_parts(name))),
        default=None,
    )


def _is_written_out(short: str, name: str) -> bool:
    """Tell whether a name is the long form, letter by letter: all of its words begin in the short form."""
    parts = _parts(name)
    if len(name) <= len(short) + 2 or short in parts:
        return False
    return _spells(short.lower(), tuple(part.lower() for part in parts))


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s\-–/,]+", name) if part]


def _spells(letters: str, words: tuple[str, ...]) -> bool:
    """Tell whether the letters are the first ones of all words in order, with others from inside of a word."""
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word in _SMALL and _spells(letters, rest):
        return True
    if letters[:1] != word[0]:
        return False
    at = 0
    for taken, letter in enumerate(letters[1:], 1):
        if _spells(letters[taken:], rest):
            return True
        at = word.find(letter, at + 1)
        if at < 0:
            return False
    return not rest


def _in_body(article: Article, span: Span) -> bool:
    block = article.block_at(span.start)
    if article.zones[block.index] not in {"body", "list", "table", "callout"} or block.kind in {
        "heading", "term", "caption", "alt", "summary", "button", "code",
    }:  # fmt: skip
        return False
    if block.inside("quote", "nav", "header", "footer", "form", "comments") or block.header:
        return False
    if any(mark.kind in _NOT_HERE and mark.span.overlaps(span) for mark in article.marks_in(block.index)):
        return False
    return not any(quoted.overlaps(span) for quoted in quoted_spans(article, block.index))


def _in_brackets(before: str) -> bool:
    return any(before.count(opening) > before.count(closing) for opening, closing in ("()", "[]"))


def _indefinite(long: str) -> str | None:
    """Return “a” or “an” for a word; None where its first letter does not tell."""
    first = long[0].lower()
    if first in "hu" or (first == "e" and long[:2].lower() == "eu") or long[:2].lower() == "on":
        return None
    return "an" if first in "aeio" else "a"
