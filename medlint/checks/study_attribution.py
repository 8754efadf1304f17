"""“Studies show”: evidence that is named to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.support import support_of
from medlint.checks.guards import GuardedParams, silenced, softened
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wordings import all_anchors, compile_wordings, wordings_of


class StudyAttributionParams(GuardedParams, frozen=True, kw_only=True):
    """How an unnamed source is put."""

    phrases: tuple[str, ...]
    """Wordings of a source with its verb."""

    def anchors(self) -> frozenset[str]:
        """Return the literals of all wordings."""
        return all_anchors(self.phrases)

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        compile_wordings(self.phrases)


@check("vague-study-attribution", StudyAttributionParams)
def vague_study_attribution(article: Article, params: StudyAttributionParams) -> Iterator[Match]:
    """Yield appeals to studies or experts that nothing in or beside the sentence names."""
    for sentence in article.sentences_with(params.anchors(), params.zone_set()):
        hits = [hit[1:] for hit in article.hits(wordings_of(params.phrases), sentence)]
        if not hits:
            continue
        start, end = min(hits)
        span = Span(sentence.span.start + start, sentence.span.start + end)
        support = support_of(article, sentence)
        if (support is not None and support.level != "weak") or silenced(article, sentence, span, params):
            continue
        yield Match(span, severity=softened(article, span, params))
