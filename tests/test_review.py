from __future__ import annotations

import pytest

from medlint.reports.html import safe_link
from medlint.reports.pieces import cut
from medlint.reports.tree import Node, tree
from medlint.sources import read_text
from medlint.sources.document import Mark
from medlint.spans import Span
from medlint.vocabulary.topics import topics
from tests.reviewed import ARTICLE, review_of, reviewed

TEXT = "one two three four five"


def pieces(
    placed: list[tuple[int, int]], marks: list[Mark] | None = None
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    spans = [(Span(*span), number) for number, span in enumerate(placed, 1)]
    return [(p.text, p.notes, p.ends) for p in cut(TEXT, Span(0, len(TEXT)), spans, marks or [])]


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        ([], [(TEXT, (), ())]),
        ([(4, 7)], [("one ", (), ()), ("two", (1,), (1,)), (" three four five", (), ())]),
        (
            [(0, 13), (4, 7)],
            [("one ", (1,), ()), ("two", (2, 1), (2,)), (" three", (1,), (1,)), (" four five", (), ())],
        ),
        (
            [(0, 7), (4, 13)],
            [("one ", (1,), ()), ("two", (1, 2), (1,)), (" three", (2,), (2,)), (" four five", (), ())],
        ),
        ([(4, 7), (4, 7)], [("one ", (), ()), ("two", (1, 2), (1, 2)), (" three four five", (), ())]),
        ([(19, 40)], [("one two three four ", (), ()), ("five", (1,), ())]),
    ],
)
def test_a_block_is_cut_where_findings_begin_and_end(
    placed: list[tuple[int, int]], expected: list[tuple[str, tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert pieces(placed) == expected


def test_marks_and_footnote_references_cut_too() -> None:
    marks = [
        Mark("link", Span(4, 13), "https://example.org"),
        Mark("strong", Span(4, 7)),
        Mark("footnote-ref", Span(13, 13), "2"),
    ]
    found = list(cut(TEXT, Span(0, len(TEXT)), [], marks))
    assert [p.text for p in found] == ["one ", "two", " three", "", " four five"]
    assert found[1].marks == {"link", "strong"}
    assert [p.link for p in found] == ["", "https://example.org", "https://example.org", "", ""]
    assert [p.link_ends for p in found] == [False, False, True, False, False]
    assert found[3].note_name == "2"


def test_the_pieces_of_an_article_are_its_text() -> None:
    article = reviewed(ARTICLE)
    text = "\n\n".join("".join(p.text for p in block.pieces) for block in article.blocks)
    assert "Our knee gel cures arthritis in every patient." in text
    for note in article.notes:
        if note.placed:
            covered = "".join(
                p.text for block in article.blocks for p in block.pieces if note.number in p.notes
            )
            assert covered == text[note.finding.span.start : note.finding.span.end]


def test_notes_are_numbered_in_reading_order_and_hidden_ones_last() -> None:
    article = review_of(read_text(ARTICLE, path="a.md", format="markdown"), lambda f: f.family != "claims")
    shown = [note.number for note in article.notes if note.shown]
    hidden = [note.number for note in article.notes if not note.shown]
    assert shown == list(range(1, len(shown) + 1))
    assert hidden
    assert sorted(hidden) == list(range(len(shown) + 1, len(article.notes) + 1))
    whole = [note.placed for note in article.notes]
    assert whole == sorted(whole)


def test_the_checklist_says_what_was_found_where() -> None:
    states = {item.name: item for item in reviewed(ARTICLE).checklist}
    assert states["Author"].state == "found"
    assert "Jane Roe" in states["Author"].said
    assert states["Medical reviewer"].state == "missing"
    assert states["Dates"].state == "part"
    assert "Published 4 March 2026" in states["Dates"].said
    assert states["Sources"].state == "missing"
    assert "doctor" in states["When to get help"].places[0].words


def test_nothing_is_missing_from_a_page_that_is_not_for_patients() -> None:
    article = reviewed("---\nkind: clinician\n---\n\n# Gout\n\nTitrate allopurinol to target urate.\n")
    assert {item.state for item in article.checklist} == {"open"}


def test_the_tree_nests_lists_and_tables() -> None:
    def shape(node: Node) -> object:
        return [
            [child.kind, shape(child)]
            if isinstance(child, Node)
            else "".join(p.text for p in child.pieces)[:6]
            for child in node.children
        ]

    source = "# Title\n\n- one\n  1. inner\n- two\n\n| a | b |\n| - | - |\n| c | d |\n\n> said\n"
    assert shape(tree(reviewed(source).blocks)) == [
        "Title",
        ["list", [["item", ["one", ["ordered-list", [["item", ["inner"]]]]]], ["item", ["two"]]]],
        ["table", [["row", [["cell", ["a"]], ["cell", ["b"]]]], ["row", [["cell", ["c"]], ["cell", ["d"]]]]]],
        ["quote", ["said"]],
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        (" mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org/x", ""),
        ("page.html#a", ""),
        ("http://[", ""),
    ],
)
def test_only_harmless_links_may_be_opened(target: str, expected: str) -> None:
    assert safe_link(target) == expected


@pytest.mark.parametrize("said", ["a medicine", "COPD, emphysema or chronic bronchitis"])
def test_a_topic_inside_a_sentence_keeps_the_capitals_of_short_forms_only(said: str) -> None:
    assert said in {topic.said for topic in topics()}
