"""The shapes of an explanation outside the term's own clause: layout, markup, headings, the next sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from medlint.articles.gloss_use import (
    Use,
    hard_places,
    is_gloss,
    plain_names,
    shared_stems,
    stem,
    stems_of,
)
from medlint.articles.sections import column_title, heading_text, section_of
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf
from medlint.vocabulary.lexicon import Term
from medlint.vocabulary.wordlists import word_list

_EXAMPLES = re.compile(
    r"^[\"')]*\s*[(,]?\s*(?:such\s+as|like|including|e\.?g\.?,?|for\s+example,?|for\s+instance,?|\((?=[a-z]))\s*\w+"
)
NEAR, NEAR_NAME = 70, 20
"""Characters within which the plain words of a term, or of a medicine, stand beside it."""
SHARE = 0.7
"""Of the content words of a term's own gloss, so many stand beside it when the page says the same in its words."""


@cache
def _purpose() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "purpose"))
    return re.compile(rf"^[\"')]*\s*(?:\([^()]{{1,60}}\)\s*)?(?P<gloss>(?:{body})[^.;]*)")


def whole_block(use: Use) -> bool:
    """Tell whether the term is all that its block says."""
    return not re.search(r"\w{3}", use.before) and not re.search(
        r"\w{3}", re.sub(r"\([^()]*\)", "", use.after)
    )


def _definition_list(use: Use) -> Span | None:
    article, at = use.article, use.sentence.block
    block = article.blocks[at]
    if (
        block.kind == "table-cell" and block.level > 1 and not block.header and whole_block(use)
        and re.search(r"medical|doctors?|technical|latin|term\b|jargon", fold(column_title(article, at)))
        and use.says(article.blocks[at - 1].span)
    ):  # fmt: skip
        return article.blocks[at - 1].span
    if at + 1 >= len(article.blocks):
        return None
    if block.kind == "table-cell" and block.level == 1 and not block.header and whole_block(use):
        cell = _meaning_cell(use)
        if cell is not None:
            return cell
    following = article.blocks[at + 1]
    paired = block.kind == "term" and following.kind == "definition"
    row = block.inside("row")
    paired = paired or (
        block.kind == "table-cell" and block.level == 1 and not block.header and row is not None
        and row in following.containers and whole_block(use)
        and bool(re.search(r"term|word|mean|name|what|plain|condition|type|test|definition|description|says?\b", fold(column_title(article, at)) + " " + fold(column_title(article, at + 1))))
    )  # fmt: skip
    paired = paired or (
        block.kind == "paragraph" and whole_block(use) and following.kind == "paragraph"
        and fold(heading_text(article, at)) in word_list("glosses", "glossary-heading")
    )  # fmt: skip
    if paired and use.says(following.span):
        return following.span
    lone = block.kind == "list-item" and following.kind == "paragraph" and not use.before.strip(" -*")
    if lone and len(use.after.split()) <= 3 and use.says(following.span, least=3):
        return following.span
    return None


_MEANING_COLUMN = re.compile(
    r"\b(?:what\s+(?:it|this|they|these)|means?|meaning|descriptions?|definitions?|plain|explanation|explained|purpose|used\s+for)\b"
)


def _meaning_cell(use: Use) -> Span | None:
    """Return the cell of a row that says what the term in its first cell is: the title of its column tells."""
    article, at = use.article, use.sentence.block
    row = article.blocks[at].inside("row")
    for other in range(at + 1, min(at + 6, len(article.blocks))):
        block = article.blocks[other]
        if row is None or row not in block.containers:
            return None
        if _MEANING_COLUMN.search(fold(column_title(article, other))) and use.says(block.span):
            return block.span
    return None


def _markup(use: Use) -> Span | None:
    own = Span(use.term.start, use.term.end)
    for mark in use.article.marks_in(use.sentence.block):
        near = mark.span.overlaps(own) or mark.span.contains(own)
        if near and mark.kind in {"abbr", "dfn", "tooltip"} and is_gloss(fold(mark.value), use.term.term):
            return mark.span
        if near and mark.kind == "link" and _glossary_link(mark.value, use):
            return mark.span
        if mark.kind == "footnote-ref" and 0 <= mark.span.start - own.end <= 2:
            note = _footnote(use, mark.value)
            if note is not None:
                return note
    for term, meaning in use.article.document.definitions:
        same = fold(term) == use.article.folded[use.term.start : use.term.end]
        if same and is_gloss(fold(meaning), use.term.term):
            return own
    return None


def _glossary_link(target: str, use: Use) -> bool:
    place = fold(target)
    if not any(word in place for word in word_list("glosses", "glossary-link")):
        return False
    return any(word in place for word in ("glossary", "definition", "dictionary", "jargon")) or any(
        word in place for word in norms(fold(use.term.term.term)) if len(word) > 3
    )


def _footnote(use: Use, name: str) -> Span | None:
    for block in use.article.blocks:
        note = block.inside("footnote")
        if (
            note
            and note.label == name.lower()
            and is_gloss(fold(use.article.text_of(block.span)), use.term.term, least=3)
        ):
            if not re.search(r"https?:|doi|\d{4};|pmid|et al", fold(use.article.text_of(block.span))):
                return block.span
    return None


@cache
def _define_heading() -> list[tuple[str, str]]:
    return [tuple(item.split("{T}")) for item in word_list("glosses", "define-heading")]  # type: ignore[misc]


