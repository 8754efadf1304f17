"""What an article is about, so that one mention of diabetes asks for nothing, and which red flags it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from medlint.articles.article import Article
from medlint.articles.aspect import aspect
from medlint.articles.fact import fact
from medlint.articles.kind import kind_of
from medlint.articles.sections import lead_in
from medlint.articles.terms import lexicon_terms
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.topics import Topic, topics
from medlint.vocabulary.wordings import Wordings, find_wording, parts_of
from medlint.vocabulary.wordlists import wording

_TITLES = ("title", "og:title", "headline", "slug", "permalink", "topic", "condition", "about.name", "about")
_MEDICINE = "medicine"
"""The topic, the kind of page and the kind of term have the same name."""
_LEAST_USES = 3
"""A topic that the title does not name must stand so often in the text, and in a heading (rules.md MED302)."""
_LEAD_WORDS = 30
"""A longer lead-in is a paragraph of its own and is not read together with its items."""


@fact
def topics_of(article: Article) -> list[Topic]:
    """Return the topics of an article, the one that decides first; those that yield to another are last."""
    if aspect(article) == "no-demand":
        return []
    for title in _stated(article):
        if wording("topics", "no-red-flags").search(title):
            return [topic for topic in _in_title(title) if topic.treated]
        if found := _in_title(title):
            return found
    if _names_a_medicine(article):
        return [topic for topic in topics() if topic.id == _MEDICINE]
    if article.document.source.path not in {"", "-"}:
        slug = re.sub(r"[\W_\d]+", " ", PurePath(article.document.source.path).stem.lower()).strip()
        if found := _in_title(slug):
            return found
    return _repeated(article)


def _names_a_medicine(article: Article) -> bool:
    """Tell whether the title of a page on a medicine names one that no topic knows."""
    title = article.title_span
    return kind_of(article).kind == _MEDICINE and any(
        title.start <= use.start < title.end and use.term.kind == _MEDICINE for use in lexicon_terms(article)
    )


def _stated(article: Article) -> Iterator[str]:
    yield fold(article.title)
    for field in article.document.meta(*_TITLES):
        yield fold(field.value.replace("-", " ") if field.name in {"slug", "permalink"} else field.value)


def _in_title(title: str) -> list[Topic]:
    wordings, owners = _about()
    first: dict[str, int] = {}
    for index, start, _ in wordings.hits(title):
        first[owners[index]] = min(start, first.get(owners[index], start))
    found = [
        topic
        for topic in topics()
        if topic.id in first and not any(find_wording(item, title) for item in topic.not_about)
    ]
    general = {name for topic in found for name in topic.more_specific_than}
    return sorted(found, key=lambda topic: (topic.id in general, first[topic.id]))


def _repeated(article: Article) -> list[Topic]:
    """Return the topic that a page whose title names none keeps coming back to, with a heading of its own."""
    title = article.title_span
    if any(title.start <= use.start < title.end for use in lexicon_terms(article)):
        return []
    wordings, owners = _about()
    headings = {
        owners[index]
        for sentence in article.prose
        if sentence.zone == "heading"
        for index, _, _ in article.hits(wordings, sentence)
    }
    if not headings:
        return []
    uses: Counter[str] = Counter()
    for sentence in article.prose:
        uses.update({owners[index] for index, _, _ in article.hits(wordings, sentence)} & headings)
    best = [name for name, count in uses.most_common(1) if count >= _LEAST_USES]
    found = [topic for topic in topics() if topic.id in best]
    text = " ".join(fold(article.text_of(block.span)) for block in article.blocks if block.kind == "heading")
    return [topic for topic in found if not any(find_wording(item, text) for item in topic.not_about)]


def flags_named(article: Article, topic: Topic) -> dict[str, int]:
    """Return the groups of red flags that the article names, each with the index of its first sentence."""
    found: dict[str, int] = {}
    wordings, owners = _groups(topic.id)
    for sentence in article.prose:
        for index, _start, _end in article.hits(wordings, sentence):
            found.setdefault(owners[index], sentence.index)
    if len(found) < len(topic.groups):
        for text, words, sentence_index in joined_passages(article):
            for index, _start, _end in wordings.hits(text, words):
                found.setdefault(owners[index], sentence_index)
    return found


@fact
def joined_passages(article: Article) -> list[tuple[str, frozenset[str], int]]:
    """Return list items with their lead-in and table rows in one piece, folded, with their words and sentence.

    “Numbness in:” and the item “your groin” name a sign together.
    """
    return [(text, parts_of(norms(text), text), at) for text, at in _joined(article)]


def _joined(article: Article) -> Iterator[tuple[str, int]]:
    rows: dict[int, list[int]] = {}
    for block in article.blocks:
        row = block.inside("row")
        if row is not None and block.kind == "table-cell":
            rows.setdefault(row.id, []).append(block.index)
        elif block.kind == "list-item":
            lead = fold(lead_in(article, block.index)).rstrip(" :")
            lead = re.split(r"[.!?]\s", lead)[-1]
            item = article.sentences_of(block.index)
            if lead and item and lead.count(" ") < _LEAD_WORDS:
                text = article.folded[item[0].span.start : item[0].span.end]
                yield f"{lead} {text}", item[0].index
    for cells in rows.values():
        first = [s for cell in cells for s in article.sentences_of(cell)]
        if first:
            yield (
                " ".join(article.folded[s.span.start : s.span.end].rstrip(".") for s in first),
                first[0].index,
            )


@cache
def _about() -> tuple[Wordings, list[str]]:
    pairs = [(item, topic.id) for topic in topics() for item in topic.about]
    return Wordings(item for item, _ in pairs), [owner for _, owner in pairs]


@cache
def _groups(name: str) -> tuple[Wordings, list[str]]:
    topic = next(topic for topic in topics() if topic.id == name)
    pairs = [(item, group.id) for group in topic.groups for item in group.any]
    return Wordings(item for item, _ in pairs), [owner for _, owner in pairs]
