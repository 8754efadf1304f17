"""The Word review copy: the article with a comment on the exact words of every finding.

A Word article is copied with all that it holds; any other is written anew from its blocks.
"""

from __future__ import annotations

from medlint.reports.review import ReviewedArticle
from medlint.reports.word_copy import commented_copy
from medlint.reports.word_new import new_document


def write(article: ReviewedArticle, original: bytes) -> bytes:
    """Return the review copy; `original` are the bytes of the article's file, which are never changed."""
    if article.format == "word":
        return commented_copy(article, original)
    return new_document(article)
