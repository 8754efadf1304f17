"""The side of its topic that a page shows, and whether readers of such a page may need to get help.

A page on how a disease is passed on, counted, studied or paid for sends nobody to a doctor, and
it should not have to. Titles tell it first; where they only name a disease, the words of the
page do: “What is X?” may be answered with a list of tests.
"""

from __future__ import annotations

from medlint.articles.article import Article
from medlint.articles.fact import fact
from medlint.articles.terms import lexicon_terms
from medlint.vocabulary.folding import fold
from medlint.vocabulary.wordlists import vocabulary, word_list, word_set, wording

_LEAST_NAMED = 2
"""A page that names so many different symptoms describes an illness."""
_LEAST_TREATMENT = 3
"""One that speaks of treatment so often, and in a fair part of its words, is about treatment."""

_ILLNESS = frozenset({"symptom", "disease"})


@fact
def aspect(article: Article) -> str:
    """Return `no-demand`, `side` (causes, tests, prevention), `care` (treatments, living with it) or `main`."""
    title = fold(article.title)
    for name in ("no-demand", "prevention"):
        if wording("topics", name).search(title):
            return "side" if name == "prevention" else name
    if wording("topics", "side").search(title) and not wording("topics", "symptom").search(title):
        return "side"
    if named_symptoms(article) < _LEAST_NAMED or not _counted(article, "symptom-words"):
        shares: dict[str, float] = vocabulary("topics")["body"]
        for name, share in shares.items():
            if _counted(article, f"{name}-words") >= float(share) / 100 * max(article.word_count, 1):
                return name
    return "care" if wording("topics", "no-red-flags", "treatments").search(title) else "main"


@fact
def concerns_patients(article: Article) -> bool:
    """Tell whether a page describes an illness or a treatment, or an emergency, so that readers may need help."""
    words = max(article.word_count, 1)
    said, named = _counted(article, "symptom-words"), named_symptoms(article)
    mentions = said + sum(use.term.kind == "symptom" for use in lexicon_terms(article))
    least = float(vocabulary("topics")["least-symptoms"]) / 100 * words
    if (named >= _LEAST_NAMED or (named and said >= _LEAST_NAMED)) and mentions >= least:
        return True
    treatment = _counted(article, "treatment-words")
    if (
        treatment >= _LEAST_TREATMENT
        and treatment >= float(vocabulary("topics")["least-treatment"]) / 100 * words
    ):
        return True
    if wording("topics", "event", "symptom").search(fold(article.title)):
        return True
    said_to_you = _counted(article, "you-words") >= float(vocabulary("topics")["least-you"]) / 100 * words
    if said_to_you and treatment + named >= _LEAST_TREATMENT and _names_an_illness(article):
        return True
    return any(
        article.hits(wording("topics", "danger"), s)
        for s in article.sentences_like(wording("topics", "danger"))
    )


def _names_an_illness(article: Article) -> bool:
    title = article.title_span
    return any(
        title.start <= use.start < title.end and use.term.kind in _ILLNESS for use in lexicon_terms(article)
    )


@fact
def named_symptoms(article: Article) -> int:
    """Return how many different symptoms a page names."""
    terms = {use.number for use in lexicon_terms(article) if use.term.kind == "symptom"}
    return max(len(terms), len(word_set("topics", "plain-symptoms") & article.word_counts.keys()))


@fact
def has_symptom_section(article: Article) -> bool:
    """Tell whether a heading below the title speaks of symptoms or of when to get help."""
    return any(
        sentence.zone == "heading" and article.blocks[sentence.block] is not article.title_block
        for sentence in article.sentences_like(wording("topics", "symptom-heading"))
    )


def _counted(article: Article, key: str) -> int:
    return sum(article.word_counts[word] for word in word_list("topics", key))
