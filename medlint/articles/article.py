"""The annotated article: sentences, sections, title, kind, words and terms of a document."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from medlint.articles.abbreviations import Pair, pairs_of
from medlint.articles.claims import Claim, claims_of, phrasebook
from medlint.articles.finder import Finder
from medlint.articles.kind import Guess, guess_kind
from medlint.articles.promotion import Promotion, promotion_of
from medlint.articles.scopes import Scopes
from medlint.articles.sentences import split_sentences
from medlint.articles.support import is_news_prose
from medlint.articles.terminology import TermOnPage, terms_on_page, unexplained_terms
from medlint.sources.document import Block, Document, Mark
from medlint.sources.zones import PROSE_ZONES, SENTENCE_ZONES, Zone, zones
from medlint.spans import Span
from medlint.vocabulary.folding import Words
from medlint.vocabulary.lexicon import TermUse, lexicon
from medlint.vocabulary.phrasebook import Use
from medlint.vocabulary.wording_index import LikelyWordings
from medlint.vocabulary.wordings import Wordings, parts_of


@dataclass(frozen=True, slots=True)
class Site:
    """What the configuration says about the site that an article belongs to."""

    kind: str | None = None
    """The declared kind of document; wins over the guess."""
    locale: str | None = None
    profile: str = "web-article"
    publisher: str = ""
    """Stands as the author where a page names none."""
    banner: str = ""
    """Advice, disclaimer or crisis line that every page carries."""
    glossary: frozenset[str] = frozenset()
    """Terms that the site explains elsewhere or that its readers know, folded."""
    glossary_pages: tuple[tuple[str, frozenset[str]], ...] = ()
    """(stem of the file, folded terms) of the site's glossary pages; they count where a page links to them."""
    target_grade: float | None = None
    review_months: int = 36
    today: datetime.date | None = None
    """For tests; the real day when it is not given."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading, list item or table cell that is none."""

    index: int
    span: Span
    block: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, down to the next heading of any level."""

    index: int
    heading: int | None
    """Index of the heading's block; None before the first heading."""
    level: int
    first: int
    """Index of the first block after the heading."""
    last: int
    """Index after the last block."""


