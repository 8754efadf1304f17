"""What does a sentence claim for health: which intervention or cause, which effect, on what?

The words are data (`interventions`, `effects`, `outcomes` in `rules/vocabulary/`); diseases,
symptoms, parts of the body, medicines and procedures also come from the lexicon. A claim is a
fact about the text: whether it is sourced or allowed is for the checks to say. In whom, how much
and how surely it is said stands in `claim_details`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_agents import agent_of
from medlint.articles.claim_effects import BENEFITS, EFFECTS, WHOLE, Kind, effects_of, outcome_of
from medlint.articles.claim_lines import promised_by
from medlint.articles.claim_topic import Subject
from medlint.articles.claim_vows import may_vow, vow_of
from medlint.articles.claim_words import claim_words, phrasebook
from medlint.articles.fact import fact
from medlint.articles.promotion import promotion_of
from medlint.articles.terms import lexicon_terms
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.lexicon import lexicon
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wordlists import word_set

_OUTCOME_KINDS = {"disease": "bad", "symptom": "bad", "microbe": "bad", "anatomy": "good"}
TREATMENT_KINDS = frozenset({"procedure", "device", "medicine", "drug-class", "substance"})
"""Kinds of lexicon terms that are treatments."""
_MEANS = frozenset({"contested", "offered", "disputed"})
_LICENSED_KINDS = frozenset({"medicine", "drug-class"})
"""Kinds of treatments that are licensed for what they do."""
_LABEL = re.compile(r"\W{0,4}[^\s.;:!?]+(?:\s[^\s.;:!?]+){0,4}(?::\s|\s[-–—]\s)")
_VERBS = BENEFITS | {"harm"}
"""Labels of effects that make a heading a statement."""
LABELS = frozenset({"contested", "disputed", "offered", "blamed", "suspect", "good", "bad"}) | EFFECTS
"""Every label that the claim vocabulary gives."""


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
    vowed: bool = False
    """Whether the words around the outcome promise it: in “never catch a cold”, “never” denies nothing."""


@fact
def claims_of(article: Article) -> tuple[Claim, ...]:
    """Return the claims of an article, in order; a sentence may hold several."""
    promises = promotion_of(article).promises
    return tuple(
        claim
        for sentence, pieces in _by_sentence(article)
        for claim in _all(article, sentence, pieces, promises)
    )


def _all(article: Article, sentence: Sentence, pieces: list[Use], promises: bool) -> Iterator[Claim]:
    found = False
    if any(not piece.labels.isdisjoint(EFFECTS) for piece in pieces):
        for claim in _claims(article, sentence, pieces):
            found = True
            yield claim
    if promises and not found and (line := promised_by(article, sentence, pieces)):
        effect, outcome = (
            Span(article.words.starts[use.first], article.words.ends[use.last]) for use in line
        )
        yield Claim(sentence, "efficacy", 1, "offered", "", effect, article.text_of(outcome))
    elif promises and not found and (vow := vow_of(article, sentence, pieces)):
        yield Claim(sentence, "efficacy", 1, "offered", "", *vow, vowed=True)


def _by_sentence(article: Article) -> Iterator[tuple[Sentence, list[Use]]]:
    """Yield each sentence with its labelled words and lexicon terms, in order of place."""
    pieces = sorted([*claim_words(article), *_terms(article)], key=lambda use: (use.first, -use.last))
    words = article.words
    starts = [words.starts[piece.first] for piece in pieces]
    likely = may_vow(article)
    for sentence in article.sentences:
        low, high = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        if high > low or sentence.index in likely:
            yield sentence, pieces[low:high]


def _terms(article: Article) -> Iterator[Use]:
    for use in lexicon_terms(article):
        label = _OUTCOME_KINDS.get(use.term.kind) or ("offered" if use.term.kind in TREATMENT_KINDS else None)
        if label:
            licensed = use.term.kind in _LICENSED_KINDS
            yield Use(use.first, use.last, frozenset({label, "accepted"} if licensed else {label}))


def is_treatment(name: str) -> bool:
    """Tell whether a name is that of an intervention or treatment, not that of an illness."""
    term = lexicon().look_up(name) if name else None
    return (term is not None and term.kind in TREATMENT_KINDS) or any(
        not use.labels.isdisjoint(_MEANS) for use in phrasebook().find(norms(fold(name)))
    )


def is_of_the_body(name: str) -> bool:
    """Tell whether a name is that of an illness, a germ or an organ that the lexicon knows: what they do is no seller's claim."""
    term = lexicon().look_up(name) if name else None
    return term is not None and term.kind in {"disease", "microbe", "anatomy"}


def _opening(article: Article, sentence: Sentence) -> int:
    """Return where a sentence begins, after a label such as “Pain relief: …” or “Skin - …”."""
    span = sentence.span
    label = _LABEL.match(article.text, span.start, span.end)
    return label.end() if label else span.start


def _claims(article: Article, sentence: Sentence, pieces: list[Use]) -> Iterator[Claim]:
    words = article.words
    first = bisect_left(words.starts, _opening(article, sentence))
    heading = sentence.zone == "heading"
    if heading and (
        words.norms[first] in word_set("claim-words", "asking") or words.norms[first].endswith("ing")
    ):
        return
    for at, piece in enumerate(pieces):
        if piece.labels.isdisjoint(_VERBS if heading else EFFECTS):
            continue
        for kind, grade in effects_of(article, pieces, at):
            outcome = outcome_of(article, pieces, at, kind)
            if outcome is None and not piece.labels & WHOLE:
                continue
            agent = agent_of(article, pieces, at, first, kind, outcome)
            if agent is not None:
                effect = Span(words.starts[piece.first], words.ends[piece.last])
                changed = (
                    article.text_of(Span(words.starts[outcome.first], words.ends[outcome.last]))
                    if outcome
                    else ""
                )
                yield Claim(sentence, kind, grade, *agent, effect, changed)
