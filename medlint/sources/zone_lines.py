"""Tells the zone of a short block by its own words: bylines, calls to action, share links, references."""

from __future__ import annotations

import re
from functools import cache

from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.phrases import Phrases, phrase_forms
from medlint.vocabulary.wording_language import compile_wordings
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary, wording

_FIRST = re.compile(r"[^\w©]*(©|\w+(?:'\w+)*)")
_LABEL = re.compile(r"[^\w]*([a-z][a-z' /-]{1,30}?)\s*(?::|\s[-–—|])(?=\s|$)")
_INNER_END = re.compile(r"[.!?]\s+\S")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z]|\d{1,2}\s|\d{1,2}/)")
_NAMED = re.compile(
    r"\W*[Bb][Yy]:?\s+(?:(?:the|our)\s+(?:[\w'’&-]+\s+){0,5}?(?:team|staff|editors?|desk|department)\b"
    r"|(?:[A-Z][\w.'’-]*|de|van|von|and|&)(?:,?\s+(?:[A-Z][\w.'’-]*|de|van|von|and|&))+)"
)
_BY = re.compile(r"\W*[Bb][Yy]:?\s+([A-Z][\w'’-]*)(?:\S*\s+\S+){0,11}\W*$")
_DATE = (
    r"(?:[A-Z][a-z]+day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?(?:,?\s+(?:19|20)\d\d)?"
    r"|[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d)?|(?:19|20)\d\d)|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})\W*"
)
_DATE_ALONE = re.compile(rf"\W*{_DATE}")
_DATE_LAST = re.compile(rf"\W{_DATE}$")
_SOURCE = re.compile(r"\b(?:19|20)\d\d\b|https?:|www\.|\.(?:org|gov|com|edu)\b|\b[A-Z]{3,}\b")
_CITATION = re.compile(
    r"\b(?:19|20)\d\d[a-z]?\s*;\s*\d+|\bdoi:?\s*10\.|doi\.org/10\.|\bpmid\b|\bet al\b", re.I
)
_TRAIL = re.compile(r"home\s*[>/»›|→]")
_LONGEST = 72
_CITATION_WORDS = 60
_COOKIE_WORDS = 40
_WHOLE_LINE = 8


def zone_of_line(text: str, folded: str, *, heading: bool, item: bool) -> str | None:
    """Return the zone of a block that says by itself what it is for.

    `text` is the block and `folded` its folded form; `heading` and `item` tell whether it is a
    heading or an item of a list.
    """
    first = _FIRST.match(folded)
    if first is None or (count := folded.count(" ") + 1) > _LONGEST:
        return None
    word = first[1]
    if word == "©":
        return "footer"
    if heading:
        return _heading_line(folded[first.start(1) :], word, count)
    if count <= _CITATION_WORDS and _is_citation(text, item=item):
        return "references"
    words = folded[first.start(1) :].rstrip(" .:!*–-»›→…")
    if count <= _WHOLE_LINE and (whole := _whole_lines().get(tuple(norms(words)))):
        return whole
    found = _labelled(text, folded, count) or _line(text, words, word, count, item=item)
    if found is None and (word == "by" or word in _openers("byline")):
        return "byline" if _all_bylines(text) else None
    return found


def _all_bylines(text: str) -> bool:
    """Tell whether most sentences of a block are lines about authors and dates."""
    parts = _SENTENCES.split(text)
    lines = [
        line
        for part in parts
        if (folded := fold(part))
        and (first := _FIRST.match(folded))
        and (
            line := _labelled(part, folded, folded.count(" ") + 1)
            or _line(part, folded[first.start(1) :], first[1], folded.count(" ") + 1, item=False)
            or ("byline" if _DATE_ALONE.fullmatch(part) or _names_somebody(part, folded) else None)
        )
    ]
    several = len(parts) > 1 or _DATE_LAST.search(text) is not None
    return several and 2 * lines.count("byline") > len(parts)


def _names_somebody(text: str, folded: str) -> bool:
    """Tell whether a line such as “By Mia, for the Clinic” says who wrote, rather than by when something happens."""
    by = _BY.match(text)
    return by is not None and by[1].lower() not in _times() and _finite_verb().search(folded) is None


@cache
def _times() -> frozenset[str]:
    return frozenset(vocabulary("zones")["times"])


@cache
def _finite_verb() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary('structure')['finite-verbs'])})\b")


def _heading_line(words: str, word: str, count: int) -> str | None:
    if word == "home" and _TRAIL.match(words):
        return "navigation"
    if count > 6:
        return None
    whole = count <= _WHOLE_LINE and _whole_lines().get(tuple(norms(words))) == "furniture"
    return "furniture" if whole or _starts(words, word, "furniture") else None


