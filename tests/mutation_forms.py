"""Finds correct figures and promised lists in a text, and says how to break each.

Patterns and factors are this file's own and not medlint's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_N = r"\d[\d,]*(?:\.\d+)?"
_WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"],
        [*range(1, 11), 12, 20],
        strict=True,
    )
)
_W = "|".join(_WORDS)
_TAGS = r"(?:</?\w+>)?"


@dataclass(frozen=True)
class Break:
    """One change of a text: the piece between `start` and `end` is replaced."""

    form: str
    start: int
    end: int
    new: str
    rules: frozenset[str]
    """Any of these may find it."""
    near: tuple[int, int]
    """Where the finding has to lie, in the unbroken text."""


def value(text: str) -> float:
    """Return a number in digits or words."""
    low = text.lower()
    return float(_WORDS[low]) if low in _WORDS else float(low.replace(",", ""))


def shown(number: float, like: str) -> str:
    """Return a number with as many decimals as another, and its separators."""
    decimals = len(like.partition(".")[2])
    return f"{number:,.{decimals}f}" if "," in like else f"{number:.{decimals}f}"


def moved(text: str, dice: random.Random) -> str:
    """Return a number that is wrong as typists make it wrong: a fifth or more away, or a digit changed."""
    old = value(text)
    for _ in range(40):
        way = dice.choice(("factor", "digit", "tenfold"))
        if way == "tenfold":
            new = old * dice.choice((10, 0.1)) if "." not in text else old * 10
        elif way == "factor":
            new = old * dice.choice((0.5, 0.7, 1.4, 2))
        else:
            digits = [at for at, char in enumerate(text) if char.isdigit()]
            at = digits[0]
            new = value(text[:at] + str(dice.randrange(1, 10)) + text[at + 1 :])
        written = shown(new, text)
        if old and abs(value(written) - old) >= 0.2 * old and value(written) > 0:
            return written
    return shown(old * 2, text)


Finder = Callable[[str, random.Random], Iterator[Break | None]]
"""Yields the breaks of a text; None for a pair that does not agree as it stands."""


def _ratio_percent(text: str, dice: random.Random) -> Iterator[Break | None]:
    rules = frozenset({"ratio-percent-mismatch", "impossible-value"})
    number = rf"{_N}|{_W}"
    forms = (
        rf"\b(?P<a>{number})\s(?:in|out\sof|of)\s(?:every\s|the\s)?(?P<b>{number})(?P<mid>[^.;()%\d]{{0,40}})\s?\(\s?(?P<p>{_N})(?:%|\spercent|\sper\scent)\)",
        rf"(?P<p>{_N})(?:%|\spercent|\sper\scent)\s\((?P<a>{number})\s(?:in|out\sof)\s(?P<b>{number})\)",
        rf"(?P<p>{_N})(?:%|\spercent|\sper\scent),\sor\s(?P<a>{number})\s(?:in|out\sof)\s(?P<b>{number})\b",
    )
    for form in forms:
        for match in re.finditer(form, text, re.IGNORECASE):
            a, b, p = value(match["a"]), value(match["b"]), value(match["p"])
            if not 0 < a < b:
                continue
            slack = max(0.51, 6 * a / b if a == 1 else 0) if p >= 1 else 0.2 * p
            if abs(100 * a / b - p) > slack:
                yield None
                continue
            new = p
            for _ in range(30):
                new = value(moved(match["p"], dice))
                # A ratio such as 1 in 3 is rounded: only a percentage nearer to another ratio is wrong.
                if new < 100 and (new >= 100 * a / (b - 0.6) + 1 or new <= 100 * a / (b + 0.6) - 1):
                    break
            else:
                new = min(99.0, p * 2) if p * 2 < 100 else p / 2
            yield Break("ratio and percentage", *match.span("p"), shown(new, match["p"]), rules, match.span())


_UNITS: dict[str, tuple[str, float, float]] = {
    # name pattern: (kind, factor, offset) with base = (value + offset) * factor
    r"°\s?C|º\s?C|C|degrees\sC(?:elsius)?": ("temperature", 1, 0),
    r"°\s?F|º\s?F|F|degrees\sF(?:ahrenheit)?": ("temperature", 5 / 9, -32),
    r"kg|kilograms?|kilos?": ("weight", 1000, 0),
    r"lbs?|pounds?": ("weight", 453.592, 0),
    r"mcg|micrograms?|µg": ("weight", 1e-6, 0),
    r"mg|milligrams?": ("weight", 1e-3, 0),
    r"g|grams?": ("weight", 1, 0),
    r"cm|centim(?:et(?:er|re))s?": ("length", 1, 0),
    r"mm|millim(?:et(?:er|re))s?": ("length", 0.1, 0),
    r"inch(?:es)?": ("length", 2.54, 0),
    r"feet|ft": ("length", 30.48, 0),
    r"met(?:er|re)s?": ("length", 100, 0),
    r"km|kilomet(?:er|re)s?": ("length", 100_000, 0),
    r"miles?": ("length", 160_934, 0),
    r"m[lL]|millilit(?:er|re)s?": ("volume", 1, 0),
    r"lit(?:er|re)s?|L": ("volume", 1000, 0),
    r"fl\.?\soz|fluid\sounces?|ounces?|oz": ("volume", 29.57, 0),
    r"teaspoons?|tsp": ("volume", 5, 0),
    r"tablespoons?|tbsp": ("volume", 15, 0),
    r"cups?": ("volume", 240, 0),
    r"mg/d[lL]": ("sugar", 1, 0),
    r"mmol/[lL]": ("sugar", 18.016, 0),
    r"kcal|calories": ("energy", 1, 0),
    r"kJ": ("energy", 0.239, 0),
    r"mmol/mol": ("hba1c", 0.09148, 23.524),
    r"%": ("hba1c", 1, 0),
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))


def _unit(text: str) -> tuple[str, float, float]:
    return next(row for name, row in _UNITS.items() if re.fullmatch(name, text))


def _conversions(text: str, dice: random.Random) -> Iterator[Break | None]:
    form = rf"(?<![\w.,–-])(?P<a>{_N})\s?-?(?P<u>{_UNIT})\s?(?:\((?:about\s|around\s)?|/|\sor\s(?:about\s)?)\s?(?P<b>{_N})\s?-?(?P<v>{_UNIT})(?!\w|/)"
    for match in re.finditer(form, text):
        left, right = _unit(match["u"]), _unit(match["v"])
        if left[0] != right[0] or left == right:
            continue
        a, b = value(match["a"]), value(match["b"])
        reckoned = (a + left[2]) * left[1] / right[1] - right[2]
        if abs(reckoned - b) > (0.6 if left[0] == "temperature" else 0.06 * abs(reckoned)):
            yield None
            continue
        new = moved(match["b"], dice)
        if left[0] == "temperature":
            new = shown(b + dice.choice((-4, -2, 2, 3, 5)), match["b"])
        rules = frozenset({"unit-conversion-mismatch", "dose-arithmetic", "impossible-value"})
        yield Break(f"two units of {left[0]}", *match.span("b"), new, rules, match.span())


def _doses(text: str, dice: random.Random) -> Iterator[Break | None]:
    for match in re.finditer(r"(?P<m>\d[\d,]*)(?P<gap>\s?-?)(?P<u>mg|mcg|m[lL])\b(?!\s?/|\s?per)", text):
        if "." in text[max(0, match.start() - 1) : match.start()] or not 1 <= value(match["m"]) <= 5000:
            continue
        yield Break(
            "dose with a zero after the point",
            *match.span("m"),
            match["m"] + ".0",
            frozenset({"trailing-zero"}),
            match.span(),
        )
    for match in re.finditer(r"(?<![\d.,])0(?P<point>\.\d+)\s?(?:mg|mcg|m[lL])\b(?!\s?/)", text):
        yield Break(
            "dose without a zero before the point",
            match.start(),
            match.start() + 1,
            "",
            frozenset({"naked-decimal"}),
            match.span(),
        )
    count = rf"{_W}|\d{{1,2}}"
    for match in re.finditer(
        rf"\b(?P<n>{count})\s(?P<s>\d+)\s?mg\s(?:tablets|capsules|pills)\s?(?:\(|make\s|=\s)(?P<t>{_N})\s?(?P<u>mg|g)\b",
        text,
        re.IGNORECASE,
    ):
        total = value(match["n"]) * value(match["s"]) / (1000 if match["u"] == "g" else 1)
        if abs(total - value(match["t"])) > 0.01 * total:
            yield None
            continue
        yield Break(
            "tablets and total",
            *match.span("t"),
            moved(match["t"], dice),
            frozenset({"dose-arithmetic"}),
            match.span(),
        )
    for match in re.finditer(
        rf"(?P<d>{_N})\s?mg\s?(?:/|per\s|for\seach\s|for\severy\s)(?:kg|kilogram|kilo)\b(?P<mid>.{{0,120}}?)(?P<w>\d+)\s?kg\s(?P<who>child|baby|adult|person|patient)(?P<gets>\D{{1,30}})(?P<t>{_N})\s?mg",
        text,
        re.DOTALL,
    ):
        total = value(match["d"]) * value(match["w"])
        if abs(total - value(match["t"])) > 0.05 * total:
            yield None
            continue
        yield Break(
            "dose by weight",
            *match.span("t"),
            moved(match["t"], dice),
            frozenset({"dose-arithmetic"}),
            match.span("t"),
        )
    for name, right, wrong in (
        ("levothyroxine", "mcg", "mg"), ("folic acid", "mcg", "mg"), ("vitamin D", "mcg", "mg"), ("digoxin", "mcg", "mg"),
        ("ibuprofen", "mg", "mcg"), ("paracetamol", "mg", "mcg"), ("aspirin", "mg", "mcg"),
    ):  # fmt: skip
        for match in re.finditer(
            rf"{_N}\s?(?P<u>{right}|micrograms|milligrams)\s(?:of\s)?{name}|{name}\s{_N}\s?(?P<v>{right}|micrograms|milligrams)",
            text,
            re.IGNORECASE,
        ):
            group = "u" if match["u"] else "v"
            yield Break(
                "unit a thousand times off",
                *match.span(group),
                wrong,
                frozenset({"mg-mcg-magnitude"}),
                match.span(),
            )


def _vitals(text: str, dice: random.Random) -> Iterator[Break | None]:
    for match in re.finditer(r"\b(?P<s>1\d\d)\s?(?:/|over\s)\s?(?P<d>[5-9]\d|1[0-2]\d)(?!\d|/)", text):
        if re.search(
            r"blood pressure|mm\s?Hg", text[max(0, match.start() - 120) : match.end() + 12], re.IGNORECASE
        ):
            yield Break(
                "blood pressure",
                match.start(),
                match.end(),
                f"{match['d']}/{match['s']}",
                frozenset({"impossible-value"}),
                match.span(),
            )


def _ranges(text: str, dice: random.Random) -> Iterator[Break | None]:
    units = (
        r"mg|mcg|mL|ml|days|weeks|months|years|hours|minutes|percent|%|mg/dL|pounds|ounces|grams|cm|inches"
    )
    for match in re.finditer(
        rf"(?<![\w.,/$–-])(?P<a>\d+(?:\.\d+)?)(?P<j>\s?(?:to|-|–)\s?)(?P<b>\d+(?:\.\d+)?)\s?(?P<u>{units})(?!\w)(?!\s(?:before|prior|ago))",
        text,
    ):
        if (
            not value(match["a"]) < value(match["b"])
            or "from" in text[max(0, match.start() - 30) : match.start()]
        ):
            continue
        yield Break(
            "range",
            match.start("a"),
            match.end("b"),
            match["b"] + match["j"] + match["a"],
            frozenset({"reversed-range"}),
            match.span(),
        )


_LIST = r"(?:[ \t]*(?:[-*•+]|\d+[.)])\s[^\n]*\n(?:[ \t]+[^\n]*\n)*\n?){2,}"
_LISTS = (
    # A line that ends in a colon, and a list in Markdown or plain text.
    rf"(?m)^(?P<lead>[^\n#|*>-][^\n]{{8,260}}:)[*_]*[ \t]*\n\s*\n?(?P<list>{_LIST})",
    # A sentence that says that a list follows, without a colon.
    rf"(?mi)^(?P<lead>[^\n#|>-][^\n]{{0,200}}\b(?:following|below|here are|as follows)\b[^\n]{{0,120}}\.)[ \t]*\n\s*\n?(?P<list>{_LIST})",
    # A paragraph and a list in HTML.
    r"(?s)<p[^>]*>(?P<lead>(?:(?!</p>).){8,260}:)\s*(?:</\w+>\s*)*</p>\s*(?P<list><(?P<tag>ul|ol)\b.*?</(?P=tag)>)",
    # A paragraph, and paragraphs of a few words that are its items.
    r"(?m)^(?P<lead>[^\n#|*>-][^\n]{8,260}:)[ \t]*\n\n(?P<list>(?:(?![^\n]*[.:?!]\n)[A-Z][^\n]{2,90}\n\n?){3,})",
)


def _promised_lists(text: str, dice: random.Random) -> Iterator[Break | None]:
    head = text.find("\n---", 3) if text.startswith("---") else -1
    for form in _LISTS:
        for match in re.finditer(form, text):
            if match.start() < head or text.count("```", 0, match.start()) % 2:
                continue
            last = re.match(
                r"\s*(?:</(?:div|section|main|article|body|html)>\s*)*(?:#|<h\d|\Z|---\s*$|[^\n]*\n[=-]{4,})",
                text[match.end() :],
            )
            yield Break(
                f"promised list before {'a heading or the end' if last else 'other text'}",
                *match.span("list"),
                "\n",
                frozenset({"promised-list-missing", "unanswered-promise"}),
                match.span("lead"),
            )


_COUNT_WORDS = {word: count for word, count in _WORDS.items() if 2 <= count <= 12}


def _promised_counts(text: str, dice: random.Random) -> Iterator[Break | None]:
    """Take the last item from a list whose lead-in or heading says how many there are."""
    number = rf"(?P<n>{'|'.join(_COUNT_WORDS)}|[2-9]|1[0-2])"
    item = r"[ \t]*(?:[-*•+]|\d+[.)])\s[^\n]*\n(?:[ \t]+[^\n]*\n)*\n?"
    form = rf"(?mi)^(?P<lead>#*\s?[^\n|>-]{{0,120}}\b{number}\s(?:\w+\s){{0,3}}\w+s\b[^\n.]{{0,120}}:?)[*_]*[ \t]*\n\s*\n?(?P<list>(?:{item}){{2,}})"
    for match in re.finditer(form, text):
        items = list(re.finditer(rf"(?m)^{item}", match["list"]))
        if len(items) != _COUNT_WORDS.get(match["n"].lower(), 0) and str(len(items)) != match["n"]:
            continue
        yield Break(
            "one item short of a stated number",
            match.start("list") + items[-1].start(),
            match.start("list") + items[-1].end(),
            "\n",
            frozenset({"promised-count-mismatch"}),
            match.span("lead"),
        )


FINDERS: tuple[Finder, ...] = (
    _ratio_percent,
    _conversions,
    _doses,
    _vitals,
    _ranges,
    _promised_lists,
    _promised_counts,
)
