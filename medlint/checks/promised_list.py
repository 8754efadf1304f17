"""A list that the text promises and the page does not have.

Two kinds of lead-in are looked at: a paragraph that ends in a colon (or in “include”), and a sentence that says in so
many words that a list, table or picture follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from medlint.articles.article import Article, Sentence
from medlint.articles.sections import section_of
from medlint.articles.unread import something_between
from medlint.checks.registry import Match, Params, check
from medlint.sources.document import Block
from medlint.vocabulary.wording_language import check_wordings
from medlint.vocabulary.wordings import find_wording, wordings_of
from medlint.vocabulary.wordlists import word_list, word_set, wording

_SERIES = re.compile(
    r"(?:[^,;]+[,;]\s*){2,}[^,;]*\b(?:and|or|&)\b|(?:[^,;]+[,;]\s*){3,}|\d\)[^)]+\d\)|(?:^|\s)-\s.+\s-\s"
)
_GIVEN = re.compile(r":\s*\S+(?:\s\S+){2}")
"""What is promised stands in the sentence itself."""
_LISTED = {"list-item", "table-cell", "caption", "alt", "term", "definition", "code", "summary", "button"}
_BULLET = re.compile(r"\W*(?:\d+|[a-z])[.)]\s|\W*(?:step|day|week|stage)\s\d|[^\w\s\"'“‘(]", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:[\w'-]+\s){1,5}who\s(?!can\b|may\b|might\b|will\b|should\b|could\b)(?:[\w'-]+\s){2,14}?"
    r"(?<!\bthat\s)(?<!\bwho\s)(?<!\bwhich\s)(?<!\bor\s)(?<!\band\s)(?:also\s|often\s|sometimes\s)?(?:can|may|might|will|should|could)\s[^.]*[.]\s\w"
)
"""“People who have it may …. It …”: a sentence with a relative clause, and another after it."""
_STOP = re.compile(r"[.!?]['\")]*$|\w{3}[.!?]['\")]*\s\w")
_LABEL = re.compile(r"[^.:?!]{2,60}[:–—]\s")
_LABEL_WORDS = 4

Leads = Literal["items", "things", "clauses", "anything"]
After = Literal["list", "nothing", "prose", "unclear"]


class PromisedListParams(Params, frozen=True, kw_only=True):
    """How a list is promised in so many words."""

    phrases: tuple[str, ...]
    """Wordings of a lead-in."""
    unless_part_of: tuple[str, ...] = ()

    def validate(self) -> None:
        """Check the wordings."""
        check_wordings(self.phrases)


@check("promised-list-missing", PromisedListParams)
def promised_list_missing(article: Article, params: PromisedListParams) -> Iterator[Match]:
    """Yield lead-ins that nothing follows, and lead-ins to a list after which other prose begins."""
    settled = set()
    for block in article.blocks:
        lead = _lead_of(article, block)
        if lead is None:
            continue
        sentence, leads = lead
        after = _after(article, block, leads)
        if after != "unclear" or leads == "anything":
            settled.add(block.index)
        if after == "nothing":
            yield Match(sentence.span)
        elif after == "prose":
            yield Match(sentence.span, severity="warning")
    phrases = wordings_of(params.phrases)
    for sentence in article.sentences_like(phrases, within=frozenset({"body", "callout", "quote"})):
        if sentence.block in settled or not _last_of_block(article, sentence):
            continue
        text = article.folded_of(sentence)
        hits = [hit[1:] for hit in article.hits(phrases, sentence)]
        if (
            not hits
            or text.rstrip().endswith("?")
            or any(find_wording(item, text) for item in params.unless_part_of)
        ):
            continue
        rest = text[min(hits)[1] :]
        if not (
            _SERIES.search(rest) or _GIVEN.search(rest) or _list_near(article, article.blocks[sentence.block])
        ):
            yield Match(sentence.span)


def _last_of_block(article: Article, sentence: Sentence) -> bool:
    return article.sentences_of(sentence.block)[-1].index == sentence.index


class _Lead(NamedTuple):
    """A sentence that breaks off where a list has to follow."""

    sentence: Sentence
    leads: Leads | None
    """Whether it leads up to things or commands, to clauses, or to anything; None for a label, and before what somebody says."""


def _lead_of(article: Article, block: Block) -> _Lead | None:
    """Return the sentence that a block breaks off with, or None."""
    if article.zones[block.index] not in {"body", "callout", "quote", "list"} or block.kind not in {
        "paragraph",
        "list-item",
    }:
        return None
    tail = article.folded[max(block.span.start, block.span.end - 40) : block.span.end].rstrip(" \n\xa0*_")
    colon = tail.endswith(":")
    if not colon and not _bare_ends().search(tail):
        return None
    sentences = article.sentences_of(block.index)
    if not sentences:
        return None
    words = re.findall(r"[\w'-]+", article.folded_of(sentences[-1]))
    if (
        not words
        or words[-1] in word_set("structure", "no-lead-ends")
        or (len(words) <= 3 and not _listing(words))
    ):
        return None
    return _Lead(sentences[-1], _leads(words))


@cache
def _bare_ends() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(word_list("structure", "bare-lead-ends")) + r")$")


def _listing(words: list[str]) -> bool:
    return not (word_set("structure", "list-nouns") | word_set("structure", "open-words")).isdisjoint(words)


def _leads(words: list[str]) -> Leads | None:
    """Tell by its last words what kind of items a lead-in leads up to."""
    last = words[-20:]
    among = {
        name: not word_set("structure", name).isdisjoint(last)
        for name in ("list-nouns", "sort-nouns", "instruction-nouns")
    }
    opens = words[-1] in word_set("structure", "item-lead-ends")
    if not opens and not among["list-nouns"] and words[-1] not in word_set("structure", "open-words"):
        quoting = not word_set("structure", "saying-words").isdisjoint(last[-3:])
        return None if quoting or len(words) <= _LABEL_WORDS else "anything"
    if among["sort-nouns"] and _sorts(last):
        return "anything"
    things = words[-1] in word_set("structure", "thing-nouns") and not {
        "following",
        "these",
        "include",
    }.isdisjoint(last)
    if opens or things or among["instruction-nouns"]:
        return "items"
    return "things" if words[-1] in {"are", "were"} else "clauses"


def _sorts(words: list[str]) -> bool:
    """Tell whether a lead-in speaks of sorts or grounds; “type 2” names one and leads up to none."""
    nouns = word_set("structure", "sort-nouns")
    return any(word in nouns and not following.isdigit() for word, following in pairwise([*words, ""]))


def _after(article: Article, block: Block, leads: Leads | None) -> After:
    """Tell what comes after a lead-in."""
    following = next(
        (b for b in article.blocks[block.index + 1 :] if article.zones[b.index] != "furniture"), None
    )
    if something_between(article, block, following):
        return "unclear"
    if block.kind == "list-item" and not _ends_its_list(block, following):
        return "list"
    if following is None:
        return "nothing"
    if following.kind in _LISTED:
        return "list"
    if following.kind == "heading":
        return _after_at_heading(article, block, following)
    if article.zones[following.index] in {"footer", "navigation", "comments", "references", "call-to-action"}:
        return "nothing"
    return "prose" if block.kind == "paragraph" and _begins_anew(article, following, leads) else "unclear"


def _ends_its_list(block: Block, following: Block | None) -> bool:
    return following is None or following.kind == "heading"


def _after_at_heading(article: Article, block: Block, heading: Block) -> After:
    """Tell whether headings under the lead-in stand for its items."""
    level = section_of(article, block.index).level
    if heading.level <= level:
        return "nothing"
    if word_set("structure", "outline-words").isdisjoint(
        re.findall(r"[\w']+", article.folded[block.span.start : block.span.end])
    ):
        title = article.folded[heading.span.start : heading.span.end].strip()
        if title.endswith("?") or wording("structure", "section-names").match(title):
            return "nothing"
    return "list"


def _begins_anew(article: Article, block: Block, leads: Leads | None) -> bool:
    """Tell whether a paragraph is no item of what the paragraph before leads up to."""
    text = article.folded[block.span.start : block.span.end].strip().split("\n")[0].rstrip()
    if wording("structure", "leads-elsewhere").match(text) or (
        text.endswith(":") and _parallel(article, block)
    ):
        return True
    if leads is None or text.count(" ") < 5 or _BULLET.match(text):
        return False
    if leads == "items" and _RELATIVE.match(text):
        return True
    if text.endswith(":"):
        return leads == "items" and any(pattern.match(text) for pattern in _sentence_starts())
    if _LABEL.match(text) or not _STOP.search(text):
        return False
    if leads == "anything":
        return _anaphora().match(text) is not None
    starts = _sentence_starts()[: _PATTERNS[leads]]
    return _anaphora().match(text) is not None or any(pattern.match(text) for pattern in starts)


def _parallel(article: Article, block: Block) -> bool:
    """Tell whether the lead-in before a lead-in begins with the same word, as “Call 999 if:” and “Call 111 if:” do."""
    before = article.blocks[block.index - 1]
    words = [article.folded[b.span.start : b.span.end].split() for b in (before, block)]
    return words[0][:1] == words[1][:1] and _listing(re.findall(r"[\w'-]+", " ".join(words[0])))


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(word_list("structure", "after-list")) + r")\b")


_PATTERNS: dict[Leads, int] = {"clauses": 2, "things": 3, "items": 4}
"""How many of the patterns below tell a new sentence from an item: a statement may be an item where clauses are led up to."""


@cache
def _sentence_starts() -> tuple[re.Pattern[str], ...]:
    """Return what shows that a paragraph is no item: from what no clause begins with to a subject and its verb."""
    verb = rf"(?:{'|'.join(word_list('structure', 'finite-verbs'))})\b"
    lists = {
        name: "|".join(word_list("structure", name))
        for name in ("new-clause", "clause-openers", "new-sentence", "subordinate")
    }
    return (
        re.compile(rf"(?:{lists['new-clause']})\b"),
        re.compile(rf"(?:{lists['clause-openers']})\b[^.:]{{3,220}},\s(?:[\w'-]+\s+){{1,8}}?{verb}"),
        re.compile(rf"(?:{lists['new-sentence']})\b"),
        re.compile(rf"(?!\w+ing\s(?!{verb}))(?:(?!(?:{lists['subordinate']})\b)[\w'-]+,?\s+){{1,9}}?{verb}"),
    )


def _list_near(article: Article, block: Block) -> bool:
    """Tell whether one of the next two blocks lists something, or headings of a lower level follow."""
    level = section_of(article, block.index).level
    short = 0
    before = block
    for other in article.blocks[block.index + 1 : block.index + 5]:
        if other.kind in _LISTED or something_between(article, before, other):
            return True
        if other.kind == "heading":
            return _headings_under(article, other, level) >= 2
        text = article.text_of(other.span)
        if _SERIES.search(text.split(". ")[0]) or _BULLET.match(text) or "\n" in text:
            return True
        short += len(text.split()) <= 8 or _LABEL.match(text) is not None
        if short >= 2:
            return True
        if other.index - block.index >= 2 and not short:
            return False
        before = other
    return something_between(article, before, None) if before is article.blocks[-1] else False


def _headings_under(article: Article, first: Block, level: int) -> int:
    """Return how many headings come, from this one on, before one of the level or above."""
    count = 0
    for block in article.blocks[first.index :]:
        if block.kind == "heading":
            if block.level <= level:
                break
            count += 1
    return count
