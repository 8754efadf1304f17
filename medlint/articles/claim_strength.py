"""How strongly does a sentence tie a cause to an effect?

The four steps are those of Yu et al. (2019, EMNLP, “Detecting causal language use in science
findings”): none, correlational, conditional-causal, causal. Words decide, all of them in
`rules/vocabulary/claim-strength.yaml`; nothing is learned from data.
"""

from __future__ import annotations

from functools import cache

from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.inflection import verb_forms
from medlint.vocabulary.phrasebook import Phrasebook
from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import pattern, word_list, word_set, wording

NEAR = 6
"""How many words may stand between a modal word and the causal verb that it weakens."""


def claim_strength(sentence: str) -> str:
    """Return `none`, `correlational`, `conditional-causal` or `causal` for one sentence."""
    text = fold(sentence)
    words = norms(text)
    known = frozenset(words)

    def holds(name: str) -> bool:
        return bool(_list(name).hits(text, known))

    verbs = [use.first for use in _causal_verbs().find(words) if not _is_noun(words, use.first)]
    modal = [len(norms(text[:end])) - 1 for _, _, end in _list("modal").hits(text, known)]
    possible = word_set("claim-strength", "possible")
    weakened = any(0 < verb - at <= NEAR for at in modal for verb in verbs) or any(
        not possible.isdisjoint(words[at + 1 : at + 3]) for at in modal
    )
    changes = pattern("claim-strength", "changes-risk").search(text)
    direct = changes is not None and not pattern("claim-strength", "adjective").search(
        text[max(0, changes.start() - 15) : changes.end()]
    )
    if holds("none-frame") and not (direct and weakened):
        return "none" if not (direct or holds("correlational")) or not verbs else _finding(direct, weakened)
    if direct:
        return "conditional-causal" if weakened else "causal"
    if holds("correlational"):
        return "correlational"
    if weakened:
        return "conditional-causal"
    if verbs or holds("causal-phrases"):
        return "correlational" if holds("comparison") and not holds("causal-phrases") else "causal"
    return "correlational" if holds("comparison") else "none"


def _is_noun(words: list[str], at: int) -> bool:
    """Tell whether a verb's form is used as a noun or an adjective: “the leading cause”, “increased use”."""
    before = words[at - 1] if at else ""
    return before in word_set("claim-strength", "before-noun")


def _finding(direct: bool, weakened: bool) -> str:
    if weakened:
        return "conditional-causal"
    return "causal" if direct else "correlational"


def _list(name: str) -> Wordings:
    return wording("claim-strength", name)


@cache
def _causal_verbs() -> Phrasebook:
    return Phrasebook(
        (form, "causal")
        for verb in word_list("claim-strength", "causal-verbs")
        for form in (verb, *verb_forms(verb))
    )
