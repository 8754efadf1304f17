"""What source stands behind a sentence: a link, a reference mark, a named body or study?

A bare list of sources at the end of a page supports nothing by itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit

from medlint.spans import Span
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary, word_list, wording

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence

Level = Literal["strong", "adequate", "weak"]


class Support(NamedTuple):
    """A source and how much it carries."""

    level: Level
    span: Span


_NUMBERED = re.compile(r"\[(\d{1,3})(?:\s*[,–-]\s*\d{1,3})*\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_AUTHOR_YEAR = re.compile(
    r"\(\s*(?:see\s+)?[A-Z][\w'’.&-]+(?:[\s,]+(?:[A-Z][\w'’.&-]+|et\s+al\.?|and|&|of|for|the))*,?\s+(?:19|20)\d\d[a-z]?[^()]{0,60}\)"
    r"|[A-Z][\w'’-]+\s+(?:et\s+al\.?|and\s+colleagues)\s*(?:\(?(?:19|20)\d\d\)?)?"
)
_RANK: dict[str, int] = {"strong": 3, "adequate": 2, "weak": 1}


def support_of(article: Article, sentence: Sentence) -> Support | None:
    """Return the best source in the sentence or right beside it in the same paragraph."""
    found = [_inside(article, sentence)]
    for step in (-1, 1):
        at = sentence.index + step
        if 0 <= at < len(article.sentences) and article.sentences[at].block == sentence.block:
            found.append(_inside(article, article.sentences[at]))
    if sentence.zone == "list" and (lead := article.lead_in(sentence.block)):
        found.append(_named(lead, sentence.span.start))
    sources = [item for item in found if item is not None]
    return max(sources, key=lambda item: _RANK[item.level]) if sources else None


def _inside(article: Article, sentence: Sentence) -> Support | None:
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
    return _better(best, _named(text, sentence.span.start))


def _named(text: str, offset: int) -> Support | None:
    """Return a named body, study or speaker; the name must be written as one."""
    for pattern in (_bodies(), wording("support", "attribution")):
        for match in pattern.finditer(text.lower().replace("’", "'")):
            written = text[match.start() : match.end() + 60]
            if re.search(
                r"[A-Z][a-z]+|[A-Z]{2,}|(?:19|20)\d\d", written[1:] if match.start() == 0 else written
            ):
                return Support("adequate", Span(offset + match.start(), offset + match.end()))
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
    return "adequate"


def has_references(article: Article) -> bool:
    """Tell whether the page has a list of references or footnotes."""
    return "references" in article.zones