@dataclass(frozen=True)
class Article:
    """A document with facts of language; facts are made on first use and then kept."""

    document: Document
    site: Site = field(default_factory=Site)
    finder: Finder | None = None
    """Looks for the anchors of all rules at once; without it each is looked for by itself."""

    # --- text

    @property
    def text(self) -> str:
        """The prose."""
        return self.document.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the prose."""
        return self.document.blocks

    @cached_property
    def folded(self) -> str:
        """The prose in lower case with plain quotes, character by character."""
        return self.document.folded

    def text_of(self, span: Span) -> str:
        """Return a piece of the prose."""
        return self.document.text[span.start : span.end]

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zone of each block."""
        return zones(self.document)

    # --- sentences

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order, of every zone but code."""
        out: list[Sentence] = []
        for block, zone in zip(self.blocks, self.zones, strict=True):
            if zone == "code":
                continue
            start = block.span.start
            for first, last in split_sentences(self.document.text[start : block.span.end]):
                out.append(Sentence(len(out), Span(start + first, start + last), block.index, zone))
        return tuple(out)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that rules look at."""
        return tuple(sentence for sentence in self.sentences if sentence.zone in PROSE_ZONES)

    @cached_property
    def _hits(self) -> dict[str, list[int]]:
        return self.finder.hits(self.folded) if self.finder else {}

    def sentences_with(
        self, anchors: frozenset[str] | None, within: frozenset[Zone] = PROSE_ZONES
    ) -> Iterator[Sentence]:
        """Yield the sentences of these zones that hold one of the anchors (all of them for None)."""
        if anchors is None:
            yield from (sentence for sentence in self.sentences if sentence.zone in within)
            return
        places: set[int] = set()
        if self.finder is not None and self.finder.knows(anchors):
            for anchor in anchors & self._hits.keys():
                places.update(bisect_right(self._sentence_starts, at) - 1 for at in self._hits[anchor])
        else:
            for anchor in anchors:
                at = self.folded.find(anchor)
                while at >= 0:
                    places.add(bisect_right(self._sentence_starts, at) - 1)
                    at = self.folded.find(anchor, at + 1)
        yield from (
            self.sentences[at] for at in sorted(places) if at >= 0 and self.sentences[at].zone in within
        )

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds a character of the prose."""
        at = bisect_right(self._sentence_starts, offset) - 1
        if at < 0 or offset >= self.sentences[at].span.end:
            return None
        return self.sentences[at]

    @cached_property
    def sentence_words(self) -> tuple[frozenset[str], ...]:
        """The folded words of each sentence, for `Wordings.hits`."""
        starts, norms = self.words.starts, self.words.norms
        return tuple(
            parts_of(norms[bisect_left(starts, s.span.start) : bisect_left(starts, s.span.end)])
            for s in self.sentences
        )

    @cached_property
    def _sentences_by_block(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return found

    def sentences_of(self, block: int) -> list[Sentence]:
        """Return the sentences of a block."""
        return self._sentences_by_block.get(block, [])

    # --- blocks and sections

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def block_at(self, offset: int) -> Block:
        """Return the block that holds a character of the prose, or the last one before it."""
        return self.blocks[max(bisect_right(self._block_starts, offset) - 1, 0)]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The headings with what stands under them; the first section may have no heading."""
        out: list[Section] = []
        heading: Block | None = None
        first = 0
        for block in self.blocks:
            if self.zones[block.index] == "heading" and block.kind in {"heading", "summary"}:
                if heading is not None or block.index > first:
                    out.append(_section(len(out), heading, first, block.index))
                heading, first = block, block.index + 1
        out.append(_section(len(out), heading, first, len(self.blocks)))
        return tuple(out)

    @cached_property
    def _section_of(self) -> list[int]:
        found = [0] * len(self.blocks)
        for section in self.sections:
            low = section.first if section.heading is None else section.heading
            for at in range(low, section.last):
                found[at] = section.index
        return found

    def section_of(self, block: int) -> Section:
        """Return the section that a block stands in."""
        return self.sections[self._section_of[block]]

    def heading_text(self, block: int) -> str:
        """Return the nearest heading above a block (its own text for a heading), or nothing."""
        heading = self.section_of(block).heading
        return self.text_of(self.blocks[heading].span) if heading is not None else ""

    def lead_in(self, block: int) -> str:
        """Return the paragraph just before the list that a block stands in, or nothing."""
        box = self.blocks[block].inside("list", "ordered-list")
        if box is None:
            return ""
        at = block
        while at > 0 and any(container.id == box.id for container in self.blocks[at].containers):
            at -= 1
        before = self.blocks[at]
        if any(container.id == box.id for container in before.containers) or before.kind == "heading":
            return ""
        return self.text_of(before.span)

    def column_title(self, block: int) -> str:
        """Return the heading cell above a table cell, or nothing."""
        cell = self.blocks[block]
        table = cell.inside("table")
        if table is None or cell.kind != "table-cell":
            return ""
        for other in self.blocks[max(0, block - 400) : block]:
            if other.header and other.level == cell.level and table in other.containers:
                return self.text_of(other.span)
        return ""

    @cached_property
    def _marks_by_block(self) -> dict[int, list[Mark]]:
        found: dict[int, list[Mark]] = {}
        if self.blocks:
            for mark in self.document.marks:
                found.setdefault(self.block_at(mark.span.start).index, []).append(mark)
        return found

    def marks_in(self, block: int) -> list[Mark]:
        """Return the inline marks of a block."""
        return self._marks_by_block.get(block, [])

    # --- title

    @cached_property
    def title_block(self) -> Block | None:
        """The block that a finding about the whole article is anchored on: first heading, else first block."""
        for block in self.blocks:
            if block.kind == "heading" and self.zones[block.index] == "heading":
                return block
        return self.blocks[0] if self.blocks else None

    @cached_property
    def title(self) -> str:
        """What the article calls itself: first heading, else its stated title, else its first line."""
        block = self.title_block
        if block is not None and block.kind == "heading":
            return self.text_of(block.span)
        for stated in self.document.meta("title", "og:title", "headline", "name"):
            return stated.value
        return (
            self.text_of(self.sentences_of(block.index)[0].span)
            if block and self.sentences_of(block.index)
            else ""
        )

    @cached_property
    def title_span(self) -> Span:
        """Where a finding about the whole article is anchored, in the prose."""
        block = self.title_block
        if block is None:
            return Span(0, 0)
        if block.kind == "heading":
            return block.span
        found = self.sentences_of(block.index)
        return found[0].span if found else block.span

    @cached_property
    def kind(self) -> Guess:
        """The kind of document, declared or guessed."""
        return guess_kind(self)

    def hits(self, wordings: Wordings, sentence: Sentence) -> list[tuple[int, int, int]]:
        """Return (index of the wording, start, end) of each match in a sentence; places count from its start."""
        likely = self._likely_wordings.of(wordings).get(sentence.index)
        return wordings.hits_among(likely, self.folded_of(sentence)) if likely else []

    def sentences_like(self, *lists: Wordings, within: frozenset[Zone] = PROSE_ZONES) -> Iterator[Sentence]:
        """Yield the sentences of these zones in which a wording of one of the lists may stand, in order."""
        likely = [self._likely_wordings.of(wordings) for wordings in lists]
        for at in likely[0] if len(likely) == 1 else sorted(set().union(*likely)):
            if self.sentences[at].zone in within:
                yield self.sentences[at]

    @cached_property
    def _likely_wordings(self) -> LikelyWordings:
        return LikelyWordings(self.sentence_words)

    def folded_of(self, sentence: Sentence) -> str:
        """Return the folded text of a sentence."""
        return self.folded[sentence.span.start : sentence.span.end]

    @cached_property
    def scopes(self) -> Scopes:
        """The scope facts of the article."""
        return Scopes(self)

    def context(self, span: Span) -> frozenset[str]:
        """Return the scope flags of a span, such as `negated` or `quoted`."""
        return self.scopes.context(span)

    # --- claims

    @cached_property
    def claim_words(self) -> tuple[Use, ...]:
        """The interventions, effects and outcomes that the prose names."""
        words, folded = self.words, self.folded
        parted = {
            at
            for at in range(1, len(words.starts))
            if words.starts[at] - words.ends[at - 1] > 1
            and "," in folded[words.ends[at - 1] : words.starts[at]]
        }
        return tuple(phrasebook().find(words.norms, parted))

    @cached_property
    def claim_word_starts(self) -> list[int]:
        """Where each of `claim_words` starts, in characters."""
        return [self.words.starts[use.first] for use in self.claim_words]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the prose claims for health."""
        return claims_of(self)

    @cached_property
    def is_news_prose(self) -> bool:
        """Whether sources carry on from sentence to sentence, as they do in news."""
        return is_news_prose(self)

    @cached_property
    def promotion(self) -> Promotion:
        """How much the page promotes what it writes about."""
        return promotion_of(self)

    # --- words and terms

    @cached_property
    def words(self) -> Words:
        """The words of the folded prose."""
        return Words(self.folded)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each folded word stands in the prose."""
        return Counter(self.words.norms)

    @cached_property
    def terms(self) -> tuple[TermUse, ...]:
        """The lexicon terms of the prose, in order, the longest at each place."""
        return tuple(lexicon().find(self.text, self.folded, self.words))

    @cached_property
    def page_terms(self) -> tuple[TermOnPage, ...]:
        """Each term of the page with its uses, terms outside the lexicon included."""
        return terms_on_page(self)

    @cached_property
    def unexplained_terms(self) -> tuple[TermOnPage, ...]:
        """The terms of tier 2 and 3 that the page shows and never explains."""
        return unexplained_terms(self)

    @cached_property
    def hard_uses(self) -> tuple[TermUse, ...]:
        """The uses of terms of tier 2 and 3, in order."""
        return tuple(
            sorted(
                (use for group in self.page_terms if group.term.tier >= 2 for use in group.uses),
                key=lambda use: use.start,
            )
        )

    @cached_property
    def short_forms(self) -> tuple[Pair, ...]:
        """The short forms that the page spells out."""
        return pairs_of(self)

    @cached_property
    def word_count(self) -> int:
        """Words of the prose zones."""
        return sum(self.text[s.span.start : s.span.end].count(" ") + 1 for s in self.prose)

    def running_sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of running prose: no headings, tables, navigation and so on."""
        return (sentence for sentence in self.prose if sentence.zone in SENTENCE_ZONES)


def _section(index: int, heading: Block | None, first: int, last: int) -> Section:
    return Section(index, heading.index if heading else None, heading.level if heading else 0, first, last)
