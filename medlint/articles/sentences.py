"""Splits the prose of one block into sentences.

Rules and a list of abbreviations instead of a model: a full stop ends a sentence unless it
belongs to an abbreviation, an initial, a number or a list mark. Blocks always end one.
"""

from __future__ import annotations

import re

from medlint.vocabulary.wordlists import word_set

_CLOSERS = r"[\"'”’»)\]]*"
_CITATION = r"(?:\[\d[\d,;\s–-]*\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_END = re.compile(
    rf"(?P<stop>[.!?…]+)(?P<close>{_CLOSERS}(?:\s?{_CITATION})*{_CLOSERS})(?P<space>\s+|$)"
    r"|(?P<break>\s*\n\s*)"
    r"|(?<=[a-z]{3}|[a-z]{2}\))(?P<glued>[.!?])(?=[A-Z][a-z]+\s)"
)
_LAST_WORD = re.compile(r"[\w.'’-]*$")
_FIRST_WORD = re.compile(r"[\"'“‘(\[*_]*([\w'’-]+)")
_LIST_MARK = re.compile(r"^\W*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Z]\.\s?)*[A-Z]$")
_OPENERS = "\"'“‘([«•–—-*¿"


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence, 0-based, without the white space around it."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match["break"] is not None:
            if not _breaks(text, start, match.start(), match.end()):
                continue
            end, following = match.start(), match.end()
        elif match["glued"]:
            if _last_word(text, start, match.start()).lower() in {"www"}:
                continue
            end, following = match.end(), match.end()
        else:
            end, following = match.end("close"), match.end()
            if following < len(text) and not _ends(text, start, match):
                continue
        if end > start:
            out.append((start, end))
        start = following
    if start < len(text):
        out.append((start, len(text)))
    return [(first, last) for first, last in (_trim(text, *piece) for piece in out) if last > first]


def _last_word(text: str, start: int, at: int) -> str:
    found = _LAST_WORD.search(text[max(start, at - 40) : at])
    return found.group() if found else ""


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _breaks(text: str, start: int, at: int, following: int) -> bool:
    """Tell whether a hard line break parts two sentences rather than a wrapped line."""
    before, after = text[start:at].rstrip(), text[following : following + 1]
    return not before or before[-1] in ".!?:;…" or not after.islower()


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    stop, following = match["stop"], text[match.end() : match.end() + 40]
    first = _FIRST_WORD.match(following)
    head = following[:1]
    if head.islower() or head in ",;:)":
        # “Really?” she asked; names such as iPhone or mRNA are the price.
        return False
    if "!" in stop or "?" in stop:
        return True
    if stop.startswith(("..", "…")):
        return head.isupper() or head in _OPENERS
    before = _last_word(text, start, match.start())
    word = before.lower().strip(".'’-")
    if _LIST_MARK.match(text[start : match.start()]) and match.start() - start < 6:
        return False
    if word in word_set("sentences", "never-end"):
        return word in {"no", "max", "min", "temp", "p", "sec", "mar", "sat", "sun", "st"} and not (
            head.isdigit() or (word in {"st", "mar"} and head.isupper())
        )
    starter = bool(first) and first[1].lower() in word_set("sentences", "starters")  # type: ignore[index]
    if word in word_set("sentences", "may-end"):
        return starter
    if len(word) == 1 and word.isalpha() and before[:1].isupper():
        return starter or _letter_closes(text[start : match.start()])
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return starter
    return True


def _letter_closes(before: str) -> bool:
    """Tell whether a single capital letter is a name such as “vitamin C”, not an initial."""
    words = before.split()
    if len(words) < 2:
        return False
    return words[-2].lower().strip("(,") in word_set("sentences", "letter-heads") or words[-2].islower()
