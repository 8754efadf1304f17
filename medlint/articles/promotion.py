"""Does the page sell, or rouse against, what it writes about? Told by its words of trade, praise and alarm.

A statement of a health authority and the same statement on the page of a shop are read
differently (FTC 2022: the net impression counts). This is a fact about the page, no verdict.
"""

from __future__ import annotations

from typing import NamedTuple

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.sources.zones import ALL_ZONES
from medlint.vocabulary.wordlists import wording

NEEDED = 4.5
"""Points at which a page sells; chosen on labelled pages of clinics, shops and institutes."""
NEEDED_SHORT = 3.0
SHORT = 250
"""A page of fewer words is short."""
LONG = 1200
"""From this many words on, the points that a page needs grow with its length."""


class Promotion(NamedTuple):
    """How much a page promotes."""

    trade: int
    """Different wordings of trade."""
    praise: int
    """Different wordings of praise."""
    alarm: int
    """Different wordings of alarm."""
    calls: int
    """Blocks that call to book or to buy."""
    words: int
    """Of the page: a short one has less room for words of trade."""

    @property
    def sells(self) -> bool:
        """Tell whether the page sells something."""
        points = 1.5 * self.trade + self.praise + self.alarm + 2 * min(self.calls, 2)
        needed = NEEDED_SHORT if self.words < SHORT else NEEDED * max(1.0, self.words / LONG)
        return points >= needed and (self.trade + self.calls > 0 or self.praise >= NEEDED or self.rouses)

    @property
    def rouses(self) -> bool:
        """Tell whether the page rouses its readers against something."""
        return self.alarm >= (3 if self.words >= SHORT else 2)


@fact
def promotion_of(article: Article) -> Promotion:
    """Count the words of trade, praise and alarm of a page."""
    lists = {name: wording("claim-scope", name) for name in ("trade", "praise", "alarm")}
    seen: dict[str, set[int]] = {name: set() for name in lists}
    for name, wordings in lists.items():
        for sentence in article.sentences_like(wordings, within=ALL_ZONES):
            seen[name].update(hit[0] for hit in article.hits(wordings, sentence))
    calls = sum(zone == "call-to-action" for zone in article.zones)
    return Promotion(len(seen["trade"]), len(seen["praise"]), len(seen["alarm"]), calls, article.word_count)
