"""Reads the dates that pages state: 2024-03-04, 4 March 2024, March 4, 2024, 03/2024, March 2024, 2024."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
"""The name of a month, short or whole."""
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>(?:19|20)\d\d)-(?P<m1>\d{1,2})(?:-(?P<d1>\d{1,2}))?(?!\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m2>{MONTH}),?[\s-]+(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<m3>{MONTH})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d)"
    r"|(?P<a4>\d{1,2})[/.-](?P<b4>\d{1,2})[/.-](?P<y4>(?:19|20)\d\d)"
    rf"|(?P<m5>{MONTH}),?\s+(?P<y5>(?:19|20)\d\d)"
    r"|(?P<m6>\d{1,2})/(?P<y6>(?:19|20)\d\d)"
    r"|(?P<y7>(?:19|20)\d\d)(?![\d-])"
    r")",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
"""Stands in every date but one with a short year."""
_SHORT_YEAR = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d\d)(?![\d/.]\d|\d)"
)


class StatedDate(NamedTuple):
    """A date as a page states it."""

    first: datetime.date
    """The first day that it may mean."""
    last: datetime.date
    """The last day that it may mean: a month or a year is not exact."""
    start: int
    end: int


def find_date(text: str, *, day_first: bool = True, short_year: bool = False) -> StatedDate | None:
    """Return the first date in a text, or None; `day_first` decides what 03/04/2024 means.

    With `short_year` 04/03/24 is one too, which is right only after a label.
    """
    for match in _DATE.finditer(text) if _YEAR.search(text) else ():
        made = _made(match, day_first)
        if made is not None:
            return StatedDate(*made, match.start(), match.end())
    short = _SHORT_YEAR.search(text) if short_year else None
    if short is not None:
        year = f"{short['a']}/{short['b']}/20{short['y']}"
        if found := find_date(year, day_first=day_first):
            return found._replace(start=short.start(), end=short.end())
    return None


def _made(match: re.Match[str], day_first: bool) -> tuple[datetime.date, datetime.date] | None:
    got = match.groupdict()
    year = int(next(got[f"y{at}"] for at in range(1, 8) if got[f"y{at}"]))
    month = day = 0
    if got["a4"]:
        first, second = int(got["a4"]), int(got["b4"])
        day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
    else:
        for at in (1, 2, 3, 5, 6):
            if stated := got[f"m{at}"]:
                month = int(stated) if stated.isdigit() else _month(stated)
        for at in (1, 2, 3):
            if stated := got[f"d{at}"]:
                day = int(stated)
    try:
        if day:
            exact = datetime.date(year, month, day)
            return exact, exact
        if month:
            following = datetime.date(year + month // 12, month % 12 + 1, 1)
            return datetime.date(year, month, 1), following - datetime.timedelta(days=1)
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """Return the whole months from one day to another."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if later.day < earlier.day else 0)
