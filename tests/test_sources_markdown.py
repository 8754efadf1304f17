"""What the Markdown reader makes of the dialects that health sites use."""

from __future__ import annotations

import pytest

from medlint.sources import read_text
from medlint.sources.document import Document


def read(text: str, path: str = "page.md") -> Document:
    return read_text(text, path=path, format="markdown")


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


def marks(document: Document) -> list[tuple[str, str, str]]:
    return [
        (mark.kind, document.text[mark.span.start : mark.span.end], mark.value) for mark in document.marks
    ]


def prose(text: str, path: str = "page.md") -> list[str]:
    return [said for _, said in shown(read(text, path))]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# One {#id .c}\n\nTwo\n===\n", [("heading", "One"), ("heading", "Two")]),
        ("a **hyper**tension b", [("paragraph", "a hypertension b")]),
        ("one  \ntwo\\\nthree\nfour", [("paragraph", "one\ntwo\nthree four")]),
        ("- a\n- b\n\n  c\n", [("list-item", "a"), ("list-item", "b"), ("paragraph", "c")]),
        ("- [ ] walk\n- [x] rest\n", [("list-item", "walk"), ("list-item", "rest")]),
        ("Gout\n: A disease.\n", [("term", "Gout"), ("definition", "A disease.")]),
        ("```py\nx = 1\n\ny\n```\n", [("code", "x = 1\ny")]),
        ("a ![Wrist *bone* &amp; skin](w.png) b", [("paragraph", "a b"), ("alt", "Wrist bone & skin")]),
        ("![](w.png)\n\n---\n\nb", [("paragraph", "b")]),
        ("<div hidden>\n\nsecret\n\n</div>\n\nseen", [("paragraph", "seen")]),
        ("<table><tr><td>\n\na\n\n</td></tr></table>", [("table-cell", "a")]),
        (
            "<details><summary>More</summary>\n\nInside\n\n</details>",
            [("summary", "More"), ("paragraph", "Inside")],
        ),
        ("a<br>b", [("paragraph", "a\nb")]),
        ("a <!-- note --> b", [("paragraph", "a b")]),
        ("<p>one &lt; two</p>\n", [("paragraph", "one < two")]),
        ("text <span style='display: none'>gone</span> more", [("paragraph", "text more")]),
        ("> <div>\n> in a <b>q</b>uote\n> </div>", [("paragraph", "in a quote")]),
        (
            ":::tip[Good to know]\nDrink.\n:::\nAfter.",
            [("paragraph", "Good to know"), ("paragraph", "Drink."), ("paragraph", "After.")],
        ),
        ("```\n:::tip\n```\n", [("code", ":::tip")]),
        ("Head\n{: .big}\n", [("paragraph", "Head")]),
        ("* TOC\n{:toc}\n\nText", [("paragraph", "Text")]),
        ("[TOC]\n\nText", [("paragraph", "Text")]),
        (
            "{{< figure src='x' >}}\n\nText {{% note %}}inside{{% /note %}} {{ x }} end",
            [("paragraph", "Text inside end")],
        ),
        ("{% comment %}\ngone\n{% endcomment %}\nText", [("paragraph", "Text")]),
        ("I import goods from abroad.", [("paragraph", "I import goods from abroad.")]),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(read(text)) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("import A from './a'\nexport const b = {\n  c: 1,\n}\n\nText", ["Text"]),
        ("<Card title={`x > ${1}`}>\n\nInside\n\n</Card>", ["Inside"]),
        ("a {props.name} b {/* gone */}", ["a b"]),
        ("```js\nimport a from 'b'\n```", ["import a from 'b'"]),
    ],
)
def test_mdx(text: str, blocks: list[str]) -> None:
    assert prose(text, "page.mdx") == blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a b](u 'T')", [("link", "a b", "u"), ("tooltip", "a b", "T")]),
        ("[x]({{ site.url }}/a)", [("link", "x", "/a")]),
        ("[r]\n\n[r]: /u", [("link", "r", "/u")]),
        ("<https://a.b>", [("url", "https://a.b", "https://a.b")]),
        ("see https://a.b/c.", [("url", "https://a.b/c", "https://a.b/c")]),
        ("*a* **b** `c d`", [("emphasis", "a", ""), ("strong", "b", ""), ("code", "c d", "")]),
        (
            '<abbr title="World Health">WHO</abbr> <dfn>gout</dfn>',
            [("abbr", "WHO", "World Health"), ("dfn", "gout", "")],
        ),
        ("H<sub>2</sub>O", [("sub", "2", "")]),
        ("A[^1]\n\n[^1]: b", [("footnote-ref", "", "1")]),
        ("a **b\n\nc", []),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert marks(read(text)) == expected