def _heading(use: Use) -> Span | None:
    """A heading, or a question in the text, that asks what the term is, with its answer."""
    article, block = use.article, use.article.blocks[use.sentence.block]
    heading = use.sentence.zone == "heading"
    if not heading and "?" not in use.after[-3:]:
        return None
    if not (_asks(use) if heading else _asks(use, question=True)):
        if not heading or re.search(r"\w{3}", use.before + use.after):
            return None
        answer = _answer(use)
        return answer if answer and shared_stems(use, answer) >= _SAME else None
    if heading:
        return _answer(use)
    found = article.sentences_of(block.index)
    after = [sentence for sentence in found if sentence.index > use.sentence.index]
    if not after and block.index + 1 < len(article.blocks):
        after = article.sentences_of(block.index + 1)
    return after[0].span if after and use.says(after[0].span, least=3) else None


_SAME = 2
"""Stems of a term's gloss that the first sentence under a heading of the bare term shares with it."""


def _asks(use: Use, *, question: bool = False) -> bool:
    before = use.before.strip(" \"'*(") + " "
    after = re.sub(r"^\([^()]*\)\s*", "", use.after.strip(" ?.!\"'*)"))
    if after and _names_more(after):
        after = ""
    for head, tail in _define_heading():
        if question and not head.strip():
            continue
        left = (
            re.search(rf"(?:^|\W){head}\s*(?P<more>(?:[\w'-]+\s+){{0,2}})$", before) if head.strip() else None
        )
        if left and not _names_more(left["more"]):
            left = None
        right = re.match(rf"{tail}$" if tail.strip() else r"(?:and|or|,|\(|anyway|exactly|$)", after)
        if (left or not head.strip()) and right and (head.strip() or tail.strip()):
            return True
    return False


def _names_more(words: str) -> bool:
    """Tell whether words beside a term in a question are the rest of a name: “primary T sclerosis”."""
    return all(
        word in {"disease", "syndrome", "disorder", "primary", "chronic", "acute", "congenital"}
        or zipf(word) < 3.4
        for word in norms(words)
    )


def _answer(use: Use) -> Span | None:
    """Return the first sentence of some length under the heading of a use."""
    section = section_of(use.article, use.sentence.block)
    for at in range(section.first, section.last):
        found = use.article.sentences_of(at)
        if found and found[0].span.length > 25:
            return found[0].span
    return None


def _purpose_gloss(use: Use) -> Span | None:
    if use.term.term.kind not in {"test", "procedure", "medicine", "drug-class", "device", "substance"}:
        return None
    return use.after_span(_purpose().match(use.after))


def _examples(use: Use) -> Span | None:
    if not use.term.term.example_ok:
        return None
    match = _EXAMPLES.match(use.after)
    if match is None:
        return None
    span = Span(use.term.end + match.start(), use.term.end + match.end())
    return None if hard_places(use.article, span) else span


@cache
def _class_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in word_list("glosses", "class-words"))
    return re.compile(
        rf"\b(?:an?|the|called|named|of)\s+(?:[\w-]+\s+)?(?:{words})(?:\s+(?:called|known\s+as|named))?\s+[\"'(]*$"
    )


def _class_word(use: Use) -> Span | None:
    """“the painkiller ibuprofen”: the class in plain words right before the name."""
    if use.term.term.kind not in {"medicine", "microbe"}:
        return None
    match = _class_words().search(use.before, max(0, len(use.before) - 60))
    if match is None:
        return None
    return Span(use.sentence.span.start + match.start(), use.term.start)


def _same_meaning(use: Use) -> Span | None:
    """The sentence holds the term's plain words, or most of its gloss stands in it and the next one."""
    article, sentence, term = use.article, use.sentence, use.term.term
    if sentence.zone == "heading":
        return None
    reach = NEAR_NAME if term.kind in {"medicine", "drug-class"} else NEAR
    for name in plain_names(term):
        if name not in use.before and name not in use.after:
            continue
        cut = max(0, len(use.before) - reach)
        for part, start in ((use.before[cut:], sentence.span.start + cut), (use.after[:reach], use.term.end)):
            found = re.search(rf"\b{re.escape(name)}(?:s|es)?\b", part)
            if found:
                return Span(start + found.start(), start + found.end())
    last = sentence
    if sentence.index + 1 < len(article.sentences):
        other = article.sentences[sentence.index + 1]
        last = other if other.block == sentence.block else sentence
    around = use.before + " " + article.folded[use.term.end : last.span.end]
    for wanted, share in _meanings(term):
        least = max(2, share * len(wanted))
        if sum(begin in around for begin in wanted) < least:
            continue
        if len(wanted.intersection(map(stem, norms(around)))) >= least:
            return Span(sentence.span.start, last.span.end)
    return None


@lru_cache(maxsize=8192)
def _meanings(term: Term) -> tuple[tuple[frozenset[str], float], ...]:
    """Return the stems of the gloss and of the plain words, each with the share that must stand on the page."""
    rows = ((stems_of(term.gloss, term), SHARE), (stems_of(term.plain, term), 1.0))
    return tuple((stems, share) for stems, share in rows if len(stems) >= 2)


PLACES: tuple[tuple[str, Callable[[Use], Span | None]], ...] = (
    ("markup", _markup),
    ("heading", _heading),
    ("definition-list", _definition_list),
    ("purpose", _purpose_gloss),
    ("examples", _examples),
    ("class", _class_word),
    ("same-meaning", _same_meaning),
)
"""In the order in which they are tried, after those inside the sentence."""
