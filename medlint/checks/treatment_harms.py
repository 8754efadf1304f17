"""Sections that describe a treatment and nowhere say what can go wrong."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article, Sentence
from medlint.articles.context import context
from medlint.articles.sections import Section, heading_text, sections_of
from medlint.checks.registry import Match, Params, check
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import Wordings, wordings_of

_NOT_DESCRIBED = frozenset({"myth", "negated", "question", "conditional", "historical", "quoted"})


class TreatmentHarmsParams(Params, frozen=True, kw_only=True):
    """What counts as a treatment and what as a word on its harms."""

    treatments: tuple[str, ...]
    harms: tuple[str, ...]
    headings: tuple[str, ...] = ()
    """Under a heading like this, one naming of the treatment is enough."""
    least_sentences: int = 2
    """How many sentences of a section must name the treatment otherwise."""

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.treatments)
        check_wordings(self.harms)
        if self.headings:
            check_wordings(self.headings)


@check("treatment-without-harms", TreatmentHarmsParams)
def treatment_without_harms(article: Article, params: TreatmentHarmsParams) -> Iterator[Match]:
    """Yield the first naming of a treatment in a section about it, when no part of the page names harms.

    A section is about a treatment when its heading or the page's title names one; a word in
    passing, as in a list of tests, asks for nothing.
    """
    harms, treatments = wordings_of(params.harms), wordings_of(params.treatments)
    if not article.may_hold([treatments]) or article.holds(harms):
        return
    block = article.title_block
    titles = fold(article.title) if block is not None and block.kind == "heading" else ""
    for section in sections_of(article):
        about = [s for s in _inside(article, section) if _describes(article, s, treatments)]
        heading = (
            titles
            if section.heading is None
            else fold(heading_text(article, section.first))
            if section.last > section.first
            else ""
        )
        described = bool(params.headings) and bool(wordings_of(params.headings).search(heading))
        named = bool(treatments.search(heading)) or bool(treatments.search(titles))
        if not named or len(about) < (1 if described else params.least_sentences):
            continue
        _, start, end = article.hits(treatments, about[0])[0]
        yield Match(Span(about[0].span.start + start, about[0].span.start + end))
        return


def _describes(article: Article, sentence: Sentence, treatments: Wordings) -> bool:
    """Tell whether a sentence says what a treatment is or does, not what it is not."""
    return any(
        context(article, Span(sentence.span.start + start, sentence.span.start + end)).isdisjoint(
            _NOT_DESCRIBED
        )
        for _, start, end in article.hits(treatments, sentence)
    )


def _inside(article: Article, section: Section) -> list[Sentence]:
    return [
        sentence
        for block in range(section.first, section.last)
        for sentence in article.sentences_of(block)
        if sentence.zone in {"body", "list"}
    ]
