"""Lines without a verb that promise an effect all the same: “Deeper sleep”, “Hair loss reduced”.

On a page that promises, a list of benefits is read as what the thing does.
"""

from __future__ import annotations

from bisect import bisect_left

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_agents import stands_alone
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wordlists import word_set

_OUTCOMES = frozenset({"good", "bad", "benefit-noun"})


def promised_by(article: Article, sentence: Sentence, pieces: list[Use]) -> tuple[Use, Use] | None:
    """Return what is said of which outcome by a short line of its own, or None.

    It opens with a word of betterment and ends with what gets better, or ends with a word of relief.
    """
    if sentence.zone not in {"list", "heading", "body", "table"} or not stands_alone(article, sentence):
        return None
    words = article.words
    named = [piece for piece in pieces if piece.labels & _OUTCOMES]
    if not named:
        return None
    first = bisect_left(words.starts, sentence.span.start)
    last = bisect_left(words.starts, sentence.span.end) - 1
    outcome = named[-1]
    if words.norms[first] in word_set("claim-words", "line-openers"):
        if outcome.last >= last and outcome.last > first and outcome.labels & {"good", "benefit-noun"}:
            return Use(first, first, frozenset({"benefit-mild"})), outcome
    elif words.norms[last] in word_set("claim-words", "line-endings") and "bad" in outcome.labels:
        return Use(last, last, frozenset({"benefit-firm"})), outcome
    return None
