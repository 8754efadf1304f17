"""Tells the zone that a class, an id or a heading speaks of."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from medlint.vocabulary.folding import norms
from medlint.vocabulary.phrases import phrase_forms
from medlint.vocabulary.wordlists import vocabulary, word_set

_PART = re.compile(r"[-_:]+")


class Ruled(NamedTuple):
    """What a heading says about the blocks under it."""

    zone: str
    links: bool
    """Lists and short lines only are meant; prose is read."""


@cache
def zone_of_label(label: str) -> str | None:
    """Return the zone that a container's classes and ids, separated by spaces, stand for."""
    for name in label.split():
        parts = tuple(part for part in _PART.split(name) if part)
        for size in range(len(parts), 0, -1):
            for start in range(len(parts) - size + 1):
                zone = _labels().get(parts[start : start + size])
                if (
                    zone
                    and all(part in word_set("zones", "label-words-before") for part in parts[:start])
                    and all(_may_follow(part) for part in parts[start + size :])
                ):
                    return zone
    return None


def _may_follow(part: str) -> bool:
    return part.isdigit() or len(part) == 1 or part in word_set("zones", "label-words-after")


@cache
def _labels() -> dict[tuple[str, ...], str]:
    return {
        tuple(name.split("-")): zone
        for zone, names in vocabulary("zones")["labels"].items()
        for name in names
    }


@cache
def zone_of_heading(folded: str) -> Ruled | None:
    """Return what a heading in folded text says about the blocks under it."""
    words = norms(folded)
    while words and words[0].isdigit():
        del words[0]
    while words and words[-1].isdigit():
        del words[-1]
    whole, beginnings, longest = _headings()
    if not words or len(words) > max(longest, 30):
        return None
    if len(words) <= longest and (found := whole.get(tuple(words))):
        return found
    for size in range(min(len(words), 3), 0, -1):
        if found := beginnings.get(tuple(words[:size])):
            return found
    return None


@cache
def _headings() -> tuple[dict[tuple[str, ...], Ruled], dict[tuple[str, ...], Ruled], int]:
    lists = vocabulary("zones")
    whole: dict[tuple[str, ...], Ruled] = {}
    beginnings: dict[tuple[str, ...], Ruled] = {}
    groups = [(Ruled(zone, links=False), items) for zone, items in lists["headings"].items()]
    groups.append((Ruled("navigation", links=True), lists["headings-of-links"]))
    for ruled, items in groups:
        for item in items:
            known = beginnings if item.endswith("*") else whole
            for form in phrase_forms(item.removesuffix("*")):
                known.setdefault(form, ruled)
    return whole, beginnings, max(map(len, whole))
