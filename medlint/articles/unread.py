"""What stands in the source between two blocks and is no prose: a picture, a film, a template, a component."""

from __future__ import annotations

import re

from medlint.articles.article import Article
from medlint.sources.document import Block

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWN = re.compile(
    r"<(?:iframe|img|picture|video|audio|object|embed|svg|canvas|map|input|select|textarea|table|[a-z]+-[a-z-]+)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_TEMPLATE = re.compile(r"\{\{|\{%|\[\[|\[/?[a-z][\w-]*[\s\]/]|<[A-Z]|import |:::|[A-Za-z]{3}")


def something_between(article: Article, block: Block, following: Block | None) -> bool:
    """Tell whether readers see something between two blocks (or after the last one) that is no prose."""
    low = block.span.end
    high = following.span.start if following is not None else len(article.text)
    if any(low <= picture.place <= high for picture in article.document.pictures):
        return True
    to_source = article.document.source_map.to_source
    start = to_source(block.span).end
    end = to_source(following.span).start if following else len(article.document.source.text)
    between = _COMMENT.sub(" ", article.document.source.text[start:end])
    return bool(_SHOWN.search(between) or _TEMPLATE.search(_without_tags(between)))


def _without_tags(text: str) -> str:
    """Return a piece without tags of HTML; components, which are named in capitals, stay."""
    return _TAG.sub(lambda tag: tag.group() if tag.group().lstrip("</")[:1].isupper() else " ", text)
