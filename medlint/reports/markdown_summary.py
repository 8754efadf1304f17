"""A summary in Markdown, short enough for the comment of a pull request."""

from __future__ import annotations

import re
from collections import Counter

from medlint.findings import DISCLAIMER, SEVERITIES, Finding
from medlint.reports.bands import band_of
from medlint.reports.review import Note, Review, ReviewedArticle

_MOST_ROWS = 40
"""Articles in the table."""
_MOST_ARTICLES = 10
"""Articles whose findings are listed, those with the most serious ones first."""
_MOST_FINDINGS = 8
_MOST_ASIDE = 10
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~@])")
_SIGNS = {"error": "🔴", "warning": "🟠", "info": "🔵"}


def write(review: Review) -> bytes:
    """Return the summary."""
    counts = Counter(note.finding.severity for article in review.articles for note in article.shown)
    words = sum(article.words for article in review.articles)
    found = ", ".join(_count(counts[name], name) for name in SEVERITIES if counts[name]) or "Nothing found"
    lines = [
        "## medlint review",
        "",
        f"**{found}** in {_count(len(review.articles), 'article')}, {words:,} words.",
        "",
    ]
    ordered = sorted(review.articles, key=_weight, reverse=True)
    lines += _table(ordered)
    for article in ordered[:_MOST_ARTICLES]:
        if article.shown:
            lines += _findings(article)
    hidden = sum(bool(article.shown) for article in ordered[_MOST_ARTICLES:])
    if hidden:
        lines += ["", f"… and {_count(hidden, 'more article')} with findings."]
    lines += _aside(review)
    if review.failures:
        lines += ["", "### Not reviewed", ""]
        lines += [f"- {_code(failure.path)}: {_plain(failure.message)}" for failure in review.failures[:20]]
    lines += ["", f"_{_plain(DISCLAIMER)}_"]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _table(articles: list[ReviewedArticle]) -> list[str]:
    if not articles:
        return []
    rows = [
        "| article | errors | warnings | grade | difficulty | last review | checklist gaps |",
        "| --- | ---: | ---: | ---: | --- | --- | --- |",
    ]
    for article in articles[:_MOST_ROWS]:
        gaps = ", ".join(item.name.lower() for item in article.checklist if item.state in ("missing", "part"))
        grade = f"{article.grade:.1f}" if article.grade is not None else ""
        difficulty = (
            f"{article.difficulty:.1f}, {band_of(article.difficulty)}"
            if article.difficulty is not None
            else ""
        )
        rows.append(
            f"| {_code(article.path)} | {article.count('error')} | {article.count('warning')} | {grade} | {difficulty}"
            f" | {_reviewed(article)} | {gaps or 'none'} |"
        )
    if len(articles) > _MOST_ROWS:
        rows += ["", f"… and {_count(len(articles) - _MOST_ROWS, 'more article')}."]
    return rows


def _aside(review: Review) -> list[str]:
    """Return what was suppressed or is in the baseline, with the reasons."""
    found = [(article, finding) for article in review.articles for finding in article.aside]
    if not found:
        return []
    lines = ["", f"<details><summary>{_count(len(found), 'finding')} put aside before</summary>", ""]
    for article, finding in found[:_MOST_ASIDE]:
        place = f"{_code(article.path)}, {article.unit} {finding.start.line}"
        lines.append(f"- {place}: {_plain(finding.ignored or '')[:200]} ({finding.rule})")
    if len(found) > _MOST_ASIDE:
        lines.append(f"- … and {len(found) - _MOST_ASIDE:,} more")
    return [*lines, "", "</details>"]


def _reviewed(article: ReviewedArticle) -> str:
    seen = article.reviewed
    if seen is None:
        return "not stated"
    return seen.said if seen.what == "reviewed" else f"{seen.said} ({seen.what})"


def _findings(article: ReviewedArticle) -> list[str]:
    worst = sorted(article.shown, key=lambda note: SEVERITIES.index(note.finding.severity))
    lines = ["", f"<details><summary>{_plain(article.title)[:200]}</summary>", ""]
    lines += [_item(note, article.unit) for note in worst[:_MOST_FINDINGS]]
    if len(worst) > _MOST_FINDINGS:
        lines.append(f"- … and {len(worst) - _MOST_FINDINGS} more")
    return [*lines, "", "</details>"]


def _item(note: Note, unit: str) -> str:
    finding: Finding = note.finding
    text = f"- {_SIGNS[finding.severity]} {unit} {finding.start.line}: {_plain(finding.message)[:400]}"
    if note.placed and 0 < len(finding.excerpt) <= 100:
        text += f" {_code(finding.excerpt)}"
    if finding.suggestion and len(finding.suggestion) <= 200:
        text += f" You could write: {_plain(finding.suggestion)}"
    return f"{text} ({finding.rule})"


def _weight(article: ReviewedArticle) -> tuple[int, int, int]:
    return article.count("error"), article.count("warning"), len(article.shown)


def _plain(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return (
        escaped.replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\@", "@\u2060")
        .replace("://", ":\u2060//")
    )


def _code(text: str) -> str:
    text = " ".join(text.split()).replace("|", "¦")[:160]
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 or noun == "info" else "s")
