"""What may silence or soften a match of the text checks: scope, near words, longer phrases."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from medlint.articles.article import Article, Sentence
from medlint.articles.claim_words import claim_word_starts, claim_words
from medlint.articles.claims import LABELS, TREATMENT_KINDS
from medlint.articles.context import FLAGS, context
from medlint.articles.mention import told_of_oneself
from medlint.articles.promotion import promotion_of
from medlint.articles.sections import section_of
from medlint.articles.support import is_news_prose, support_of
from medlint.articles.terms import lexicon_terms
from medlint.checks.registry import Params
from medlint.errors import RuleError
from medlint.findings import Severity
from medlint.sources.zones import PROSE_ZONES, Zone
from medlint.spans import Span
from medlint.vocabulary.folding import norms
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import Wordings, wordings_of
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
    """The match must end its noun phrase: “a diabetic should”, not “diabetic shoes”; a plural always does."""
    near_labels: tuple[str, ...] = ()
    """Labels of the claim vocabulary (`contested`, `offered`, `bad` …) of which one must stand in the sentence, unless the page sells."""
    unless_in_paragraph: tuple[str, ...] = ()
    """Wordings that silence it when they stand in the same paragraph or list item."""
    unless_in_section: tuple[str, ...] = ()
    """Wordings that silence it when they stand under the same heading."""
    unless_sourced: bool = False
    """A source in or beside the sentence silences it."""
    soften_news: bool = False
    """In news prose a source makes it `info`: what the figure starts from stands there."""
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
        for label in self.near_labels:
            if label not in LABELS:
                raise RuleError(
                    f"“{label}” is no label of the claim vocabulary.",
                    f"Known are: {', '.join(sorted(LABELS))}.",
                )
        for wordings in (
            self.unless_near, self.unless_part_of, self.near, self.unless_in_paragraph, self.unless_in_section,
        ):  # fmt: skip
            if wordings:
                check_wordings(wordings)


class PairedParams(GuardedParams, frozen=True, kw_only=True):
    """Parameters of a check whose wordings may each have something to say instead."""

    @property
    def pairs(self) -> tuple[tuple[str, str | None], ...]:
        """Each wording with what to say instead."""
        raise NotImplementedError

    @cached_property
    def wordings(self) -> Wordings:
        """What finds the wordings, by their index in `pairs`."""
        return Wordings(wording for wording, _ in self.pairs)

    def lists(self) -> tuple[Wordings, ...]:
        """Return the phrases."""
        return (self.wordings,)

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(tuple(wording for wording, _ in self.pairs))


def silenced(
    article: Article, sentence: Sentence, span: Span, params: GuardedParams, *, labelled: bool = False
) -> bool:
    """Tell whether a guard of the rule silences this match; `labelled` is for one that needs no label near."""
    if (
        params.near_labels
        and not labelled
        and not _labelled(article, sentence, params.near_labels)
        and not promotion_of(article).sells
    ):
        return True
    if params.near and not article.hits(wordings_of(params.near), sentence):
        return True
    if params.unless_near and article.hits(wordings_of(params.unless_near), sentence):
        return True
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    if params.unless_part_of:
        longer = article.hits(wordings_of(params.unless_part_of), sentence)
        if any(low < end and start < high for _, low, high in longer):
            return True
    plural = article.folded[span.end - 1] == "s"
    if params.noun_only and not plural and not ends_noun_phrase(article, sentence, span):
        return True
    if params.unless and not context(article, span).isdisjoint(params.unless):
        return True
    if params.unless_in_paragraph and _stands(
        article, article.sentences_of(sentence.block), params.unless_in_paragraph
    ):
        return True
    if params.unless_in_section:
        section = section_of(article, sentence.block)
        inside = [
            item for block in range(section.first, section.last) for item in article.sentences_of(block)
        ]
        if _stands(article, inside, params.unless_in_section):
            return True
    if params.unless_sourced:
        support = support_of(article, sentence)
        return support is not None and support.level != "weak"
    return False


def _stands(article: Article, sentences: list[Sentence], wordings: tuple[str, ...]) -> bool:
    return any(article.hits(wordings_of(wordings), sentence) for sentence in sentences)


def _labelled(article: Article, sentence: Sentence, labels: tuple[str, ...]) -> bool:
    """Tell whether a word of these labels stands in the sentence or before it in its paragraph."""
    starts, words = claim_word_starts(article), claim_words(article)
    begin = article.blocks[sentence.block].span.start
    low, high = bisect_left(starts, begin), bisect_left(starts, sentence.span.end)
    if any(not use.labels.isdisjoint(labels) for use in words[low:high]):
        return True
    return "offered" in labels and any(
        begin <= use.start < sentence.span.end and use.term.kind in TREATMENT_KINDS
        for use in lexicon_terms(article)
    )


def ends_noun_phrase(article: Article, sentence: Sentence, span: Span) -> bool:
    """Tell whether a mark, a grammar word or the end of the sentence follows a span."""
    after = article.folded[span.end : sentence.span.end]
    if not after.startswith(" "):
        return not after.startswith(("-", "'"))
    following = norms(after)
    return not following or following[0] in word_set("grammar", "after-noun") or following[0].endswith("ly")


def softened(article: Article, span: Span, params: GuardedParams) -> Severity | None:
    """Return `info` when the scope makes the match less serious."""
    if params.soften and (sentence := article.sentence_at(span.start)) and told_of_oneself(article, sentence):
        return "info"
    if params.soften and not context(article, span).isdisjoint(params.soften):
        return "info"
    if params.soften_news and is_news_prose(article) and (sentence := article.sentence_at(span.start)):
        support = support_of(article, sentence)
        return "info" if support is not None and support.level != "weak" else None
    return None
