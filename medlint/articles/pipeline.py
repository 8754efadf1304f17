"""The one spaCy pipeline: blank English, made on first use; it tokenises one sentence at a time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc


@cache
def pipeline() -> Language:
    """Return the pipeline; importing spaCy takes one to two seconds, so it is done late."""
    import spacy

    return spacy.blank("en")


def tokenise(text: str) -> Doc:
    """Return the tokens of one sentence."""
    return pipeline().make_doc(text)


@cache
def matcher(patterns: tuple[str, ...]) -> Matcher:
    """Return a spaCy Matcher for token patterns, each given as JSON; raises ValueError for a bad one."""
    import json

    from spacy.matcher import Matcher

    made = Matcher(pipeline().vocab, validate=True)
    rows: list[list[dict[str, Any]]] = [json.loads(pattern) for pattern in patterns]
    made.add("rule", rows, greedy="LONGEST")
    return made
