"""What an article is about, so that one mention of diabetes asks for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.vocabulary.folding import fold
from medlint.vocabulary.topics import RedFlag, Topic, topics
from medlint.vocabulary.wordings import find_wording

if TYPE_CHECKING:
    from medlint.articles.article import Article


def topics_of(article: Article) -> list[Topic]:
    """Return the topics of an article, the most specific first; one that yields to another is last."""
    title = fold(article.title)
    found = [
        topic
        for topic in topics()
        if any(find_wording(item, title) for item in topic.about)
        and not any(find_wording(item, title) for item in topic.not_about)
    ]
    yielding = {name for topic in found for name in topic.more_specific_than}
    return sorted(found, key=lambda topic: topic.id in yielding)


def flags_named(article: Article, topic: Topic) -> dict[str, int]:
    """Return the groups of red flags that the article names, each with the index of its sentence."""
    found: dict[str, int] = {}
    for group in topic.groups:
        at = _first_naming(article, group)
        if at is not None:
            found[group.id] = at
    return found


def _first_naming(article: Article, group: RedFlag) -> int | None:
    for sentence in article.prose:
        text = article.folded[sentence.span.start : sentence.span.end]
        if any(find_wording(item, text) for item in group.any):
            return sentence.index
    return None
