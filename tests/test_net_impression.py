"""What a page that sells lets readers believe: hints, bare lines, signed letters; and what careful pages may say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from medlint.articles.claim_topic import sells_health
from medlint.articles.promotion import promotion_of
from medlint.findings import Finding
from tests.conftest import article_of

SHOP = (
    "# Night drops against snoring and headache\n\nOur drops cost £20. Add them to your basket today for free "
    "shipping.\n\nLoved by thousands of customers. Wave goodbye to snoring.\n\n"
)
LEAFLET = (
    "# Headache clinic\n\nParking costs £4. Ask your doctor if you take other medicines. Side effects may include "
    "drowsiness, and it does not work for everyone.\n\n"
)


def rules_of(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings if finding.severity != "info"}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("They teach your brain to rest.", "implied-promise"),
        ("- Deeper sleep", "unsupported-efficacy"),
        ("- Headaches relieved", "unsupported-efficacy"),
        ("I used to wake up with a headache every day. - Ann, Hull", "testimonial-as-evidence"),
        ("Only the first 50 orders get the low price.", "pressure-selling"),
    ],
)
def test_a_shop_is_read_by_its_net_impression(
    lint: Callable[..., list[Finding]], line: str, rule: str
) -> None:
    assert rule in rules_of(lint(SHOP + line, rule))
    assert rule not in rules_of(lint(LEAFLET + line, rule)) or rule == "pressure-selling"


@pytest.mark.parametrize(
    "line",
    [
        "No diet will take years off your face.",
        "Paracetamol eases a headache.",
        "Vaccines teach your body to fight the germ.",
        "Makers say that the drops can:\n\n- boost the immune system\n- melt away pain",
    ],
)
def test_a_careful_page_is_left_alone(lint: Callable[..., list[Finding]], line: str) -> None:
    assert rules_of(lint(LEAFLET + line, "claims")) == set()


def test_prices_and_care_tell_a_shop_from_a_leaflet() -> None:
    assert promotion_of(article_of(SHOP)).promises
    assert not promotion_of(article_of(LEAFLET)).promises


def test_a_shop_for_health_is_told_from_a_shop_for_shoes() -> None:
    shoes = "# Trail shoes\n\nAdd to cart for $90, with free shipping. Loved by thousands of runners. Say goodbye to wet socks.\n"
    assert sells_health(article_of(SHOP))
    assert not sells_health(article_of(shoes))
