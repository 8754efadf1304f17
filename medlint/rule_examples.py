"""Runs the examples of rules: bad ones are reported at their marks and nowhere else, good ones not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import cast

from medlint.articles.article import Article
from medlint.articles.site import Site
from medlint.config import Config
from medlint.engine import lint_text, run_rule
from medlint.rulebook.loader import RuleSet, example_kind
from medlint.rulebook.rule import Example, Rule, parse_marks
from medlint.sources import read_text
from medlint.sources.document import Format


def outcome(rule: Rule, example: Example, ruleset: RuleSet) -> tuple[list[str], list[str]]:
    """Return what a rule reports in an example, and what is marked there, each sorted."""
    text, marks = parse_marks(example.text)
    marked = sorted(text[span.start : span.end] for span in marks)
    if rule.family == "hygiene":
        return _noticed(rule, example, text), marked
    today = datetime.date.fromisoformat(example.today) if example.today else None
    site = Site(
        kind=example_kind(rule, example),
        locale=example.locale or None,
        profile=example.profile or "web-article",
        today=today,
    )
    article = Article(read_text(text, path="-", format=cast(Format, example.format)), site)
    places = [
        match.source or article.document.source_map.to_source(match.span)
        for match in run_rule(article, rule, ruleset)
    ]
    return sorted(text[place.start : place.end] for place in places), marked


def _noticed(rule: Rule, example: Example, text: str) -> list[str]:
    """Lint with all rules: medlint's own notices speak of the others."""
    config = Config(extend_select=("all",), ignore=("advice",))
    report = lint_text(text, format=cast(Format, example.format), config=config)
    return sorted(finding.excerpt for finding in report.findings if finding.rule == rule.id)


def faults(rules: Iterable[Rule], ruleset: RuleSet) -> Iterator[str]:
    """Yield a line for each example that does not come out as its rule file says."""
    for rule in rules:
        if not rule.bad or not rule.good:
            yield f"{rule.id}: it needs a bad and a good example at least."
        for which, examples in (("bad", rule.bad), ("good", rule.good)):
            for number, example in enumerate(examples, 1):
                found, marked = outcome(rule, example, ruleset)
                if which == "bad" and not marked:
                    yield f"{rule.id}: bad example {number} marks nothing; put << >> around the fault."
                elif found != marked:
                    said = ", ".join(f"“{text}”" for text in found) or "nothing"
                    wanted = ", ".join(f"“{text}”" for text in marked) or "nothing"
                    yield f"{rule.id}: {which} example {number} reports {said}, and should report {wanted}."
