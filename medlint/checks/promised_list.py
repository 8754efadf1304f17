"""A list that the text promises and the page does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article, Sentence
from medlint.articles.sections import section_of
from medlint.checks.registry import Match, Params, check
from medlint.sources.document import Block
from medlint.vocabulary.wordings import check_wordings, find_wording, wordings_of

_SERIES = re.compile(
    r"(?:[^,;]+[,;]\s*){2,}[^,;]*\b(?:and|or|&)\b|(?:[^,;]+[,;]\s*){3,}|\d\)[^)]+\d\)|(?:^|\s)-\s.+\s-\s"
)
_SHORT_SERIES = re.compile(r"[^:]{0,60}:\s*[^,]+,[^,]+\b(?:and|or)\b")
_LISTED = {"list-item", "table-cell", "caption", "alt", "term", "definition", "code"}


class PromisedListParams(Params, frozen=True, kw_only=True):
    """How a list is promised."""

    phrases: tuple[str, ...]
    """Wordings of a lead-in."""
    unless_part_of: tuple[str, ...] = ()

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.phrases)


@check("promised-list-missing", PromisedListParams)
def promised_list_missing(article: Article, params: PromisedListParams) -> Iterator[Match]:
    """Yield a lead-in that ends its paragraph and is followed by no list, table, figure or series."""
    phrases = wordings_of(params.phrases)
    for sentence in article.sentences_like(phrases, within=frozenset({"body", "callout", "quote"})):
        text = article.folded[sentence.span.start : sentence.span.end]
        hits = [hit[1:] for hit in article.hits(phrases, sentence)]
        if (
            not hits
            or any(find_wording(item, text) for item in params.unless_part_of)
            or text.rstrip().endswith("?")
        ):
            continue
        rest = text[min(hits)[1] :]
        if not _last_of_block(article, sentence) or _SERIES.search(rest) or _SHORT_SERIES.match(rest):
            continue
        if not _list_follows(article, article.blocks[sentence.block]):
            yield Match(sentence.span)


def _last_of_block(article: Article, sentence: Sentence) -> bool:
    return article.sentences_of(sentence.block)[-1].index == sentence.index


def _list_follows(article: Article, block: Block) -> bool:
    """Tell whether one of the next two blocks lists something, or headings of a lower level follow."""
    level = section_of(article, block.index).level
    short = 0
    for other in article.blocks[block.index + 1 : block.index + 5]:
        if other.kind in _LISTED:
            return True
        if other.kind == "heading":
            deeper = [
                later
                for later in article.blocks[other.index :]
                if later.kind == "heading" and later.level > level
            ]
            return other.level > level and len(deeper) >= 2
        text = article.text_of(other.span)
        if _SERIES.search(text.split(". ")[0]) or re.match(r"\W*(?:\d+[.)]|[•*–-])\s", text) or "\n" in text:
            return True
        short += len(text.split()) <= 8 or re.match(r"[^.:]{2,60}[:–—]\s", text) is not None
        if short >= 2:
            return True
        if other.index - block.index >= 2 and not short:
            return False
    return False
