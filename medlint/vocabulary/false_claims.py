"""The list of claims that were examined and found false, each with the truth and a source."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from medlint.vocabulary.wordings import Wordings
from medlint.vocabulary.wordlists import vocabulary


class FalseClaim(NamedTuple):
    """One entry of `rules/vocabulary/false-claims.yaml`."""

    id: str
    say: tuple[str, ...]
    """Wordings of the claim."""
    truth: str
    """What is known, in one sentence."""
    source: str
    """Who examined it."""


@cache
def false_claims() -> tuple[FalseClaim, ...]:
    """Return all entries."""
    return tuple(
        FalseClaim(entry["id"], tuple(entry["say"]), entry["truth"], entry["source"])
        for entry in vocabulary("false-claims")["entries"]
    )


@cache
def false_claim_wordings() -> tuple[Wordings, tuple[FalseClaim, ...]]:
    """Return the wordings of all entries as one, and the entry that each belongs to."""
    pairs = [(wording, entry) for entry in false_claims() for wording in entry.say]
    return Wordings(wording for wording, _ in pairs), tuple(entry for _, entry in pairs)
