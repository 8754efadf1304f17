"""The list of false claims: complete, sourced, and every wording can be found."""

from __future__ import annotations

import re

import pytest

from medlint.vocabulary.false_claims import FalseClaim, false_claims
from medlint.vocabulary.wording_language import compile_wordings

ENTRIES = [pytest.param(entry, id=entry.id) for entry in false_claims()]


def test_there_are_sixty_and_each_has_its_own_name() -> None:
    names = [entry.id for entry in false_claims()]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_is_complete(entry: FalseClaim) -> None:
    compile_wordings(entry.say)
    assert entry.truth.endswith(".")
    assert re.search(r"[A-Z]\w+", entry.source), "a body or an author"
    assert len(entry.source) > 10
