"""Shares of a whole: percentages, “1 in N”, “A of B”, fractions in words, and which of them stand for one fact."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from medlint.articles.numbers import Bound, Number, bound_before
from medlint.vocabulary.wordlists import pattern, vocabulary

_WORD = re.compile(r"[\w'%-]+")


class Share(NamedTuple):
    """A part of a whole; places count in characters of the sentence."""

    start: int
    end: int
    low: float
    """In percent; equal to `high` unless a range is stated."""
    high: float
    half: float
    """How far rounding alone can move it, in percentage points."""
    bound: Bound
    kind: str
    """percent, one-in (1 in N), count (A of B), fraction."""
    part: float = 0.0
    whole: float = 0.0


def percentages_in(folded: str, numbers: list[Number]) -> list[Share]:
    """Return the percentages of a sentence; a range is one of them."""
    out: list[Share] = []
    for index, number in enumerate(numbers):
        mark = pattern("figures", "share-percent").match(folded, number.end)
        if mark is None or not number.sure:
            continue
        first = number
        if index and pattern("figures", "share-join").fullmatch(folded, numbers[index - 1].end, number.start):
            joined = folded[numbers[index - 1].end : number.start]
            if "and" not in joined or folded[: numbers[index - 1].start].endswith("between "):
                first = numbers[index - 1]
        if out and out[-1].start == first.start:
            out.pop()
        if not first.sure:
            continue
        low, high = sorted((first.value, number.value))
        out.append(
            Share(first.start, mark.end(), low, high, max(number.half, first.half if first is not number else 0.0),
                  bound_before(folded, first.start), "percent")
        )  # fmt: skip
    return out


def ratios_in(folded: str, numbers: list[Number]) -> list[Share]:
    """Return “1 in N” and “A of B” of a sentence, and fractions in words."""
    out: list[Share] = []
    for left, right in pairwise(numbers):
        between = folded[left.end : right.start]
        found = pattern("figures", "share-in").fullmatch(between) if len(between) < 24 else None
        if found is None or not (left.sure and right.sure) or not 0 < left.value < right.value:
            continue
        if left.step != 1 or (found["how"] == "per" and right.value < 100) or right.step < 1:
            continue
        if pattern("figures", "share-range-left").search(
            folded[max(0, left.start - 12) : left.start]
        ) or pattern("figures", "share-percent").match(folded, right.end):
            continue
        if found["how"] == "in" and 1900 <= right.value <= 2100 and right.value % 100:
            continue  # a year
        kind = "one-in" if left.value == 1 else "count"
        if kind == "one-in" and found["how"] == "of":
            continue  # “one of three types”
        value = 100 * left.value / right.value
        out.append(
            Share(
                left.start,
                right.end,
                value,
                value,
                0.0,
                bound_before(folded, left.start),
                kind,
                left.value,
                right.value,
            )
        )
    out.extend(_of_those(folded, numbers))
    out.extend(_fractions(folded))
    return sorted(out)


def _of_those(folded: str, numbers: list[Number]) -> list[Share]:
    """Return counts of the form “of the 80 patients, 20”."""
    out = []
    for left, right in pairwise(numbers):
        if not pattern("figures", "share-of-those").search(folded[max(0, left.start - 12) : left.start]):
            continue
        between = folded[left.end : right.start]
        if (
            re.fullmatch(r"(?:\s[a-z'-]+){0,4},\s(?:only\s)?", between)
            and right.value < left.value
            and right.sure
        ):
            share = 100 * right.value / left.value
            out.append(
                Share(
                    left.start,
                    right.end,
                    share,
                    share,
                    0.0,
                    bound_before(folded, left.start),
                    "count",
                    right.value,
                    left.value,
                )
            )
    return out


@cache
def _fraction_pattern() -> re.Pattern[str]:
    names = "|".join(vocabulary("numbers")["fractions"])
    return re.compile(
        rf"(?<![\w/'-])(?:(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine)[\s-])?(?P<name>{names})(?P<many>s)?(?![\w'])"
    )


def _fractions(folded: str) -> list[Share]:
    table = vocabulary("numbers")["fractions"]
    counts = vocabulary("numbers")["ones"]
    out: list[Share] = []
    for match in _fraction_pattern().finditer(folded):
        count = counts.get(match["count"] or "", 1)
        value, slack = map(float, table[match["name"]])
        if (match["many"] is not None) != (count > 1) or value * count >= 100:
            continue
        if match["count"] is None and match["name"] != "half":
            continue  # “the third time”
        share = value * count
        out.append(
            Share(
                match.start(),
                match.end(),
                share,
                share,
                slack,
                bound_before(folded, match.start()),
                "fraction",
                count,
                0.0,
            )
        )
    return out


class Pair(NamedTuple):
    """A ratio and a percentage that state one fact, with the place of both together."""

    ratio: Share
    percent: Share
    start: int
    end: int


def pairs_in(folded: str, percents: list[Share], ratios: list[Share]) -> list[Pair]:
    """Return the ratios that a percentage beside them restates: “1 in 4 people (25%)”, “25%, or 1 in 4”."""
    out: list[Pair] = []
    used: set[int] = set()
    for ratio in ratios:
        for percent in percents:
            if percent.start in used:
                continue
            first, second = (ratio, percent) if ratio.start < percent.start else (percent, ratio)
            if first.end > second.start or any(
                first.end <= other.start and other.end <= second.start
                for other in (*ratios, *percents)
                if other not in (first, second)
            ):
                continue
            end = _joined(folded, first, second)
            if end:
                used.add(percent.start)
                out.append(Pair(ratio, percent, first.start, end))
                break
    return out


def _joined(folded: str, first: Share, second: Share) -> int:
    """Return where the pair ends when the two stand for one fact, else 0."""
    between = folded[first.end : second.start]
    if lead := pattern("figures", "share-lead").search(between):
        close = pattern("figures", "share-close").match(folded, second.end)
        if close and "(" not in between[: lead.start()] and _same_noun(between[: lead.start()]):
            return close.end()
        return 0
    lead = pattern("figures", "share-or").search(between)
    if lead is None or not _same_noun(between[: lead.start()]):
        return 0
    after = folded[second.end : second.end + 24]
    if lead.group().strip() == ",":
        # A bare comma joins only an apposition that is closed again: “3% of users, 1 in 10, notice it”.
        return second.end if re.match(r"(?:,|\.?$)", after) else 0
    if lead.group().strip() in {"–", "—"}:
        return second.end if re.match(r"\s[–—]", after) else 0
    return second.end if re.match(r"[\s,.;:)]|$", after) else 0


def _same_noun(words: str) -> bool:
    """Tell whether the words between two figures are a noun phrase rather than a new statement."""
    found = _WORD.findall(words)
    return (
        len(found) <= 6
        and not pattern("figures", "share-new-statement").search(words)
        and not re.search(r"[.;:()]", words)
    )
