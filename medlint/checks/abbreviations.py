"""Short forms that the page never spells out."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.articles.abbreviations import pairs_of
from medlint.articles.article import Article
from medlint.articles.expansion import expansion
from medlint.articles.glosses import explanations_of
from medlint.articles.locale import locale_of
from medlint.articles.short_forms import ShortForm, is_known, long_form, meaning_of, same_short, short_forms
from medlint.articles.terminology import written_for_clinicians
from medlint.checks.registry import Match, Params, Replacement, check
from medlint.checks.unexplained_term import known_to_site, least_tier
from medlint.vocabulary.lexicon import Term, TermUse


class UnexplainedAbbreviationParams(Params, frozen=True, kw_only=True):
    """Which short forms need their long form."""

    known: tuple[str, ...] = ()
    """Short forms that the site's readers know."""
    least_tier: int = 2
    """Short forms of lexicon terms of this tier and above; see `unexplained-jargon`."""
    strict_tier: int = 1
    """The same under the profiles `leaflet` and `strict`."""


@check("unexplained-abbreviation", UnexplainedAbbreviationParams)
def unexplained_abbreviation(article: Article, params: UnexplainedAbbreviationParams) -> Iterator[Match]:
    """Yield the first use of each short form that is spelled out or explained nowhere on the page."""
    if written_for_clinicians(article):
        return
    spelled = {same_short(pair.short) for pair in pairs_of(article)}
    locale = locale_of(article)
    least = least_tier(article, params.least_tier, params.strict_tier)
    groups: dict[str, list[ShortForm]] = {}
    for use in short_forms(article):
        groups.setdefault(use.text, []).append(use)
    for short, uses in groups.items():
        if (
            same_short(short) in spelled
            or same_short(short).rstrip("0123456789") in spelled
            or short in params.known
            or known_to_site(article, (short,))
        ):
            continue
        if is_known(short, locale, least_tier=least) or _explained(article, short, uses):
            continue
        first = next(
            (use for use in uses if article.zones[article.block_at(use.span.start).index] != "heading"), None
        )
        if first is None:
            continue
        long = long_form(short)
        yield Match(
            first.span,
            {"long": long or ""},
            suggestion=f"{long} ({short})" if long else None,
            help=f"Spell it out where it first appears: {long} ({short})." if long else None,
            fix=tuple(Replacement(span, text) for span, text in expansion(article, short, uses)),
        )


def _explained(article: Article, short: str, uses: list[ShortForm]) -> bool:
    """Tell whether the page says what a short form is, without its long form."""
    term = meaning_of(short) or Term(term=short, tier=2, kind="general")
    places = [
        TermUse(use.span.start, use.span.end + article.text.startswith("s", use.span.end), 0, 0, term, -1)
        for use in uses
    ]
    return next(explanations_of(article, places), None) is not None
