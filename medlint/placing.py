"""Turns what a check matched, or what the engine noticed, into a finding at its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.checks.registry import Match
from medlint.findings import Finding, Related, bare, fingerprint_of
from medlint.fixes import edits_of
from medlint.rulebook.rule import Rule
from medlint.sources.document import Document
from medlint.spans import Span
from medlint.suppression import Notice


class _Fields(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def finding_of(article: Article, rule: Rule, match: Match, seen: dict[tuple[str, str], int]) -> Finding:
    """Turn a match into a finding at its place in the source; `seen` counts repeats for fingerprints."""
    document = article.document
    place = match.source or document.source_map.to_source(match.span)
    start, end = document.position(place.start), document.position(place.end)
    text = document.source.text
    sentence = article.sentence_at(match.span.start)
    words = _bare(article, sentence.span if sentence else match.span)
    ordinal = _repeat(rule, words, seen)
    shown = " ".join(article.text_of(match.span).split())
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=match.severity or rule.severity,
        confidence=match.confidence or rule.confidence,
        message=rule.message.format_map(
            _Fields({"match": shown, "suggestion": match.suggestion or "", **match.fields})
        ).strip(),
        path=document.source.path,
        start=start,
        end=end,
        excerpt=text[place.start : place.end],
        suggestion=match.suggestion,
        help=match.help or rule.help or None,
        related=tuple(
            Related(
                said,
                document.position(document.source_map.to_source(span).start),
                document.position(document.source_map.to_source(span).end),
                span,
            )
            for said, span in match.related
        ),
        fingerprint=fingerprint_of(rule.id, words, ordinal),
        line_text=document.lines.text_of_line(text, start.line),
        unit=document.source.unit,
        span=match.span,
        level="sentence" if rule.level == "document" and match.span != article.title_span else rule.level,
        fix=edits_of(document, match.fix),
        former=tuple(fingerprint_of(old, words, ordinal) for old in rule.formerly),
    )


@fact
def _bare(article: Article, span: Span) -> str:
    return bare(article.text_of(span))


def findings_of_notices(
    document: Document, notices: Iterable[Notice], rules: dict[str, Rule], seen: dict[tuple[str, str], int]
) -> Iterator[Finding]:
    """Yield the findings of notices whose rule runs."""
    return (
        finding_at(document, rules[notice.rule], notice, seen) for notice in notices if notice.rule in rules
    )


def finding_at(document: Document, rule: Rule, notice: Notice, seen: dict[tuple[str, str], int]) -> Finding:
    """Turn a notice about a place in the source into a finding."""
    text, span = document.source.text, notice.span
    start, end = document.position(span.start), document.position(span.end)
    excerpt = text[span.start : span.end]
    words = bare(excerpt)
    ordinal = _repeat(rule, words, seen)
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=rule.severity,
        confidence=rule.confidence,
        message=rule.message.format_map(_Fields({"match": excerpt, **notice.fields})).strip(),
        path=document.source.path,
        start=start,
        end=end,
        excerpt=excerpt,
        help=rule.help or None,
        fingerprint=fingerprint_of(rule.id, words, ordinal),
        line_text=document.lines.text_of_line(text, start.line),
        unit=document.source.unit,
        span=Span(len(document.text), len(document.text)),
        level=rule.level,
        former=tuple(fingerprint_of(old, words, ordinal) for old in rule.formerly),
    )


def _repeat(rule: Rule, words: str, seen: dict[tuple[str, str], int]) -> int:
    """Return which repeat of the rule on these words it is, from 0, and count it."""
    key = (rule.id, words)
    seen[key] = seen.get(key, 0) + 1
    return seen[key] - 1
