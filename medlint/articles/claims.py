"""What does a sentence claim for health: which intervention or cause, which effect, on what?

The words are data (`interventions`, `effects`, `outcomes` in `rules/vocabulary/`); diseases,
symptoms, parts of the body, medicines and procedures also come from the lexicon. A claim is a
fact about the text: whether it is sourced or allowed is for the checks to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_words import claim_words, phrasebook
from medlint.articles.fact import fact
from medlint.articles.promotion import promotion_of
from medlint.articles.terms import lexicon_terms
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wordlists import word_set

Kind = Literal["efficacy", "harm", "safety"]
Subject = Literal["contested", "blamed", "suspect", "offered"]

_OUTCOME_KINDS = {"disease": "bad", "symptom": "bad", "microbe": "bad", "anatomy": "good"}
TREATMENT_KINDS = frozenset({"procedure", "device", "medicine", "drug-class", "substance"})
"""Kinds of lexicon terms that are treatments."""
_EFFECTS = frozenset({
    "benefit-strong", "benefit-firm", "benefit-mild", "benefit-noun", "benefit-adjective", "benefit-whole",
    "safety", "harm", "harm-adjective",
})  # fmt: skip
_BENEFITS = frozenset({"benefit-strong", "benefit-firm", "benefit-mild"})
_ACTS = _EFFECTS | {"giving"}
_AGENTS: dict[str, tuple[Subject, ...]] = {
    "efficacy": ("contested", "offered"),
    "safety": ("contested", "offered"),
    "harm": ("blamed", "contested", "suspect", "offered"),
}
_DISPUTED = frozenset({"contested", "blamed"})
LABELS = frozenset({"contested", "offered", "blamed", "suspect", "good", "bad", "giving"}) | _EFFECTS
"""Every label that the claim vocabulary gives."""
REACH = 9
"""How many words may stand between the effect and what is changed."""
AGENT_REACH = 22
"""How many words may stand between the agent and the effect."""


class Claim(NamedTuple):
    """A statement that something changes health; places are in the prose."""

    sentence: Sentence
    kind: Kind
    grade: int
    """1 help and support, 2 a clear effect, 3 a promise to end an illness."""
    subject: Subject
    """`contested` and `blamed`: a source is needed on any page; `suspect` and `offered`: where the page sells."""
    agent: str
    """The intervention or cause in the words of the text, or nothing."""
    effect: Span
    outcome: str
    """What is changed, in the words of the text, or nothing."""


def may_matter(article: Article) -> bool:
    """Tell whether a claim of a page can need a source: the page sells, or names a contested or a blamed thing."""
    return promotion_of(article).sells or any(
        not _DISPUTED.isdisjoint(use.labels)
        for uses in (claim_words(article), phrasebook().find(norms(fold(article.title))))
        for use in uses
    )


@fact
def claims_of(article: Article) -> tuple[Claim, ...]:
    """Return the claims of an article, in order; a sentence may hold several."""
    topic = topic_of(article)
    return tuple(
        claim
        for sentence, pieces in _by_sentence(article)
        if any(not piece.labels.isdisjoint(_ACTS) for piece in pieces)
        for claim in _claims(article, sentence, pieces, topic)
    )


def topic_of(article: Article) -> Subject | None:
    """Return what the page is about, when that is a contested or a blamed thing: in its title, or often."""
    counts: dict[Subject, int] = {"contested": 0, "blamed": 0, "suspect": 0}
    titled = dict(counts)
    for uses, tally in (
        (claim_words(article), counts),
        (phrasebook().find(norms(fold(article.title))), titled),
    ):
        for use in uses:
            for label in tally.keys() & use.labels:
                tally[label] += 1
    if not promotion_of(article).rouses:
        counts["suspect"] = titled["suspect"] = 0
    often = max(6, article.word_count // 60)
    best = max(counts, key=lambda label: (min(titled[label], 1), counts[label]))
    return best if (titled[best] and counts[best] > 1) or counts[best] >= often else None


def _by_sentence(article: Article) -> Iterator[tuple[Sentence, list[Use]]]:
    """Yield each sentence with its labelled words and lexicon terms, in order of place."""
    pieces = sorted([*claim_words(article), *_terms(article)], key=lambda use: (use.first, -use.last))
    words = article.words
    starts = [words.starts[piece.first] for piece in pieces]
    for sentence in article.sentences:
        low, high = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        if high > low:
            yield sentence, pieces[low:high]


def _terms(article: Article) -> Iterator[Use]:
    for use in lexicon_terms(article):
        label = _OUTCOME_KINDS.get(use.term.kind) or ("offered" if use.term.kind in TREATMENT_KINDS else None)
        if label:
            yield Use(use.first, use.last, frozenset({label}))


def _claims(
    article: Article, sentence: Sentence, pieces: list[Use], topic: Subject | None
) -> Iterator[Claim]:
    first = bisect_left(article.words.starts, sentence.span.start)
    for at, piece in enumerate(pieces):
        for kind, grade in _effects(article, pieces, at):
            outcome = _outcome(article, pieces, at, kind)
            if outcome is None and not piece.labels & {"benefit-whole", "safety"}:
                continue
            agent = _agent(article, pieces, at, first, kind, topic, outcome)
            if agent is not None:
                effect = _span(article, piece)
                yield Claim(sentence, kind, grade, *agent, effect, _text(article, outcome))


def _effects(article: Article, pieces: list[Use], at: int) -> Iterator[tuple[Kind, int]]:
    piece, words = pieces[at], article.words.norms
    labels = piece.labels
    if "benefit-strong" in labels:
        yield "efficacy", 3
    elif labels & {"benefit-firm", "benefit-whole"}:
        yield "efficacy", 2
    elif "benefit-mild" in labels:
        yield "efficacy", 1
    elif "benefit-adjective" in labels:
        following = words[piece.last + 1] if piece.last + 1 < len(words) else ""
        whole = word_set("claim-words", "whole-adjectives")
        if not whole.isdisjoint(words[piece.first : piece.last + 1]) or following in word_set(
            "claim-words", "after-adjective"
        ):
            yield "efficacy", 1
    elif (
        "benefit-noun" in labels
        and any("giving" in other.labels and 0 < piece.first - other.last <= 7 for other in pieces[:at])
    ) or (
        "giving" in labels
        and not word_set("claim-words", "better").isdisjoint(words[piece.last + 1 : piece.last + 6])
    ):
        yield "efficacy", 1
    if "safety" in labels:
        yield "safety", 2
    if labels & {"harm", "harm-adjective"}:
        yield "harm", 2


def _outcome(article: Article, pieces: list[Use], at: int, kind: Kind) -> Use | None:
    """Return what is changed: after the effect, or before a passive (“infections can be prevented”)."""
    effect, words = pieces[at], article.words
    for piece in pieces[at + 1 :]:
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
    if passive or "benefit-noun" in effect.labels:
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
        return bad if up else not (bad and effect.labels & _BENEFITS)
    return not (up and bad)


def _agent(
    article: Article,
    pieces: list[Use],
    at: int,
    first: int,
    kind: Kind,
    topic: Subject | None,
    outcome: Use | None,
) -> tuple[Subject, str] | None:
    """Return who or what is said to have the effect, with its class."""
    effect, words = pieces[at], article.words.norms
    wanted = _AGENTS[kind]
    best: tuple[Subject, str] | None = None
    for piece in [*_before(pieces, at), *_joined(article, pieces, at)]:
        if _overlap(piece, effect) or (outcome is not None and _overlap(piece, outcome)):
            continue
        for label in wanted:
            if label in piece.labels and (best is None or wanted.index(label) <= wanted.index(best[0])):
                best = (label, _text(article, piece))
    if effect.first == first and not words[first].endswith("ing"):
        return None
    if kind == "harm" and best and best[0] in {"contested", "offered"} and effect.labels & _BENEFITS:
        return None
    if best and best[0] in {"contested", "blamed"}:
        return best
    if topic is not None and topic in wanted:
        pronoun = not word_set("claim-words", "pronouns").isdisjoint(words[first : effect.first])
        opens = effect.first == first and words[first].endswith("ing")
        if best or pronoun or opens:
            return topic, best[1] if best else ""
    if best is None and kind == "harm":
        causes = [
            piece
            for piece in _before(pieces, at)
            if piece.labels & {"bad", "good"} and not _overlap(piece, effect)
        ]
        if causes and outcome is not None and not _overlap(causes[-1], outcome):
            return "offered", _text(article, causes[-1])
        if outcome is not None and "bad" in outcome.labels:
            opening = words[first : min(first + 3, effect.first)]
            return ("offered", "") if not word_set("claim-words", "pronouns").isdisjoint(opening) else None
    if best is None and kind == "efficacy" and words[first] in word_set("claim-words", "openers"):
        return "offered", ""
    if best is None or best[0] != "offered" or not _purpose(words, effect.first, first):
        return best
    return None


def _before(pieces: list[Use], at: int) -> Iterator[Use]:
    effect = pieces[at]
    return (piece for piece in pieces[:at] if effect.first - piece.last <= AGENT_REACH)


def _joined(article: Article, pieces: list[Use], at: int) -> Iterator[Use]:
    """Yield what follows “by”, “with”, “of”, “when using” … after the effect."""
    words = article.words.norms
    joints = word_set("claim-words", "joints")
    for piece in pieces[at + 1 :]:
        if not joints.isdisjoint(words[max(0, piece.first - 4) : piece.first]):
            yield piece


def _purpose(words: list[str], effect: int, first: int) -> bool:
    """Tell whether the effect is what an action is for: “drink water to stay well”, which claims little."""
    if effect - 1 < first or words[effect - 1] != "to":
        return False
    return word_set("claim-words", "before-to").isdisjoint(words[max(first, effect - 3) : effect - 1])


def _overlap(one: Use, other: Use) -> bool:
    return one.first <= other.last and other.first <= one.last


def _span(article: Article, piece: Use) -> Span:
    return Span(article.words.starts[piece.first], article.words.ends[piece.last])


def _text(article: Article, piece: Use | None) -> str:
    return article.text_of(_span(article, piece)) if piece else ""
