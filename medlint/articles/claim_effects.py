"""Which effect does a word of a claim state, and on what?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from medlint.articles.article import Article
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wordlists import word_set

Kind = Literal["efficacy", "harm", "safety"]

BENEFITS = frozenset({"benefit-strong", "benefit-firm", "benefit-mild"})
WHOLE = frozenset({"benefit-whole", "safety"})
"""Labels of effects that say all by themselves, without an outcome."""
EFFECTS = (
    BENEFITS
    | WHOLE
    | frozenset({"benefit-noun", "benefit-adjective", "benefit-reverse", "harm", "harm-adjective", "giving"})
)
"""All labels of effects."""
REACH = 9
"""How many words may stand between the effect and what is changed."""
GIVING_REACH = 7
"""How many words may stand between “gives” and the benefit."""


def effects_of(article: Article, pieces: list[Use], at: int) -> Iterator[tuple[Kind, int]]:
    """Yield the kinds of effect that a piece may state, each with its grade."""
    piece, words = pieces[at], article.words.norms
    labels = piece.labels
    before, verb = words[piece.first - 1] if piece.first else "", words[piece.first]
    after = words[piece.last + 1] if piece.last + 1 < len(words) else ""
    base = not verb.endswith(("s", "ed", "ing"))
    pointed = before in {"this", "that"} and verb.endswith("s") and not verb.endswith("ss")
    if (before in word_set("claim-words", "before-noun") and not pointed) or (
        base
        and (
            before in word_set("claim-words", "before-adjective") or after in word_set("claim-words", "being")
        )
    ):
        # “a clear chamber”, “the lift”, “had clear skin”, “another benefit is”
        labels -= BENEFITS | {"harm"}
    if "benefit-strong" in labels:
        yield "efficacy", 3
    elif labels & {"benefit-firm", "benefit-whole", "benefit-reverse"}:
        yield "efficacy", 2
    elif "benefit-mild" in labels:
        yield "efficacy", 1
    elif "benefit-adjective" in labels:
        whole = word_set("claim-words", "whole-adjectives")
        if (
            not whole.isdisjoint(words[piece.first : piece.last + 1])
            or after in word_set("claim-words", "after-adjective")
            or not word_set("claim-words", "remedy-nouns").isdisjoint(words[piece.last + 1 : piece.last + 4])
        ):
            yield "efficacy", 1
    elif (
        "benefit-noun" in labels
        and any(
            "giving" in other.labels and 0 < piece.first - other.last <= GIVING_REACH for other in pieces[:at]
        )
    ) or (
        "giving" in labels
        and not word_set("claim-words", "better").isdisjoint(words[piece.last + 1 : piece.last + 6])
    ):
        yield "efficacy", 1
    if "safety" in labels:
        yield "safety", 2
    if labels & {"harm", "harm-adjective"}:
        yield "harm", 2


def outcome_of(article: Article, pieces: list[Use], at: int, kind: Kind) -> Use | None:
    """Return what is changed: after the effect, or before a passive (“infections can be prevented”)."""
    effect, words = pieces[at], article.words
    reverse = "benefit-reverse" in effect.labels
    for piece in () if reverse else pieces[at + 1 :]:
        if piece.first - effect.last > REACH:
            break
        if piece.first <= effect.last or not piece.labels & {"good", "bad"}:
            continue
        between = article.folded[words.ends[effect.last] : words.starts[piece.first]]
        if ";" in between or ":" in between or ". " in between:
            break
        if _fits(effect, piece, kind, words.norms[effect.first]):
            return piece
    before = words.norms[max(0, effect.first - 2) : effect.first]
    passive = not {"be", "been", "is", "are", "was", "were", "being"}.isdisjoint(before)
    if passive or reverse or "benefit-noun" in effect.labels:
        for piece in reversed(pieces[:at]):
            if effect.first - piece.last > REACH:
                break
            if piece.labels & {"good", "bad"} and _fits(effect, piece, kind, words.norms[effect.first]):
                return piece
    return None


def _fits(effect: Use, outcome: Use, kind: Kind, verb: str) -> bool:
    """Tell whether the outcome suits the effect: “increases the risk” is no benefit, “kills germs” no harm."""
    up = any(verb.startswith(stem) for stem in word_set("claim-words", "upward"))
    bad = "bad" in outcome.labels and "good" not in outcome.labels
    if kind == "harm":
        return bad if up else not (bad and effect.labels & BENEFITS)
    ends = any(verb.startswith(stem) for stem in word_set("claim-words", "ending"))
    return not (up and bad) and not (ends and "bad" not in outcome.labels)