def _line(text: str, words: str, word: str, count: int, *, item: bool) -> str | None:
    if word == "by":
        return "byline" if count <= 24 and _NAMED.match(text) and not _INNER_END.search(words) else None
    if word == "home" and _TRAIL.match(words):
        return "navigation"
    limits = vocabulary("zones")["line-words"]
    for zone in _first_words().get(word, ()):
        if count > int(limits[zone]) or not _starts(words, word, zone):
            continue
        if zone == "disclaimer":
            return zone
        if _INNER_END.search(words) and not (zone == "footer" and count <= 12):
            continue
        closed = text.rstrip().endswith(".")
        if (zone == "byline" and closed and count > 12) or (zone == "furniture" and closed and count > 4):
            continue
        if zone in {"furniture", "call-to-action"} and item and count > 4:
            continue
        if zone == "call-to-action" and wording("zones", "advice").search(words):
            continue
        return zone
    return "furniture" if count <= _COOKIE_WORDS and _starts(words, word, "cookies") else None


def _labelled(text: str, folded: str, count: int) -> str | None:
    label = _LABEL.match(folded, 0, 60)
    if label is None or count > _LONGEST:
        return None
    zone = _label_lines().get(tuple(norms(label[1])))
    if zone is None or (zone != "disclaimer" and count > 24):
        return None
    rest = text[label.end() :]
    if zone == "references" and not names_source(rest):
        return None
    return None if zone in {"byline", "furniture"} and _INNER_END.search(rest) and count > 12 else zone


def _is_citation(text: str, *, item: bool) -> bool:
    """Tell whether a block looks like an entry of a list of references rather than a sentence that cites."""
    if not any(sign in text for sign in (";", "doi", "DOI", "et al", "PMID")):
        return False
    found = _CITATION.search(text)
    if found is None:
        return False
    before = text[: found.start()]
    # An entry has initials or a number in front; a sentence runs on in small words.
    small = len(re.findall(r"\b(?:the|that|of people|was|were|is|are|has|have|but|and then)\b", before))
    initials = re.search(r"^\W*\d{0,3}\W*[A-Z][\w'’-]+,?\s+(?:[A-Z]{1,3}\b|[A-Z]\.|et al)", text)
    return bool(initials) or (item and small <= 2 and before.count(" ") <= 45 and before[:1].isupper())


def _starts(words: str, word: str, zone: str) -> bool:
    return any(pattern.match(words) for pattern in _openers(zone).get(word, ()))


@cache
def _openers(zone: str) -> dict[str, list[re.Pattern[str]]]:
    """Return the patterns of a zone's lines by the words that they may begin with."""
    found: dict[str, list[re.Pattern[str]]] = {}
    lists = vocabulary("zones")
    for line in lists["cookie-lines"] if zone == "cookies" else lists["lines"][zone]:
        for word in _beginnings(line):
            found.setdefault(word, []).append(compile_wordings((line,)))
    return found


def _beginnings(line: str) -> set[str]:
    words: set[str] = set()
    for place in line.split():
        words |= {norms(name.replace("_", " "))[0] for name in place.removesuffix("?").split("|")}
        if not place.endswith("?"):
            break
    return words


@cache
def _first_words() -> dict[str, tuple[str, ...]]:
    """Return the zones whose lines may begin with each word."""
    found: dict[str, tuple[str, ...]] = {}
    for zone in vocabulary("zones")["lines"]:
        for word in _openers(zone):
            found[word] = (*found.get(word, ()), zone)
    return found


@cache
def _label_lines() -> dict[tuple[str, ...], str]:
    return {
        form: zone
        for zone, items in vocabulary("zones")["label-lines"].items()
        for item in items
        for form in phrase_forms(item)
    }


@cache
def _whole_lines() -> dict[tuple[str, ...], str]:
    return {
        form: zone
        for zone, items in vocabulary("zones")["whole-lines"].items()
        for item in items
        for form in phrase_forms(item)
    }


@cache
def _source_words() -> Phrases:
    return Phrases(vocabulary("zones")["source-words"])


@cache
def _box_label() -> Wordings:
    return Wordings(vocabulary("zones")["callout-labels"])


def names_source(text: str) -> bool:
    """Tell whether a block has a year, an address or an organisation, as an entry of a list of sources has."""
    return _SOURCE.search(text) is not None or bool(_source_words().counts(norms(text.lower())))


def begins_box(text: str, folded: str) -> bool:
    """Tell whether a block of a quotation begins as a box does, such as “Note:” or an emoji."""
    if text[:1] and not text[:1].isascii() and not text[:1].isalpha() and text[0] not in "“‘«„—–…":
        return True
    first = _FIRST.match(folded)
    if first is None:
        return False
    words = folded[first.start(1) :]
    if label := _box_label().match(words):
        rest = words[label.end() :].lstrip(" *")
        return not rest or rest[0] in ":!.—–-("
    return wording("zones", "callout-starts").match(words) is not None
