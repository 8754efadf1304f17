"""Is a word part of the name of an organisation, a person, a place or a species?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.spans import Span
from medlint.vocabulary.wordlists import word_list

_LINK = frozenset({"of", "and", "for", "the", "in", "on", "&", "to", "at", "de", "la", "von", "van"})
_BEFORE_FIELD = frozenset({"of", "in", "chief", "professor", "the", "and"})
"""Words that end the phrases of `rules/vocabulary/names.yaml` under `jobs`."""
_PIECE = re.compile(r"[^\s()\[\]“”\"]+")
REACH = 90
"""Characters to each side in which the rest of a name is looked for."""


def in_name(article: Article, span: Span) -> bool:
    """Tell whether a span stands in the name of an organisation, journal or event, or beside a job title."""
    if any(title.contains(span) for title in _titles(article)):
        return True
    block = article.block_at(span.start)
    low, high = max(block.span.start, span.start - REACH), min(block.span.end, span.end + REACH)
    before, after = article.text[low : span.start], article.text[span.end : high]
    last = before.rsplit(None, 1)[-1].lower() if before.strip() else ""
    if last.strip(",") in _BEFORE_FIELD and _job().search(before.lower()):
        return True
    if not article.text[span.start].isupper():
        return False
    if _degree().search(before):
        return True
    run = [*reversed(_run(reversed(_PIECE.findall(before)), stop_after=True)), article.text_of(span)]
    run += _run(_PIECE.findall(after), stop_after=False)
    words = {
        word.strip(",.;:'’").lower().removesuffix("'s").removesuffix("’s")
        for piece in run
        for word in piece.split()
    }
    return len(run) > 1 and not words.isdisjoint(_heads())


@cache
def _degree() -> re.Pattern[str]:
    """Return a degree with what stands between it and its field: “MD Pathology”, “MDS - Oral and …”."""
    return re.compile(
        r"\b(?:" + "|".join(word_list("names", "degrees")) + r")\b[\s(–-]+(?:[A-Z]\w+\s+(?:and|&)?\s*)*$"
    )


_TITLE = re.compile(
    r"[\"“‘'](?P<title>[A-Z0-9][^\"“”‘\n]{24,200}?)[\"”’'],?\s*(?:by\s+[A-Z]|(?:is|was|were|will\s+be)\s+published|appear(?:s|ed)\s+in)"
)


@fact
def _titles(article: Article) -> tuple[Span, ...]:
    """Return the titles of papers and books that the prose names in quotation marks."""
    return tuple(Span(*match.span("title")) for match in _TITLE.finditer(article.text))


def _run(pieces: object, *, stop_after: bool) -> list[str]:
    """Return the pieces that go on with a run of capitalised words."""
    out: list[str] = []
    for piece in pieces:  # type: ignore[attr-defined]
        bare = piece.strip(",'’‘*_")
        if stop_after and piece[-1:] in ".,;:!?":
            break
        if not (bare[:1].isupper() or bare.lower() in _LINK):
            break
        out.append(piece)
        if not stop_after and piece[-1:] in ".,;:!?":
            break
    while out and out[-1].lower() in _LINK:
        out.pop()
    return out


@cache
def _heads() -> frozenset[str]:
    return frozenset(word_list("names", "organisations"))


@cache
def _job() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("names", "jobs")) + r")\s+(?:the\s+)?$")


def always_capitalised(article: Article, places: Sequence[int]) -> bool:
    """Tell whether a word, given as indexes into `article.words`, has a capital wherever it stands inside a sentence.

    A word that only begins sentences or stands in headings gives no answer: False.
    """
    inside = 0
    for at in places:
        start = article.words.starts[at]
        if article.text[start].islower():
            return False
        sentence = article.sentence_at(start)
        if sentence is not None and sentence.zone != "heading":
            inside += re.search(r"\w", article.text[sentence.span.start : start]) is not None
    return inside > 0


def is_species(article: Article, start: int) -> bool:
    """Tell whether a lower-case word follows a capitalised one that is not the start of a sentence, or “E.”.

    “Borrelia burgdorferi”, “the plant Mitragyna speciosa”, “E. coli”.
    """
    before = article.text[max(0, start - 30) : start]
    return (
        re.search(
            r"(?:\b[A-Z]\.|(?:^|[\s(“\"*_])[A-Z][a-z]{3,}(?:us|a|um|is|es|as|ella|ia|ma|ys|on|ops))\s+[*_]*$",
            before,
        )
        is not None
    )
