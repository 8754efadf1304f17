"""Which English a page is written in."""

from __future__ import annotations

import pytest

from medlint.articles.article import Article
from medlint.articles.locale import locale_of
from medlint.articles.site import Site
from medlint.sources import read_text


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("The pediatrician saw a tumor.", "en-US"),
        ("The paediatrician saw a tumour.", "en-GB"),
        ("It hurts. Call 911 now.", "en-US"),
        ("It hurts. Call 999 or ask NHS 111.", "en-GB"),
        ("Ring triple zero (000) if your child has diarrhoea.", "en-AU"),
        ("Call Healthline if your baby has diarrhoea.", "en-NZ"),
        ("The HSE runs a centre in Cork. Ring 112.", "en-IE"),
        ("The colour of the tumour: Health Canada says so.", "en-CA"),
        ("About 3,000 people and 1.999 litres of water.", "en-GB"),
        ("Nothing tells.", "en-US"),
        ("A nice doctor at the center.", "en-US"),
    ],
)
def test_guess(text: str, locale: str) -> None:
    assert locale_of(Article(read_text(text, path="-", format="markdown"))) == locale


def test_stated_wins_over_spelling() -> None:
    page = '<html lang="en-AU"><p>The pediatrician saw a tumor.</p></html>'
    assert locale_of(Article(read_text(page, path="-", format="html"))) == "en-AU"


def test_configuration_wins() -> None:
    document = read_text("---\nlang: en-GB\n---\nText.", path="-", format="markdown")
    assert locale_of(Article(document, Site(locale="en-US"))) == "en-US"


def test_plain_english_is_no_locale() -> None:
    page = '<html lang="en"><p>The paediatrician saw a tumour.</p></html>'
    assert locale_of(Article(read_text(page, path="-", format="html"))) == "en-GB"
