"""Readability of one article, ready to show: formulas, difficulty, sections, worst sentences."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from medlint.articles.article import Article
from medlint.articles.difficulty import HardWord, article_difficulty, hard_words, sentence_difficulty
from medlint.articles.grade import counted_sentences, word_list
from medlint.articles.readability import Scores, scores, section_scores
from medlint.articles.sections import section_of
from medlint.spans import Position


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence with its difficulty and what makes it hard."""

    text: str
    start: Position
    words: int
    difficulty: float
    hard: tuple[HardWord, ...]


@dataclass(frozen=True, slots=True)
class ScoredSection:
    """A section with its grade and difficulty; None where it has no running prose."""

    heading: str
    words: int
    grade: float | None
    difficulty: float | None


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """All that `medlint score` says of an article."""

    path: str
    scores: Scores
    difficulty: float | None
    """1 (easiest) to 6 (hardest); None without running prose."""
    sections: tuple[ScoredSection, ...]
    hardest: tuple[ScoredSentence, ...]
    longest: tuple[ScoredSentence, ...]


def score_article(article: Article, most: int = 5) -> ArticleScore:
    """Score an article; `most` is how many of the worst sentences are kept, the worst first."""
    sentences = counted_sentences(article)
    rated = []
    for sentence in sentences:
        text = article.text_of(sentence.span)
        place = article.document.position(article.document.source_map.to_source(sentence.span).start)
        rated.append(
            ScoredSentence(
                " ".join(text.split()),
                place,
                len(word_list(text)),
                sentence_difficulty(text),
                tuple(hard_words(text, 4)),
            )
        )
    by_section: dict[int, list[float]] = {}
    for sentence, one in zip(sentences, rated, strict=True):
        by_section.setdefault(section_of(article, sentence.block).index, []).append(one.difficulty)
    sections = tuple(
        ScoredSection(
            " ".join(part.heading.split()),
            part.scores.words,
            part.scores.flesch_kincaid,
            sum(found) / len(found) if (found := by_section.get(part.section)) else None,
        )
        for part in section_scores(article)
        if part.scores.words
    )
    return ArticleScore(
        article.document.source.path,
        scores(article),
        article_difficulty(article) if rated else None,
        sections,
        tuple(sorted(rated, key=lambda one: -one.difficulty)[:most]),
        tuple(sorted(rated, key=lambda one: -one.words)[:most]),
    )


def as_data(score: ArticleScore) -> dict[str, Any]:
    """Return a score as plain data for JSON, figures rounded to two places."""
    data: dict[str, Any] = _rounded(asdict(score))
    for key in ("hardest", "longest"):
        for one in data[key]:
            offset, line, column = one["start"]
            one["start"] = {"offset": offset, "line": line, "column": column}
            one["hard"] = [
                {"word": word, "weight": weight, "plain": plain} for word, weight, plain in one["hard"]
            ]
    return data


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
