"""How a claim is put: as a fact, with care, or not as a claim at all."""

from __future__ import annotations

import re
from typing import Literal

from medlint.articles.article import Article
from medlint.articles.claims import Claim
from medlint.articles.context import context
from medlint.articles.promotion import promotion_of
from medlint.vocabulary.wordlists import word_set, wording

Scope = Literal["plain", "soft", "silent"]

_RELATIVE = re.compile(r"\b(?:that|which|who)\s")
_SILENT = frozenset({"question", "myth", "mention", "quoted", "historical", "goal"})


def scope_of(article: Article, claim: Claim) -> Scope:
    """Return how a claim is put.

    `can` and `often` are care on a careful page and none on a page that sells or for a contested
    thing: readers take them as a promise (FTC 2022).
    """
    flags = context(article, claim.effect)
    if not (flags - {"question"} if claim.vowed and not _asks(article, claim) else flags).isdisjoint(_SILENT):
        return "silent"
    if "negated" in flags and "pseudo-negated" not in flags and claim.kind != "safety" and not claim.vowed:
        return "silent"
    sentence = claim.sentence
    if article.hits(wording("claim-scope", "no-claim"), sentence) or _explains(article, claim):
        return "silent"
    if claim.kind == "harm" and claim.subject == "contested" and _warns(article, claim):
        return "silent"
    before = claim.effect.start - sentence.span.start
    if any(
        start <= before for _, start, _end in article.hits(wording("claim-scope", "hedges-strong"), sentence)
    ):
        return "soft"
    if article.hits(wording("claim-scope", "hedges-after"), sentence):
        return "soft"
    if claim.kind == "safety" and article.hits(wording("claim-scope", "mostly"), sentence):
        return "soft"
    if "attributed" in flags:
        return "silent" if _judged(article, claim) else "soft"
    pressing = promotion_of(article).sells or claim.subject == "contested"
    if not pressing and any(
        start <= before for _, start, _end in article.hits(wording("claim-scope", "hedges-weak"), sentence)
    ):
        return "soft"
    return "plain"


def _warns(article: Article, claim: Claim) -> bool:
    """Tell whether a possible harm of what the page is about is told: “it can irritate the skin”."""
    said = article.folded[claim.sentence.span.start : claim.effect.start]
    return not word_set("claim-words", "possible").isdisjoint(said.split())


def _asks(article: Article, claim: Claim) -> bool:
    """Tell whether a question wants to know something; “Ready to live without pain?” does not."""
    said = article.folded[claim.sentence.span.start : claim.sentence.span.end].split(None, 2)
    return (
        bool(said)
        and said[0].strip("\"“'") in word_set("claim-words", "asking")
        and said[:2] != ["what", "if"]
    )


def _explains(article: Article, claim: Claim) -> bool:
    """Tell whether the effect stands in brackets that say what a word means: “(tablets that slow the heart)”."""
    before = article.text[claim.sentence.span.start : claim.effect.start]
    opened = before.rfind("(")
    return opened > before.rfind(")") and _RELATIVE.search(before, opened) is not None


def _judged(article: Article, claim: Claim) -> bool:
    """Tell whether the writer judges what others claim, in the sentence or in the next two."""
    at = claim.sentence.index
    judged = wording("claim-scope", "judged")
    return any(article.hits(judged, sentence) for sentence in article.sentences[at : at + 3])
