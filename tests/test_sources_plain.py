"""What the reader of plain text makes of lines that carry their structure in their shape."""

from __future__ import annotations

import pytest

from medlint.sources import read_text
from medlint.sources.document import Document
from medlint.sources.plain_lists import flattened


def read(text: str) -> Document:
    return read_text(text, path="page.txt", format="text")


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [
        (block.kind, block.level, document.text[block.span.start : block.span.end])
        for block in document.blocks
    ]


LONG = "Gout is a kind of arthritis that can cause sudden and very bad pain in a joint, often a toe."


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"Gout\n\n{LONG}", [("heading", 1, "Gout"), ("paragraph", 0, LONG)]),
        (
            f"{LONG}\n\nWhat Causes It\n\n{LONG}",
            [("paragraph", 0, LONG), ("heading", 2, "What Causes It"), ("paragraph", 0, LONG)],
        ),
        (
            f"A\n\nIs it bad?\n\nyes\n\n{LONG}",
            [
                ("heading", 1, "A"),
                ("heading", 2, "Is it bad?"),
                ("paragraph", 0, "yes"),
                ("paragraph", 0, LONG),
            ],
        ),
        (
            f"A\n\nCommon side effects\n\n{LONG}",
            [("heading", 1, "A"), ("heading", 2, "Common side effects"), ("paragraph", 0, LONG)],
        ),
        (
            f"A\n\nREAD THIS\n\nNo.\n\n{LONG}",
            [
                ("heading", 1, "A"),
                ("heading", 2, "READ THIS"),
                ("paragraph", 0, "No."),
                ("paragraph", 0, LONG),
            ],
        ),
        (
            "A\n\nRest now.\n\nlower line\n\n“Quoted”",
            [
                ("heading", 1, "A"),
                ("paragraph", 0, "Rest now."),
                ("paragraph", 0, "lower line"),
                ("paragraph", 0, "“Quoted”"),
            ],
        ),
        (
            "## Two ##\nTop\n===\nSub\n---\ntext\nmore\n\n----\n\n* * *",
            [
                ("heading", 2, "Two"),
                ("heading", 1, "Top"),
                ("heading", 2, "Sub"),
                ("paragraph", 0, "text more"),
            ],
        ),
        (
            "x y.\n\n- a\n  b\n- c\n    - d\n- e\n\nz z.",
            [
                ("paragraph", 0, "x y."),
                ("list-item", 1, "a b"),
                ("list-item", 1, "c"),
                ("list-item", 2, "d"),
                ("list-item", 1, "e"),
                ("paragraph", 0, "z z."),
            ],
        ),
        (
            "Take:\n1. one\n2) two",
            [("paragraph", 0, "Take:"), ("list-item", 1, "one"), ("list-item", 1, "two")],
        ),
        ("The pain\n- if any - goes.", [("paragraph", 0, "The pain - if any - goes.")]),
        ("line one\r\nline two\rline three.", [("paragraph", 0, "line one line two line three.")]),
        ("", []),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, int, str]]) -> None:
    assert shown(read(text)) == blocks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Signs are such as - Seizures - Trouble walking - Weakness",
            ["Signs are such as", "*Seizures", "*Trouble walking", "*Weakness"],
        ),
        (
            "The signs of it are - Fits - Weak legs Doctors use a test to check.",
            ["The signs of it are", "*Fits", "*Weak legs", "Doctors use a test to check."],
        ),
        (
            "It can be caused by: - stress - lack of sleep",
            ["It can be caused by:", "*stress", "*lack of sleep"],
        ),
        ("We did three tests - Blood tests - Scans", ["We did three tests", "*Blood tests", "*Scans"]),
        ("You may feel • dizzy • sick", ["You may feel", "*dizzy", "*sick"]),
        (
            "Parkinson and the rest are: - Lyme disease - Crohn disease in adults",
            ["Parkinson and the rest are:", "*Lyme disease", "*Crohn disease in adults"],
        ),
        ("Take 5 - 10 mg for 2 - 3 days, or 4 - 5.", []),
        ("Heart disease - the leading cause of death - affects millions.", []),
        ("The nurse said - Rest - and nothing else - would help.", []),
        ("Home - Health - Gout", []),
        ("ATLANTA GA USA - March 3 - Researchers say so.", []),
        ("He felt ill - Then he fell.", []),
        ("no dash at all", []),
    ],
)
def test_flattened_lists(text: str, parts: list[str]) -> None:
    assert [f"{'*' if item else ''}{text[start:end]}" for start, end, item in flattened(text)] == parts


def test_flattened_list_after_a_bullet() -> None:
    text = "- Ask your team. - Learn more. - Rest."
    assert shown(read(f"A\n\n{text}"))[1:] == [
        ("list-item", 1, "Ask your team."),
        ("list-item", 1, "Learn more."),
        ("list-item", 1, "Rest."),
    ]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Category: Back Pain | Author: Jane Roe", [("category", "Back Pain"), ("author", "Jane Roe")]),
        ("By Jane Roe, MD", [("by", "Jane Roe, MD")]),
        ("Medically reviewed by Dr Al Poe", [("medically reviewed by", "Dr Al Poe")]),
        ("Last updated: 3 May 2021", [("last updated", "3 May 2021")]),
        ("Reviewed March 2021", [("reviewed", "March 2021")]),
        ("By the time you read this, the pain is gone.", []),
        ("Warning: Call a doctor", []),
        ("Reviewed studies show little.", []),
    ],
)
def test_label_lines(line: str, facts: list[tuple[str, str]]) -> None:
    text = f"Gout\n\n{line}\n\n{LONG}"
    document = read(text)
    assert [(item.name, item.value) for item in document.metadata] == facts
    for item in document.metadata:
        assert item.origin == "label-line"
        assert item.span is not None
        assert text[item.span.start : item.span.end] == item.value
    if facts:
        (container,) = document.blocks[1].containers
        assert (container.kind, container.label) == ("header", "byline")
        assert document.blocks[1].kind == "paragraph"


def test_directive_lines() -> None:
    document = read("A\n\n[[medlint: ignore[x]: why]]\nText here.\n\nMore.")
    (directive,) = document.directives
    assert (directive.text, directive.block) == ("ignore[x]: why", 1)
    assert document.text == "A\n\nText here.\n\nMore."
