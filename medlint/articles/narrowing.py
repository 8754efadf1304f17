"""Does advice say when, more narrowly than the topic of its page?"""

from __future__ import annotations

import re
from bisect import bisect_left

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.articles.sections import lead_in
from medlint.articles.terms import lexicon_terms
from medlint.sources.document import Block
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import wording

_ILLNESS = frozenset({"symptom", "disease"})
_TOKEN = re.compile(r"[\w'-]+")


def narrows(article: Article, sentence: Sentence, text: str) -> bool:
    """Tell whether the sentence says when, more narrowly than the topic of the page."""
    block = article.blocks[sentence.block]
    following = article.blocks[sentence.block + 1] if sentence.block + 1 < len(article.blocks) else None
    if following is not None and (text.rstrip().endswith(":") or _opens_list(block, following, text)):
        return True
    if block.kind in {"heading", "summary"}:
        return following is not None and following.kind not in {"heading", "summary", "button"}
    if block.kind in {"list-item", "table-cell", "definition"} and sentence.span == block.span:
        return (
            bool(lead_in(article, sentence.block)) or block.kind != "list-item" or names_a_sign(article, text)
        )
    if article.hits(wording("advice", "trigger"), sentence) and (
        names_a_sign(article, text) or _names_a_term(article, sentence)
    ):
        return True
    triggered = bool(article.hits(wording("advice", "trigger"), sentence))
    pointing = "pointing-to-list" if triggered else "pointing-back"
    return sentence.index > 0 and wording("advice", pointing).search(text) is not None


def _names_a_term(article: Article, sentence: Sentence) -> bool:
    """Tell whether a symptom or illness that the title does not name stands in a sentence."""
    title = _title_words(article)
    uses = lexicon_terms(article)
    first = bisect_left(uses, sentence.span.start, key=lambda use: use.start)
    for use in uses[first:]:
        if use.start >= sentence.span.end:
            return False
        if use.term.kind in _ILLNESS and not title.issuperset(
            _TOKEN.findall(article.folded[use.start : use.end])
        ):
            return True
    return False


def _opens_list(block: Block, following: Block, text: str) -> bool:
    """Tell whether a paragraph without a full stop runs on into the list below it."""
    return block.kind == "paragraph" and following.kind == "list-item" and text.rstrip()[-1:].isalnum()


def names_a_sign(article: Article, text: str) -> bool:
    """Tell whether folded text names a sign, duration or group of people that the title does not."""
    title = _title_words(article)
    return any(
        not title.issuperset(text[start:end].split())
        for _, start, end in wording("advice", "sign").hits(text)
    )


@fact
def _title_words(article: Article) -> frozenset[str]:
    return frozenset(_TOKEN.findall(fold(article.title)))
