"""How fast advice wants the reader to act: now, the same day, within days, or some time."""

from __future__ import annotations

from medlint.articles.article import Article, Sentence
from medlint.articles.locale import locale_of
from medlint.articles.sections import column_title, heading_text, lead_in
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import owned_wordings, vocabulary

URGENCIES = ("routine", "days", "same-day", "now")
"""From the slowest to the fastest."""

SPEED = {name: rank for rank, name in enumerate(URGENCIES)}
"""The rank of each urgency, 0 for the slowest."""


def urgency_of(text: str, locale: str = "en-US") -> str | None:
    """Return the fastest urgency that folded text states, or None."""
    wordings, owners = owned_wordings("advice", "urgency")
    found = {owners[index] for index, _, _ in wordings.hits(text.replace("all at once", "suddenly"))}
    if "111" in text and "same-day" in found and locale in vocabulary("advice")["emergency-111"]:
        return "now"
    return next((name for name in ("now", "same-day", "days", "routine") if name in found), None)


def inherited_urgency(article: Article, sentence: Sentence) -> str | None:
    """Return the urgency of the nearest lead-in, row, box or heading that states one."""
    block = article.blocks[sentence.block]
    locale = locale_of(article)
    for above in (
        lead_in(article, block.index),
        column_title(article, block.index),
        heading_text(article, block.index),
    ):
        if above and (found := urgency_of(fold(above), locale)) in {"now", "same-day", "days"}:
            return found
    return None
