"""What a complete patient article has, and what of it was found where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from medlint.articles.advice import advice_units
from medlint.articles.article import Article
from medlint.articles.dates import StatedDate
from medlint.articles.kind import PATIENT_KINDS, kind_of
from medlint.articles.provenance import Credit, Dated, provenance_of
from medlint.articles.support import link_level
from medlint.articles.topic import flags_named, topics_of
from medlint.articles.urgency import URGENCIES
from medlint.spans import Span

State = Literal["found", "part", "missing", "open"]
"""`open`: nothing to expect, or nothing that medlint could judge."""

_URGENCY_WORDS = {
    "now": "at once", "same-day": "the same day", "days": "within days", "routine": "no time given",
}  # fmt: skip
_WHERE = {
    "front-matter": "front matter", "json-ld": "structured data", "meta": "a meta tag", "time": "a time tag",
    "core-properties": "the file’s properties", "label-line": "the page", "title": "the title", "lang": "the page",
    "text": "the page",
}  # fmt: skip
_DATE_WORDS = {
    "published": "Published",
    "updated": "Updated",
    "reviewed": "Reviewed",
    "next-review": "Next review",
}
_MOST_PLACES = 5


class Place(NamedTuple):
    """Where something was found."""

    words: str
    sentence: int | None
    """Index in the article; None where it stands outside the text."""


class LastSeen(NamedTuple):
    """The day on which somebody last looked at the page, as far as it says."""

    day: str
    """As exactly as it was stated: 2027, 2027-03 or 2027-03-31."""
    said: str
    """The same in words: 31 March 2027."""
    what: str
    """reviewed, updated or published: the first of these that is stated."""


class CheckItem(NamedTuple):
    """One line of the checklist."""

    name: str
    state: State
    said: str
    """What was found, or what is missing, in a few words."""
    places: tuple[Place, ...] = ()


def checklist(article: Article) -> Iterator[CheckItem]:
    """Yield what a complete article has; on pages that are not for patients nothing counts as missing."""
    facts = provenance_of(article)
    items = [
        _advice(article),
        _red_flags(article),
        _people(article, "Author", facts.authors),
        _people(article, "Medical reviewer", facts.reviewers),
        _dates(article, facts.dates),
        _sources(article),
    ]
    expected = kind_of(article).kind in PATIENT_KINDS
    for item in items:
        if expected or item.state == "found":
            yield item
        else:
            yield item._replace(state="open", said="Not asked of this kind of page.")


def last_review(article: Article) -> LastSeen | None:
    """Return the day of the last review; else of the last change or publication."""
    dates = provenance_of(article).dates
    for what in ("reviewed", "updated", "published"):
        found = [dated.date for dated in dates if dated.what == what]
        if found:
            date = max(found, key=lambda date: date.last)
            return LastSeen(_sortable(date), _day(date), what)
    return None


def _advice(article: Article) -> CheckItem:
    units = advice_units(article)
    if not units:
        return CheckItem("When to get help", "missing", "No advice on whom to contact, and when.")
    fastest = max(units, key=lambda unit: URGENCIES.index(unit.urgency)).urgency
    said = f"{_plural(len(units), 'piece')} of advice; the most urgent: {_URGENCY_WORDS[fastest]}."
    ordered = sorted(units, key=lambda unit: -URGENCIES.index(unit.urgency))
    return CheckItem(
        "When to get help",
        "found",
        said,
        tuple(_place(article, unit.span) for unit in ordered[:_MOST_PLACES]),
    )


def _red_flags(article: Article) -> CheckItem:
    found = topics_of(article)
    if not found or kind_of(article).kind not in PATIENT_KINDS:
        return CheckItem("Warning signs", "open", "medlint has no list of warning signs for this topic.")
    topic = found[0]
    named = flags_named(article, topic)
    missing = [group.say for group in topic.groups if group.id not in named]
    count = f"{len(named)} of {len(topic.groups)} known warning signs ({topic.said})"
    state: State = "found" if len(named) >= topic.need else "part" if named else "missing"
    said = f"{count}."
    if missing and state != "found":
        least = "one" if topic.need == 1 else f"{topic.need}"
        said = f"{count}; at least {least} should be named. Not named: {'; '.join(missing)}."
    return CheckItem(
        "Warning signs",
        state,
        said,
        tuple(
            _place(article, article.sentences[at].span) for at in sorted(set(named.values()))[:_MOST_PLACES]
        ),
    )


def _people(article: Article, name: str, credits_: tuple[Credit, ...]) -> CheckItem:
    if not credits_:
        return CheckItem(name, "missing", "Not named.")
    names = "; ".join(dict.fromkeys(" ".join(credit.name.split())[:120] for credit in credits_[:3]))
    where = _where(credits_[0].origin)
    places = tuple(_place(article, credit.span) for credit in credits_[:3] if credit.span)
    return CheckItem(name, "found", f"{names} ({where}).", places)


def _dates(article: Article, dates: tuple[Dated, ...]) -> CheckItem:
    if not dates:
        return CheckItem("Dates", "missing", "No date of writing, change or review.")
    latest: dict[str, Dated] = {}
    for dated in dates:
        if dated.what not in latest or dated.date.last > latest[dated.what].date.last:
            latest[dated.what] = dated
    said = "; ".join(
        f"{_DATE_WORDS[what]} {_day(latest[what].date)}" for what in _DATE_WORDS if what in latest
    )
    state: State = "found" if "reviewed" in latest or "updated" in latest else "part"
    places = tuple(_place(article, dated.span) for dated in latest.values() if dated.span)
    return CheckItem("Dates", state, said + ".", places)


def _sources(article: Article) -> CheckItem:
    listed = [
        block for block, zone in zip(article.blocks, article.zones, strict=True) if zone == "references"
    ]
    linked = [
        mark
        for mark in article.document.marks
        if mark.kind in ("link", "url") and link_level(mark.value or article.text_of(mark.span)) == "strong"
    ]
    if not listed and not linked:
        return CheckItem(
            "Sources", "missing", "No list of sources, and no link to a guideline, study or authority."
        )
    said = []
    if listed:
        said.append(f"a list of sources ({_plural(len(listed), 'line')})")
    if linked:
        said.append(f"{_plural(len(linked), 'link')} to guidelines, studies or authorities")
    first = listed[0].span if listed else linked[0].span
    words = " and ".join(said)
    return CheckItem("Sources", "found", words[:1].upper() + words[1:] + ".", (_place(article, first),))


def _place(article: Article, span: Span) -> Place:
    sentence = article.sentence_at(span.start)
    words = " ".join(article.text_of(sentence.span if sentence else span).split())
    return Place(
        words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …",
        sentence.index if sentence else None,
    )


def _where(origin: str) -> str:
    return "in " + _WHERE[origin] if origin not in {"text", "label-line", "lang"} else "on the page"


def _day(date: StatedDate) -> str:
    """Return a date in words, as exactly as it was stated."""
    if date.first == date.last:
        return f"{date.first.day} {date.first:%B %Y}"
    return date.first.strftime("%B %Y" if date.first.month == date.last.month else "%Y")


def _sortable(date: StatedDate) -> str:
    if date.first == date.last:
        return date.first.isoformat()
    return date.first.strftime("%Y-%m" if date.first.month == date.last.month else "%Y")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
