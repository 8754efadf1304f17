"""Finds instructions that may harm: wordings in the imperative or after “you can”, with a wider view of guards."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.advice import advice_units
from medlint.articles.article import Article, Sentence
from medlint.articles.mood import instructs
from medlint.articles.sections import section_of
from medlint.articles.terms import lexicon_terms
from medlint.checks.guards import GuardedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of


class InstructionParams(GuardedParams, frozen=True, kw_only=True):
    """Which instructions to find."""

    instructions: tuple[str, ...] = ()
    """Wordings that begin with a verb and count only where they instruct."""
    statements: tuple[str, ...] = ()
    """Wordings that count wherever they stand."""
    to_medicines: tuple[str, ...] = ()
    """Wordings for verbs that count when a medicine of the lexicon follows at once."""
    unless_around: tuple[str, ...] = ()
    """Wordings that silence a match when they stand in the same sentence, or beside it in the same paragraph."""
    unless_advice_near: bool = False
    """Advice to get help in the same sentence, the next two or the rest of the section silences a statement."""

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        for wordings in (self.instructions, self.to_medicines, self.statements, self.unless_around):
            if wordings:
                check_wordings(wordings)


@check("instruction", InstructionParams)
def instruction(article: Article, params: InstructionParams) -> Iterator[Match]:
    """Yield each instruction that no guard silences; the longest where they overlap."""
    wordings = wordings_of((*params.instructions, *params.to_medicines, *params.statements))
    told = len(params.instructions)
    to_medicines = told + len(params.to_medicines)
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        reach = -1
        for index, start, end in sorted(article.hits(wordings, sentence), key=lambda hit: (hit[1], -hit[2])):
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if start < reach or (index < to_medicines and not instructs(article, span)):
                continue
            if told <= index < to_medicines:
                medicine = _medicine_after(article, span)
                if medicine is None:
                    continue
                span, end = Span(span.start, medicine), medicine - sentence.span.start
            if silenced(article, sentence, span, params) or _guarded_around(article, sentence, params):
                continue
            if params.unless_advice_near and index >= to_medicines and _advice_near(article, sentence, span):
                continue
            reach = end
            yield Match(span, severity=softened(article, span, params))


def _medicine_after(article: Article, span: Span) -> int | None:
    """Return the end of the medicine that stands right after a span."""
    for use in lexicon_terms(article):
        if span.end < use.start <= span.end + 2 and use.term.kind in {"medicine", "drug-class"}:
            return use.end
    return None


def _guarded_around(article: Article, sentence: Sentence, params: InstructionParams) -> bool:
    if not params.unless_around:
        return False
    guards = wordings_of(params.unless_around)
    near = article.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return any(article.hits(guards, other) for other in near if other.block == sentence.block)


def _advice_near(article: Article, sentence: Sentence, span: Span) -> bool:
    section = section_of(article, sentence.block)
    return any(
        (unit.sentence - sentence.index > 0 and article.sentences[unit.sentence].block < section.last)
        or (unit.sentence == sentence.index and unit.level > 1 and unit.urgency in {"now", "same-day"})
        for unit in advice_units(article)
    )
