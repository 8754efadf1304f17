"""What the HTML reader makes of pages, sound and broken."""

from __future__ import annotations

import pytest

from medlint.sources import read_text
from medlint.sources.document import Document


def read(text: str) -> Document:
    return read_text(text, path="page.html", format="html")


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<h2>A</h2><p>b<p>c", [("heading", "A"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<p><em>hyper</em>tension</p>", [("paragraph", "hypertension")]),
        (
            "<div>bare <div>inner</div> rest</div>",
            [("paragraph", "bare"), ("paragraph", "inner"), ("paragraph", "rest")],
        ),
        ("<p>a\n  b<br>\nc<br><br>d</p>", [("paragraph", "a b\nc"), ("paragraph", "d")]),
        (
            "<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul>",
            [("list-item", "a"), ("list-item", "b"), ("list-item", "c"), ("paragraph", "d")],
        ),
        ("<dl><dt>a<dd>b<dt>c</dl>", [("term", "a"), ("definition", "b"), ("term", "c")]),
        (
            "<figure><img alt='x &amp; y'><figcaption>z</figcaption></figure>",
            [("alt", "x & y"), ("caption", "z")],
        ),
        ("<p>see <img src=a alt=scan> this</p>", [("paragraph", "see this"), ("alt", "scan")]),
        ("<details><summary>s</summary>t</details>", [("summary", "s"), ("paragraph", "t")]),
        (
            "<button>Go</button><a class='btn-primary btn' href=x>Book</a>",
            [("button", "Go"), ("button", "Book")],
        ),
        ("<p>Please <a class=btn href=x>book</a> now</p>", [("paragraph", "Please book now")]),
        ("<pre>a\n  b</pre>", [("code", "a\nb")]),
        (
            "<p>BP<120 then &ge;5 & ok, 5 < 6 and 7 > 3</p>",
            [("paragraph", "BP<120 then ≥5 & ok, 5 < 6 and 7 > 3")],
        ),
        ("<p>&#150;&#x80;&copy2&notit;&nosuch;&amp", [("paragraph", "–€©2¬it;&nosuch;&")]),
        ("<p>a&nbsp;b&shy;c</p><p>&nbsp;</p>", [("paragraph", "a\xa0b\xadc")]),
        (
            "<script>x<p></script><style>y</style><template>z</template><noscript>n</noscript>a",
            [("paragraph", "a")],
        ),
        (
            "<select><option>a<option>b</select><textarea>t</textarea><svg><text>s</text></svg>b",
            [("paragraph", "b")],
        ),
        (
            "<p hidden>a</p><p aria-hidden='true'>b</p><div style='Display : NONE'><p>c</p></div>d",
            [("paragraph", "d")],
        ),
        ("<?php if (a > b) { ?>x<?php } ?><% y %>{{ z }}{% if a %}{# c #}b", [("paragraph", "xb")]),
        ("<!--[if IE]><p>old</p><![endif]--><p>new", [("paragraph", "new")]),
        ("a<!-->b<!--->c<!-- d --!>e", [("paragraph", "abce")]),
        ("a <!-- never closed <p>b", [("paragraph", "a")]),
        ("<p class=\"a>b</p><p title='>'>c</p>", [("paragraph", "b"), ("paragraph", "c")]),
        ("</p></div></b>a</i>", [("paragraph", "a")]),
        ("<b><p>a</b> b</p>", [("paragraph", "a b")]),
        ("<title>t <b>u</title>a", [("paragraph", "a")]),
        ("---\nlayout: post\n---\n<p>a", [("paragraph", "a")]),
        ("<", [("paragraph", "<")]),
        ("", []),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(read(text)) == blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a href='/a?b&amp;c'> x </a>", [("link", "x", "/a?b&c")]),
        ("<abbr title='World&nbsp;Health'>WHO</abbr>", [("abbr", "WHO", "World\xa0Health")]),
        ("<p><span title='a joint'>knee</span>", [("tooltip", "knee", "a joint")]),
        ("<p><span data-tippy-content='a joint'>knee</span>", [("tooltip", "knee", "a joint")]),
        (
            "<p><i aria-describedby=t>knee</i></p><div id=t hidden>a joint</div>",
            [("emphasis", "knee", ""), ("tooltip", "knee", "a joint")],
        ),
        ("<q>ow</q>", [("quote", "ow", "")]),
        ("x<sup>2</sup>", [("sup", "2", "")]),
        ("<p>a <b> bold </b> c", [("strong", "bold", "")]),
        ("<em></em>", []),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str, str]]) -> None:
    document = read(text)
    found = [
        (mark.kind, document.text[mark.span.start : mark.span.end], mark.value) for mark in document.marks
    ]
    assert found == expected


def test_containers_and_cells() -> None:
    document = read(
        "<nav><ul><li>home</ul></nav><main><div class='Entry Body' id=m>"
        "<table><thead><tr><td>h<tbody><tr><th>i<td colspan=2>j</table></div></main><div id=comments>k</div>"
    )
    found = {
        document.text[block.span.start : block.span.end]: (
            [f"{inner.kind}.{inner.label}".rstrip(".") for inner in block.containers],
            block.level,
            block.header,
        )
        for block in document.blocks
    }
    outer = ["main", "html.entry body m", "table", "row"]
    assert found == {
        "home": (["nav", "list", "item"], 1, False),
        "h": (outer, 1, True),
        "i": (outer, 1, True),
        "j": (outer, 2, False),
        "k": (["comments.comments"], 0, False),
    }


HEAD = """<html lang="en-GB"><head><title>Gout &amp; you</title>
<meta name="Description" content="All about
 gout"><meta property="og:title" content="G">
<script type="application/ld+json">{"@graph": [{"@type": "MedicalWebPage", "lastReviewed": "2024-01-02",
 "author": [{"name": "Jo Roe"}, {"name": "Al"}]}]}</script></head>
<body><time datetime="2024-05-01" itemprop="datePublished">1 May</time> <time>2 May</time>
<a rel="author" href="/jo">Jo Roe</a></body>"""


def test_metadata() -> None:
    document = read(HEAD)
    assert [(item.name, item.value, item.origin) for item in document.metadata] == [
        ("lang", "en-GB", "lang"),
        ("title", "Gout & you", "title"),
        ("description", "All about gout", "meta"),
        ("og:title", "G", "meta"),
        ("@type", "MedicalWebPage", "json-ld"),
        ("lastreviewed", "2024-01-02", "json-ld"),
        ("author.name", "Jo Roe", "json-ld"),
        ("author.name", "Al", "json-ld"),
        ("time", "2024-05-01", "time"),
        ("datepublished", "2024-05-01", "time"),
        ("time", "2 May", "time"),
        ("rel-author", "Jo Roe", "meta"),
    ]
    for item in document.metadata:
        assert item.span is not None
        if item.name not in ("title", "description"):
            assert HEAD[item.span.start : item.span.end] == item.value


def test_broken_json_ld_is_noted() -> None:
    document = read('<script type="application/ld+json">{"a": </script><p>b')
    assert document.metadata == ()
    assert len(document.source.notes) == 1


def test_directive() -> None:
    (directive,) = read("<p>a</p><!-- medlint: ignore[x]: y --><p>b</p>").directives
    assert (directive.text, directive.block) == ("ignore[x]: y", 1)
