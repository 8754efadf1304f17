"""Does the page sell what it recommends, and say so? Old sources, machine-readable facts, disclaimers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from medlint.articles.article import Article
from medlint.articles.provenance import today
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import SENTENCE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import pattern, word_list, wording


class InterestParams(Params, frozen=True, kw_only=True):
    """Who has no interest to disclose."""

    non_commercial: bool = False
    """A public service that sells nothing."""


@check("undisclosed-interest", InterestParams)
def undisclosed_interest(article: Article, params: InterestParams) -> Iterator[Match]:
    """Yield the booking or shop link of a page that recommends what it sells and discloses nothing."""
    if params.non_commercial:
        return
    offer = _offer(article)
    if offer is None:
        return
    recommends = wording("style", "interest-recommendation")
    for sentence in article.sentences_like(recommends, within=SENTENCE_ZONES):
        if article.hits(recommends, sentence):
            if wording("style", "disclosure").search(article.folded):
                return
            yield Match(offer, related=(("The page recommends it here.", sentence.span),))
            return


def _offer(article: Article) -> Span | None:
    for mark in article.document.marks:
        target = mark.value.lower()
        if mark.kind == "link" and any(part in target for part in word_list("style", "affiliate-links")):
            return mark.span if mark.span.length else None
    for block in article.blocks:
        if article.zones[block.index] == "call-to-action" and pattern("style", "offers").search(
            article.folded[block.span.start : block.span.end]
        ):
            return block.span
    return None


class AgeParams(Params, frozen=True, kw_only=True):
    """How old the newest source may be, in years."""

    years: int = 10


_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)")


@check("old-source", AgeParams)
def old_source(article: Article, params: AgeParams) -> Iterator[Match]:
    """Yield the references when the newest of them is too old."""
    years: list[int] = []
    first = None
    for block in article.blocks:
        if article.zones[block.index] == "references" and block.kind != "heading":
            found = [int(year) for year in _YEAR.findall(article.text_of(block.span))]
            if found:
                first = first or block
                years.append(max(found))
    now: datetime.date = today(article)
    if first is not None and now.year - max(years) > params.years:
        yield Match(first.span, {"year": str(max(years))})


class MetadataParams(Params, frozen=True, kw_only=True):
    """Which facts machines should find."""

    fields: tuple[str, ...] = ("lastreviewed", "reviewedby.name", "audience.audiencetype", "about.name")


@check("metadata-missing", MetadataParams)
def metadata_missing(article: Article, params: MetadataParams) -> Iterator[Match]:
    """Yield HTML health pages whose JSON-LD lacks facts of schema.org's MedicalWebPage."""
    if article.document.source.format != "html" or "<head" not in article.document.source.text[:5000].lower():
        return
    stated = {item.name for item in article.document.metadata if item.origin == "json-ld"}
    missing = [
        name for name in params.fields if not any(have.startswith(name.split(".")[0]) for have in stated)
    ]
    if missing:
        yield Match(article.title_span, {"missing": ", ".join(missing)})


class DisclaimerParams(Params, frozen=True, kw_only=True):
    """No parameters of its own."""


@check("missing-disclaimer", DisclaimerParams)
def missing_disclaimer(article: Article, params: DisclaimerParams) -> Iterator[Match]:
    """Yield the article when neither it nor the site's banner says that it does not replace a consultation."""
    if "disclaimer" in article.zones or pattern("provenance", "banner-disclaimer").search(
        fold(article.site.banner)
    ):
        return
    yield Match(article.title_span)
