"""Scope: is a span negated, hedged, attributed, quoted, mentioned, a myth, a question …?

The words are those of ConText (Harkema et al. 2009): a cue works forward or backward inside
its sentence until a termination cue; a pseudo cue looks like a negation and is none. The cues
are data, in `rules/vocabulary/cues.yaml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.articles.quotation import quoted_spans
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import word_list, wording

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence

FLAGS = (
    "negated", "pseudo-negated", "hedged", "attributed", "quoted", "mention", "myth", "fact", "question",
    "conditional", "historical", "name", "goal",
)  # fmt: skip
"""Every flag that `context` may give."""

_CLAUSE_END = re.compile(r"[;—]|\s–\s|\s-\s|:\s")
_SUBORDINATE = re.compile(
    r"^\W*(?:if|when|whenever|unless|because|although|though|while|since|as|after|before|once|without)\b"
)
_LABEL = re.compile(r"^[\W_]*(?P<label>[a-z' ]{3,20}?|)\s*(?:#?\d{1,2})?\s*(?P<mark>[:：–—❌✅✗✓]|\s-\s|$)")
_WORD = re.compile(r"[\w'’-]+")


def context(article: Article, span: Span) -> frozenset[str]:
    """Return the flags (see `FLAGS`) that hold for a span of the prose."""
    sentence = article.sentence_at(span.start)
    if sentence is None:
        return frozenset()
    text = article.folded[sentence.span.start : sentence.span.end]
    start = span.start - sentence.span.start
    end = min(span.end, sentence.span.end) - sentence.span.start
    flags: set[str] = set()
    if _negated(text, start, end, flags):
        flags.add("negated")
    if _hedged(text, start, end):
        flags.add("hedged")
    if _found_outside(wording("cues", "attributed"), text, start, end):
        flags.add("attributed")
    if _found_outside(wording("cues", "historical"), text, start, end):
        flags.add("historical")
    if _conditional(text, start):
        flags.add("conditional")
    if any(match.start() <= end and start <= match.end() for match in wording("cues", "goal").finditer(text)):
        flags.add("goal")
    if text.rstrip(" \"')”’»").endswith("?"):
        flags.add("question")
    if _is_name(article, span, sentence):
        flags.add("name")
    _quotation(article, span, sentence, text, start, flags)
    _myth(article, sentence, flags)
    return frozenset(flags)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the edges of the clause around a place: hard punctuation and termination cues."""
    left, right = 0, len(text)
    for matches in (_CLAUSE_END.finditer(text), wording("cues", "terminate").finditer(text)):
        for match in matches:
            if match.end() <= start:
                left = max(left, match.end())
            elif match.start() >= end:
                right = min(right, match.start())
                break
    return left, right


def _negated(text: str, start: int, end: int, flags: set[str]) -> bool:
    left, right = _clause(text, start, end)
    pseudo = [match.span() for match in wording("cues", "pseudo").finditer(text)]
    for cue in wording("cues", "negated-forward").finditer(text, left, start):
        if any(low <= cue.start() < high for low, high in pseudo):
            flags.add("pseudo-negated")
            continue
        between = text[cue.end() : start]
        if between.startswith(",") or ("," in between and _shut_in(text, left, cue.start(), between)):
            continue
        return True
    if any(low <= start < high or (low < end <= high) for low, high in pseudo):
        flags.add("pseudo-negated")
    return wording("cues", "negated-backward").search(text, end, min(len(text), right + 12)) is not None


def _shut_in(text: str, left: int, cue: int, between: str) -> bool:
    """Tell whether a comma ends the negated part: “If you do not rest, it …”, “Without drugs, it …”."""
    clause = text[left:cue]
    tail = between.rsplit(",", 1)[1]
    listing = re.search(r"\b(?:or|nor|and)\b", tail) is not None or not _WORD.search(tail)
    if _SUBORDINATE.match(text[left:]) or text[cue:].startswith("without"):
        return not listing
    if "," in clause:
        return False
    return (
        bool(re.match(r"\s*(?:it|this|that|they|he|she|we|you|the|our|these|there)\b", tail)) and not listing
    )


def _hedged(text: str, start: int, end: int) -> bool:
    left, right = _clause(text, start, end)
    return any(
        match.end() <= start or match.start() >= end
        for match in wording("cues", "hedged").finditer(text, left, right)
    )


