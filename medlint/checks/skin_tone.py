"""Signs on the skin that are described for one skin tone only."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.sections import section_of
from medlint.checks.guards import GuardedParams, silenced
from medlint.checks.registry import Match, check
from medlint.spans import Span
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of


class SkinToneParams(GuardedParams, frozen=True, kw_only=True):
    """Words for colours, and what makes up for them."""

    colours: tuple[str, ...]
    """Wordings that name a colour of the skin, lips or nails as a sign."""
    other_signs: tuple[str, ...]
    """Wordings for other skin tones and for signs that are no colour; one in the section is enough."""

    def validate(self) -> None:
        """Check flags and wordings."""
        super().validate()
        check_wordings(self.colours)
        check_wordings(self.other_signs)


@check("skin-tone-only-description", SkinToneParams)
def skin_tone_only_description(article: Article, params: SkinToneParams) -> Iterator[Match]:
    """Yield the first colour sign whose section names no other skin tone and no other kind of sign."""
    colours, others = wordings_of(params.colours), wordings_of(params.other_signs)
    for sentence in article.sentences_like(colours, within=params.zone_set()):
        for _, start, end in article.hits(colours, sentence)[:1]:
            span = Span(sentence.span.start + start, sentence.span.start + end)
            section = section_of(article, sentence.block)
            same = (
                other for block in range(section.first, section.last) for other in article.sentences_of(block)
            )
            if silenced(article, sentence, span, params) or any(
                article.hits(others, other) for other in same
            ):
                continue
            yield Match(span)
            return
