"""The quick looks before the shapes of an explanation never say no where a wording of the vocabulary stands.

A wording added to `rules/vocabulary/glosses.yaml` that they do not know would never be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.articles.gloss_neighbours import may_point_back
from medlint.articles.gloss_verbs import may_name
from medlint.vocabulary.wordlists import word_list

LISTS = (("names", may_name), ("points-back", may_point_back), ("points-back-bare", may_point_back))

_AHEAD = re.compile(r"\(\?=.*?\)$")


@pytest.mark.parametrize(
    ("wording", "quick"), [(wording, quick) for key, quick in LISTS for wording in word_list("glosses", key)]
)
def test_a_wording_passes_the_quick_look(wording: str, quick: Callable[[str], bool]) -> None:
    @settings(max_examples=25, deadline=None)
    @given(st.from_regex(re.compile(_AHEAD.sub("", wording), re.ASCII), fullmatch=True))
    def passes(sample: str) -> None:
        words = " ".join(sample.split()).lower()
        assert quick(f"the small tubes {words} "), words

    passes()
