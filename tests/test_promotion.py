"""Pages that sell, promise or rouse are told from those that inform."""

from __future__ import annotations

import pytest

from medlint.articles.claim_topic import topic_of
from medlint.articles.mention import interested
from medlint.articles.promotion import promotion_of
from tests.conftest import article_of, find_span

SHOP = (
    "# Calm drops\n\nOur drops melt away stress and boost your energy. Order today with free shipping. "
    "Customers love the long-lasting results."
)
SERVICE = (
    "# Back pain\n\nWe treat people with back pain. Most get better in six weeks. An X-ray is rarely needed. "
    "Ring us if the pain is no better."
)
WARNING = (
    "# Magnets\n\nBe careful with words such as “melts away stress”. Nobody has shown that magnets boost your energy. "
    "There is no evidence of amazing results."
)


@pytest.mark.parametrize(
    ("text", "sells", "promises"), [(SHOP, True, True), (SERVICE, True, False), (WARNING, False, False)]
)
def test_who_sells_and_who_promises(text: str, sells: bool, promises: bool) -> None:
    promotion = promotion_of(article_of(text))
    assert (promotion.sells, promotion.promises) == (sells, promises)


def test_a_wording_inside_another_counts_once() -> None:
    assert promotion_of(article_of("Our happy customers write to us.")).trade == 1


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("# Cupping\n\nCupping is an old practice. Cups are put on the skin.", "contested"),
        (SHOP, "offered"),
        (SERVICE, None),
        ("# Magnesium\n\nMagnesium is a mineral in nuts and leaves.", None),
        ("# Magnesium\n\nMagnesium works wonders for sleep. Order now with free shipping.", "contested"),
    ],
)
def test_topic(text: str, topic: str | None) -> None:
    assert topic_of(article_of(text)) == topic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is the best gel there is,” said Dana Wills, chief executive of Novaderm.", True),
        ("“It is the best gel there is,” said Dr Dana Wills of the University of Garth.", False),
        ("“It is the best gel there is,” said Dana Wills, chief executive of the charity Skin Aid.", False),
    ],
)
def test_who_speaks_for_what_is_sold(text: str, expected: bool) -> None:
    article = article_of(text)
    sentence = article.sentence_at(find_span(article, "best gel").start)
    assert sentence is not None
    assert interested(article, sentence) is expected
