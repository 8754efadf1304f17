"""The red-flag table: each group is recognised in unusual words and not by a near miss; what a page is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.articles.aspect import aspect
from medlint.articles.topic import flags_named, topics_of
from medlint.vocabulary.topics import Topic, topics
from tests.conftest import article_of

_CASES: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "topics.yaml").read_text(encoding="utf-8")
)
_TOPICS = {topic.id: topic for topic in topics()}


def _params(answer: str) -> list[Any]:
    return [
        pytest.param(_TOPICS[topic], group, str(said[answer]), id=f"{topic}-{group}")
        for topic, groups in _CASES.items()
        for group, said in groups.items()
    ]


def test_every_topic_and_group_has_a_case() -> None:
    assert {topic: set(groups) for topic, groups in _CASES.items()} == {
        topic.id: {group.id for group in topic.groups} for topic in topics()
    }


@pytest.mark.parametrize(("topic", "group", "sentence"), _params("yes"))
def test_unusual_words_name_the_group(topic: Topic, group: str, sentence: str) -> None:
    assert group in flags_named(article_of(f"# Page\n\nRead this first. {sentence}"), topic)


@pytest.mark.parametrize(("topic", "group", "sentence"), _params("no"))
def test_a_near_miss_does_not_name_the_group(topic: Topic, group: str, sentence: str) -> None:
    assert group not in flags_named(article_of(f"# Page\n\nRead this first. {sentence}"), topic)


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.id)
def test_a_topic_can_be_satisfied_and_names_its_guideline(topic: Topic) -> None:
    assert 0 < topic.need <= len(topic.groups)
    assert topic.guideline
    assert set(topic.more_specific_than) <= _TOPICS.keys()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("# What causes numbness in my lower back?\n\nText.", "back-pain"),
        ("# Numb fingers and tingling hands\n\nText.", "numbness"),
        ("---\nslug: fever-in-babies\n---\n\n# A parent's guide\n\nText.", "fever-in-children"),
        ("---\ntitle: Sciatica\n---\n\nIt hurts.", "back-pain"),
        ("# Your questions\n\n## What is a stroke?\n\nA stroke is sudden. A stroke is common.", "stroke"),
    ],
)
def test_a_page_is_about(text: str, first: str) -> None:
    assert [topic.id for topic in topics_of(article_of(text))][:1] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "# Dry skin\n\nPeople with diabetes may have dry skin. Diabetes, diabetes and diabetes again.",
        "# Learn the breast stroke\n\nSwim slowly.",
        "# Stroke statistics\n\nA stroke is common.",
        "# Research on chest pain\n\nTrials go on.",
        "# Living with asthma\n\nSwim and run.",
        "# CBD for back pain\n\nAn oil.",
    ],
)
def test_a_mention_is_not_the_topic(text: str) -> None:
    assert topics_of(article_of(text)) == []


@pytest.mark.parametrize(
    ("title", "side"),
    [
        ("Chest pain", "main"),
        ("What is causing my back numbness?", "main"),
        ("What causes cirrhosis?", "side"),
        ("How is lupus diagnosed?", "side"),
        ("Who is at risk for gout?", "no-demand"),
        ("Lupus research", "no-demand"),
    ],
)
def test_the_side_of_a_topic(title: str, side: str) -> None:
    assert aspect(article_of(f"# {title}\n\nText.")) == side


def test_signs_are_read_across_lead_in_and_items_and_across_a_row() -> None:
    back = _TOPICS["back-pain"]
    listed = article_of("# Back\n\nGo to hospital if you feel numbness in:\n\n- your groin\n- your toes")
    assert "saddle-numbness" in flags_named(listed, back)
    row = article_of("# Back\n\n| Where | What |\n| --- | --- |\n| Groin | goes numb |")
    assert "saddle-numbness" in flags_named(row, back)


def test_signs_are_known_in_the_words_of_readers() -> None:
    lines = (Path(__file__).parent / "data" / "red-flag-words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    missed = [
        sign
        for topic, group, sign in rows
        if not (named := flags_named(article_of(f"# Page\n\nGet help if {sign}."), _TOPICS[topic]))
        or group not in ("*", *named)
    ]
    assert len(rows) >= 250
    assert len(missed) <= 0.02 * len(rows), missed
