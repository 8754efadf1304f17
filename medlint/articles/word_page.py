"""What `medlint explain` prints for a medical word."""

from __future__ import annotations

from medlint.articles.abbreviations import is_short_form
from medlint.articles.short_forms import long_form
from medlint.articles.word_formation import formation
from medlint.vocabulary.folding import fold
from medlint.vocabulary.lexicon import Term, lexicon

_TIERS = {
    0: "Everyone knows it; it is never reported.",
    1: "Most adults half know it; it is reported under the profiles `leaflet` and `strict`.",
    2: "Most readers do not know it; it is reported where a page leaves it unexplained.",
    3: "An everyday word says the same; write that first.",
}


def word_page(word: str) -> str | None:
    """Return Markdown on a word: plain words, meaning, how to mark it as explained; None for an unknown one."""
    term = lexicon().look_up(word.strip())
    if term is not None:
        return _known(word.strip(), term)
    told = formation(fold(word.strip()))
    if told is None:
        return None
    return (
        f"# {word.strip()}\n\nNot in the lexicon. “{told.part}” says: {told.meaning}.\n\n"
        "It is reported with medium confidence where a page leaves it unexplained.\n\n"
        + _marking(word.strip(), "what it means")
    )


def _known(word: str, term: Term) -> str:
    lines = [f"# {word}", ""]
    long = long_form(word) if is_short_form(word) else None
    if long:
        lines += [f"Short for: {long}", ""]
    elif fold(word) != fold(term.term):
        lines += [f"See: {term.term}", ""]
    if term.plain:
        lines += [f"Plain words: {term.plain}", ""]
    if term.gloss:
        lines += [f"Meaning: {term.gloss}", ""]
    others = [name for name in (term.term, *term.variants) if fold(name) != fold(word)]
    if others:
        lines += [f"Also written: {', '.join(others)}", ""]
    if term.brands:
        lines += [f"Brand names: {', '.join(term.brands)}", ""]
    if term.senses:
        lines += [f"Other senses: {'; '.join(term.senses)}", ""]
    lines += [_TIERS[term.tier], ""]
    page = "\n".join(lines) + "\n"
    return page + (
        _marking(word, term.plain or term.gloss) if term.tier and (term.plain or term.gloss) else ""
    )


def _marking(word: str, meaning: str) -> str:
    return (
        "Any of these counts as explained, at its first use:\n\n"
        f"- {meaning} ({word})\n"
        f"- {word}, or {meaning},\n"
        f"- {word} means … · … is called {word}\n"
        f'- `<abbr title="{meaning}">{word}</abbr>`, a footnote, or a link to your glossary\n\n'
        f'Where your readers know it: `<!-- medlint: ignore[unexplained-jargon "{word}"]: the reason -->`, '
        "or list it in a file that `glossary` in medlint.toml names.\n"
    )
