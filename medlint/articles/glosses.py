"""Is a term explained on the page? The shapes in which writers explain a word (rules.md E1 to E16).

Every pattern answers with the span of the explanation, so that it can be shown and judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.lexicon import Term, TermUse
from medlint.vocabulary.wordlists import word_list, word_set

if TYPE_CHECKING:
    from medlint.articles.article import Article, Sentence


class Explanation(NamedTuple):
    """Where the page says what a term means."""

    pattern: str
    """Which shape it has: brackets, comma, or, verb, name, dash, markup, heading, next-sentence …"""
    span: Span
    """The explaining words, in the prose."""
    sentence: int
    """Index of the sentence that holds them."""


class Use(NamedTuple):
    """A use of a term with the text around it, folded."""

    article: Article
    sentence: Sentence
    term: TermUse
    before: str
    after: str


_BRACKET = re.compile(r"^[\"')*]*\s*[(\[](?P<gloss>[^()\[\]]{2,240})[)\]]")
_IN_BRACKET = re.compile(
    r"[\"']?\s*[(\[](?:(?:also|sometimes|often|or|called|known as|medically|the medical term is|i\.e\.,?|aka|a\.k\.a\.|in medical terms|commonly)[\s,]*)*[\"']?$"
)
_APPOSITION = re.compile(
    r"^[\"')]*\s*(?:\([^()]{1,40}\)\s*)?,\s*(?P<gloss>(?:or\s|also\s|sometimes\s|often\s|commonly\s|that\s+is,?\s|i\.e\.,?\s|meaning\s|a\.?k\.?a\.?\s|which\s|in\s+which\s|where\s|when\s|a\s|an\s|the\s|any\s|one\s+of\s|another\s|usually\s+a\s|small\s|tiny\s|special\s|thin\s|two\s|three\s|tests?\s|medicines?\s|drugs?\s|chemicals?\s|cells?\s|substances?\s|proteins?\s)[^;:]*?)(?:[,;:()–—]|$)"
)
_BEFORE_COMMA = re.compile(
    r",\s*(?:(?:or|also|sometimes|often|medically|technically|otherwise|commonly)\s+(?:called|known\s+as|termed|named)|called|known\s+as|or|aka|i\.e\.,?|that\s+is,?|namely)\s+(?:a\s+|an\s+|the\s+)?[\"']?$"
)
_OR_AFTER = re.compile(r"^[\"')]*\s*(?:\([^()]{1,40}\)\s*)?(?P<comma>,)?\s+or\s+(?P<gloss>[^,;:.()–—]{3,90})")
_OR_BEFORE = re.compile(r"\s+or\s+(?:a\s+|an\s+|the\s+)?$")
_DASH_AFTER = re.compile(
    r"^[\"')*]*\s*(?:\([^()]{1,60}\)\s*)?(?:\s[–—-]{1,2}\s|—|:\s+)(?P<gloss>[^;]{5,260})"
)
_DASH_BEFORE = re.compile(r"(?:\s[–—-]{1,2}\s*|—)(?:or\s+|called\s+|known\s+as\s+|the\s+|a\s+)?$")
_LIST_AROUND = re.compile(r"^,?\s*(?:and|or|,)\s")
_CLAUSE_FIRST = re.compile(
    r"^\W*(?:if|when|whenever|unless|because|although|though|while|since|as|after|before|once|in|for|with|during|to)\b[^,]*$"
)
_FINITE = re.compile(
    r"(?:(?!\b(?:that|which|who|where|when)\b).)*?\b(?:will|may|might|can|could|should|would|is|are|was|were|has|have|had|does|do|did)\b"
)
_EXAMPLES = re.compile(
    r"^[\"')]*\s*[(,]?\s*(?:such\s+as|like|including|e\.?g\.?,?|for\s+example,?|for\s+instance,?|\((?=[a-z]))\s*\w+"
)


@cache
def _any_of(key: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(word_list("glosses", key)) + ")")


@cache
def _after_verb() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "defines"))
    return re.compile(
        rf"^[\"')*]*\s*(?:\([^()]{{1,80}}\)\s*)?(?:,[^,]{{3,60}},\s*)?(?:{body})\s*(?P<gloss>.*)$"
    )


@cache
def _not_after_verb() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "not-defines"))
    return re.compile(rf"^[\"')*]*\s*(?:\([^()]{{1,80}}\)\s*)?(?:{body})")


@cache
def _before_name() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "names"))
    return re.compile(rf"\b(?:{body})\s*(?:a\s+|an\s+|the\s+)?[\"'*]*$")


@cache
def _purpose() -> re.Pattern[str]:
    body = "|".join(word_list("glosses", "purpose"))
    return re.compile(rf"^[\"')]*\s*(?:\([^()]{{1,60}}\)\s*)?(?P<gloss>{body}[^.;]*)")


def is_gloss(gloss: str, term: Term, *, least: int = 2) -> bool:
    """Tell whether words say something about a term: `least` content words, or a plain synonym of it."""
    gloss = gloss.strip(" \"'*()[]").strip()
    if not gloss or _any_of("not-gloss").fullmatch(gloss):
        return False
    own = {word for name in (term.term, *term.variants) for word in norms(fold(name))}
    plain = {fold(term.plain), *(fold(name) for name in (term.term, *term.variants) if name.islower())}
    if fold(term.plain) and any(
        name and name in gloss for name in plain if len(name) > 3 and name != fold(term.term)
    ):
        return True
    content = [
        word
        for word in norms(gloss)
        if word not in word_set("glosses", "stop-words") and len(word) > 1 and not word.isdigit()
    ]
    real = [word for word in content if word not in word_set("glosses", "vacuous") and word not in own]
    return len(real) >= least


def explanations_of(article: Article, uses: list[TermUse]) -> Iterator[Explanation]:
    """Yield the explanations of one term, given all its uses in order."""
    for term in uses:
        sentence = article.sentence_at(term.start)
        if sentence is None:
            continue
        text = article.folded
        use = Use(
            article,
            sentence,
            term,
            text[sentence.span.start : term.start],
            text[term.end : sentence.span.end],
        )
        for name, pattern in _PATTERNS:
            span = pattern(use)
            if span is not None:
                yield Explanation(name, span, sentence.index)
                break


def _after(use: Use, match: re.Match[str] | None, *, least: int = 2) -> Span | None:
    if match is None or not is_gloss(match["gloss"], use.term.term, least=least):
        return None
    return Span(use.term.end + match.start("gloss"), use.term.end + match.end("gloss"))


class _Left(NamedTuple):
    """Words that stand before a term and its lead-in."""

    gloss: str
    start: int


def _left(use: Use, lead_in: re.Pattern[str], stops: str) -> _Left | None:
    """Return the words before a lead-in (“, also called”, “(”) that ends at the term, back to one of `stops`."""
    window = max(len(use.before) - 90, 0)
    match = lead_in.search(use.before, window)
    if match is None:
        return None
    start = max(use.before.rfind(stop, 0, match.start()) for stop in stops) + 1
    return _Left(use.before[start : match.start()], start)


def _before(use: Use, left: _Left | None, *, least: int = 2) -> Span | None:
    if left is None or not is_gloss(left.gloss, use.term.term, least=least):
        return None
    start = use.sentence.span.start + left.start
    return Span(start, start + len(left.gloss))


def _brackets_after(use: Use) -> Span | None:
    match = _BRACKET.match(use.after)
    if match and " " not in match["gloss"].strip():
        raw = use.article.text[use.term.end + match.start("gloss") : use.term.end + match.end("gloss")]
        if sum(char.isupper() for char in raw) >= 2:
            return None
        return _after(use, match, least=1)
    return _after(use, match)


def _brackets_before(use: Use) -> Span | None:
    left = _left(use, _IN_BRACKET, ".;:()")
    if left is None or not re.match(r"[^()]{0,60}[)\]]", use.after):
        return None
    last = " ".join(left.gloss.split()[-5:])
    if is_gloss(last, use.term.term, least=1):
        return _before(use, left, least=1)
    return None


def _apposition(use: Use) -> Span | None:
    match = _APPOSITION.match(use.after)
    if match is None:
        return _before(use, _left(use, _BEFORE_COMMA, ".;:"))
    if _CLAUSE_FIRST.match(use.before) and _FINITE.match(match["gloss"]):
        return None
    if re.match(r"(?:a|an|the|small|tests?|medicines?|drugs?)\s", match["gloss"]):
        rest = use.after[match.end("gloss") :]
        listed = re.match(r",?\s*(?:and|or)\s", rest.lstrip(",")) or re.search(
            r"\b(?:and|or)\s+(?:a|an|the|your)\s+\w+$", match["gloss"]
        )
        if listed and re.search(r",\s*(?:\w+\s+){0,3}$", use.before):
            return None
    if re.match(r"(?:which|where|when)\s", match["gloss"]):
        return _after(use, match, least=3)
    return _after(
        use,
        match,
        least=1
        if match["gloss"].startswith(
            ("or ", "also ", "that is", "i.e", "a.k.a", "aka", "sometimes ", "commonly ", "meaning ")
        )
        else 2,
    )


def _or_gloss(use: Use) -> Span | None:
    plain = fold(use.term.term.plain)
    match = _OR_AFTER.match(use.after)
    if match and match["comma"] and is_gloss(match["gloss"], use.term.term, least=1):
        listed = re.search(r",\s*(?:[\w-]+\s+){0,3}$", use.before)
        if not listed or (plain and plain in match["gloss"]):
            return _after(use, match, least=1)
    if match and ((plain and match["gloss"].startswith(plain)) or _known_synonym(use, match["gloss"])):
        return _after(use, match, least=1)
    back = _left(use, _OR_BEFORE, ",;:.()–—")
    if back and plain and (back.gloss.endswith(plain) or back.gloss.endswith(plain + "s")):
        return _before(use, back, least=1)
    return None


def _known_synonym(use: Use, gloss: str) -> bool:
    return any(gloss.startswith(fold(name)) for name in use.term.term.variants if len(name) > 3)


def _verb(use: Use) -> Span | None:
    if _not_after_verb().match(use.after):
        return None
    return _after(use, _after_verb().match(use.after))


def _name(use: Use) -> Span | None:
    left = _left(use, _before_name(), ".;")
    if left is None:
        return None
    if is_gloss(left.gloss, use.term.term):
        return _before(use, left)
    pronoun = re.search(r"\b(?:this|these|it|that|they)\b", use.before)
    previous = use.sentence.index - 1
    if pronoun and previous >= 0 and re.search(r"call|name|term|known|refer", use.before):
        other = use.article.sentences[previous]
        if other.block == use.sentence.block and is_gloss(
            use.article.folded[other.span.start : other.span.end], use.term.term
        ):
            return other.span
    return None


def _dash(use: Use) -> Span | None:
    block = use.article.blocks[use.sentence.block]
    lead = re.sub(r"^[\W\d_]+", "", use.before)
    match = _DASH_AFTER.match(use.after)
    if match:
        colon = ":" in use.after[: match.start("gloss")]
        whole_left = len(lead.split()) <= 2
        if whole_left or (not colon and block.kind != "heading"):
            span = _after(use, match, least=2)
            if span:
                return span
    back = _left(use, _DASH_BEFORE, ".;:")
    if back and len(back.gloss) > 7 and not re.search(r"\w", use.after.strip(" .,;:)")[:1]):
        return _before(use, back)
    return None


def whole_block(use: Use) -> bool:
    """Tell whether the term is all that its block says."""
    return not re.search(r"\w{3}", use.before) and not re.search(
        r"\w{3}", re.sub(r"\([^()]*\)", "", use.after)
    )


def _definition_list(use: Use) -> Span | None:
    article, at = use.article, use.sentence.block
    block = article.blocks[at]
    if at + 1 >= len(article.blocks):
        return None
    following = article.blocks[at + 1]
    text = article.folded[following.span.start : following.span.end]
    paired = block.kind == "term" and following.kind == "definition"
    row = block.inside("row")
    paired = paired or (
        block.kind == "table-cell" and block.level == 1 and not block.header and row is not None
        and row in following.containers and whole_block(use)
        and bool(re.search(r"term|word|mean|name|what|plain|condition|type|test|definition|description", fold(article.column_title(at)) + " " + fold(article.column_title(at + 1))))
    )  # fmt: skip
    paired = paired or (
        block.kind == "paragraph" and whole_block(use) and following.kind == "paragraph"
        and fold(article.heading_text(at)) in word_list("glosses", "glossary-heading")
    )  # fmt: skip
    return following.span if paired and is_gloss(text, use.term.term) else None


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
    article, block = use.article, use.article.blocks[use.sentence.block]
    if use.sentence.zone != "heading":
        return None
    before = use.before.strip(" \"'*(") + " "
    after = use.after.strip(" ?.!\"'*)")
    after = re.sub(r"^\([^()]*\)\s*", "", after)
    for head, tail in _define_heading():
        left = re.search(rf"(?:^|\W){head}\s*$", before) if head.strip() else None
        right = re.match(rf"{tail}$" if tail.strip() else r"(?:and|or|,|\(|$)", after)
        if (left or not head.strip()) and right and (head.strip() or tail.strip()):
            section = article.section_of(block.index)
            for at in range(section.first, section.last):
                found = article.sentences_of(at)
                if found and found[0].span.length > 25:
                    return found[0].span
    return None


def _next_sentence(use: Use) -> Span | None:
    article = use.article
    for step in (1, 2):
        at = use.sentence.index + step
        if at >= len(article.sentences):
            return None
        other = article.sentences[at]
        if other.block != use.sentence.block and step == 2:
            return None
        if other.zone == "heading" or (other.block != use.sentence.block and use.sentence.zone == "list"):
            return None
        text = article.folded[other.span.start : other.span.end].lstrip(" \"'*(")
        plain = re.match(r"(?:this|that|these|it|they)\b", text)
        if _any_of("not-follows").match(text):
            continue
        match = _any_of("follows").match(text)
        if (
            match
            and is_gloss(text[match.end() :], use.term.term)
            and (step == 1 or plain or "name" in text[:30])
        ):
            if _nearest(use) or use.before.strip() == "":
                return other.span
    return None


def _nearest(use: Use) -> bool:
    """Tell whether no other term stands between this one and the end of its sentence."""
    return not any(
        use.term.end <= other.start < use.sentence.span.end and other.term.tier >= 2
        for other in use.article.terms
    )


def _purpose_gloss(use: Use) -> Span | None:
    if use.term.term.kind not in {"test", "procedure", "medicine", "drug-class", "device"}:
        return None
    return _after(use, _purpose().match(use.after), least=3)


def _examples(use: Use) -> Span | None:
    if not use.term.term.example_ok:
        return None
    match = _EXAMPLES.match(use.after)
    return Span(use.term.end + match.start(), use.term.end + match.end()) if match else None


def _class_word(use: Use) -> Span | None:
    """“the painkiller ibuprofen”: the class in plain words right before the name."""
    if use.term.term.kind not in {"medicine", "microbe", "substance", "anatomy"}:
        return None
    words = use.before.split()[-3:]
    tail = " ".join(words).strip(" \"'(")
    for word in word_list("glosses", "class-words"):
        if tail == word or tail.endswith(
            (" " + word, " " + word + " called", word + " called", word + " known as")
        ):
            return Span(use.term.start - len(" ".join(words)) - 1, use.term.start)
    return None


_PATTERNS: tuple[tuple[str, Callable[[Use], Span | None]], ...] = (
    ("markup", _markup),
    ("brackets", _brackets_after),
    ("brackets", _brackets_before),
    ("heading", _heading),
    ("definition-list", _definition_list),
    ("verb", _verb),
    ("name", _name),
    ("comma", _apposition),
    ("or", _or_gloss),
    ("dash", _dash),
    ("next-sentence", _next_sentence),
    ("purpose", _purpose_gloss),
    ("examples", _examples),
    ("class", _class_word),
)
