"""Red flags: the signs that an article about a topic must name."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.advice import advice_units
from medlint.articles.article import Article
from medlint.articles.aspect import aspect, concerns_patients
from medlint.articles.kind import kind_of
from medlint.articles.sections import heading_text, sections_of
from medlint.articles.topic import flags_named, topics_of
from medlint.articles.urgency import SPEED
from medlint.checks.registry import Match, Params, check
from medlint.vocabulary.topics import RedFlag, Topic

_LEAST_BEGUN = 2
"""A page on causes, tests or prevention that names so many groups has begun a list of warning signs."""

_CALL = {
    "now": "Get emergency help now if ",
    "same-day": "Get medical help the same day if ",
    "days": "See a doctor within days if ",
}


class RedFlagParams(Params, frozen=True, kw_only=True):
    """The table itself is `rules/topics/`."""

    only_when_begun: tuple[str, ...] = ("prevention", "service", "test", "news")
    """Kinds that need the signs only when they name some of them already."""


@check("missing-red-flags", RedFlagParams)
def missing_red_flags(article: Article, params: RedFlagParams) -> Iterator[Match]:
    """Yield the article when it names fewer groups of red flags than its first topic needs.

    Where one is enough it must be of the topic's own urgency: a lump does not stand for sudden pain.
    """
    for topic in topics_of(article)[:1]:
        named = flags_named(article, topic)
        missing = [group for group in topic.groups if group.id not in named]
        counted = named
        if topic.need == 1 and any(group.urgency == topic.urgency for group in topic.groups):
            counted = {
                group.id: named[group.id]
                for group in topic.groups
                if group.urgency == topic.urgency and group.id in named
            }
        if len(counted) >= topic.need or not missing:
            return
        shown = aspect(article)
        if not concerns_patients(article) or (shown == "care" and not topic.treated):
            return
        side = shown == "side"
        if (side or kind_of(article).kind in params.only_when_begun) and not named:
            return
        if side and len(named) < _LEAST_BEGUN:
            return
        yield _match(article, topic, missing, len(named))


def _match(article: Article, topic: Topic, missing: list[RedFlag], named: int) -> Match:
    groups = sorted(missing, key=lambda group: -SPEED[group.urgency])
    ready = " ".join(
        _CALL[speed] + _listed([group.say for group in groups if group.urgency == speed]) + "."
        for speed in ("now", "same-day", "days")
        if any(group.urgency == speed for group in groups)
    )
    basis = topic.guideline + (f" ({topic.guideline_date})" if topic.guideline_date else "")
    return Match(
        article.title_span,
        {
            "topic": topic.said,
            "count": f"{named or 'none'} of the {topic.need} it needs"
            if named < topic.need
            else f"{named}, none of them among the most urgent",
            "missing": "; ".join(group.say for group in groups),
            "guideline": topic.guideline,
        },
        suggestion=ready,
        help=f"{_place(article)} Basis: {basis}; not yet signed by a clinician."
        if not topic.reviewer
        else f"{_place(article)} Basis: {basis}; checked by {topic.reviewer}.",
    )


def _listed(items: list[str]) -> str:
    return "; or if ".join(items)


def _place(article: Article) -> str:
    """Say where in the article the advice belongs."""
    for unit in advice_units(article):
        if unit.urgency in {"now", "same-day"}:
            line = article.document.position(article.document.source_map.to_source(unit.span).start).line
            return f"Add it to the urgent advice at {article.document.source.unit} {line}."
    for section in sections_of(article):
        if section.heading is not None and "symptom" in heading_text(article, section.heading).lower():
            place = article.document.source_map.to_source(article.blocks[section.heading].span)
            line = article.document.position(place.start).line
            return f"Put it before or beside the symptoms, at {article.document.source.unit} {line}."
    return "Put it near the top, before or beside the first mention of symptoms."
