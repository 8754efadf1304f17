"""What source stands behind a sentence: a link, a reference mark, a named body, study or speaker?

A source counts in the sentence, in the one before or after it in the same paragraph, in the
words that lead in a list, in the caption or heading of a table; in news prose it carries on
until another source or a heading takes over. A bare list of sources at the end supports
nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.kind import kind_of
from medlint.articles.mention import interested
from medlint.articles.sections import column_title, lead_in
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import pattern, vocabulary, word_list, word_set, wording

Level = Literal["strong", "adequate", "weak"]


class Support(NamedTuple):
    """A source and how much it carries."""

    level: Level
    span: Span


CARRY = 12
"""How many sentences of news prose a named source carries on for."""
_SPEAKERS = 3
"""Sentences that name who speaks, from which on a text reads as news."""
OPENING = 8
"""How many sentences the opening of a news text has."""

_NUMBERED = re.compile(
    r"\[(\d{1,3})(?:\s*[,–-]\s*\d{1,3})*\]|(?<=\S)[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[a-z)][.,])\d{1,2}(?:[,–-]\d{1,2})*(?=\s|$)"
)
_AUTHOR_YEAR = re.compile(
    r"\(\s*(?:see\s+)?[A-Z][\w'’.&-]+(?:[\s,]+(?:[A-Z][\w'’.&-]+|et\s+al\.?|and|&|of|for|the))*,?\s+(?:19|20)\d\d[a-z]?[^()]{0,60}\)"
    r"|[A-Z][\w'’-]+\s+(?:et\s+al\.?|and\s+colleagues)\s*(?:\(?(?:19|20)\d\d\)?)?"
)
_SOURCE_LINE = re.compile(r"\W*(?:sources?|data|figures?|reference|credit)\s*(?::|from\b)")
_CAPITALS = re.compile(r"\b(?:NICE|WHO|UN)\b")
"""Bodies whose names are common words in small letters."""
_CITED = re.compile(r"[\[¹²³⁴⁵⁶⁷⁸⁹⁰.,](?:(?<=\[)\d|(?<=[¹²³⁴⁵⁶⁷⁸⁹⁰])|(?<=[a-z)][.,])\d)")
"""Stands wherever `_NUMBERED` may."""
_STATUS = re.compile(r"[\s-](?:approved|registered|cleared|certified|compliant)", re.IGNORECASE)
_NAME_OR_YEAR = re.compile(r"[A-Z][a-z]+|[A-Z]{2,}|(?:19|20)\d\d")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]+")
_RANK: dict[str, int] = {"strong": 3, "adequate": 2, "weak": 1}


def support_of(article: Article, sentence: Sentence, *, alone: bool = False) -> Support | None:
    """Return the best source that stands behind a sentence.

    What somebody says who sells the thing is supported by what stands in the sentence only, and
    never by the speaker. With `alone`, the sentence has to name its source itself.
    """
    if alone:
        return _inside(article, sentence, True)
    if interested(article, sentence):
        return _inside(article, sentence, False)
    found = [_inside(article, sentence, True)]
    for step in (-1, 1):
        at = sentence.index + step
        if 0 <= at < len(article.sentences) and article.sentences[at].block == sentence.block:
            found.append(_inside(article, article.sentences[at], True))
    after = article.sentences_of(sentence.block + 1)
    if after and _SOURCE_LINE.match(article.folded_of(after[0])):
        found.append(_inside(article, after[0], True))
    if sentence.zone == "list" and (lead := lead_in(article, sentence.block)):
        found.append(_named_in(lead, sentence.span.start))
    if sentence.zone == "table":
        found.append(_of_table(article, sentence))
    sources = [item for item in found if item is not None]
    best = max(sources, key=lambda item: _RANK[item.level]) if sources else None
    if (best is None or best.level == "weak") and is_news_prose(article):
        return _carried(article, sentence) or best
    return best


def may_be_weak(article: Article) -> bool:
    """Tell whether a source of a page can be weak: only links and reference marks are."""
    return (
        any(mark.kind in {"link", "url", "sup"} for mark in article.document.marks)
        or _CITED.search(article.text) is not None
    )


@fact
def is_news_prose(article: Article) -> bool:
    """Tell whether an article reads as news: declared or guessed so, or at least three speakers are named."""
    if kind_of(article).kind == "news":
        return True
    saying = word_set("support", "says")
    if sum(article.word_counts[word] for word in saying) < _SPEAKERS:
        return False
    speaker, words = pattern("support", "speaker"), article.sentence_words
    return (
        sum(
            not words[sentence.index].isdisjoint(saying)
            and speaker.search(article.text_of(sentence.span)) is not None
            for sentence in article.prose
        )
        >= _SPEAKERS
    )


def _carried(article: Article, sentence: Sentence) -> Support | None:
    """Return the source that was named last, unless a heading or an unnamed source came after it.

    The opening of a news text may name its source a little later.
    """
    unnamed, same = wording("support", "unnamed"), wording("support", "same-source")
    left, at = CARRY, sentence.index
    while at >= 0 and left >= 0:
        other = article.sentences[at]
        if other.zone == "heading" and article.blocks[other.block].level > 1:
            return None
        if at != sentence.index and (source := _adequate(article, other)):
            return source
        if article.hits(unnamed, other):
            return None
        left = CARRY if article.hits(same, other) else left - 1
        at -= 1
    if at < 0 and sentence.index <= OPENING:
        later = (_adequate(article, other) for other in article.sentences[sentence.index + 1 :][:OPENING])
        return next((source for source in later if source), None)
    return None


def _adequate(article: Article, sentence: Sentence) -> Support | None:
    source = _inside(article, sentence, True)
    return Support("adequate", source.span) if source and source.level != "weak" else None


def _of_table(article: Article, sentence: Sentence) -> Support | None:
    """Return a source that the caption or the column's heading of a table names."""
    table = article.blocks[sentence.block].inside("table")
    named = [_named_in(column_title(article, sentence.block), sentence.span.start)]
    if table is not None:
        for block in article.blocks:
            if block.kind == "caption" and table in block.containers:
                named.append(_named_in(article.text_of(block.span), block.span.start))
    return next((item for item in named if item is not None), None)


