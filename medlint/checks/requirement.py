"""When an article is about something, it must also say something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from medlint.articles.article import Article
from medlint.articles.sections import section_of
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of


class When(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab"):
    """What makes the requirement hold."""

    any_of: tuple[str, ...]
    at_least: int = 1
    """How many times one of the wordings must stand in the article."""
    within: Literal["article", "title"] = "article"


class Require(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab"):
    """What must stand there."""

    any_of: tuple[str, ...]
    within: Literal["article", "section"] = "article"


class RequirementParams(Params, frozen=True, kw_only=True):
    """A topic and the passage that it demands."""

    when: When
    require: Require

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.when.any_of)
        check_wordings(self.require.any_of)


@check("requirement", RequirementParams)
def requirement(article: Article, params: RequirementParams) -> Iterator[Match]:
    """Yield the first mention of the topic when the demanded passage is missing."""
    title = article.title_span
    topic = wordings_of(params.when.any_of)
    places: list[Span] = []
    for sentence in article.sentences_like(topic):
        if params.when.within == "title" and not title.overlaps(sentence.span):
            continue
        places.extend(
            Span(sentence.span.start + start, sentence.span.start + end)
            for _, start, end in article.hits(topic, sentence)
        )
    if len(places) < params.when.at_least:
        return
    first = min(places)
    section = section_of(article, article.block_at(first.start).index)
    passage = wordings_of(params.require.any_of)
    for sentence in article.sentences_like(passage):
        if params.require.within == "section" and not section.first <= sentence.block < section.last:
            continue
        if article.hits(passage, sentence):
            return
    yield Match(first)
