"""Authors, reviewers and dates from wherever a page states them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.articles.dates import find_date, months_between
from medlint.articles.provenance import provenance_of
from tests.conftest import article_of

PAGES = yaml.safe_load((Path(__file__).parent / "data" / "provenance-pages.yaml").read_text(encoding="utf-8"))
BODY = "\n\nKnee pain is common after sport. It often settles in a few weeks.\n"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-04", "2024-03-04", "2024-03-04"),
        ("2024-03-04T10:00:00Z", "2024-03-04", "2024-03-04"),
        ("2024-03", "2024-03-01", "2024-03-31"),
        ("4 March 2024", "2024-03-04", "2024-03-04"),
        ("4th of March, 2024", "2024-03-04", "2024-03-04"),
        ("March 4, 2024", "2024-03-04", "2024-03-04"),
        ("Mar. 4th 2024", "2024-03-04", "2024-03-04"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("04/03/2024", "2024-03-04", "2024-03-04"),
        ("25/12/2024", "2024-12-25", "2024-12-25"),
        ("12/2024", "2024-12-01", "2024-12-31"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("31 February 2024", None, None),
        ("page 3 of 12", None, None),
        ("call 020 2024 1234", "2024-01-01", "2024-12-31"),
    ],
)
def test_dates(text: str, first: str | None, last: str | None) -> None:
    found = find_date(text)
    if first is None:
        assert found is None or found.first.isoformat() not in text
        return
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_american_dates_have_the_month_first() -> None:
    found = find_date("03/04/2024", day_first=False)
    assert found is not None
    assert found.first == datetime.date(2024, 3, 4)


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2020-05-03", "2023-05-03", 36), ("2020-05-03", "2023-05-02", 35), ("2024-01-31", "2024-02-01", 0)],
)
def test_months_between(earlier: str, later: str, months: int) -> None:
    assert months_between(datetime.date.fromisoformat(earlier), datetime.date.fromisoformat(later)) == months


@pytest.mark.parametrize(
    ("text", "format", "authors", "reviewers", "dates"),
    [
        ("# Knees\n\nBy Jane Roe, health writer" + BODY, "markdown", ["Jane Roe, health writer"], [], []),
        (
            "# Knees\n\nWritten by Jane Roe. Medically reviewed by Sam Lee, MD. Last reviewed: 4 March 2024"
            + BODY,
            "markdown",
            ["Jane Roe"],
            ["Sam Lee, MD"],
            [("reviewed", "2024-03-04")],
        ),
        ("# Knees\n\nBy noon most people feel better" + BODY, "markdown", [], [], []),
        ("# Knees\n\nBy 2019 the clinic had moved" + BODY, "markdown", [], [], []),
        ("# Knees\n\nReviewed by our team" + BODY, "markdown", [], ["our team"], []),
        ("# Knees" + BODY + "\n© 2019 Northtown Clinic", "markdown", [], [], []),
        (
            "---\nauthors:\n  - Jane Roe\ndate: 2023-01-02\nlastReviewed: 2024-03-04\n---\n# Knees" + BODY,
            "markdown",
            ["Jane Roe"],
            [],
            [("published", "2023-01-02"), ("reviewed", "2024-03-04")],
        ),
        (
            "Knees\n\nDana Whitlow, staff writer, Ridgeline Spine Center\nPublished 9 September 2026" + BODY,
            "text",
            ["Dana Whitlow, staff writer, Ridgeline Spine Center"],
            [],
            [("published", "2026-09-09")],
        ),
        (
            '<html><head><script type="application/ld+json">{"@type": "MedicalWebPage", "author": {"name": "Jane Roe"},'
            ' "reviewedBy": {"name": "Sam Lee"}, "lastReviewed": "2024-03-04"}</script>'
            '<meta property="article:published_time" content="2023-01-02"></head>'
            "<body><h1>Knees</h1><p>Knee pain is common after sport.</p></body></html>",
            "html",
            ["Jane Roe"],
            ["Sam Lee"],
            [("published", "2023-01-02"), ("reviewed", "2024-03-04")],
        ),
        (
            "<h1>Knees</h1><p>Knee pain is common.</p><footer><p>Page last reviewed: 4 March 2024 Next review due:"
            " 4 March 2027</p></footer>",
            "html",
            [],
            [],
            [("reviewed", "2024-03-04"), ("next-review", "2027-03-04")],
        ),
    ],
)
def test_what_a_page_says_of_its_origin(
    text: str, format: str, authors: list[str], reviewers: list[str], dates: list[tuple[str, str]]
) -> None:
    found = provenance_of(article_of(text, format=format))
    assert [credit.name for credit in found.authors] == authors
    assert [credit.name for credit in found.reviewers] == reviewers
    assert [(item.what, item.date.first.isoformat()) for item in found.dates] == dates


@pytest.mark.parametrize(
    ("line", "author", "dates"),
    [
        ("By Wren, for Fern and Fell. 12 August 2025.", "Wren, for Fern and Fell", ["2025-08-12"]),
        ("By Jane Roe, nurse, Bay Clinic. Published March 9, 2026.", "Jane Roe, nurse, Bay Clinic", ["2026-03-09"]),
        ("By Jane Roe, 3 May", "Jane Roe", []),
        ("By Jane Roe - August 12", "Jane Roe", []),
        ("By Jane Roe, 12.08.25", "Jane Roe", []),
        ("By Jane Roe (12 August 2025)", "Jane Roe", ["2025-08-12"]),
        ("By Jane Roe. Spring 2025.", "Jane Roe", ["2025-01-01"]),
        ("By JANE ROE, 12 Aug. 2025", "JANE ROE", ["2025-08-12"]),
        ("By Wren on a Sunday, 12 August 2025", "Wren", ["2025-08-12"]),
        ("By Jane Roe. 5 min read. Updated 3 May 2024.", "Jane Roe", ["2024-05-03"]),
    ],
)  # fmt: skip
def test_a_byline_holds_no_prose_and_its_name_no_date(line: str, author: str, dates: list[str]) -> None:
    article = article_of(f"# Knees\n\n{line}{BODY}")
    found = provenance_of(article)
    assert [credit.name for credit in found.authors] == [author]
    assert [item.date.first.isoformat() for item in found.dates] == dates
    assert article.zones[1] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "By March 2026, clinics will open. Updated figures come later.",
        "By eating well you stay fit. 12 August 2025.",
        "By Monday most people feel better. Call us if you do not.",
        "By Wren Street there is a clinic. It opened on 12 August 2025.",
    ],
)
def test_prose_that_begins_with_by_is_no_byline(line: str) -> None:
    article = article_of(f"# Knees\n\n{line}{BODY}")
    assert article.zones[1] == "body"
    assert not provenance_of(article).authors


def test_a_date_stands_at_its_place_in_the_text() -> None:
    article = article_of("# Knees\n\nLast reviewed: 4 March 2024" + BODY)
    (item,) = provenance_of(article).dates
    assert item.span is not None
    assert article.text_of(item.span) == "4 March 2024"


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_pages_of_many_systems(page: dict[str, Any]) -> None:
    found = provenance_of(article_of(page["text"], format=page["format"], locale=page.get("lang")))
    for wanted, people in (
        (page.get("author"), found.authors),
        (page.get("reviewer"), found.reviewers),
    ):
        assert bool(people) == bool(wanted)
        assert not people or people[0].name.startswith(wanted)
    stated = {f"{item.what} {item.date.first}" for item in found.dates}
    assert stated == set(page.get("dates", []))


def test_two_figures_for_the_year_are_a_date_after_a_label_only() -> None:
    assert find_date("04/03/24") is None
    found = find_date("04/03/24", short_year=True)
    assert found is not None
    assert found.first == datetime.date(2024, 3, 4)
