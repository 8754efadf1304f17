"""Every example of every rule: bad ones report the marked spans and nothing else, good ones nothing."""

from __future__ import annotations

import datetime

import pytest

from medlint.articles.article import Article
from medlint.articles.site import Site
from medlint.config import Config
from medlint.engine import lint_text, run_rule
from medlint.rulebook.loader import built_in, example_kind
from medlint.rulebook.rule import Example, Rule, parse_marks
from medlint.sources import read_text


def examples(which: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{which}-{number}")
        for rule in built_in().rules.values()
        for number, example in enumerate(getattr(rule, which), 1)
    ]


def noticed(rule: Rule, example: Example, text: str) -> list[str]:
    """Lint with all rules: medlint's own notices speak of the others."""
    config = Config(extend_select=("all",), ignore=("advice",))
    report = lint_text(text, format=example.format, config=config)  # type: ignore[arg-type]
    return sorted(finding.excerpt for finding in report.findings if finding.rule == rule.id)


def reported(rule: Rule, example: Example) -> tuple[list[str], list[str]]:
    text, marked = parse_marks(example.text)
    if rule.family == "hygiene":
        return noticed(rule, example, text), sorted(text[s.start : s.end] for s in marked)
    today = datetime.date.fromisoformat(example.today) if example.today else None
    site = Site(
        kind=example_kind(rule, example),
        locale=example.locale or None,
        profile=example.profile or "web-article",
        today=today,
    )
    article = Article(read_text(text, path="-", format=example.format), site)  # type: ignore[arg-type]
    places = [
        match.source or article.document.source_map.to_source(match.span)
        for match in run_rule(article, rule, built_in())
    ]
    return sorted(text[place.start : place.end] for place in places), sorted(
        text[s.start : s.end] for s in marked
    )


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_bad_example_is_reported_at_its_marks(rule: Rule, example: Example) -> None:
    found, marked = reported(rule, example)
    assert marked, "a bad example needs << >> marks"
    assert found == marked


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_good_example_is_left_alone(rule: Rule, example: Example) -> None:
    found, marked = reported(rule, example)
    assert not marked, "a good example has no marks"
    assert found == []
