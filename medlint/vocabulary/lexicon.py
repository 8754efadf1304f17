"""The medical terms that medlint knows, with plain words and a short meaning for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from medlint.errors import RuleError
from medlint.vocabulary.compiled import compiled
from medlint.vocabulary.files import built_in_folder, key_line, read_yaml
from medlint.vocabulary.folding import Words, fold, norms
from medlint.vocabulary.inflection import plurals


class Term(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """One entry of `rules/lexicon/`."""

    term: str
    tier: int
    """0 everyone knows it, 1 most half know it, 2 to be explained, 3 plain word must come first."""
    kind: str
    """disease, symptom, anatomy, test, procedure, device, medicine, drug-class and so on."""
    variants: tuple[str, ...] = ()
    plain: str = ""
    """What to write instead of it or beside it."""
    gloss: str = ""
    """A meaning in everyday words that reads well in brackets."""
    brands: tuple[str, ...] = ()
    example_ok: bool = False
    """Examples after “such as” explain it well enough."""
    unless: tuple[str, ...] = ()
    """Phrases that hold the term in another sense."""
    needs: tuple[str, ...] = ()
    """Words of which one must stand in the same sentence for the medical sense."""
    senses: tuple[str, ...] = ()
    case: bool = False
    """Upper and lower case must be as written."""
    field: str = ""
    """The stem of the file that it stands in."""


class Form(NamedTuple):
    """One way to write a term."""

    rest: tuple[str, ...]
    """Its tokens after the first."""
    term: int
    """Index of the term in the lexicon."""
    exact: str
    """As it must be written, where case counts; else empty."""


class TermUse(NamedTuple):
    """A place where a term stands, in characters of the text and in tokens (`last` inclusive)."""

    start: int
    end: int
    first: int
    last: int
    term: Term
    number: int
    """Of the term in the lexicon."""


class LexiconData(msgspec.Struct):
    """The compiled form."""

    terms: tuple[Term, ...]
    single: dict[str, list[Form]]
    """The forms of one word, by it."""
    longer: dict[str, dict[str, list[Form]]]
    """Those of several words, by the first and the second."""


class Lexicon:
    """Finds terms in text, the longest at each place."""

    def __init__(self, data: LexiconData) -> None:
        self.terms = data.terms
        self._single = data.single
        self._longer = data.longer

    def look_up(self, word: str) -> Term | None:
        """Return the term that is written so, in any of its forms."""
        folded = fold(word)
        whole = [
            use for use in self.find(word, folded, Words(folded)) if use.end - use.start >= len(word.strip())
        ]
        return whole[0].term if whole else None

    def find(self, text: str, folded: str, words: Words) -> Iterator[TermUse]:
        """Yield the terms of a text in order; none overlaps another.

        `folded` and `words` are `fold(text)` and `Words(folded)`.
        """
        single, longer, found = self._single, self._longer, words.norms
        reach, count = -1, len(found)
        for at in [place for place, norm in enumerate(found) if norm in single or norm in longer]:
            if at <= reach:
                continue
            candidates = single.get(found[at], ())
            if (
                at + 1 < count
                and (following := longer.get(found[at]))
                and (rows := following.get(found[at + 1]))
            ):
                candidates = [*rows, *candidates]
            for form in candidates:
                last = at + len(form.rest)
                if form.rest and not (
                    tuple(found[at + 1 : last + 1]) == form.rest and _together(folded, words, at, last)
                ):
                    continue
                start, end = words.starts[at], words.ends[last]
                if form.exact and not _same_case(text[start:end], form.exact):
                    continue
                yield TermUse(start, end, at, last, self.terms[form.term], form.term)
                reach = last
                break


def _together(folded: str, words: Words, first: int, last: int) -> bool:
    return all(
        (between := folded[words.ends[at] : words.starts[at + 1]]) in {" ", "-", "/", " - ", "–", "' "}
        or (between == ". " and words.ends[at] - words.starts[at] == 1)
        for at in range(first, last)
    )


def _same_case(text: str, exact: str) -> bool:
    return text == exact or (text.removesuffix("s") == exact and text[-1:] == "s")


@cache
def lexicon() -> Lexicon:
    """Return the built-in lexicon."""
    files = sorted((built_in_folder() / "lexicon").glob("*.yaml"))
    return Lexicon(compiled("lexicon", files, LexiconData, build_lexicon))


def build_lexicon(files: Sequence[Path]) -> LexiconData:
    """Read lexicon files; a broken entry raises `RuleError` with its line."""
    terms: list[Term] = []
    for file in files:
        for at, entry in enumerate(read_yaml(file) or []):
            try:
                terms.append(msgspec.convert({**entry, "field": file.stem}, Term, strict=False))
            except (msgspec.ValidationError, TypeError) as error:
                raise RuleError(
                    f"{file}:{key_line(file, at)}: {error}.", "Compare with the other entries."
                ) from error
    forms: dict[str, list[Form]] = {}
    for index, term in enumerate(terms):
        for spelling in spellings(term):
            exact = spelling if term.case or _is_short_form(spelling) else ""
            words = norms(fold(spelling))
            if not words:
                continue
            form = Form(tuple(words[1:]), index, exact)
            known = forms.setdefault(words[0], [])
            if not any(other.rest == form.rest and other.exact == form.exact for other in known):
                known.append(form)
    single: dict[str, list[Form]] = {}
    longer: dict[str, dict[str, list[Form]]] = {}
    for first, known in forms.items():
        for form in sorted(known, key=lambda form: (-len(form.rest), not form.exact)):
            if form.rest:
                longer.setdefault(first, {}).setdefault(form.rest[0], []).append(form)
            else:
                single.setdefault(first, []).append(form)
    return LexiconData(tuple(terms), single, longer)


def spellings(term: Term) -> list[str]:
    """Return every way to write a term, generated plurals included."""
    out: list[str] = []
    for spelling in (term.term, *term.variants, *term.brands):
        out.append(spelling)
        if "'s " in spelling:
            out.append(spelling.replace("'s ", "s "))
        if not term.case and not _is_short_form(spelling):
            out.extend(plurals(spelling))
            if spelling.endswith(_VERBS) and " " not in spelling:
                out.extend((spelling + "d", spelling + "s", spelling[:-1] + "ing"))
    return list(dict.fromkeys(out))


_VERBS = ("ise", "ize", "yse", "yze")
"""Endings of verbs, which stand in a text in all their forms: “the area is cauterised”."""


def _is_short_form(spelling: str) -> bool:
    letters = [char for char in spelling if char.isalpha()]
    return len(spelling) <= 8 and " " not in spelling and sum(char.isupper() for char in letters) >= 2
