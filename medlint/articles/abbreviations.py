"""Short forms and the long forms that the page gives them.

Pairs are found as in A. Schwartz and M. Hearst, “A simple algorithm for identifying abbreviation
definitions in biomedical text” (PSB 2003), in both orders, and in the shapes that patient pages
add to the brackets: “CKD stands for …”, “chronic kidney disease, or CKD,”, `<abbr title>`,
definition lists.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from medlint.sources.zones import PROSE_ZONES
from medlint.spans import Span
from medlint.vocabulary.folding import fold
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term, lexicon
from medlint.vocabulary.wordlists import vocabulary

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence


class Pair(NamedTuple):
    """A short form that the page spells out."""

    short: str
    long: str
    at: int
    """Where the two stand together, in the prose."""


class ShortForm(NamedTuple):
    """A use of a short form in the prose; a plural or possessive ending is not part of it."""

    text: str
    span: Span


_SHORT = re.compile(r"(?<![\w@#.&])[A-Za-z](?=[\w&]*[A-Z])[A-Za-z0-9&]{1,9}(?:-[A-Z0-9]{1,4})?(?![\w@])")
_BRACKET = re.compile(r"\s*[(\[]\s*(?P<inside>[^()\[\]]{2,120}?)\s*[)\]]")
_WORD = re.compile(r"[^\s()\[\]]+")
_STANDS_FOR = re.compile(
    r"^[\"”’)*_]*\s*(?:,\s*)?(?:\(\s*)?(?:which\s+)?(?:stands\s+for|is\s+short\s+for|short\s+for|is\s+an?\s+(?:abbreviation|acronym)\s+(?:for|of)|means|is\s+(?:the\s+)?(?:abbreviation|acronym)\s+for|refers\s+to)\s+[\"“‘]?(?P<long>[^.;()]{4,90})",
    re.IGNORECASE,
)
_OR_SHORT = re.compile(
    r"(?P<long>[^.;:()]{4,90}?),?\s+(?:or|also\s+(?:called|known\s+as)|known\s+as|called|abbreviated(?:\s+(?:as|to))?|shortened\s+to|(?:often|usually|sometimes)\s+(?:called|shortened\s+to|known\s+as))\s+(?:the\s+|an?\s+)?[\"“‘]?$",
    re.IGNORECASE,
)
_AFTER_MARK = re.compile(r"^[\"”’*_]*\s*(?::|–|—|=|\s-\s|,?\s+or\b)\s*(?P<long>[^.;()]{4,90})")
_CAPITALS = re.compile(r"[A-Z][\d&-]?[A-Z]|[A-Z]\d|[A-Z][a-z][A-Z]|[a-z][A-Z]")
_ROMAN = re.compile(r"[IVXLCM]{1,6}")


def pairs_of(article: Article) -> tuple[Pair, ...]:
    """Return the short forms that the page spells out, in order, each with its first long form."""
    found: dict[str, Pair] = {}
    for pair in _all_pairs(article):
        found.setdefault(pair.short, pair)
    return tuple(sorted(found.values(), key=lambda pair: pair.at))


def _all_pairs(article: Article) -> Iterator[Pair]:
    for mark in article.document.marks:
        shown = article.text_of(mark.span).strip()
        if mark.kind in {"abbr", "dfn", "tooltip"} and is_short_form(shown) and match_long(shown, mark.value):
            yield Pair(shown, mark.value, mark.span.start)
    for term, meaning in article.document.definitions:
        if is_short_form(term) and (long := match_long(term, meaning)):
            yield Pair(term, long, 0)
    for sentence in _capital_sentences(article):
        for pair in pairs_in(article.text_of(sentence.span)):
            yield pair._replace(at=pair.at + sentence.span.start)


def _capital_sentences(article: Article) -> list[Sentence]:
    """Return the sentences with two capitals in one word, or a capital beside a figure."""
    found: dict[int, Sentence] = {}
    for match in _CAPITALS.finditer(article.text):
        sentence = article.sentence_at(match.start())
        if sentence is not None:
            found.setdefault(sentence.index, sentence)
    return list(found.values())


def pairs_in(text: str) -> Iterator[Pair]:
    """Yield the pairs of one sentence."""
    for match in _BRACKET.finditer(text):
        yield from _bracket_pairs(text, match)
    for match in _SHORT.finditer(text):
        short = _singular(match.group())
        if not is_short_form(short):
            continue
        for pattern in (_STANDS_FOR, _AFTER_MARK):
            after = pattern.match(text[match.end() :])
            if after and (long := _leading(short, after["long"])):
                yield Pair(short, long, match.start())
        before = _OR_SHORT.match(text[max(0, match.start() - 120) : match.start()])
        if before and (long := match_long(short, before["long"])):
            yield Pair(short, long, match.start())


def _bracket_pairs(text: str, match: re.Match[str]) -> Iterator[Pair]:
    inside = re.split(r"[;,]\s|\s+or\s+|:\s", match["inside"])[0].strip("\"'“”‘’*_ ")
    inside = re.sub(
        r"^(?:or|also|called|known as|aka|abbreviated(?: as)?|for short)\s+", "", inside, flags=re.IGNORECASE
    )
    before = text[: match.start()]
    candidate = _singular(inside)
    if is_short_form(candidate) and len(candidate.split()) == 1:
        words = list(_WORD.finditer(before))
        most = min(len(candidate) + 5, 2 * len(candidate))
        if words:
            start = words[max(0, len(words) - most)].start()
            long = match_long(candidate, before[start:])
            if long:
                yield Pair(candidate, long, match.start())
                return
    last = re.search(r"([^\s()\"“]+)[\"”’*_]*$", before)
    if last:
        short = _singular(last.group(1).strip("\"'“”‘’*_,"))
        if is_short_form(short) and (long := _leading(short, match["inside"])):
            yield Pair(short, long, last.start(1))


def _singular(short: str) -> str:
    short = re.sub(r"['’]s$", "", short)
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def is_short_form(text: str) -> bool:
    """Tell whether text can be a short form: 2 to 10 characters, a letter first, two capitals, or capitals and figures."""
    if not 2 <= len(text) <= 10 or " " in text or not text[0].isalnum():
        return False
    capitals = sum(char.isupper() for char in text)
    return capitals >= 2 or (capitals == 1 and any(char.isdigit() for char in text) and "-" in text)


def match_long(short: str, before: str) -> str | None:
    """Return the shortest end of `before` that `short` abbreviates, or None (Schwartz and Hearst 2003).

    Every letter and figure of the short form is looked for from right to left; the first one
    must begin a word.
    """
    letters = [char.lower() for char in short if char.isalnum()]
    at = len(before) - 1
    for index in range(len(letters) - 1, -1, -1):
        char = letters[index]
        while at >= 0 and (
            before[at].lower() != char or (index == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    start = at + 1
    long = before[start:].strip(" ,\"'“”‘’*_")
    return long if _fits(short, long) else None


def _leading(short: str, after: str) -> str | None:
    """Return the part at the start of `after` that `short` abbreviates, or None."""
    words = list(_WORD.finditer(after))
    most = min(len(short) + 5, 2 * len(short))
    first = 0
    while first < len(words) and words[first].group().lower() in {"the", "a", "an", "or", "your"}:
        first += 1
    if first >= len(words):
        return None
    pieces = []
    for last in range(first, min(len(words), first + most)):
        piece = after[words[first].start() : words[last].end()].strip(",;:.\"'“”‘’*_")
        if match_long(short, piece) == piece:
            pieces.append(piece)
    return next(
        (piece for piece in pieces if _initials(piece) == short.lower()), pieces[0] if pieces else None
    )


def _initials(long: str) -> str:
    """Return the first letters of the words of a long form, small words left out."""
    return "".join(
        word[0]
        for word in re.findall(r"[^\W_]+", long.lower())
        if word not in {"of", "the", "and", "for", "in", "with"}
    )


def _fits(short: str, long: str) -> bool:
    words = long.split()
    if len(long) <= len(short) or short in words or len(words) > min(len(short) + 5, 2 * len(short)):
        return False
    return any(char.islower() for char in long) or not long.isupper()


# --- which short forms a reader may not know


def short_forms(article: Article) -> Iterator[ShortForm]:
    """Yield the short forms of the prose that may need an explanation, in order."""
    for sentence in _capital_sentences(article):
        text = article.text_of(sentence.span)
        if sentence.zone not in PROSE_ZONES or _shouted(text):
            continue
        for match in _SHORT.finditer(text):
            short = _singular(match.group())
            start = sentence.span.start + match.start()
            if sum(char.isupper() for char in short) < 2 or _in_longer_term(article, start, len(short)):
                continue
            if not _no_short_form(article, text, match, short):
                yield ShortForm(short, Span(start, start + len(short)))


def _in_longer_term(article: Article, start: int, length: int) -> bool:
    """Tell whether a short form is part of a longer term, such as “ACE inhibitor”."""
    at = bisect_right(article.terms, start, key=lambda use: use.start) - 1
    return (
        at >= 0
        and article.terms[at].end >= start + length
        and article.terms[at].first < article.terms[at].last
    )


def _shouted(text: str) -> bool:
    """Tell whether the sentence is set in capitals."""
    words = list(re.findall(r"[A-Za-z]{2,}", text))
    return (
        len(words) >= 2
        and sum(word.isupper() for word in words) * 2 > len(words)
        and not any(word.islower() and len(word) > 3 for word in words)
    )


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(vocabulary("abbreviations")[key])


def _no_short_form(article: Article, text: str, match: re.Match[str], short: str) -> bool:
    head, tail = text[: match.start()], text[match.end() :]
    if head.endswith("-") and not re.search(r"\b(?:non|anti|pre|post|multi|co|sub)-$", head, re.IGNORECASE):
        return True
    if tail.startswith("-") and re.match(r"-[a-z]+-|-[A-Z]{2,}-", tail):
        return True
    if short in _listed("units") or short in _listed("emphasis") or short in _listed("time-zones"):
        return True
    if (
        _ROMAN.fullmatch(short)
        and re.search(
            r"(?:type|types|stage|stages|class|grade|phase|factor|level|part|chapter|vol|volume|nerve|angiotensin|collagen|bipolar|king|queen|pope|elizabeth|war|[A-Z][a-z]+)\s*$",
            head,
        )
        and short not in {"CM", "MC", "CL", "MI"}
    ):
        return True
    if _ROMAN.fullmatch(short) and set(short) == {"I"}:
        return True
    if short in _listed("credentials") and (
        (
            re.search(r"(?:[A-Z][\w.’'-]+|[A-Z]\.?),?\s*$", head)
            and ("," in head[-3:] or re.search(r"[A-Z][\w.’'-]+\s+[A-Z][\w.’'-]+\s*$", head))
        )
        or (
            re.match(r"^\s*,?\s*(?:[A-Z]{2,6}\b)?\s*$", tail)
            and len(head.split()) < 6
            and not head.islower()
            and head
        )
    ):
        return True
    if short in _listed("places") and (re.search(r"[A-Z][a-z]+,\s*$", head) or re.match(r"\s*\d{5}\b", tail)):
        return True
    if (
        re.search(
            r"(?:vitamins?|blood\s+(?:type|group)|type|group|hepatitis|omega|strep|chapter|section|appendix|figure|table|plan|grade)\s+$",
            head,
            re.IGNORECASE,
        )
        and len(short) <= 3
        and not short.isalpha()
    ):
        return True
    if re.fullmatch(r"[A-Z]{1,4}-?\d{2,4}", short) and meaning_of(short) is None:
        return True
    if re.fullmatch(r"(?:AB|O|A|B)[+-]?|[A-Z]\d{1,2}[A-Z]?\d?", short) and len(short) <= 3:
        return True
    if re.fullmatch(
        r"H\d{1,2}N\d{1,2}|COVID.*|SARS.*|[A-Z][a-z]+[A-Z][a-z]+\w*|Mc[A-Z].*|Mac[A-Z].*|O'[A-Z].*|[A-Z][a-z]{3,}[A-Z]\w*",
        short,
    ):
        return True
    if re.match(r"[A-Z]?[a-z]{3,}", short) or re.search(r"[a-z]{4,}", short):
        return True
    around = (re.findall(r"[\w’'&]+", head)[-1:] or [""])[0], (re.findall(r"[\w’'&]+", tail)[:1] or [""])[0]
    if any(len(word) > 3 and word.isupper() and zipf(word.lower()) >= 3.5 for word in around):
        return True
    low = short.lower()
    return (len(short) >= 4 and short.isalpha() and zipf(low) >= 4.3) or (
        len(short) >= 5 and short.isalpha() and zipf(low) >= 3.4 and re.search(r"[aeiouy]", low) is not None
    )


def is_known(short: str, locale: str, *, least_tier: int = 2) -> bool:
    """Tell whether the public of a locale knows a short form."""
    if short in _listed("known") or short in vocabulary("abbreviations")["known-by-locale"].get(locale, ()):
        return True
    term = meaning_of(short)
    if term is None or term.kind == "service":
        return False
    return term.tier == 0 or (term.tier < least_tier and term.term == short)


def meaning_of(short: str) -> Term | None:
    """Return the lexicon's term for a short form, or None."""
    return lexicon().look_up(short)


def long_form(short: str) -> str | None:
    """Return what a short form stands for when the lexicon gives it one meaning whose words fit it."""
    term = meaning_of(short)
    if term is None or term.senses:
        return None
    for name in (term.term, *term.variants):
        if len(name) > len(short) + 2 and match_long(short, name):
            return name
    return None


def same_short(text: str) -> str:
    """Return a short form for comparison: folded, without hyphens."""
    return fold(text).replace("-", "")
