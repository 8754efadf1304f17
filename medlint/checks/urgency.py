"""Is a sign of an emergency answered fast enough?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from medlint.articles.advice import Advice, advice_units
from medlint.articles.article import Article, Sentence
from medlint.articles.aspect import aspect, has_symptom_section
from medlint.articles.context import context
from medlint.articles.governing import (
    governing_urgency,
    lead_in_block,
    units_by_sentence,
    units_of_block,
    units_of_row,
)
from medlint.articles.sections import section_of
from medlint.articles.topic import flags_named, topics_of
from medlint.articles.urgency import SPEED, urgency_of
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary, wording

_LEAST_NEED = 2
"""Topics that need one group only are recognised by words too common to tell that a sign was meant."""
_SLOW = frozenset({"routine", "days"})
_SILENT_FLAGS = frozenset({"negated", "myth", "mention", "historical", "quoted"})


class UrgencyParams(Params, frozen=True, kw_only=True):
    """The signs are in `rules/vocabulary/emergencies.yaml`."""


@cache
def _signs() -> tuple[Wordings, list[str]]:
    signs = vocabulary("emergencies")["signs"]
    pairs = [(item, name) for name, sign in signs.items() for item in sign["any"]]
    pairs += [(item, name) for name, sign in signs.items() for item in sign.get("answered-only", ())]
    return Wordings(item for item, _ in pairs), [name for _, name in pairs]


@cache
def _sure_signs() -> int:
    """Return how many wordings of `_signs` name a sign even where no advice answers it; they stand first."""
    return sum(len(sign["any"]) for sign in vocabulary("emergencies")["signs"].values())


def _named(article: Article, *, sure: bool = False) -> Iterator[tuple[Sentence, str, Span]]:
    """Yield each sentence that names a sign as something that may happen to the reader now."""
    wordings, owners = _signs()
    about = {topic.id for topic in topics_of(article)}
    signs = vocabulary("emergencies")["signs"]
    for sentence in article.sentences_like(wordings):
        hits = [hit for hit in article.hits(wordings, sentence) if not sure or hit[0] < _sure_signs()]
        if not hits or sentence.zone == "heading":
            continue
        index, start, end = min(hits, key=lambda hit: hit[1:])
        only = signs[owners[index]].get("only-about")
        if only and about.isdisjoint(only):
            continue
        span = Span(sentence.span.start + start, sentence.span.start + end)
        text = article.folded[sentence.span.start : span.start]
        if wording("emergencies", "not-now").search(
            " ".join(text.split()[-6:] + article.folded[span.start : span.end].split())
        ):
            continue
        if _crosses_items(article, span) or _means_something_else(article, sentence, span):
            continue
        if context(article, span).isdisjoint(_SILENT_FLAGS):
            yield sentence, owners[index], span


def _crosses_items(article: Article, span: Span) -> bool:
    """Tell whether a match runs from one item of a list into the next, in a list that lost its lines: “- a - b”."""
    return " - " in article.folded[span.start : span.end]


def _means_something_else(article: Article, sentence: Sentence, span: Span) -> bool:
    first = sentence.span.start
    return any(
        first + start < span.end and span.start < first + end
        for _, start, end in article.hits(wording("emergencies", "not-this"), sentence)
    )


@check("urgency-mismatch", UrgencyParams)
def urgency_mismatch(article: Article, params: UrgencyParams) -> Iterator[Match]:
    """Yield each sign of an emergency whose own advice is slower than an emergency needs."""
    signs = vocabulary("emergencies")["signs"]
    found = list(_named(article))
    fast = {
        name
        for sentence, name, _ in found
        if SPEED[governing_urgency(article, sentence) or "routine"] >= SPEED["same-day"]
    }
    for sentence, name, span in found:
        if name in fast:
            continue
        slow = _slow_answer(article, sentence)
        if slow is not None:
            yield Match(span, {"sign": signs[name]["say"]}, related=(("the slow answer", slow),))
            fast.add(name)


def _slow_answer(article: Article, sentence: Sentence) -> Span | None:
    """Return the routine advice, or the call to wait, that stands as the answer to a sentence."""
    text = article.folded[sentence.span.start : sentence.span.end]
    asks = text.rstrip().endswith("?")
    triggered = wording("advice", "trigger").search(text) is not None
    unit = units_by_sentence(article).get(sentence.index)
    if unit is not None and triggered and _slow(article, unit):
        return unit.span
    lead = lead_in_block(article, sentence.block)
    if unit is None and lead is not None and (found := units_of_block(article, lead)):
        return found[-1].span if _slow(article, found[-1]) else None
    if unit is None and (row := units_of_row(article, sentence.block)):
        return row[0].span if all(_slow(article, found) for found in row) else None
    following = sentence if not asks else _next(article, sentence)
    if following is None or not (asks or triggered):
        return None
    later = units_by_sentence(article).get(following.index)
    if later is None and urgency_of(article.folded_of(following)) in {"now", "same-day"}:
        return None
    if asks and later is not None:
        return later.span if _slow(article, later) else None
    return following.span if article.hits(wording("advice", "wait-and-see"), following) else None


def _slow(article: Article, unit: Advice) -> bool:
    sentence = article.sentences[unit.sentence]
    return unit.urgency in _SLOW and bool(article.hits(wording("advice", "slow"), sentence))


def _next(article: Article, sentence: Sentence) -> Sentence | None:
    at = sentence.index + 1
    if at < len(article.sentences) and article.sentences[at].block - sentence.block <= 1:
        return article.sentences[at]
    return None


@check("red-flag-without-action", UrgencyParams)
def red_flag_without_action(article: Article, params: UrgencyParams) -> Iterator[Match]:
    """Yield the first sign that nothing answers: no advice of its section and no urgent advice of the page.

    On a page without any advice the red flags of its topic count as well, when it names all that it needs.
    """
    if any(SPEED[unit.urgency] >= SPEED["same-day"] for unit in advice_units(article)):
        return
    if aspect(article) in {"no-demand", "side"} and not has_symptom_section(article):
        return
    signs = vocabulary("emergencies")["signs"]
    for sentence, name, span in _named(article, sure=True):
        section = section_of(article, sentence.block)
        answered = any(
            section.first <= article.sentences[unit.sentence].block < section.last
            for unit in advice_units(article)
        )
        if not answered and governing_urgency(article, sentence) is None:
            yield Match(span, {"sign": signs[name]["say"]})
            return
    for topic in topics_of(article)[:1]:
        named = flags_named(article, topic)
        if topic.urgency == "now" and not advice_units(article) and len(named) >= topic.need:
            urgent = [group.id for group in topic.groups if group.urgency == "now" and group.id in named]
            if not urgent or topic.need < _LEAST_NEED:
                return
            first = min(urgent, key=named.__getitem__)
            say = next(group.say for group in topic.groups if group.id == first)
            yield Match(article.sentences[named[first]].span, {"sign": say})
