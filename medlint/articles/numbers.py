"""Numbers in digits and words: their value, how exactly they are stated, and how they are hedged.

Only English notation is read: 1,000 and 1.5. A number that could be read in two ways (a decimal
comma, a plain blank between thousands) is marked as not sure, so that no rule reckons with it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from medlint.vocabulary.wordlists import vocabulary, word_list

THIN = "\u00a0\u202f\u2009"
"""Blanks that may part thousands."""

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2}
_TAIL = re.compile(
    r"\s?([½¼¾⅓⅔⅛⅕])|[\s-](?:and\s+a\s+)?([1-7])/([2-8])(?![\d/])|\s+and\s+a\s+(half|quarter)\b"
)
_SLASHED = re.compile(r"/([2-8])(?![\d/])")
_GROUPS = re.compile(r"(?:[ ]\d{3})+(?![\d.,]?\d)")
_ZEROS = re.compile(r"0+$")

Notation = Literal["digits", "words", "fraction"]
Bound = Literal["", "about", "above", "below"]


class Number(NamedTuple):
    """A number in a text; places count in characters of that text."""

    start: int
    end: int
    value: float
    step: float
    """The unit of the last digit that is shown: 0.1 for 38.3, 1 for 38, 1,000,000 for 3 million."""
    notation: Notation
    sure: bool = True
    """False where it could be read in two ways."""

    @property
    def half(self) -> float:
        """Half a unit of the last digit: how far rounding alone can move the number."""
        return self.step / 2

    @property
    def loose(self) -> float:
        """The same, when the zeros at the end of a whole number may be rounding too."""
        if self.step != 1 or self.value < 10:
            return self.half
        zeros = _ZEROS.search(str(int(self.value)))
        return 10.0 ** len(zeros.group()) / 2 if zeros else self.half


@cache
def _pattern() -> re.Pattern[str]:
    lists = vocabulary("numbers")
    ones, tens, powers = ("|".join(lists[key]) for key in ("ones", "tens", "powers"))
    return re.compile(
        rf"(?P<grouped>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?)|(?P<plain>\d+(?:\.\d+)?)(?P<comma>,\d{{1,2}}(?!\d))?"
        rf"|(?<!\w)(?P<vulgar>[½¼¾⅓⅔⅛⅕])"
        rf"|(?<![\w'-])(?:(?P<tens>{tens})(?:[\s-](?P<units>{ones}))?|(?P<ones>{ones})|(?P<a>an?)(?=\s(?:{powers})\b))(?![\w'])"
        rf"(?:\s(?P<power>{powers})(?![\w']))?"
    )


_POWER = re.compile(r"\s?(hundred|thousand|million|billion|bn|m|k)(?![\w'])")


@cache
def number_words() -> frozenset[str]:
    """Return the words of which one stands in any number that is written in words."""
    lists = vocabulary("numbers")
    return frozenset((*lists["ones"], *lists["tens"], *lists["powers"]))


_IN_DIGITS = re.compile(
    r"(?P<grouped>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?)|(?P<plain>\d+(?:\.\d+)?)(?P<comma>,\d{1,2}(?!\d))?"
    r"|(?<!\w)(?P<vulgar>[½¼¾⅓⅔⅛⅕])(?P<tens>(?!))?(?P<ones>(?!))?(?P<a>(?!))?"
)


def numbers_in(folded: str, original: str | None = None, *, words: bool = True) -> list[Number]:
    """Return the numbers of a folded text, in order; `original` tells thin blanks from plain ones.

    `words` may be false where no number is written in words; that is quicker.
    """
    lists = vocabulary("numbers")
    out: list[Number] = []
    reach = 0
    for match in (_pattern() if words else _IN_DIGITS).finditer(folded):
        start, end = match.span()
        if start < reach:
            continue
        number = (
            _words(match, lists)
            if match["tens"] or match["ones"] or match["a"]
            else Number(start, end, _VULGAR[match["vulgar"]], 0.01, "fraction")
            if match["vulgar"]
            else _digits(match, folded, original or folded)
        )
        if number is None:
            continue
        reach = number.end
        out.append(number)
    return out


def _words(match: re.Match[str], lists: dict[str, dict[str, float]]) -> Number:
    value = (
        lists["tens"][match["tens"]] + lists["ones"].get(match["units"] or "", 0)
        if match["tens"]
        else lists["ones"][match["ones"]]
        if match["ones"]
        else 1
    )
    power = lists["powers"][match["power"]] if match["power"] else 1
    return Number(match.start(), match.end(), float(value * power), float(power), "words")


def _digits(match: re.Match[str], folded: str, original: str) -> Number | None:
    start, end = match.span()
    if start and (folded[start - 1].isalnum() or folded[start - 1] in "_"):
        return None  # part of a name: B12, H1N1
    text = match["grouped"] or match["plain"]
    step = 10.0 ** -len(text.partition(".")[2]) if "." in text else 1.0
    value = float(text.replace(",", ""))
    sure = match["comma"] is None
    if match["grouped"] is None and sure and len(text) <= 3:
        more = _GROUPS.match(folded, end)
        if more is not None:
            if all(original[at] in THIN for at in range(end, more.end()) if folded[at] == " "):
                value = float((text + more.group()).replace(" ", ""))
            elif "mg" in folded[more.end() : more.end() + 4]:
                more = None  # “take 2 500 mg tablets”
            else:
                sure = False
            end = more.end() if more else end
    if start and folded[start - 1] in ".,/:" and start > 1 and folded[start - 2].isdigit():
        sure = False  # a date, a time, a version
    if start and folded[start - 1] == "." and sure:
        value, step = float("0." + text) if text.isdigit() else value, 10.0 ** -len(text)
    notation: Notation = "digits"
    if sure and step == 1:
        if tail := _TAIL.match(folded, end):
            more_value = (
                _VULGAR[tail[1]]
                if tail[1]
                else int(tail[2]) / int(tail[3])
                if tail[2]
                else {"half": 0.5, "quarter": 0.25}[tail[4]]
            )
            value, step, end, notation = value + more_value, 0.01, tail.end(), "fraction"
        elif (slashed := _SLASHED.match(folded, end)) and value < int(slashed[1]):
            value, step, end, notation = value / int(slashed[1]), 0.01, slashed.end(), "fraction"
    if power := _POWER.match(folded, end):
        known = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9}
        factor = known.get(power[1])
        if factor is not None and not (power[1] == "k" and power.group() != "k"):
            value, step, end = value * factor, step * factor, power.end()
    return Number(start, end, value, step, notation, sure)


@cache
def _before() -> re.Pattern[str]:
    names = {
        key: "|".join(
            word if re.search(r"[\\~≈≥≤<>&]", word) else re.escape(word).replace("\\ ", r"\s")
            for word in sorted(word_list("numbers", key), key=len, reverse=True)
        )
        for key in ("approximate", "above", "below")
    }
    rest = r"\s*(?:(?:the|a|an|only|just|every|one)\s)?$"
    return re.compile(
        rf"(?:(?P<below>(?<!\w)(?:{names['below']}))|(?P<above>(?<!\w)(?:{names['above']}))|(?P<about>(?<!\w)(?:{names['approximate']}))){rest}"
    )


_AFTER = re.compile(
    r"\s?(?:\+|or\s(?:more|over|above|higher|so)\b|and\s(?:over|above|up)\b|or\s(?:less|fewer|under|below|lower)\b)"
)


def bound_before(folded: str, start: int) -> Bound:
    """Return how the words just before a place hedge or bound the number that starts there."""
    found = _before().search(folded[max(0, start - 34) : start])
    if found is None:
        return ""
    return "below" if found["below"] else "above" if found["above"] else "about"