def test_containers() -> None:
    document = read("> a\n\n> [!WARNING]\n> b\n\n1. c\n   - d\n\n|h|\n|-|\n|e|\n\nx[^n]\n\n[^n]: f\n")
    names = {
        document.text[block.span.start : block.span.end]: [
            (inner.kind, inner.label) for inner in block.containers
        ]
        for block in document.blocks
    }
    assert names == {
        "a": [("quote", "")],
        "b": [("callout", "warning")],
        "c": [("ordered-list", ""), ("item", "")],
        "d": [("ordered-list", ""), ("item", ""), ("list", ""), ("item", "")],
        "h": [("table", ""), ("row", "")],
        "e": [("table", ""), ("row", "")],
        "x": [],
        "f": [("footnote", "n")],
    }
    levels = [(block.kind, block.level, block.header) for block in document.blocks]
    assert levels[2:6] == [
        ("list-item", 1, False),
        ("list-item", 2, False),
        ("table-cell", 1, True),
        ("table-cell", 1, False),
    ]


def test_an_element_may_open_in_one_block_and_close_in_another() -> None:
    document = read('<div class="Note">\n\nin\n\n</div>\n\nout')
    assert [block.containers[0].label if block.containers else None for block in document.blocks] == [
        "note",
        None,
    ]


def test_abbreviation_lines_define() -> None:
    document = read("CT is a scan.\n\n*[CT]: computed tomography\n")
    assert document.definitions == (("CT", "computed tomography"),)
    assert document.text == "CT is a scan."


@pytest.mark.parametrize(
    "text",
    [
        "one\n\n<!-- medlint: ignore[x]: why -->\ntwo\n\nthree",
        "one\n\ntwo <!-- medlint: ignore[x]: why -->\n\nthree",
        "one\n\n{/* medlint: ignore[x]: why */}\ntwo\n\nthree",
    ],
)
def test_directives(text: str) -> None:
    (directive,) = read(text).directives
    assert (directive.text, directive.block) == ("ignore[x]: why", 1)
    assert "medlint" in text[directive.span.start : directive.span.end]


FRONT = (
    "---\ntitle: 'Gout & you'\ndate: 2024-05-01\nauthor:\n  name: Jo 😀 Roe\ntags: [a, b]\nempty:\n---\nText"
)


def test_front_matter() -> None:
    document = read(FRONT)
    assert [(item.name, item.value) for item in document.metadata] == [
        ("title", "Gout & you"),
        ("date", "2024-05-01"),
        ("author.name", "Jo 😀 Roe"),
        ("tags", "a"),
        ("tags", "b"),
    ]
    for item in document.metadata:
        assert item.origin == "front-matter"
        assert item.span is not None
        assert FRONT[item.span.start : item.span.end] == item.value
    assert document.text == "Text"


@pytest.mark.parametrize(
    ("text", "fields", "noted"),
    [
        (
            "+++\ntitle = 'a'\ndate = 2024-05-01\n[medlint]\nkind = 'news'\n+++\nText",
            {"title": "a", "date": "2024-05-01", "medlint.kind": "news"},
            False,
        ),
        (
            "---\ntitle: a: b: c\nx: [\nauthor: Jo\n---\nText",
            {"title": "a: b: c", "author": "Jo", "x": "["},
            True,
        ),
        ("---\nText\n", {}, False),
        ("---\n\nSome text.\n\n---\n\nText", {}, False),
        ("---\na: &a [1, 1]\nb: &b [*a, *a]\n---\nText", {"a": "1", "b": "1"}, False),
        ("---\n---\nText", {}, False),
    ],
)
def test_odd_front_matter(text: str, fields: dict[str, str], noted: bool) -> None:
    document = read(text)
    assert {item.name: item.value for item in document.metadata} == fields
    assert bool(document.source.notes) == noted
    assert document.text.endswith("ext") or document.text.endswith("Text")


def test_a_glossary_in_the_front_matter_defines() -> None:
    document = read("---\nglossary:\n  gout: a joint disease\n  uric acid: a waste\n---\nText")
    assert document.definitions == (("gout", "a joint disease"), ("uric acid", "a waste"))


def test_a_lone_carriage_return_ends_a_line() -> None:
    document = read("# Oil\r\rIt helps.\r\r- a\r- b\r")
    assert [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks] == [
        ("heading", "Oil"),
        ("paragraph", "It helps."),
        ("list-item", "a"),
        ("list-item", "b"),
    ]
