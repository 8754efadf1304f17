"""Labels before a name or a date in the lines of a page: “Medically reviewed by”, “Last updated”, “Author:”."""

from __future__ import annotations

import re
from functools import cache

from medlint.articles.article import Article
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set

_LABEL_ZONES = frozenset(
    {"byline", "body", "footer", "callout", "list", "disclaimer", "table", "navigation", "references"}
)
_MOST_WORDS = 30
_REFERENCE_WORDS = 12
_NAME = re.compile(
    r"[A-Z][\w'’.-]*(?:[\s,]+(?:(?:de|van|von|der|bin|al|la|of|and|the|for)\s+)*[A-Z(][\w'’.()&-]*)*"
)
_AFTER_NAME = re.compile(r"\s*(?:$|[,;|(–—·•.-]|\b(?:on|at|for|and|with|in|from|who|is)\b)")


def labelled(article: Article) -> list[tuple[Span, str, int]]:
    """Return (sentence or line, label, where its value starts) for each label that stands before a value."""
    out: list[tuple[Span, str, int]] = []
    wordings, owners = _labels()
    for block in article.blocks:
        zone = article.zones[block.index]
        if zone not in _LABEL_ZONES:
            continue
        words = article.folded.count(" ", block.span.start, block.span.end)
        if zone not in {"byline", "footer"} and words > _MOST_WORDS:
            continue
        if zone == "references" and (words > _REFERENCE_WORDS or block.kind == "list-item"):
            continue
        text = article.folded[block.span.start : block.span.end]
        plain = article.text[block.span.start : block.span.end]
        reach = 0
        hits = sorted(wordings.hits(text), key=lambda hit: (hit[1], -hit[2]))
        for index, start, end in hits:
            if start < reach or not _opens(plain, start, end, owners[index], zone):
                continue
            value = end + len(text[end:]) - len(text[end:].lstrip(" :–—-"))
            following = [
                other
                for at, other, stop in hits
                if other >= value + 2
                and text[end:other].strip() != ""
                and _opens(plain, other, stop, owners[at], zone)
            ]
            stop = min(following, default=len(text))
            if value >= stop:
                continue
            out.append(
                (Span(block.span.start, block.span.start + stop), owners[index], block.span.start + value)
            )
            reach = end
    return out


def _opens(text: str, start: int, end: int, label: str, zone: str) -> bool:
    """Tell whether a label starts its line, sentence or part of a line, or says it of “this page”."""
    before = text[:start].rstrip()
    if not re.search(r"\w", before) or "\n" in text[len(before) : start]:
        return True
    if zone == "references":
        return False
    if _of_this_page().search(fold(before)) or (
        text[start].isupper() and text[end : end + 2].strip()[:1] == ":"
    ):
        return True
    if before[-1] in ".|•·;:)–—-,*/(":
        return label != "author" or before[-1] != "," or end - start > len("by")
    if re.search(r"\b(?:19|20)\d\d$", before):
        return True
    return label != "author" and zone in {"byline", "footer"}


@cache
def _of_this_page() -> re.Pattern[str]:
    pages = "|".join(word_list("provenance", "pages"))
    return re.compile(rf"^\W*(?:this|the)\s(?:{pages})\s(?:was|has\sbeen|is|were)$")


def name_in(piece: str, *, loose: bool) -> str | None:
    """Return the name of a person or body that a piece begins with; `loose` takes “our team” for one, too."""
    text = piece.strip(" :*_–—-.,")
    folded = fold(text)
    if folded in word_set("provenance", "nobody"):
        return text if loose and folded else None
    plain = text.removeprefix("the ").removeprefix("The ")
    match = _NAME.match(plain)
    if match and fold(match.group()).strip(" .") not in word_set("provenance", "nobody"):
        if not loose and (
            not (_AFTER_NAME.match(plain, match.end()) or body_named(plain[match.end() :]))
            or match.group().split()[0].rstrip("s,").endswith("day")
        ):
            return None
        return text[:120]
    if any(folded.startswith(team) for team in word_list("provenance", "our-team")):
        return text[:120] if loose else None
    return None


def body_named(text: str, *, anywhere: bool = False) -> bool:
    """Tell whether a text begins with (or holds) a word of the name of a body: “team”, “hospital”."""
    words = [word.strip(".,:") for word in text.lower().split()]
    return not word_set("provenance", "organisation-words").isdisjoint(words if anywhere else words[:1])


@cache
def _labels() -> tuple[Wordings, list[str]]:
    pairs = [(item, label) for label, items in vocabulary("provenance")["labels"].items() for item in items]
    return Wordings(item for item, _ in pairs), [label for _, label in pairs]
