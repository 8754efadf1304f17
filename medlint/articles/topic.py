"""What an article is about, so that one mention of diabetes asks for nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from medlint.vocabulary.folding import fold
from medlint.vocabulary.topics import Topic, topics
from medlint.vocabulary.wordings import Wordings, find_wording

if TYPE_CHECKING:
    from medlint.articles.article import Article


def topics_of(article: Article) -> list[Topic]:
    """Return the topics of an article, the most specific first; one that yields to another is last."""
    title = fold(article.title)
    wordings, owners = _about()
    about = {owners[hit[0]] for hit in wordings.hits(title)}
    found = [
        topic
        for topic in topics()
        if topic.id in about and not any(find_wording(item, title) for item in topic.not_about)
    ]
    yielding = {name for topic in found for name in topic.more_specific_than}
    return sorted(found, key=lambda topic: topic.id in yielding)


def flags_named(article: Article, topic: Topic) -> dict[str, int]:
    """Return the groups of red flags that the article names, each with the index of its first sentence."""
    found: dict[str, int] = {}
    wordings, owners = _groups(topic.id)
    for sentence in article.prose:
        for index, _start, _end in article.hits(wordings, sentence):
            found.setdefault(owners[index], sentence.index)
    return found


@cache
def _about() -> tuple[Wordings, list[str]]:
    pairs = [(item, topic.id) for topic in topics() for item in topic.about]
    return Wordings(item for item, _ in pairs), [owner for _, owner in pairs]


@cache
def _groups(name: str) -> tuple[Wordings, list[str]]:
    topic = next(topic for topic in topics() if topic.id == name)
    pairs = [(item, group.id) for group in topic.groups for item in group.any]
    return Wordings(item for item, _ in pairs), [owner for _, owner in pairs]
