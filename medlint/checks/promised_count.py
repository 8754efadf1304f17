"""A stated number of signs, steps or tips that the list after it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.articles.flat_lists import flat_items
from medlint.checks.registry import Match, Params, check
from medlint.sources.document import Block
from medlint.spans import Span
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set


class PromisedCountParams(Params, frozen=True, kw_only=True):
    """No parameters of its own."""


@check("promised-count-mismatch", PromisedCountParams)
def promised_count_mismatch(article: Article, params: PromisedCountParams) -> Iterator[Match]:
    """Yield a stated number of signs, steps or tips that the list or headings after it do not have."""
    for block in article.blocks:
        if article.zones[block.index] not in {"heading", "body", "callout"}:
            continue
        sentences = article.sentences_of(block.index)
        if not sentences:
            continue
        last = sentences[-1]
        promise = _promise(article, last.span, heading=article.zones[block.index] == "heading")
        if promise is None:
            continue
        count, span = promise
        found = _listed(article, block)
        if found is not None and found != count:
            yield Match(span, {"stated": str(count), "found": str(found)})


@cache
def _count_pattern() -> re.Pattern[str]:
    numbers = "|".join(vocabulary("structure")["numbers"])
    nouns = "|".join(sorted(word_list("structure", "count-nouns"), key=len, reverse=True))
    between = "|".join(word_list("structure", "not-between-count"))
    return re.compile(
        rf"(?<![\w.,%-])(?P<number>\d{{1,2}}|{numbers})\s+"
        rf"(?:(?!(?:{between})\b)[\w'-]+\s+){{0,3}}?(?P<noun>{nouns})(?![\w-])(?!\s+(?:{nouns})\b)"
    )


def _promise(article: Article, span: Span, *, heading: bool) -> tuple[int, Span] | None:
    text = article.folded[span.start : span.end]
    found = list(_count_pattern().finditer(text))
    if (
        len(found) != 1
        or re.search(r"\w+(?<!s)s\s", found[0].group()[: found[0].start("noun") - found[0].start()])
        or (text.rstrip().endswith("?") and not heading)
    ):
        return None
    match = found[0]
    before = text[: match.start()].rstrip()
    if any(before.endswith(" " + word) or before == word for word in word_list("structure", "open-counts")):
        return None
    if not heading and not text.rstrip().endswith(":"):
        return None
    if match["noun"] in word_set("structure", "not-counted"):
        return None
    stated = match["number"]
    count = int(stated) if stated.isdigit() else int(vocabulary("structure")["numbers"][stated])
    return (count, Span(span.start + match.start(), span.start + match.end())) if 2 <= count <= 30 else None


def _listed(article: Article, block: Block) -> int | None:
    """Return how many items follow: of the one list of the section, or its numbered sub-headings."""
    rest = article.blocks[block.index + 1 :]
    if block.kind != "heading":
        if not rest or rest[0].kind != "list-item":
            return None
        box = rest[0].inside("list", "ordered-list")
        if box is None:
            return None
        items = [b for b in rest if b.kind == "list-item" and b.inside("list", "ordered-list") == box]
        # A list that was flattened on its way here has all its items in one.
        return len(items) if len(items) > 1 else len(flat_items("- " + article.text_of(items[0].span)))
    end = next((b.index for b in rest if b.kind == "heading" and b.level <= block.level), len(article.blocks))
    under = article.blocks[block.index + 1 : end]
    numbered = [
        b for b in under if b.kind == "heading" and re.match(r"\W*\d{1,2}[.):\s]", article.text_of(b.span))
    ]
    if len(numbered) >= 2:
        return len(numbered)
    first = next((at for at, b in enumerate(under) if b.kind == "list-item"), 0)
    if first and article.text_of(under[first - 1].span).rstrip().endswith(":"):
        # The list belongs to a lead-in of its own.
        return None
    lists = {
        box.id
        for b in under
        if (box := b.inside("list", "ordered-list")) and b.kind == "list-item" and b.level == 1
    }
    if len(lists) != 1 or any(b.kind == "heading" for b in under):
        return None
    return sum(1 for b in under if b.kind == "list-item" and b.level == 1)