@fact
def _inside(article: Article, sentence: Sentence, speakers: bool) -> Support | None:
    """Return the best source inside a sentence; `speakers`: also one that only speaks."""
    best: Support | None = None
    for mark in article.marks_in(sentence.block):
        close = Span(sentence.span.start, sentence.span.end + 3)
        if not mark.span.overlaps(close) and not close.start <= mark.span.start <= close.end:
            continue
        level: Level | None = None
        if mark.kind == "footnote-ref":
            level = "strong"
        elif mark.kind in {"link", "url"}:
            level = link_level(mark.value or article.text_of(mark.span))
        elif mark.kind == "sup" and article.text_of(mark.span).strip("[]() ,–-").replace(",", "").isdigit():
            level = "strong" if has_references(article) else "weak"
        if level and (best is None or _RANK[level] > _RANK[best.level]):
            best = Support(level, mark.span)
    text = article.text_of(sentence.span)
    if number := _NUMBERED.search(text):
        level = "strong" if has_references(article) else "weak"
        best = _better(best, Support(level, _shift(sentence, number)))
    if author := _AUTHOR_YEAR.search(text):
        best = _better(best, Support("adequate", _shift(sentence, author)))
    if best is not None and _RANK[best.level] >= _RANK["adequate"]:
        return best
    bodies = [hit[1:] for hit in article.hits(_bodies(), sentence)]
    attributions = [hit[1:] for hit in article.hits(wording("support", "attribution"), sentence)]
    return _better(best, _named(text, sentence.span.start, bodies, attributions, speakers=speakers))


def _named_in(text: str, offset: int) -> Support | None:
    """Return a named body, study or speaker in a text that is no sentence."""
    folded = fold(text)
    bodies, attributions = _bodies(), wording("support", "attribution")
    return _named(
        text, offset, [hit[1:] for hit in bodies.hits(folded)], [hit[1:] for hit in attributions.hits(folded)]
    )


def _named(
    text: str,
    offset: int,
    bodies: Iterable[tuple[int, int]],
    attributions: Iterable[tuple[int, int]],
    *,
    speakers: bool = True,
) -> Support | None:
    """Return the first named body, study or speaker of a text; the name must be written as one.

    The bodies and the words of attribution are given by where they may stand.
    """
    for start, end in sorted(bodies):
        name = text[start:end]
        if name != name.lower() and not _STATUS.match(text, end):
            return Support("adequate", Span(offset + start, offset + end))
    if not text.isupper() and (body := _CAPITALS.search(text)):
        return Support("adequate", Span(offset + body.start(), offset + body.end()))
    for start, end in sorted(attributions):
        if _NAME_OR_YEAR.search(text, start + 1 if start == 0 else start, end + 60):
            return Support("adequate", Span(offset + start, offset + end))
    if trial := pattern("support", "trial").search(text):
        return Support("adequate", Span(offset + trial.start(), offset + trial.end()))
    for speaker in pattern("support", "speaker").finditer(text) if speakers else ():
        names = _CAPITALISED.findall(speaker.group())
        if names and not all(name in word_list("support", "no-name") for name in names):
            return Support("adequate", Span(offset + speaker.start(), offset + speaker.end()))
    return None


@cache
def _bodies() -> Wordings:
    names = [name for name in word_list("support", "bodies") if name not in {"who", "un", "nice"}]
    return Wordings(names)


def _better(first: Support | None, second: Support | None) -> Support | None:
    if first is None or second is None:
        return first or second
    return first if _RANK[first.level] >= _RANK[second.level] else second


def _shift(sentence: Sentence, match: re.Match[str]) -> Span:
    return Span(sentence.span.start + match.start(), sentence.span.start + match.end())


def link_level(target: str) -> Level | None:
    """Return how good a source the target of a link is; None for a link inside the page or a mail address."""
    parts = urlsplit(target.strip())
    if parts.scheme not in {"http", "https", ""} or (not parts.netloc and not target.startswith("doi")):
        return None if not parts.path or target.startswith(("#", "mailto:", "tel:")) else "weak"
    host = parts.netloc.lower().removeprefix("www.")
    for level in ("strong", "weak"):
        for ending in vocabulary("support")["domains"][level]:
            if host == ending.lstrip(".") or host.endswith("." + ending.lstrip(".")):
                return level
    if not parts.path.strip("/") and not parts.query:
        return "weak"
    return "adequate"


def has_references(article: Article) -> bool:
    """Tell whether the page has a list of references or footnotes."""
    return "references" in article.zones
