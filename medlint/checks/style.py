"""Prose habits that cost readers: passives, late messages, unanswered promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.wordlists import word_list, word_set, wording


class PassiveParams(Params, frozen=True, kw_only=True):
    """How much of the prose may be passive."""

    share: float = 0.2
    least_sentences: int = 8


@check("passive-density", PassiveParams)
def passive_density(article: Article, params: PassiveParams) -> Iterator[Match]:
    """Yield the article when too many of its sentences are passive."""
    sentences = list(article.running_sentences())
    passive = [s for s in sentences if _passive().search(article.folded[s.span.start : s.span.end])]
    if len(sentences) >= params.least_sentences and len(passive) / len(sentences) > params.share:
        yield Match(
            article.title_span,
            {"share": f"{100 * len(passive) / len(sentences):.0f}"},
            related=(("The first passive sentence stands here.", passive[0].span),),
        )


@cache
def _passive() -> re.Pattern[str]:
    be = "|".join(word_list("style", "passive-be"))
    irregular = "|".join(word_list("style", "passive-irregular"))
    states = "|".join(word_list("style", "passive-not"))
    return re.compile(
        rf"\b(?:{be})\s+(?:not\s+|also\s+|often\s+|usually\s+|\w+ly\s+)?(?!(?:{states})\b)(?:\w{{3,}}ed|{irregular})\b"
    )


class OpeningParams(Params, frozen=True, kw_only=True):
    """Where the main message must have come, in words."""

    words: int = 100


@check("main-message-late", OpeningParams)
def main_message_late(article: Article, params: OpeningParams) -> Iterator[Match]:
    """Yield the article when its first words hold neither a definition nor an action."""
    count = 0
    for sentence in article.running_sentences():
        if article.hits(wording("style", "definition-opening"), sentence):
            return
        count += article.text.count(" ", sentence.span.start, sentence.span.end) + 1
        if count > params.words:
            yield Match(article.title_span, {"words": str(params.words)})
            return


@check("unanswered-promise", OpeningParams)
def unanswered_promise(article: Article, params: OpeningParams) -> Iterator[Match]:
    """Yield an announcement of which no later sentence takes up a content word."""
    for sentence in article.running_sentences():
        hits = article.hits(wording("style", "promise"), sentence)
        if not hits:
            continue
        text = article.folded[sentence.span.start : sentence.span.end]
        announced = set(re.findall(r"[a-z]{5,}", text[hits[0][2] :])) - word_set("style", "announces-nothing")
        later = article.folded[sentence.span.end :]
        if announced and not any(word[:6] in later for word in announced):
            yield Match(sentence.span)
