"""Who or what is said to have the effect that a claim states?"""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_effects import BENEFITS, WHOLE, Kind
from medlint.articles.claim_topic import Subject, topic_of
from medlint.articles.promotion import promotion_of
from medlint.articles.sections import heading_text, lead_in
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wordlists import word_set, wording

AGENT_REACH = 22
"""How many words may stand between the agent and the effect."""
_AGENTS: dict[Kind, tuple[Subject, ...]] = {
    "efficacy": ("contested", "offered"),
    "safety": ("contested", "offered"),
    "harm": ("blamed", "contested", "suspect", "offered"),
}
_OUTCOMES = frozenset({"good", "bad"})
_MEANS = frozenset({"contested", "offered", "blamed", "suspect", "disputed"})
SUBJECT = 2
"""How many words may stand before the organ that a sentence is about."""
LINE = 8
"""Words of a line that stands alone."""


def agent_of(
    article: Article, pieces: list[Use], at: int, first: int, kind: Kind, outcome: Use | None
) -> tuple[Subject, str] | None:
    """Return the class of the agent and its words; these are empty where the page's topic is meant."""
    effect, words = pieces[at], article.words.norms
    wanted = _AGENTS[kind]
    best = _named(article, pieces, at, wanted, outcome)
    fragment = effect.first == first and not words[first].endswith("ing")
    if fragment and not (
        words[first].endswith("s")
        or effect.labels & (WHOLE | {"benefit-adjective"})
        or _listed(article, effect)
        or _urged(article, effect, outcome, best)
    ):
        return None
    if kind == "harm" and best and best[0] in {"contested", "offered"} and effect.labels & BENEFITS:
        return None
    if best and best[0] in {"contested", "blamed"}:
        return best
    if _accepted(article, pieces, at, first) and (kind == "efficacy" or effect.labels & BENEFITS):
        return None
    if best is None or best[0] == "offered":
        if _led_by_the_body(article, pieces, at, first, outcome):
            return None
        if kind == "efficacy" and _care(words, first, effect) and not stands_alone_at(article, effect):
            # “Drinking enough water prevents kidney stones.”
            return None
    if best and best[0] == "offered" and kind == "efficacy" and _passive(words, effect, first):
        # “Thyroid disease is treated with tablets.”
        return None
    if topical := _topical(article, pieces, at, first, kind, best):
        return topical
    if fragment:
        return best if promotion_of(article).promises else None
    if best is None and kind == "harm":
        return _cause(article, pieces, at, first, outcome)
    if best is None and kind == "efficacy" and words[first] in word_set("claim-words", "openers"):
        return "offered", ""
    if best is None or best[0] != "offered" or not _purpose(words, effect.first, first):
        return best
    return None


def _named(
    article: Article, pieces: list[Use], at: int, wanted: tuple[Subject, ...], outcome: Use | None
) -> tuple[Subject, str] | None:
    """Return the agent that the sentence names, of the class that matters most."""
    effect = pieces[at]
    best: tuple[Subject, str] | None = None
    for piece in [*_before(pieces, at), *_joined(article, pieces, at)]:
        if _overlap(piece, effect) or (outcome is not None and _overlap(piece, outcome)):
            continue
        for label in wanted:
            if label in piece.labels and (best is None or wanted.index(label) <= wanted.index(best[0])):
                best = (label, _text(article, piece))
    return best


def _accepted(article: Article, pieces: list[Use], at: int, first: int) -> bool:
    """Tell whether the means is one that every health service gives, and neither the page's topic nor called the seller's own."""
    if not word_set("claim-words", "own").isdisjoint(article.words.norms[first : pieces[at].first]):
        return False
    title = fold(article.title)
    return any(
        "accepted" in piece.labels and fold(_text(article, piece)) not in title
        for piece in [*_before(pieces, at), *_joined(article, pieces, at)]
    )


def _topical(
    article: Article, pieces: list[Use], at: int, first: int, kind: Kind, best: tuple[Subject, str] | None
) -> tuple[Subject, str] | None:
    """Return the topic of the page where the sentence speaks of it: by a pronoun, or by no name at all."""
    effect, words = pieces[at], article.words.norms
    topic = topic_of(article)
    if topic is None or topic not in _AGENTS[kind]:
        return None
    agent = best[1] if best else ""
    of_the_body = _of_the_body(pieces, at)
    if topic == "offered" and of_the_body:
        return None
    if topic != "offered" and not of_the_body:
        pronouns = word_set("claim-words", "pronouns")
        if not promotion_of(article).leans:
            pronouns -= word_set("claim-words", "reader")
        pronoun = not pronouns.isdisjoint(words[first : effect.first]) or _by_it(words, effect)
        opens = effect.first == first and words[first].endswith("ing")
        if (best and promotion_of(article).favours) or pronoun or opens:
            return topic, agent
    promotion = promotion_of(article)
    if not (promotion.promises if topic == "offered" else promotion.leans):
        return None
    if best is None and (kind != "harm" or promotion.rouses) and _stated(article, pieces, at, first):
        return topic, agent
    return None


def _care(words: list[str], first: int, effect: Use) -> bool:
    """Tell whether something that anybody can do has the effect: “washing your hands stops germs”."""
    subject = words[first : effect.first] or words[first : effect.last + 1]
    return bool(subject) and subject[0].endswith("ing") and word_set("claim-words", "own").isdisjoint(subject)


