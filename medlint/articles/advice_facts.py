"""What an article advises, as a value that two versions of it can be compared by.

`--diff` asks `lost_advice` what a change took away. Wording, order and place do not count: advice
that was moved or rephrased is not lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from medlint.articles.advice import advice_units
from medlint.articles.article import Article
from medlint.articles.topic import flags_named, topics_of
from medlint.articles.urgency import SPEED, URGENCIES
from medlint.vocabulary.folding import fold
from medlint.vocabulary.topics import topics
from medlint.vocabulary.wordlists import wording

LossKind = Literal[
    "advice", "emergency-advice", "urgent-advice", "specific-advice", "crisis-resource", "red-flag"
]


@dataclass(frozen=True, slots=True)
class AdviceFacts:
    """What an article says about getting help; equal values mean the same to a reader."""

    units: tuple[tuple[str, str, int], ...]
    """(who, urgency, level) of each advice unit, sorted."""
    topics: tuple[str, ...]
    """Ids of what the article is about, the one that decides first."""
    red_flags: tuple[tuple[str, str], ...]
    """(topic, group) of each red flag that it names, sorted."""
    crisis_resource: bool
    """It names a crisis line or an emergency number."""

    @property
    def fastest(self) -> str | None:
        """The fastest urgency that it states, or None without advice."""
        return max((urgency for _, urgency, _ in self.units), key=SPEED.__getitem__, default=None)

    @property
    def level(self) -> int:
        """The highest level of its advice; 0 without any."""
        return max((level for _, _, level in self.units), default=0)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a change took away."""

    kind: LossKind
    rule: str
    """The rule whose finding the change caused or came nearer to."""
    message: str
    """One sentence for the editor."""


def advice_facts(article: Article, about: tuple[str, ...] = ()) -> AdviceFacts:
    """Return the facts of an article.

    `about` gives topics (ids) whose flags to look for beside its own: those of the other version,
    so that a change of the title does not hide that signs are gone.
    """
    own = topics_of(article)
    looked_for = {topic.id: topic for topic in own}
    looked_for |= {topic.id: topic for topic in topics() if topic.id in about}
    resource = wording("contacts", "resource")
    return AdviceFacts(
        units=tuple(sorted((unit.who, unit.urgency, unit.level) for unit in advice_units(article))),
        topics=tuple(topic.id for topic in own),
        red_flags=tuple(
            sorted(
                (topic.id, group) for topic in looked_for.values() for group in flags_named(article, topic)
            )
        ),
        crisis_resource=resource.search(fold(article.site.banner)) is not None
        or any(article.hits(resource, sentence) for sentence in article.sentences),
    )


def lost_advice(before: AdviceFacts, after: AdviceFacts) -> Iterator[Loss]:
    """Yield what `after` no longer says, the most serious first.

    Make `after` with `about=before.topics`.
    """
    if before.units and not after.units:
        yield Loss(
            "advice", "missing-when-to-get-help", "This change removed the only advice on when to get help."
        )
    elif before.fastest == "now" and after.fastest != "now":
        yield Loss("emergency-advice", "missing-red-flags", "This change removed the emergency advice.")
    elif before.fastest == "same-day" and SPEED[after.fastest or URGENCIES[0]] < SPEED["same-day"]:
        yield Loss("urgent-advice", "missing-red-flags", "This change removed the urgent advice.")
    elif before.level > 1 >= after.level > 0:
        yield Loss(
            "specific-advice",
            "vague-advice",
            "This change removed the advice that says for which sign to get help.",
        )
    if before.crisis_resource and not after.crisis_resource:
        yield Loss(
            "crisis-resource",
            "missing-crisis-resource",
            "This change removed the only crisis line or emergency number.",
        )
    gone = sorted(set(before.red_flags) - set(after.red_flags))
    table = {
        (topic.id, group.id): group.say
        for topic in topics()
        if topic.id in before.topics
        for group in topic.groups
    }
    if said := [table[flag] for flag in gone if flag in table]:
        yield Loss("red-flag", "missing-red-flags", f"This change removed warning signs: {'; '.join(said)}.")
