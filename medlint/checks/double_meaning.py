"""Words that clinicians and patients understand in opposite ways."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from medlint.articles.article import Article
from medlint.checks.guards import PairedParams, silenced
from medlint.checks.registry import Match, check
from medlint.errors import RuleError
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of


class DoubleMeaningParams(PairedParams, frozen=True, kw_only=True):
    """The wordings, each with what to say instead and how a page may explain it."""

    phrases: tuple[dict[str, str], ...]
    """`wording: plain words` each."""
    explained_by: tuple[str, ...] = ()
    """Wordings that explain it in the same sentence or one beside it, whatever the phrase."""

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return each wording with its plain words."""
        return tuple(pair for item in self.phrases for pair in item.items())

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(self.explained_by)
        if not self.phrases:
            raise RuleError("There are no phrases.", "Write `wording: plain words`.")


@check("double-meaning", DoubleMeaningParams)
def double_meaning(article: Article, params: DoubleMeaningParams) -> Iterator[Match]:
    """Yield the first place of each wording, unless its plain words or an explanation stand within a sentence of it."""
    pairs, wordings = params.pairs, params.wordings
    cues = wordings_of(params.explained_by) if params.explained_by else None
    seen: set[str] = set()
    for sentence in article.sentences_like(wordings, within=params.zone_set()):
        for index, start, end in article.hits(wordings, sentence):
            plain = pairs[index][1]
            if plain in seen:
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            if silenced(article, sentence, span, params):
                continue
            near = article.sentences[max(0, sentence.index - 1) : sentence.index + 2]
            around = [other for other in near if other.block == sentence.block]
            text = " ".join(article.folded[other.span.start : other.span.end] for other in around)
            said = any(fold(piece.strip()) in text for piece in plain.split(" or "))
            if said or (cues and any(article.hits(cues, other) for other in around)):
                seen.add(plain)
                continue
            seen.add(plain)
            yield Match(span, {"plain": plain}, suggestion=plain)
