"""Prose habits that cost readers: passives, stacked negatives, late messages, unanswered promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.articles.article import Article
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list, word_set, wording

_CLAUSE = re.compile(r"[,;:—–]|\b(?:and|or|but|because|so|that|which|who|if|when|unless)\b")
_AFTER_COMMAND = re.compile(
    r"^\W*(?:please\s+)?(?:do|don't|never|always|try|avoid|take|stop|keep|use|make|you\s+(?:must|should|may|can|do))\b"
)


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


class NegativeParams(Params, frozen=True, kw_only=True):
    """How many negators a clause may hold."""

    least: int = 2


@check("stacked-negatives", NegativeParams)
def stacked_negatives(article: Article, params: NegativeParams) -> Iterator[Match]:
    """Yield clauses with two negations that a reader must untangle."""
    for sentence in article.sentences_with(frozenset(word_set("structure", "negators"))):
        text = article.folded[sentence.span.start : sentence.span.end]
        if len(_negators().findall(text)) < params.least:
            continue
        start = 0
        for cut in [*(match.span() for match in _CLAUSE.finditer(text)), (len(text), len(text))]:
            clause = text[start : cut[0]]
            found = list(_negators().finditer(clause))
            if len(found) >= params.least and not _harmless(clause, found):
                first, last = found[0].start() + start, found[-1].end() + start
                yield Match(Span(sentence.span.start + first, sentence.span.start + last))
                break
            start = cut[1]


@cache
def _negators() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(map(re.escape, word_list("structure", "negators")))
        + r"|not\s+un\w{3,}|n't\s+un\w{3,})(?![\w-])"
    )


def _harmless(clause: str, found: list[re.Match[str]]) -> bool:
    """Tell whether the negators stand side by side as alternatives, or are one fixed phrase."""
    words = [match.group() for match in found]
    if words[0] in {"neither", "no"} and words[1] in {"nor", "no"}:
        return True
    if {"avoid", "prevent", "none", "nobody"} & set(words[1:2]) and words[0] not in {
        "not",
        "don't",
        "never",
        "cannot",
        "can't",
    }:
        return True
    between = clause[found[0].end() : found[1].start()]
    return (
        bool(re.search(r"\bno matter\b|\bwhy not\b|\bif not\b|\bor not\b|\bnot only\b|\bno longer\b", clause))
        or len(between.split()) > 8
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
        announced = set(re.findall(r"[a-z]{5,}", text[hits[0][2] :])) - {
            "about",
            "these",
            "their",
            "which",
            "there",
            "other",
        }
        later = article.folded[sentence.span.end :]
        if announced and not any(word[:6] in later for word in announced):
            yield Match(sentence.span)
