"""Sales lines that look like advice: “Our experts can help, call today!”."""

from __future__ import annotations

from medlint.articles.article import Article, Sentence
from medlint.articles.narrowing import names_a_sign
from medlint.articles.urgency import urgency_of
from medlint.vocabulary.wordlists import wording


def leads_to_signs(article: Article, sentence: Sentence) -> bool:
    """Tell whether a line that looks like an offer is advice: “Make an appointment with your doctor if:”."""
    text = article.folded[sentence.span.start : sentence.span.end].rstrip()
    if article.blocks[sentence.block].kind == "button" or article.hits(
        wording("advice", "publisher"), sentence
    ):
        return False
    return text.endswith(":") or bool(
        article.hits(wording("advice", "trigger"), sentence) and names_a_sign(article, text)
    )


def offers(article: Article, sentence: Sentence, text: str) -> bool:
    """Tell whether a sentence without anybody to turn to is an offer: “Our experts can help, call today!”."""
    if not article.hits(wording("advice", "publisher"), sentence):
        return False
    booking = article.hits(wording("advice", "booking"), sentence)
    today = "today" in article.sentence_words[sentence.index]
    return bool(booking or today) and wording("advice", "sales-verb").search(text) is not None


def sells(article: Article, sentence: Sentence, text: str, narrow: bool) -> bool:
    """Tell whether a sentence that looks like advice sells the publisher: “Book a visit with our doctors today”."""
    if not article.hits(wording("advice", "publisher"), sentence):
        return False
    if article.hits(wording("advice", "booking", "sale"), sentence):
        return not (narrow and urgency_of(text) == "now")
    return not narrow and "today" in article.sentence_words[sentence.index]
