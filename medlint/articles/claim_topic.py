"""What is a page about, as claims go: a contested thing, a blamed one, or what it sells?"""

from __future__ import annotations

from typing import Literal

from medlint.articles.article import Article
from medlint.articles.claim_words import claim_words, phrasebook
from medlint.articles.fact import fact
from medlint.articles.promotion import promotion_of
from medlint.vocabulary.folding import fold, norms

Subject = Literal["contested", "blamed", "suspect", "offered"]

_OF_ANY_PAGE = frozenset({"contested", "blamed", "disputed"})
"""Labels of what needs a source on a page that sells nothing, too."""
_COUNTED: tuple[Subject, ...] = ("contested", "blamed", "suspect")


@fact
def may_matter(article: Article) -> bool:
    """Tell whether a claim of a page can need a source: the page sells, or names a contested, disputed or blamed thing."""
    return promotion_of(article).sells or any(
        not _OF_ANY_PAGE.isdisjoint(use.labels)
        for uses in (claim_words(article), phrasebook().find(norms(fold(article.title))))
        for use in uses
    )


@fact
def topic_of(article: Article) -> Subject | None:
    """Return what the page is about: a contested, blamed or suspect thing, or what it promises to sell.

    A treatment that is real for some and oversold to others (`disputed`) counts as contested
    where the page speaks for it.
    """
    promotion = promotion_of(article)
    leans = promotion.leans
    counts: dict[Subject, int] = dict.fromkeys(_COUNTED, 0)
    titled = dict(counts)
    for uses, tally in (
        (claim_words(article), counts),
        (phrasebook().find(norms(fold(article.title))), titled),
    ):
        for use in uses:
            labels = use.labels
            for label in tally.keys() & labels:
                tally[label] += 1
            if leans and "disputed" in labels:
                tally["contested"] += 1
    if not promotion.rouses:
        counts["suspect"] = titled["suspect"] = 0
    often = max(3 if leans else 6, article.word_count // 60)
    best = max(counts, key=lambda label: (min(titled[label], 1), counts[label]))
    if (titled[best] and (counts[best] > 1 or leans)) or counts[best] >= often:
        return best
    return "offered" if promotion.promises else None
