"""Finds what stands between quotation marks."""

from __future__ import annotations

import re

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.spans import Span

_PAIRS = re.compile(
    r"(?=[“\"‘'«])(?:“(?P<a>[^“”]{1,600})”"
    r"|(?<![\w\d])\"(?P<b>[^\"]{1,600})\"(?![\w\d])"
    r"|(?<!\w)‘(?P<c>[^‘’]{1,300}(?:’\w[^‘’]*)*)’(?!\w)"
    r"|(?<!\w)'(?P<d>[^'\s][^'\n]{0,200}(?:'\w[^'\n]*)*)'(?!\w)"
    r"|«(?P<e>[^«»]{1,600})»)"
)


@fact
def quoted_spans(article: Article, block: int) -> list[Span]:
    """Return the quoted stretches of a block, in characters of the prose, without the marks."""
    span = article.blocks[block].span
    out = [
        Span(span.start + match.start(match.lastgroup or 0), span.start + match.end(match.lastgroup or 0))
        for match in _PAIRS.finditer(article.text[span.start : span.end])
    ]
    out.extend(mark.span for mark in article.marks_in(block) if mark.kind == "quote")
    return out
