"""The one spaCy pipeline: blank English, made on first use; it tokenises one sentence at a time."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
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


def forgetting() -> AbstractContextManager[Any]:
    """Return a context after which spaCy forgets the words that it met inside; no token may outlive it.

    Without it the strings of ten thousand articles stay in memory. Where spaCy is not in use yet
    nothing is done, for its import is to stay late.
    """
    return pipeline().memory_zone() if pipeline.cache_info().currsize else nullcontext()


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
