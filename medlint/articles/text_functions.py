"""The functions of `import medlint` that look at a piece of text: jargon, abbreviations, explanations."""

from __future__ import annotations

import re

from medlint.articles.abbreviations import pairs_of
from medlint.articles.article import Article
from medlint.articles.entity_names import in_name
from medlint.articles.locale import locale_of
from medlint.articles.short_forms import is_known, short_forms
from medlint.articles.terminology import terms_on_page
from medlint.articles.terms import hard_uses
from medlint.sources import read_text
from medlint.spans import Span


def _article(text: str) -> Article:
    return Article(read_text(text, path="-", format="text"))


def jargon(text: str) -> list[tuple[int, int]]:
    """Return where terms stand that the public may not know, explained or not.

    Tiers 2 and 3 of the lexicon, words told by their form or rarity, and short forms. Each is
    (start, end) in characters of `text`, end exclusive; in order, none overlaps another.
    """
    article = _article(text)
    spans = [
        Span(use.start, use.end)
        for use in hard_uses(article)
        if not in_name(article, Span(use.start, use.end))
    ]
    locale = locale_of(article)
    spans += [use.span for use in short_forms(article) if not is_known(use.text, locale)]
    found: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        place = article.document.source_map.to_source(span)
        if not found or place.start >= found[-1][1]:
            found.append((place.start, place.end))
    return found


def abbreviations(text: str) -> list[tuple[str, str]]:
    """Return the (short form, long form) pairs that the text itself defines, in order."""
    return [(pair.short, pair.long) for pair in pairs_of(_article(text))]


def explanations(text: str) -> list[tuple[str, str]]:
    """Return (term, gloss) pairs: where the text explains a term in its own words.

    The term is as the text writes it, the gloss is the explaining words. Terms of tier 1 and above,
    words told by their form or rarity, and short forms with their long forms.
    """
    article = _article(text)
    found: list[tuple[int, str, str]] = []
    for group in terms_on_page(article):
        if group.term.tier < 1:
            continue
        explanation = group.first_explanation
        if explanation is not None:
            use = next(
                (use for use in group.uses if article.sentence_at(use.start) is not None
                 and _index(article, use.start) == explanation.sentence),
                group.uses[0],
            )  # fmt: skip
            term = article.text_of(Span(use.start, use.end))
            gloss = _tidy(article.text_of(explanation.span))
            found.append((use.start, term, gloss))
    known = {term for _, term, _ in found}
    found += [(pair.at, pair.short, pair.long) for pair in pairs_of(article) if pair.short not in known]
    return [(term, gloss) for _, term, gloss in sorted(found)]


def _tidy(gloss: str) -> str:
    """Return an explanation without the words and marks that join it to its term."""
    gloss = " ".join(gloss.split()).strip(' .,;:–—-()"“”')
    return re.sub(
        r"^(?:or|also called|sometimes called|that is,?|i\.e\.,?|meaning|known as)\s+",
        "",
        gloss,
        flags=re.IGNORECASE,
    )


def _index(article: Article, offset: int) -> int:
    sentence = article.sentence_at(offset)
    return sentence.index if sentence else -1
