"""Red flags: the signs that an article about a topic must name."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.topic import flags_named, topics_of
from medlint.checks.registry import Match, Params, check

_CALL = {
    "now": "Get emergency help now if: ",
    "same-day": "Get medical help the same day if: ",
    "days": "See a doctor within days if: ",
}


class RedFlagParams(Params, frozen=True, kw_only=True):
    """No parameters of its own: the table is `rules/topics/`."""


@check("missing-red-flags", RedFlagParams)
def missing_red_flags(article: Article, params: RedFlagParams) -> Iterator[Match]:
    """Yield the article when it names fewer groups of red flags than its topic needs."""
    for topic in topics_of(article)[:1]:
        named = flags_named(article, topic)
        missing = [group for group in topic.groups if group.id not in named]
        if len(named) >= topic.need or not missing:
            return
        urgent = sorted(missing, key=lambda group: ("now", "same-day", "days").index(group.urgency))
        ready = "; ".join(
            _CALL[speed] + "; ".join(group.say for group in urgent if group.urgency == speed)
            for speed in ("now", "same-day", "days")
            if any(group.urgency == speed for group in urgent)
        )
        yield Match(
            article.title_span,
            {
                "topic": topic.summary,
                "named": str(len(named)),
                "need": str(topic.need),
                "missing": "; ".join(group.say for group in urgent),
                "guideline": topic.guideline,
            },
            suggestion=ready + ".",
            help=f"Put it before or beside the list of symptoms. Basis: {topic.guideline}.",
        )
