"""Short forms and the long forms that the page gives them.

Pairs are found as in A. Schwartz and M. Hearst, “A simple algorithm for identifying abbreviation
definitions in biomedical text” (PSB 2003), in both orders, and in the shapes that patient pages
add to the brackets: “CKD stands for …”, “chronic kidney disease, or CKD,”, `<abbr title>`,
definition lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.fact import fact
from medlint.vocabulary.wordlists import pattern, word_set


class Pair(NamedTuple):
    """A short form that the page spells out."""

    short: str
    long: str
    at: int
    """Where the two stand together, in the prose."""


SHORT = re.compile(r"(?<![\w@#.&])[A-Za-z](?=[\w&]*[A-Z])[A-Za-z0-9&]{1,9}(?:-[A-Z0-9]{1,4})?(?![\w@])")
_BRACKET = re.compile(r"\s*[(\[]\s*(?P<inside>[^()\[\]]{2,120}?)\s*[)\]]")
_WORD = re.compile(r"[^\s()\[\]]+")
_SPOKEN = re.compile(r"\((?=[^()]*[A-Z]{2})(?=[^()]*\b[a-z]{1,4}\b)(?:[A-Za-z]{1,5}[- ])+[A-Za-z]{1,6}\)")
"""“ciliary (SIL-e-ar-e)”"""
_SMALL = re.compile(r"[A-Z][a-z]{1,2}")
"""“haemoglobin (Hb)”: one capital will do in brackets."""
_AFTER_MARK = re.compile(r"^[\"”’*_]*\s*(?::|–|—|=|\s-\s|,?\s+or\b)\s*(?P<long>[^.;()]{4,90})")
_CAPITALS = re.compile(r"[A-Z](?:[A-Z\d]|[a-z&-][A-Z]|(?<=[a-z][A-Z]))")


@fact
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
    for sentence in capital_sentences(article):
        text = article.text_of(sentence.span)
        for pair in pairs_in(text):
            yield pair._replace(long=" ".join(pair.long.split()), at=pair.at + sentence.span.start)
        yield from _called_so(article, sentence, text)


def _called_so(article: Article, sentence: Sentence, text: str) -> Iterator[Pair]:
    """Yield the pairs of a sentence that gives the short form of what the one before spells out."""
    if sentence.index == 0:
        return
    previous = article.sentences[sentence.index - 1]
    if previous.block != sentence.block:
        return
    for match in SHORT.finditer(text):
        short = singular(match.group())
        after = re.match(r"\s+for\s+short\b", text[match.end() :])
        if not is_short_form(short) or not (
            after or pattern("abbreviations", "called").search(text[: match.start()])
        ):
            continue
        long = match_long(short, article.text_of(previous.span))
        if long and _initials(long).startswith(short[0].lower()) and _each_word_counts(short, long):
            long = _leading(short, long) or long
            yield Pair(short, long, sentence.span.start + match.start())


@fact
def capital_sentences(article: Article) -> list[Sentence]:
    """Return the sentences with two capitals in one word, or a capital beside a figure."""
    found: dict[int, Sentence] = {}
    for match in _CAPITALS.finditer(article.text):
        sentence = article.sentence_at(match.start())
        if sentence is not None:
            found.setdefault(sentence.index, sentence)
    return list(found.values())


def pairs_in(text: str) -> Iterator[Pair]:
    """Yield the pairs of one sentence; how a word is spoken, in brackets, is no part of a long form."""
    if "-" in text:
        text = _SPOKEN.sub(lambda match: " " * len(match.group()), text)
    for match in _BRACKET.finditer(text):
        yield from _bracket_pairs(text, match)
    for match in SHORT.finditer(text):
        short = singular(match.group())
        if not is_short_form(short):
            continue
        for form in (pattern("abbreviations", "stands-for"), _AFTER_MARK):
            after = form.match(text[match.end() :])
            if (
                after
                and (long := _leading(short, after["long"]))
                and _each_word_counts(short, long)
                and not re.search(re.escape(long) + r",\s+[A-Z]", after["long"])
            ):
                yield Pair(short, long, match.start())
        before = pattern("abbreviations", "or-short").match(text[max(0, match.start() - 120) : match.start()])
        if before and (long := match_long(short, before["long"])) and _each_word_counts(short, long):
            yield Pair(short, long, match.start())


def _bracket_pairs(text: str, match: re.Match[str]) -> Iterator[Pair]:
    inside, *others = (
        piece.strip("\"'“”‘’*_ ") for piece in re.split(r"[;,]\s|\s+or\s+|\s*/\s*|:\s", match["inside"])
    )
    inside = re.sub(
        r"^(?:or|also|called|known as|aka|abbreviated(?: as)?|for short)\s+", "", inside, flags=re.IGNORECASE
    )
    inside = re.sub(r",?\s+for\s+short$", "", inside, flags=re.IGNORECASE)
    before = text[: match.start()]
    candidate = singular(inside)
    if (is_short_form(candidate) or _SMALL.fullmatch(candidate)) and len(candidate.split()) == 1:
        words = list(_WORD.finditer(before))
        most = min(len(candidate) + 5, 2 * len(candidate))
        if words:
            start = words[max(0, len(words) - most)].start()
            long = match_long(candidate, before[start:])
            if long:
                yield Pair(candidate, long, match.start())
                for other in map(singular, others):
                    # “full blood count (FBC / CBC)”: another short form of the same thing.
                    if is_short_form(other):
                        yield Pair(other, long, match.start())
                return
    last = re.search(r"([^\s()\"“]+)[\"”’*_]*$", before)
    if last:
        short = singular(last.group(1).strip("\"'“”‘’*_,"))
        if is_short_form(short) and (long := _leading(short, match["inside"])):
            yield Pair(short, long, last.start(1))


def singular(short: str) -> str:
    """Return a short form without a plural or possessive ending."""
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
        piece = after[words[first].start() : words[last].end()].strip(" -,;:.–—\"'“”‘’*_")
        if match_long(short, piece) == piece:
            pieces.append(piece)
    if not pieces:
        return None
    spelled = [piece for piece in pieces if _initials(piece.replace("-", "")) == short.lower()]
    fitting = [piece for piece in pieces if _each_word_counts(short, piece) and _ends_well(piece)]
    return (spelled or fitting[-1:] or pieces)[0]


def _ends_well(long: str) -> bool:
    """Tell whether a long form ends with a word that carries meaning."""
    return long.rsplit(None, 1)[-1].lower() not in word_set("glosses", "stop-words")


def _initials(long: str) -> str:
    """Return the first letters of the words of a long form, small words left out."""
    return "".join(
        word[0]
        for word in re.findall(r"[^\W_]+", long.lower())
        if word not in {"of", "the", "and", "for", "in", "with"}
    )


def _each_word_counts(short: str, long: str) -> bool:
    """Tell whether each word of a long form begins with a letter of the short one: no brackets say that they belong together."""
    return "," not in long and set(_initials(long)) <= set(short.lower())


def _fits(short: str, long: str) -> bool:
    words = long.split()
    if len(long) <= len(short) or short in words or len(words) > min(len(short) + 5, 2 * len(short)):
        return False
    return len(words) > 1 or not long.isupper()