def _led_by_the_body(article: Article, pieces: list[Use], at: int, first: int, outcome: Use | None) -> bool:
    """Tell whether the sentence tells what an organ does: “The liver clears waste from the blood”."""
    effect = pieces[at]
    leading = next((piece for piece in pieces if piece.first >= first), effect)
    if (
        not effect.labels & (BENEFITS | {"harm"})
        or "benefit-reverse" in effect.labels
        or leading.first >= effect.first
        or leading.first - first > SUBJECT
        or not leading.labels <= _OUTCOMES
        or (outcome is not None and _overlap(leading, outcome))
    ):
        return False
    subject = article.words.norms[first : effect.first]
    means = any(
        not piece.labels.isdisjoint(_MEANS) for piece in pieces if first <= piece.first < effect.first
    )
    return not means and word_set("claim-words", "own").isdisjoint(subject)


def _by_it(words: list[str], effect: Use) -> bool:
    """Tell whether the topic follows as the means: “colds can be eased with this syrup”."""
    after = words[effect.last + 1 : effect.last + 7]
    joints, pronouns = word_set("claim-words", "joints"), word_set("claim-words", "pointing")
    return any(
        word in joints and after[at + 1 : at + 2] and after[at + 1] in pronouns
        for at, word in enumerate(after)
    )


def _of_the_body(pieces: list[Use], at: int) -> bool:
    """Tell whether an organ or an illness does it: “your heart speeds up”."""
    effect = pieces[at]
    return "benefit-reverse" not in effect.labels and any(
        piece.last == effect.first - 1 and piece.labels & _OUTCOMES and piece.labels.isdisjoint(_MEANS)
        for piece in pieces[:at]
    )


def _stated(article: Article, pieces: list[Use], at: int, first: int) -> bool:
    """Tell whether the effect is stated of something that is neither a person nor an illness nor an organ."""
    effect, words = pieces[at], article.words.norms
    verb, start = words[effect.first], effect.first
    if effect.labels & WHOLE:
        return True
    subject = words[first:start]
    if not word_set("claim-words", "persons").isdisjoint(subject):
        return False
    if not subject:
        return True
    leading = next((piece for piece in pieces if piece.first >= first), effect)
    if leading.first < start and leading.labels & _OUTCOMES and leading.first - first <= 3:
        if "bad" in leading.labels and "benefit-reverse" not in effect.labels:
            return False
        plain = leading.first == first or words[leading.first - 1] in word_set("claim-words", "before-noun")
        means = any(not piece.labels.isdisjoint(_MEANS) for piece in pieces if first <= piece.first < start)
        if plain and not means and word_set("claim-words", "own").isdisjoint(subject):
            return False
    before = words[start - 1] if subject else ""
    if _passive(words, effect, first):
        return False
    if before == "to":
        return not _purpose(words, start, first)
    if verb.endswith(("s", "ed", "ing")) and not verb.endswith("ss"):
        return True
    if effect.labels & {"benefit-adjective", "benefit-noun", "harm-adjective"}:
        return True
    return bool(subject) and (
        before in word_set("claim-words", "before-base") or (before.endswith(("s", "ly")) and len(before) > 4)
    )


def _passive(words: list[str], effect: Use, first: int) -> bool:
    around = words[max(first, effect.first - 3) : effect.first]
    return words[effect.first].endswith("ed") and not word_set("claim-words", "being").isdisjoint(around)


def _listed(article: Article, effect: Use) -> bool:
    """Tell whether a verb in its base form opens an item of a list of what something does, not of what to do."""
    sentence = article.sentence_at(article.words.starts[effect.first])
    if sentence is None or not effect.labels & BENEFITS:
        return False
    if sentence.zone != "list":
        return promotion_of(article).promises and stands_alone(article, sentence)
    above = fold(lead_in(article, sentence.block) or heading_text(article, sentence.block))
    return not wording("claim-scope", "advice-lead").search(above)


def _urged(article: Article, effect: Use, outcome: Use | None, best: tuple[Subject, str] | None) -> bool:
    """Tell whether a page that promises urges readers to have the effect: “Erase age spots with our balm”."""
    return (
        best is not None
        and outcome is not None
        and bool(effect.labels & BENEFITS)
        and promotion_of(article).promises
    )


def stands_alone_at(article: Article, effect: Use) -> bool:
    """Tell whether the sentence of an effect is a short line of its own."""
    sentence = article.sentence_at(article.words.starts[effect.first])
    return sentence is not None and stands_alone(article, sentence)


def stands_alone(article: Article, sentence: Sentence) -> bool:
    """Tell whether a sentence is a short line of its own: a heading, a badge, an item of a list of benefits."""
    block = article.blocks[sentence.block].span
    return len(article.sentences_of(sentence.block)) == 1 and len(article.text_of(block).split()) <= LINE


def _cause(
    article: Article, pieces: list[Use], at: int, first: int, outcome: Use | None
) -> tuple[Subject, str] | None:
    """Return what is said to cause a harm, where it is itself an outcome or a pronoun."""
    effect, words = pieces[at], article.words.norms
    causes = [
        piece for piece in _before(pieces, at) if piece.labels & _OUTCOMES and not _overlap(piece, effect)
    ]
    if causes and outcome is not None and not _overlap(causes[-1], outcome):
        return "offered", _text(article, causes[-1])
    if outcome is not None and "bad" in outcome.labels:
        opening = words[first : min(first + 3, effect.first)]
        return ("offered", "") if not word_set("claim-words", "pronouns").isdisjoint(opening) else None
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
    if words[first] in word_set("claim-words", "articles") and word_set("claim-words", "verbs").isdisjoint(
        words[first : effect - 1]
    ):
        # “A blend of herbs to fight colds.”
        return False
    return word_set("claim-words", "before-to").isdisjoint(words[max(first, effect - 3) : effect - 1])


def _overlap(one: Use, other: Use) -> bool:
    return one.first <= other.last and other.first <= one.last


def _text(article: Article, piece: Use) -> str:
    return article.text_of(Span(article.words.starts[piece.first], article.words.ends[piece.last]))