def _found_outside(pattern: Wordings, text: str, start: int, end: int) -> bool:
    return any(match.end() <= start or match.start() >= end for match in pattern.finditer(text))


def _conditional(text: str, start: int) -> bool:
    for cue in wording("cues", "conditional").finditer(text, 0, start):
        between = text[cue.end() : start]
        if "," not in between and not re.search(r"\bthen\b", between):
            return True
    return False


def _is_name(article: Article, span: Span, sentence: Sentence) -> bool:
    """Tell whether the span is part of a run of capitalised words that is not the whole sentence."""
    words = article.text[span.start : span.end]
    if not words[:1].isupper() or article.blocks[sentence.block].kind == "heading":
        return False
    around = article.text[max(sentence.span.start, span.start - 40) : span.start].split()
    after = article.text[span.end : span.end + 40].split()
    before_is = (
        bool(around)
        and around[-1][:1].isupper()
        and (len(around) > 1 or span.start - sentence.span.start > len(around[-1]) + 1)
    )
    after_is = bool(after) and after[0][:1].isupper() and article.text[span.end : span.end + 1] == " "
    return before_is or (after_is and span.start > sentence.span.start)


def _quotation(
    article: Article, span: Span, sentence: Sentence, text: str, start: int, flags: set[str]
) -> None:
    quoted = any(piece.contains(span) for piece in quoted_spans(article, sentence.block))
    if quoted or article.zones[sentence.block] == "quote":
        flags.add("quoted")
    stressed = any(
        mark.kind in {"emphasis", "dfn", "code", "quote"}
        and mark.span.contains(span)
        and mark.span.length <= span.length + 40
        for mark in article.marks_in(sentence.block)
    )
    if quoted or stressed:
        before = " ".join(text[:start].split()[-7:])
        if wording("cues", "mention").search(before):
            flags.add("mention")
    if _dont_say(article, sentence):
        flags.add("mention")


def _dont_say(article: Article, sentence: Sentence) -> bool:
    """Tell whether the block is listed as words to avoid, by its heading, column or lead-in."""
    block = article.blocks[sentence.block]
    if block.kind not in {"list-item", "table-cell"}:
        return False
    titles = [
        article.heading_text(sentence.block),
        article.lead_in(sentence.block),
        article.column_title(sentence.block),
    ]
    return any(title and wording("cues", "don't-say-heading").search(fold(title)) for title in titles)


def _myth(article: Article, sentence: Sentence, flags: set[str]) -> None:
    label = _label(article, sentence)
    if label == "fact":
        flags.add("fact")
        return
    if label == "myth":
        flags.add("myth")
        return
    block = article.blocks[sentence.block]
    heading = fold(article.heading_text(sentence.block))
    if block.kind == "heading":
        if wording("cues", "myth-heading").search(fold(article.text_of(sentence.span))):
            flags.add("myth")
        return
    if heading and wording("cues", "myth-heading").search(heading):
        opening = article.sentences_of(sentence.block)[0]
        only_myths = (
            not re.search(r"fact|truth|realit|evidence|fiction", heading) or block.kind == "list-item"
        )
        if opening.index == sentence.index and block.kind == "list-item" and only_myths:
            flags.add("myth")


def _label(article: Article, sentence: Sentence) -> str:
    """Return `myth`, `fact` or nothing, for the nearest label before the sentence in its block."""
    first = article.sentences_of(sentence.block)
    for piece in reversed([item for item in first if item.index <= sentence.index]):
        found = _labelled(article.folded[piece.span.start : piece.span.end])
        if found:
            return found
    if article.blocks[sentence.block].kind != "heading" and sentence.block > 0:
        before = article.blocks[sentence.block - 1]
        words = article.folded[before.span.start : before.span.end].strip(" *_.:")
        if len(words) < 24 and (found := _labelled(words + ":")):
            return found
    return ""


def _labelled(text: str) -> str:
    found = _LABEL.match(text)
    if found is None:
        return ""
    label = found["label"].strip()
    if label in word_list("cues", "myth-label") or (not label and found["mark"] in "❌✗" and found["mark"]):
        return "myth"
    if label in word_list("cues", "fact-label") or (not label and found["mark"] in "✅✓" and found["mark"]):
        return "fact"
    return ""
