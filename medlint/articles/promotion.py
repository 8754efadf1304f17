"""Does the page sell, or rouse against, what it writes about? Told by its words of trade, praise and alarm.

A statement of a health authority and the same statement on the page of a shop are read
differently (FTC 2022: the net impression counts). This is a fact about the page, no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.sources.zones import ALL_ZONES
from medlint.vocabulary.wordlists import wording

NEEDED = 4.5
"""Points at which a page sells; chosen on labelled pages of clinics, shops and institutes."""
NEEDED_SHORT = 3.0
NEEDED_TINY = 2.0
SHORT, TINY = 250, 110
"""Pages of fewer words are short and tiny."""
LONG = 1200
"""From this many words on, the points that a page needs grow with its length."""
PROMISES = 2
"""Words of praise or alarm at which a page that sells promises, too; fewer where it sells hard."""
CARE = 3
"""How many words of care outweigh a word of praise or alarm."""
CARELESS = 1.5
"""Points of a page with a price that has less than one word of care in so many words (`CARE_PER`)."""
CARE_PER = 150
PRICED = 2
"""Signs of a shop, prices among them, at which a page sells hard."""
_PRICE = re.compile(
    r"(?<![\w.])(?:[$€£]\s?\d{1,4}(?:[.,]\d{2,3})?|\d{1,4}(?:\.\d\d)?\s?(?:€|£|euros?|dollars|pounds\s+sterling)|\d\dp)(?![\w%])"
    r"(?!\s*(?:million|billion|thousand|trillion|bn|m|k|a\s+year|per\s+year|each\s+year)\b)"
)
"""What a thing costs; not what an illness costs a country."""


class Promotion(NamedTuple):
    """How much a page promotes."""

    trade: int
    """Different wordings of trade."""
    praise: int
    """Different wordings of praise, of boast and of hints at a benefit."""
    alarm: int
    """Different wordings of alarm."""
    commerce: int
    """Different wordings of a shop, and its prices."""
    care: int
    """Different wordings of care."""
    calls: int
    """Blocks that call to book or to buy."""
    words: int
    """Of the page: a short one has less room for words of trade."""

    @property
    def points(self) -> float:
        """Return the weight of all that promotes."""
        return (
            1.5 * self.trade
            + self.praise
            + self.alarm
            + 1.5 * min(self.commerce, 4)
            + 2 * min(self.calls, 2)
            + (CARELESS if self.commerce and self.care * CARE_PER < self.words else 0)
        )

    @property
    def needed(self) -> float:
        """Return the points that a page of this length needs to count as one that sells."""
        if self.words < TINY:
            return NEEDED_TINY
        return NEEDED_SHORT if self.words < SHORT else NEEDED * max(1.0, self.words / LONG)

    @property
    def sells(self) -> bool:
        """Tell whether the page sells something."""
        return self.points >= self.needed and (
            self.trade + self.calls + self.commerce > 0
            or self.praise >= min(self.needed, NEEDED)
            or self.rouses
        )

    @property
    def outweighs(self) -> bool:
        """Tell whether words of praise and alarm outweigh those of care."""
        return not self.care or self.praise + self.alarm > self.care / CARE

    @property
    def promises(self) -> bool:
        """Tell whether the page sells and praises, so that whatever it says of an effect is a promise."""
        praise = self.praise + self.alarm
        return (
            self.sells
            and self.outweighs
            and (
                praise >= PROMISES or (praise > 0 and (self.trade >= 2 * PROMISES or self.commerce >= PRICED))
            )
        )

    @property
    def leans(self) -> bool:
        """Tell whether the page speaks for something, if less than one that sells."""
        return 2 * self.points >= self.needed

    @property
    def favours(self) -> bool:
        """Tell whether the page speaks for something more than it warns."""
        return self.leans or (self.praise + self.alarm >= PROMISES and self.outweighs)

    @property
    def rouses(self) -> bool:
        """Tell whether the page rouses its readers against something."""
        return self.alarm >= (3 if self.words >= SHORT else 2)


_LISTS = ("trade", "praise", "boast", "hints", "bold", "alarm", "commerce", "care")
_PRAISING = frozenset({"praise", "boast", "hints", "bold"})
PRICES = 50
"""How many prices of a page are looked at."""


@fact
def promotion_of(article: Article) -> Promotion:
    """Count the words of trade, praise and alarm of a page."""
    lists = {name: wording("promotion", name) for name in _LISTS}
    judging = wording("promotion", "judging")
    seen: dict[str, set[int]] = {name: set() for name in lists}
    for name, wordings in lists.items():
        for sentence in article.sentences_like(wordings, within=ALL_ZONES):
            hits = article.hits(wordings, sentence)
            if hits and not (name in _PRAISING and article.hits(judging, sentence)):
                seen[name].update(_apart(hits))
    calls = sum(zone == "call-to-action" for zone in article.zones)
    counts = {name: len(found) for name, found in seen.items()}
    prices = len(set(_PRICE.findall(article.text)[:PRICES]))
    return Promotion(
        counts["trade"],
        sum(counts[name] for name in _PRAISING),
        counts["alarm"],
        counts["commerce"] + min(prices, PRICED if counts["commerce"] + counts["trade"] else 1),
        counts["care"],
        calls,
        article.word_count,
    )


def _apart(hits: list[tuple[int, int, int]]) -> Iterator[int]:
    """Yield the wordings of a sentence that do not overlap: “our customers” counts once."""
    reach = -1
    for index, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if start >= reach:
            reach = end
            yield index
