"""The annotated article: sentences, sections, title, kind, words and terms of a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from medlint.articles.finder import Finder
from medlint.articles.sentences import split_sentences
from medlint.articles.site import Site
from medlint.sources.document import Block, Document, Mark
from medlint.sources.zones import PROSE_ZONES, SENTENCE_ZONES, Zone, zones
from medlint.spans import Span
from medlint.vocabulary.folding import Words
from medlint.vocabulary.wording_index import LikelyWordings
from medlint.vocabulary.wordings import Wordings, parts_of


class Sentence(NamedTuple):
    """A sentence, or a heading, list item or table cell that is none."""

    index: int  # type: ignore[assignment]  # nobody looks for an item of a sentence
    span: Span
    block: int
    zone: Zone


@dataclass(frozen=True)
class Article:
    """A document with facts of language; facts are made on first use and then kept."""

    document: Document
    site: Site = field(default_factory=Site)
    finder: Finder | None = None
    """Looks for the anchors of all rules at once; without it each is looked for by itself."""
    facts: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    """What has been found out about it so far: see `fact`."""

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
        norms, folded = self.words.norms, self.folded
        signs = "%" in folded
        return tuple(
            parts_of(norms[slice(*self.words_within(span))], folded[span.start : span.end] if signs else "")
            for _, span, _, _ in self.sentences
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

    # --- blocks

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def block_at(self, offset: int) -> Block:
        """Return the block that holds a character of the prose, or the last one before it."""
        return self.blocks[max(bisect_right(self._block_starts, offset) - 1, 0)]

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

    def hits(self, wordings: Wordings, sentence: Sentence) -> list[tuple[int, int, int]]:
        """Return (index of the wording, start, end) of each match in a sentence; places count from its start."""
        likely = self._likely_wordings.of(wordings).get(sentence.index)
        return wordings.hits_among(likely, self.folded_of(sentence)) if likely else []

    def holds(self, wordings: Wordings, within: frozenset[Zone] = PROSE_ZONES) -> bool:
        """Tell whether a wording of a list stands in a sentence of these zones."""
        return any(self.hits(wordings, sentence) for sentence in self.sentences_like(wordings, within=within))

    def may_hold(self, lists: Iterable[Wordings]) -> bool:
        """Tell whether a wording of one of the lists may stand anywhere; cheap, for most pages hold none of most lists."""
        likely = self._likely_wordings
        return any(likely.of(wordings) for wordings in lists)

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

    # --- words

    @cached_property
    def words(self) -> Words:
        """The words of the folded prose."""
        return Words(self.folded)

    def words_within(self, span: Span) -> tuple[int, int]:
        """Return the index of the first word of a span of the prose and that after its last."""
        starts = self.words.starts
        first = bisect_left(starts, span.start)
        return first, bisect_left(starts, span.end, first)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each folded word stands in the prose."""
        return Counter(self.words.norms)

    @cached_property
    def word_count(self) -> int:
        """Words of the prose zones."""
        return sum(self.text[s.span.start : s.span.end].count(" ") + 1 for s in self.prose)

    def running_sentences(self) -> Iterator[Sentence]:
        """Yield the sentences of running prose: no headings, tables, navigation and so on."""
        return (sentence for sentence in self.prose if sentence.zone in SENTENCE_ZONES)
