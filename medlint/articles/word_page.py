"""What medlint knows about a word, as a page to read in the terminal."""

from __future__ import annotations

from medlint.vocabulary.lexicon import lexicon

_TIERS = {
    0: "Everyone knows it; it is never reported.",
    1: "Most readers half know it; it is reported only under the profiles leaflet and strict.",
    2: "Readers need an explanation where it first appears.",
    3: "A plain word says the same; write that first.",
}


def word_page(word: str) -> str | None:
    """Return a page on a term of the lexicon as Markdown, or None when it is not in it."""
    term = lexicon().look_up(word)
    if term is None:
        return None
    out = [f"# {term.term}"]
    others = [*term.variants, *term.brands]
    if others:
        out.append("Also written: " + ", ".join(others) + ".")
    out.append(_TIERS[term.tier])
    if term.plain:
        out.append(f"Plain words: {term.plain}")
    if term.gloss:
        out.append(f"Meaning: {term.gloss}")
        out.append(
            "Each of these explains it:\n\n"
            f"- {term.plain} ({term.term})\n"
            f"- {term.term} ({term.gloss})\n"
            f"- {term.term[:1].upper() + term.term[1:]} means {term.gloss}."
        )
        out.append(
            f'If your readers know it: `<!-- medlint: ignore[unexplained-jargon "{term.term}"]: the reason -->`, or\n'
            "put it into a file named under `glossary` in medlint.toml."
        )
    return "\n\n".join(out) + "\n"
