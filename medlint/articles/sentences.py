"""Splits the prose of one block into sentences.

Rules and a list of abbreviations instead of a model: a full stop ends a sentence unless it
belongs to an abbreviation, an initial, a number or a list mark. Blocks always end one.
"""

from __future__ import annotations

import re

from medlint.vocabulary.wordlists import word_set

_CLOSERS = r"[\"'”’»)\]]*"
_CITATION = r"(?:\[\d[\d,;\s–-]*\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_EMOJI = "(?:\\s?[\U0001f300-\U0001f445\U0001f44a-\U0001faff❤☺♥]\ufe0f?)*"
_STOPS = (
    rf"(?P<stop>[.!?…]+)(?P<close>{_CLOSERS}(?:\s?{_CITATION})*{_CLOSERS}{_EMOJI})(?P<space>\s+|$)"
    r"|(?P<glued>[.!?])(?<=[a-z][a-z].|[a-z]\).)(?=[A-Z][a-z]+[\s,;:'’])"
    r"|(?P<noted>[.!?])(?<=[a-z][a-z].|[a-z]\).)(?P<note>\d{1,3}(?:[,–-]\d{1,3})*)(?P<after>\s+(?=[\"“‘(]?[A-Z])|$)"
)
_END = re.compile(_STOPS)
_END_OR_BREAK = re.compile(_STOPS + r"|(?P<break>\s*\n\s*)")
_PLAIN_STOP = re.compile(r"[a-z]{4}\.\s[A-Z][a-z]")
_WORD_PART = re.compile(r"[\w.'’-]*")
_FIRST_WORD = re.compile(r"[\"'“‘(\[*_]*([\w'’-]+)")
_SECOND_WORD = re.compile(r"[\"'“‘(\[*_]*[\w'’-]+\s+([\w'’-])")
_NAME_LIKE = re.compile(r"[a-z]{1,2}[A-Z]\w|[a-z]{1,4}\d")
"""A word that begins small even at the start of a sentence: mRNA, iPhone, p53."""
_LIST_MARK = re.compile(r"^\W*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_DOSE = re.compile(r"\d\s?[A-Za-z.]+$")
_INITIAL = re.compile(r"[A-Z]\.")
_OPENERS = "\"'“‘([«•–—-*¿"


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence, 0-based, without the white space around it."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in (_END_OR_BREAK if "\n" in text else _END).finditer(text):
        if _PLAIN_STOP.match(text, match.start() - 4) and match.start() - 4 > start:
            word = _last_word(text, start, match.start()).lower()
            if len(word) > 5 and word.isalpha():
                # A long word, one full stop, a space and a capital: nearly all sentences end so.
                out.append((start, match.start() + 1))
                start = match.end()
                continue
        if match.lastgroup == "break":
            if not _breaks(text, start, match.start(), match.end()):
                continue
            end, following = match.start(), match.end()
        elif match["glued"]:
            if not _glued(text, start, match.start()):
                continue
            end, following = match.end(), match.end()
        elif match["noted"]:
            if _last_word(text, start, match.start()).lower() in word_set("sentences", "never-end"):
                continue
            end, following = match.end("note"), match.end()
        else:
            end, following = match.end("close"), match.end()
            if following < len(text) and match["space"].count("\n") < 2 and not _ends(text, start, match):
                continue
        if end > start:
            out.append((start, end))
        start = following
    if start < len(text):
        out.append((start, len(text)))
    return [(first, last) for first, last in (_trim(text, *piece) for piece in out) if last > first]


def _last_word(text: str, start: int, at: int) -> str:
    backwards = text[max(start, at - 40) : at][::-1]
    found = _WORD_PART.match(backwards)
    return found.group()[::-1] if found else ""


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _breaks(text: str, start: int, at: int, following: int) -> bool:
    """Tell whether a line break parts two sentences rather than a wrapped line."""
    before, after = text[start:at].rstrip(), text[following : following + 1]
    blank = text.count("\n", at, following) > 1
    return blank or not before or before[-1] in ".!?:;…" or not after.islower()


def _glued(text: str, start: int, at: int) -> bool:
    """Tell whether a stop without a space ends a sentence: “the blood.They also make”."""
    before = text[max(start, at - 60) : at].split()
    last = before[-1].lower() if before else ""
    if len(last) < 3:
        return (
            last in word_set("sentences", "units")
            and _DOSE.search(text[max(start, at - 40) : at]) is not None
        )
    if last in word_set("sentences", "never-end") or "www" in last:
        return False
    if len(before) > 1 and before[-2].lower() in word_set("sentences", "named-before"):
        return False
    first = _FIRST_WORD.match(text, at + 1)
    return first is None or first[1].lower() not in word_set("sentences", "net-endings")


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    stop, following = match["stop"], text[match.end() : match.end() + 60]
    found = _FIRST_WORD.match(following)
    first = found[1] if found else ""
    head = following[:1]
    if (head.islower() and not _NAME_LIKE.match(first)) or head in ",;:)":
        # “Really?” she asked; a name that begins small is the exception.
        return False
    if "!" in stop or "?" in stop:
        return True
    if stop.startswith(("..", "…")):
        return head.isupper() or head in _OPENERS
    before = text[max(start, match.start() - 60) : match.start()]
    if len(before) < 6 and _LIST_MARK.match(before):
        return False
    return _stop_ends(before, _last_word(text, start, match.start()), following, first)


def _stop_ends(before: str, last: str, following: str, first: str) -> bool:
    """Tell whether one full stop ends a sentence, from the word before it and what follows."""
    word = last.lower().strip(".'’-")
    starter = first.lower() in word_set("sentences", "starters")
    capital = first[:1].isupper()
    if word in word_set("sentences", "units") and _DOSE.search(before):
        return not first[:1].isdigit() and first.lower() not in word_set("sentences", "after-hours")
    if word in word_set("sentences", "never-end") or word in word_set("sentences", "also-words"):
        return word in word_set("sentences", "also-words") and not (
            first[:1].isdigit() or (word == "mar" and capital)
        )
    if word in word_set("sentences", "often-end"):
        if word == "st" and not _street(before):
            return False
        second = _SECOND_WORD.match(following)
        return starter or (capital and second is not None and second[1].islower())
    if word in word_set("sentences", "may-end"):
        return starter
    if len(word) == 1 and word.isalpha() and last[:1].isupper():
        return (starter and not _INITIAL.match(following)) or _letter_closes(before)
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return starter
    return True


def _street(before: str) -> bool:
    """Tell whether “St.” stands after the name of a street, not before that of a saint."""
    words = before.split()
    name = words[-2] if len(words) > 1 else ""
    return name[:1].isupper() and name.lower() not in word_set("sentences", "starters") | {"mount", "fort"}


def _letter_closes(before: str) -> bool:
    """Tell whether a single capital letter is a name such as “vitamin C”, not an initial."""
    words = before.split()
    if len(words) < 2:
        return False
    name = words[-2].lower().strip("(,")
    return name in word_set("sentences", "letter-heads") or name[-1:].isdigit() or "°" in words[-1]
