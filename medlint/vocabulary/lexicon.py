"""The medical terms that medlint knows, with plain words and a short meaning for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from medlint.errors import RuleError
from medlint.vocabulary.compiled import compiled
from medlint.vocabulary.files import built_in_folder, key_line, read_yaml
from medlint.vocabulary.folding import fold
from medlint.vocabulary.inflection import plurals

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


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


class Token(NamedTuple):
    """A word of a text: hyphens part words, a possessive ending is cut from `norm`."""

    start: int
    end: int
    norm: str


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
    forms: dict[str, list[Form]]


def tokens(folded: str) -> list[Token]:
    """Return the words of folded text."""
    return [Token(match.start(), match.end(), _norm(match.group())) for match in _TOKEN.finditer(folded)]


def _norm(word: str) -> str:
    if "'" in word:
        return word.removesuffix("'s")
    return word


class Lexicon:
    """Finds terms in text, the longest at each place."""

    def __init__(self, data: LexiconData) -> None:
        self.terms = data.terms
        self._forms = data.forms

    def look_up(self, word: str) -> Term | None:
        """Return the term that is written so, in any of its forms."""
        found = list(self.find(word, fold(word), tokens(fold(word))))
        whole = [use for use in found if use.end - use.start >= len(word.strip())]
        return whole[0].term if whole else None

    def find(self, text: str, folded: str, words: Sequence[Token]) -> Iterator[TermUse]:
        """Yield the terms of a text in order; none overlaps another.

        `folded` and `words` are `fold(text)` and `tokens(folded)`.
        """
        forms = self._forms
        at, count = 0, len(words)
        while at < count:
            known = forms.get(words[at].norm)
            if known is not None:
                for form in known:
                    last = at + len(form.rest)
                    if last >= count or not _follows(folded, words, at, form.rest):
                        continue
                    start, end = words[at].start, words[last].end
                    if form.exact and not _same_case(text[start:end], form.exact):
                        continue
                    yield TermUse(start, end, at, last, self.terms[form.term], form.term)
                    at = last
                    break
            at += 1


def _follows(folded: str, words: Sequence[Token], at: int, rest: tuple[str, ...]) -> bool:
    for step, norm in enumerate(rest, 1):
        word = words[at + step]
        if word.norm != norm:
            return False
        between = folded[words[at + step - 1].end : word.start]
        if between not in {" ", "-", "/", " - ", "–"}:
            return False
    return True


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
            words = [word.norm for word in tokens(fold(spelling))]
            if not words:
                continue
            form = Form(tuple(words[1:]), index, exact)
            known = forms.setdefault(words[0], [])
            if not any(other.rest == form.rest and other.exact == form.exact for other in known):
                known.append(form)
    for known in forms.values():
        known.sort(key=lambda form: (-len(form.rest), not form.exact))
    return LexiconData(tuple(terms), forms)


def spellings(term: Term) -> list[str]:
    """Return every way to write a term, generated plurals included."""
    out: list[str] = []
    for spelling in (term.term, *term.variants, *term.brands):
        out.append(spelling)
        if not term.case and not _is_short_form(spelling):
            out.extend(plurals(spelling))
    return list(dict.fromkeys(out))


def _is_short_form(spelling: str) -> bool:
    letters = [char for char in spelling if char.isalpha()]
    return len(spelling) <= 8 and " " not in spelling and sum(char.isupper() for char in letters) >= 2
