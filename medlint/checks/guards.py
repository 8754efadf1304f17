"""What may silence or soften a match of the text checks: scope, near words, longer phrases."""

from __future__ import annotations

from medlint.articles.article import Article, Sentence
from medlint.articles.context import FLAGS
from medlint.checks.registry import Params
from medlint.errors import RuleError
from medlint.findings import Severity
from medlint.sources.zones import PROSE_ZONES, Zone
from medlint.spans import Span
from medlint.vocabulary.folding import norms
from medlint.vocabulary.wordings import compile_wordings, wordings_of
from medlint.vocabulary.wordlists import word_set


class GuardedParams(Params, frozen=True, kw_only=True):
    """Parameters that all text checks share."""

    unless: tuple[str, ...] = ()
    """Scope flags that silence a match: negated, quoted, myth …"""
    soften: tuple[str, ...] = ()
    """Scope flags that make it `info`."""
    unless_near: tuple[str, ...] = ()
    """Wordings that silence it when they stand in the same sentence."""
    unless_part_of: tuple[str, ...] = ()
    """Longer wordings that hold the match in another sense."""
    near: tuple[str, ...] = ()
    """Wordings of which one must stand in the same sentence."""
    noun_only: bool = False
    """The match must end its noun phrase: “diabetics should”, not “diabetic shoes”."""
    zones: tuple[Zone, ...] = ()
    """Where to look; by default all prose."""

    def zone_set(self) -> frozenset[Zone]:
        """Return the zones to look in."""
        return frozenset(self.zones) or PROSE_ZONES

    def validate(self) -> None:
        """Check flags and wordings."""
        for flag in (*self.unless, *self.soften):
            if flag not in FLAGS:
                raise RuleError(f"“{flag}” is not a scope flag.", f"Known are: {', '.join(FLAGS)}.")
        for wordings in (self.unless_near, self.unless_part_of, self.near):
            if wordings:
                compile_wordings(wordings)


def silenced(article: Article, sentence: Sentence, span: Span, params: GuardedParams) -> bool:
    """Tell whether a guard of the rule silences this match."""
    if params.near and not article.hits(wordings_of(params.near), sentence):
        return True
    if params.unless_near and article.hits(wordings_of(params.unless_near), sentence):
        return True
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    if params.unless_part_of:
        longer = article.hits(wordings_of(params.unless_part_of), sentence)
        if any(low < end and start < high for _, low, high in longer):
            return True
    if params.noun_only and not ends_noun_phrase(article, sentence, span):
        return True
    return bool(params.unless) and not article.context(span).isdisjoint(params.unless)


def ends_noun_phrase(article: Article, sentence: Sentence, span: Span) -> bool:
    """Tell whether a mark, a grammar word or the end of the sentence follows a span."""
    after = article.folded[span.end : sentence.span.end]
    if not after.startswith(" "):
        return not after.startswith(("-", "'"))
    following = norms(after)
    return not following or following[0] in word_set("grammar", "after-noun") or following[0].endswith("ly")


def softened(article: Article, span: Span, params: GuardedParams) -> Severity | None:
    """Return `info` when the scope makes the match less serious."""
    if params.soften and not article.context(span).isdisjoint(params.soften):
        return "info"
    return None
