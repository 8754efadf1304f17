"""Who wrote the page, who checked it, when, and from which sources?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.articles.article import Article, Sentence
from medlint.articles.dates import months_between
from medlint.articles.kind import kind_of
from medlint.articles.provenance import Dated, provenance_of, today
from medlint.articles.support import is_news_prose, link_level, support_of
from medlint.checks.registry import Match, Params, check
from medlint.sources.zones import SENTENCE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import word_list, word_set, wording


class ProvenanceParams(Params, frozen=True, kw_only=True):
    """No parameters of its own."""


@check("missing-author", ProvenanceParams)
def missing_author(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield the article when neither a person nor a body is named as its author."""
    found = provenance_of(article)
    if article.site.publisher or any(credit.origin != "core-properties" for credit in found.authors):
        return
    organisation = article.document.meta(
        "publisher", "publisher.name", "og:site_name", "sourceorganization.name"
    )
    if organisation:
        return
    yield Match(article.title_span, severity="info" if found.authors else None)


@check("author-without-credentials", ProvenanceParams)
def author_without_credentials(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield a named author of whom no degree, role or page is given."""
    authors = [credit for credit in provenance_of(article).authors if credit.origin != "core-properties"]
    if not authors or any(credit.has_credentials or credit.is_organisation for credit in authors):
        return
    shown = next((credit for credit in authors if credit.span), None)
    if shown is None or shown.span is None:
        return
    block = article.block_at(shown.span.start)
    if any(mark.kind == "link" and mark.span.overlaps(shown.span) for mark in article.marks_in(block.index)):
        return
    around = fold(article.text_of(block.span))
    if any(re.search(rf"\b{re.escape(role)}\b", around) for role in word_list("provenance", "roles")):
        return
    yield Match(block.span, {"name": shown.name})


class ReviewerParams(Params, frozen=True, kw_only=True):
    """Who may stand in for a reviewer."""

    author_counts: bool = False
    """A clinician as author is enough."""


@check("missing-medical-reviewer", ReviewerParams)
def missing_medical_reviewer(article: Article, params: ReviewerParams) -> Iterator[Match]:
    """Yield the article when no medical reviewer is named; “our team” is only `info`."""
    found = provenance_of(article)
    named = [credit for credit in found.reviewers if fold(credit.name).strip(" .") not in _nobody()]
    if named:
        return
    if params.author_counts and any(credit.has_credentials for credit in found.authors):
        return
    yield Match(article.title_span, severity="info" if found.reviewers else None)


def _nobody() -> frozenset[str]:
    return word_set("provenance", "our-team") | word_set("provenance", "nobody")


@check("missing-date", ProvenanceParams)
def missing_date(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield the article when it states no date; a date in Word's properties only is `info`."""
    dates = [item for item in provenance_of(article).dates if item.what != "next-review"]
    if any(item.origin != "core-properties" for item in dates):
        return
    yield Match(article.title_span, severity="info" if dates else None)


class StaleParams(Params, frozen=True, kw_only=True):
    """How old a review may be, in months."""

    medicine_months: int = 24
    """For pages about a medicine; others take `review-months` of the configuration (36)."""


@check("stale-review", StaleParams)
def stale_review(article: Article, params: StaleParams) -> Iterator[Match]:
    """Yield the date when the newest one is too old, or when the next review is past."""
    now = today(article)
    dates = provenance_of(article).dates
    due = [item for item in dates if item.what == "next-review"]
    if due and max(item.date.last for item in due) < now:
        late = max(due, key=lambda item: item.date.last)
        yield Match(_place(article, late), {"what": "The next review was due", "when": _said(late)})
        return
    past = [item for item in dates if item.what != "next-review" and item.origin != "core-properties"]
    if not past:
        return
    newest = max(past, key=lambda item: item.date.last)
    limit = params.medicine_months if kind_of(article).kind == "medicine" else article.site.review_months
    if newest.date.last <= now and months_between(newest.date.last, now) >= limit:
        yield Match(
            _place(article, newest), {"what": f"The page was last {newest.what}", "when": _said(newest)}
        )


@check("date-inconsistent", ProvenanceParams)
def date_inconsistent(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield dates that cannot all be right: reviewed before published, or in the future."""
    now = today(article)
    dates = [item for item in provenance_of(article).dates if item.origin != "core-properties"]
    for item in dates:
        if item.what != "next-review" and (item.date.first - now).days > 1:
            yield Match(_place(article, item), {"problem": f"{item.what} in the future ({_said(item)})"})
            return
    published = [item for item in dates if item.what == "published" and item.origin != "time"]
    reviewed = [item for item in dates if item.what == "reviewed"]
    if published and reviewed:
        first = min(published, key=lambda item: item.date.first)
        last = max(reviewed, key=lambda item: item.date.last)
        if (first.date.first - last.date.last).days > 1:
            problem = f"reviewed ({_said(last)}) before it was published ({_said(first)})"
            yield Match(_place(article, last), {"problem": problem})
            return
    for what in ("reviewed", "published"):
        stated = [
            item for item in dates if item.what == what and item.origin in {"text", "json-ld", "front-matter"}
        ]
        origins = {item.origin for item in stated}
        if len(origins) > 1:
            low = max(item.date.first for item in stated)
            high = min(item.date.last for item in stated)
            if (low - high).days > 31:
                said = " and ".join(sorted({_said(item) for item in stated}))
                yield Match(_place(article, stated[-1]), {"problem": f"{what} on different dates ({said})"})
                return


def _said(item: Dated) -> str:
    first, last = item.date.first, item.date.last
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def _place(article: Article, item: Dated) -> Span:
    return item.span or article.title_span


@check("no-references", ProvenanceParams)
def no_references(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield the article when it makes claims and names no source: no list, footnote or strong link."""
    if "references" in article.zones:
        return
    for mark in article.document.marks:
        if mark.kind in {"footnote-ref"}:
            return
        if mark.kind in {"link", "url"} and link_level(mark.value or article.text_of(mark.span)) == "strong":
            return
    if article.document.meta(
        "references", "sources", "citation", "citations", "source", "citation.url", "isbasedon"
    ):
        return
    signs = wording("provenance", "claim-signs")
    claims = [
        sentence
        for sentence in article.sentences_like(signs, within=SENTENCE_ZONES)
        if article.hits(signs, sentence)
    ]
    # News names studies, bodies and speakers in its sentences, and has no list of them.
    bare = claims
    if claims and is_news_prose(article):
        bare = [sentence for sentence in claims if not _named_source(article, sentence)]
    if bare:
        yield Match(
            article.title_span, related=(("A sentence that needs a source stands here.", bare[0].span),)
        )


def _named_source(article: Article, sentence: Sentence) -> bool:
    support = support_of(article, sentence)
    return support is not None and support.level != "weak"


_MARKER = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]")
_LIST_NUMBER = re.compile(r"^\W*(\d{1,3})[.)\]:\s]")


@check("broken-reference-marker", ProvenanceParams)
def broken_reference_marker(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield a numbered marker that points past the end of the list of references."""
    entries = [
        block
        for block in article.blocks
        if article.zones[block.index] == "references" and block.kind != "heading"
    ]
    numbers = [
        int(found[1]) for block in entries if (found := _LIST_NUMBER.match(article.text_of(block.span)))
    ]
    last = max(max(numbers, default=0), len(entries))
    if not entries:
        return
    for sentence in article.prose:
        for marker in _MARKER.finditer(article.text, sentence.span.start, sentence.span.end):
            cited = [int(number) for number in re.findall(r"\d+", marker[1])]
            if max(cited) > last and max(cited) <= last + 30:
                yield Match(Span(*marker.span()), {"last": str(last)})


_IDENTIFIERS = (
    (
        "DOI",
        "doi",
        re.compile(r"\bdoi(?::|\.org/|\s)\s*(?P<id>\S+)", re.IGNORECASE),
        re.compile(r"10\.\d{4,9}/\S+"),
    ),
    ("PMID", "pmid", re.compile(r"\bPMID:?\s*(?P<id>\w+)"), re.compile(r"\d{5,9}")),
    ("trial number", "nct", re.compile(r"\b(?P<id>NCT\d+)"), re.compile(r"NCT\d{8}")),
)


@check("malformed-identifier", ProvenanceParams)
def malformed_identifier(article: Article, params: ProvenanceParams) -> Iterator[Match]:
    """Yield a DOI, PMID or trial number that cannot be one by its shape; nothing is looked up."""
    for what, mark, finder, shape in _IDENTIFIERS:
        for found in finder.finditer(article.text) if mark in article.folded else ():
            value = found["id"].rstrip(".,;)]")
            if value.lower() in {"is", "and", "or", "number", "numbers", "the"} or shape.fullmatch(value):
                continue
            if any(char.isdigit() for char in value):
                yield Match(Span(found.start("id"), found.start("id") + len(value)), {"what": what})
