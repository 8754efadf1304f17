"""The review page for editors: one HTML file that needs no network, with everything of the article escaped."""

from __future__ import annotations

import base64
import hashlib
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from medlint._version import __version__
from medlint.findings import CONFIDENCES, DISCLAIMER, FAMILIES, SEVERITIES
from medlint.reports.bands import band_of, step_of
from medlint.reports.review import CONFIDENCE_WORDS, Review, ReviewedArticle
from medlint.reports.tree import Node, tree

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_STYLE = ("base", "article", "panel", "overview", "narrow", "print")
_SCRIPT = ("store", "article", "marks", "files", "keys", "overview")
"""Parts of one script, in their order."""
_MOST_ROWS = 200
"""Articles in the overview at first; more of them at once make opening, sorting and going back slow."""
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_HIDDEN = "~"
"""Stands before the fingerprint of a finding that is not shown unless a filter asks for it."""
_HEADING_SHIFT = 1
"""The page has the first heading to itself; those of the article go one level down."""


def write(review: Review) -> bytes:
    """Return the page: the article itself, or an overview of many that opens each on demand."""
    environment = _environment()
    style = _asset("style", "css", _STYLE)
    script = f'"use strict";\n(() => {{\n{_asset("script", "js", _SCRIPT)}}})();\n'
    parts = [_article_data(article) for article in review.articles]
    page = environment.get_template("page.html").render(
        review=review,
        single=parts[0] if len(parts) == 1 else None,
        rows=list(_rows(review.articles)),
        rules=_rules(review),
        totals=_totals(review),
        stored=_stored(environment, parts) if len(parts) > 1 else [],
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        version=__version__,
        disclaimer=DISCLAIMER,
        families=FAMILIES,
        severities=SEVERITIES,
        confidences=CONFIDENCES,
        most_rows=_MOST_ROWS,
        sure_words=CONFIDENCE_WORDS,
        is_node=lambda item: isinstance(item, Node),
    )
    environment.filters.update(
        plural=_plural,
        safe_link=safe_link,
        heading_level=_heading_level,
        ticks=_ticks,
        band_of=band_of,
        step_of=step_of,
    )
    return environment


@cache
def _asset(folder: str, ending: str, names: tuple[str, ...]) -> str:
    return "\n".join((_TEMPLATES / folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)


def _hash(text: str) -> str:
    """Return what the page's security policy calls this script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _stored(environment: Environment, parts: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield the articles packed (zlib, then base64): inert data that costs the browser little until one is opened.

    1,000 articles take a tenth of their size, and no markup in them can end the element that holds them.
    """
    template = environment.get_template("article.html")
    for number, part in enumerate(parts, 1):
        html = template.render(article=part, number=number)
        yield number, base64.b64encode(zlib.compress(html.encode("utf-8", "replace"))).decode("ascii")


def _article_data(article: ReviewedArticle) -> dict[str, Any]:
    linked = {
        place.sentence for item in article.checklist for place in item.places if place.sentence is not None
    }
    linked.update(sentence for note in article.notes for sentence in note.related if sentence is not None)
    return {
        "facts": article,
        "tree": tree(article.blocks),
        "linked": linked,
        "section_starts": {section.block for section in article.sections},
        "by_number": {note.number: note for note in article.notes},
        "lines": _lines(article),
    }


def _lines(article: ReviewedArticle) -> dict[int, str]:
    return {note.number: f"{article.unit} {note.finding.start.line}" for note in article.notes}


def _rows(articles: list[ReviewedArticle]) -> Iterator[dict[str, Any]]:
    shared = _shared_folder([article.path for article in articles])
    for number, article in enumerate(articles, 1):
        name = article.path[len(shared) :].lstrip("/\\") if shared else article.path
        yield {**_row(number, article), "name": name}


def _shared_folder(paths: list[str]) -> str:
    try:
        return os.path.commonpath([os.path.dirname(path) for path in paths])
    except ValueError:  # no paths, or some absolute and some not
        return ""


def _row(number: int, article: ReviewedArticle) -> dict[str, Any]:
    errors, warnings = article.count("error"), article.count("warning")
    return {
        "number": number,
        "facts": article,
        "errors": errors,
        "warnings": warnings,
        "weight": (errors, warnings, len(article.shown)),
        "missing": sum(item.state in ("missing", "part") for item in article.checklist),
        "prints": [("" if note.shown else _HIDDEN) + note.finding.fingerprint for note in article.notes],
    }


def _rules(review: Review) -> list[dict[str, Any]]:
    """Return the rules that found something, with how often, by family."""
    counts = Counter(note.finding.rule for article in review.articles for note in article.shown)
    rules = {
        note.rule.id: note.rule
        for article in review.articles
        for note in article.notes
        if note.rule is not None
    }
    ordered = sorted(
        rules.values(),
        key=lambda rule: (FAMILIES.index(rule.family) if rule.family in FAMILIES else 99, rule.id),
    )
    return [{"rule": rule, "count": counts[rule.id]} for rule in ordered]


def _totals(review: Review) -> dict[str, Any]:
    shown = [note.finding for article in review.articles for note in article.shown]
    return {
        "severity": Counter(finding.severity for finding in shown),
        "family": Counter(finding.family for finding in shown),
        "words": sum(article.words for article in review.articles),
        "aside": sum(len(article.aside) for article in review.articles),
    }


def safe_link(target: str) -> str:
    """Return a link's target when a browser may open it: absolute, and of a harmless scheme; else nothing."""
    cleaned = target.strip()
    if any(ord(char) < 33 for char in cleaned):
        return ""
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return ""
    return cleaned if scheme in _SAFE_SCHEMES else ""


def _heading_level(level: int) -> int:
    return min(max(level, 1) + _HEADING_SHIFT, 6)


def _ticks(text: str) -> Markup:
    """Return text of medlint's own with what stands between backticks as code; everything is escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(parts)
    )


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


__all__ = ["safe_link", "write"]
