"""How numbers and doses are written: abbreviations that are misread, long numbers, blanks before units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from medlint.articles.article import Article
from medlint.articles.context import context
from medlint.articles.locale import locale_of
from medlint.articles.quantities import Figures, figures_of
from medlint.articles.terms import lexicon_terms
from medlint.checks.registry import Match, Params, check
from medlint.findings import Severity
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import wordings_of
from medlint.vocabulary.wordlists import vocabulary, word_set


class ErrorProneParams(Params, frozen=True, kw_only=True):
    """What silences an abbreviation."""

    unless: tuple[str, ...] = ("mention", "quoted")
    unless_near: tuple[str, ...] = ()
    """Wordings of sentences that teach what an abbreviation means."""

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.unless_near)


@cache
def _abbreviations() -> tuple[re.Pattern[str], tuple[dict[str, Any], ...]]:
    rows = tuple(vocabulary("doses")["error-prone"])
    parts = []
    for index, row in enumerate(rows):
        written = row["written"]
        edge = r"(?![\w/-]|\.\w)" if written[-1].isalpha() or written[-1] == "." else ""
        before = (
            r"(?<=\d)\s?-?" if row["after"] == "number" else r"(?<![\w./-])" if written != "@" else r"(?<=\s)"
        )
        parts.append(f"{before}(?P<r{index}>{written}){edge}")
    return re.compile("|".join(parts)), rows


_QUICK = re.compile(
    r"\d\s?-?(?:I?U|[µμu]g|cc)\b|\b(?:[QBTqbt]\.?[OIoi]?\.?[DHdh]\.?[Ss]?|HS|h\.s\.|PRN|P\.R\.N|prn|p\.r\.n|P\.?O|p\.o|SC|SQ|SubQ|sub q|MSO|MgSO|A[DSU]|O[DSU])\b|[<>≥≤]\s?\d|\s@\s"
)


@check("error-prone-abbreviation", ErrorProneParams)
def error_prone_abbreviation(article: Article, params: ErrorProneParams) -> Iterator[Match]:
    """Yield the abbreviations of dose, route and time that safety bodies tell writers to spell out."""
    pattern, rows = _abbreviations()
    for figures in figures_of(article):
        if not _QUICK.search(figures.original):
            continue
        for found in pattern.finditer(figures.original):
            name = found.lastgroup or ""
            row, start, end = rows[int(name[1:])], found.start(name), found.end(name)
            if not _meant(article, figures, row, start, end):
                continue
            first = start
            if row["after"] == "number":
                number = next((n for n in figures.numbers if n.end <= start and start - n.end <= 2), None)
                if number is None:
                    continue
                first = next((n.start for n in reversed(figures.numbers) if n.end <= start), start)
            span = figures.span(first, end)
            if params.unless_near and article.hits(wordings_of(params.unless_near), figures.sentence):
                continue
            if not context(article, span).isdisjoint(params.unless):
                continue
            severity: Severity | None = "error" if row.get("error") else "info" if row.get("info") else None
            yield Match(span, {"say": row["say"]}, severity=severity)


def _meant(article: Article, figures: Figures, row: dict[str, Any], start: int, end: int) -> bool:
    """Tell whether the letters stand where a dose is written."""
    needs = row["after"]
    if needs in {"any", "number"}:
        return not re.match(r"\s?/|-\d", figures.original[end:])
    near = set(re.findall(r"[a-z]+|\d+", figures.text[max(0, start - 40) : start])[-4:])
    near |= set(re.findall(r"[a-z]+|\d+", figures.text[end : end + 40])[:4])
    if needs in {"eye", "ear"}:
        return (
            "drop" in figures.text
            and (needs in figures.text or re.search(r"\d\sdrops?|drops?\s", figures.text) is not None)
            and bool(near & {"drop", "drops", "in", "one", "two", "1", "2"})
        )
    sig = word_set("doses", "sig-words")
    written = row["written"]
    if written == "@":
        return any(word.isdigit() for word in near) and bool(near & sig)
    return bool(near & sig) or any(
        use.term.kind == "medicine" and abs(use.start - figures.sentence.span.start - start) < 40
        for use in lexicon_terms(article)
        if figures.sentence.span.start <= use.start < figures.sentence.span.end
    )


class LargeNumberParams(Params, frozen=True, kw_only=True):
    """From how many digits on a number needs a separator."""

    digits: int = 5


_LONG = re.compile(r"(?<![\w.,/#:+-])\d{5,9}(?![\w/:-]|[.,]\d)")


@check("large-number", LargeNumberParams)
def large_number(article: Article, params: LargeNumberParams) -> Iterator[Match]:
    """Yield long numbers without separators that count people, cases or units of a medicine."""
    counted = word_set("vitals", "people") | word_set("numbers", "counted")
    for figures in figures_of(article):
        for found in _LONG.finditer(figures.text):
            after = re.match(r"\s([a-z]+)", figures.text[found.end() :])
            if after and after[1] in counted and len(found.group()) >= params.digits:
                span = figures.span(*found.span())
                yield Match(span, suggestion=f"{int(found.group()):,}")


class SpacingParams(Params, frozen=True, kw_only=True):
    """Which blanks are looked for."""

    units: tuple[str, ...] = ("mg", "mcg", "ml", "g", "kg", "units", "mmol", "µg")


_GLUED = re.compile(r"(?<![\w.,/-])\d[\d,]*(?:\.\d+)?(mg|mcg|ml|mL|g|kg|units|mmol|µg)(?![\w])")
_NAME = re.compile(
    r"(?<!\w)(?P<name>[A-Za-z]{4,})(?P<dose>\d[\d,]*(?:\.\d+)?)\s?(?:mg|mcg|ml|mL|g|units)(?!\w)"
)


@check("number-unit-spacing", SpacingParams)
def number_unit_spacing(article: Article, params: SpacingParams) -> Iterator[Match]:
    """Yield “10mg” where the locale parts number and unit, and a medicine’s name glued to its dose anywhere."""
    joined = locale_of(article) in {"en-GB", "en-IE"}
    for figures in figures_of(article):
        for found in _NAME.finditer(figures.original):
            yield Match(
                figures.span(*found.span()),
                suggestion=found.group().replace(found["name"], found["name"] + " ", 1),
                severity="warning",
            )
        if joined:
            continue
        for found in _GLUED.finditer(figures.original):
            if found[1] in params.units or found[1].lower() in params.units:
                at = found.start(1) - found.start()
                shown = found.group()
                yield Match(figures.span(*found.span()), suggestion=f"{shown[:at]} {shown[at:]}")
