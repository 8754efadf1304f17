"""Explanations that come too late, say nothing, or need one themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.gloss_use import content_words, hard_places, own_words
from medlint.articles.terminology import TermOnPage, terms_on_page
from medlint.checks.registry import Match, Params, check
from medlint.checks.unexplained_term import known_to_site
from medlint.spans import Span
from medlint.vocabulary.lexicon import TermUse
from medlint.vocabulary.wordlists import word_set

_PLACED = frozenset({"markup", "heading", "definition-list"})
"""Explanations that a reader finds from anywhere: a tooltip, a link, a heading that says what it is."""
_ATTEMPT = re.compile(
    r"^[\"')*]*\s*(?:\((?P<bracket>[^()]{5,120})\)|,\s+(?P<comma>(?:an?|the|or|any)\s[^,;:()]{4,100})(?=[,.;:]|$))"
)


class LateExplanationParams(Params, frozen=True, kw_only=True):
    """How late is too late."""

    sentences: int = 2
    """So many sentences after the first use an explanation is still in time."""
    least_tier: int = 2
    """Terms of this tier and above."""


@check("late-explanation", LateExplanationParams)
def late_explanation(article: Article, params: LateExplanationParams) -> Iterator[Match]:
    """Yield the first use of each term that is explained, but later."""
    for group in terms_on_page(article):
        if group.term.tier < params.least_tier or group.why or known_to_site(article, group.names):
            continue
        first = group.first
        if len(group.uses) < 2 or first is None:
            continue
        earliest = group.first_explanation
        if earliest is None or earliest.pattern in _PLACED:
            continue
        sentence = article.sentence_at(first.start)
        if sentence is None or earliest.sentence - sentence.index <= params.sentences:
            continue
        yield Match(
            Span(first.start, first.end),
            {"gloss": article.text_of(earliest.span).strip()},
            suggestion=f"{group.term.plain} ({article.text_of(Span(first.start, first.end))})"
            if group.term.plain
            else None,
            related=(("It is explained only here.", earliest.span),),
        )


class HardGlossParams(Params, frozen=True, kw_only=True):
    """Which explanations are looked at."""

    least_tier: int = 2
    """Terms of this tier and above."""


@check("hard-gloss", HardGlossParams)
def hard_gloss(article: Article, params: HardGlossParams) -> Iterator[Match]:
    """Yield explanations in the sentence that repeat the term, say nothing, or hold another unexplained term."""
    for group in terms_on_page(article):
        if group.term.tier < params.least_tier or group.first is None or group.why:
            continue
        for use in group.shown:
            found = _attempt(article, use)
            if found is not None and (fault := _fault(article, group, found)) is not None:
                if group.explained:
                    break
                yield Match(found, {"term": group.term.term, "fault": fault})
                break


def _attempt(article: Article, use: TermUse) -> Span | None:
    """Return what stands in brackets or between commas right after a use, when it reads like an explanation."""
    sentence = article.sentence_at(use.start)
    if sentence is None:
        return None
    after = article.folded[use.end : sentence.span.end]
    match = _ATTEMPT.match(after)
    if match is None or " " not in match.group(match.lastgroup or 0).strip():
        return None
    start, end = match.span(match.lastgroup or 0)
    return Span(use.end + start, use.end + end)


def _fault(article: Article, group: TermOnPage, gloss: Span) -> str | None:
    """Return what is wrong with an explanation, or None."""
    text = article.folded[gloss.start : gloss.end]
    content = content_words(text)
    if not content:
        return None
    vacuous, own = word_set("glosses", "vacuous"), own_words(group.term)
    if all(word in vacuous for word in content):
        return "it says nothing about it"
    stems = {word[:6] for word in own if len(word) > 6}
    rest = [word for word in content if word not in vacuous]
    if rest and all(word in own or word[:6] in stems for word in rest):
        return "it repeats the word"
    for use in hard_places(article, gloss):
        other = next((item for item in terms_on_page(article) if use in item.uses), None)
        if other is not None and other.term is not group.term and not other.why and not other.explained:
            return f"“{article.text_of(Span(use.start, use.end))}” needs an explanation itself"
    return None
