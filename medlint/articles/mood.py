"""Does a passage tell the reader to do something, or only say what happens?"""

from __future__ import annotations

import re

from medlint.articles.article import Article
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_set, wording

_CLAUSE = re.compile(r"[,;:.!?()\"–—]|\s-\s")
_TOKEN = re.compile(r"[\w'-]+")


def instructs(article: Article, span: Span) -> bool:
    """Tell whether a verb at the start of `span` is an instruction: it opens its clause or follows “you can”."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return False
    clause = _CLAUSE.split(article.folded[sentence.span.start : span.start])[-1]
    words = _TOKEN.findall(clause)
    while words and (words[-1] in word_set("mood", "adverbs") or words[-1].isdigit()):
        words.pop()
    if not words:
        return True
    if words[-1] == "to" and len(words) > 1 and words[-2] in word_set("mood", "told-to"):
        return False
    said = " ".join(words)
    return any(match.end() == len(said) for match in wording("mood", "before").finditer(said))
