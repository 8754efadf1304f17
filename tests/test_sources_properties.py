"""Whatever the input, prose maps back to its source."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medlint.errors import SourceError
from medlint.sources import format_of, read_bytes, read_file, read_text
from medlint.sources.document import GAP, Document, Format
from medlint.sources.templates import MASK
from medlint.spans import Span

WORDS = ["numb", "Pain", "a", "é", "😀", "x\u0301", "1", "5", "BP<120", "\xa0", "’", MASK, "\0"]
SPACES = [" ", "\n", "\n\n", "\t", "  \n", "\r\n", "\r", "    ", "\u2028", "\x0b"]
MARKDOWN_TOKENS = [
    *(
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
        "[",
        "]",
        "](u)",
        "](<u v> 't')",
        "![",
        "[^1]",
        "[^1]: ",
        "[r]: /u 't'",
        "[r]",
    ),
    *(
        "# ",
        "## ",
        "===\n",
        "---\n",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "- [ ] ",
        "| ",
        "|\n|---|---|\n",
        "\n: ",
        "```\n",
    ),
    *(
        "~~~",
        "\\",
        "\\*",
        "<https://a.b>",
        "https://c.d/e",
        "{: .x}",
        "{:toc}",
        "*[H]: Hyper",
        ":::warning T\n",
        ":::\n",
    ),
    *(
        "{{ x }}",
        "{{< y >}}",
        "{% z %}",
        "{% comment %}",
        "{% endcomment %}",
        "---\ntitle: é\n---\n",
        "+++\na = 1\n+++\n",
    ),
    *(
        "<Note kind={1}>",
        "</Note>",
        "{/* medlint: x */}",
        "import a from 'b'\n",
        "export const a = 1\n",
        "$",
        "^",
        "~",
    ),
]
HTML_TOKENS = [
    *(
        "<p>",
        "</p>",
        "<div class=a>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<br>",
        "<br/>",
        "<hr>",
        "<ul>",
        "</ul>",
    ),
    *(
        "<li>",
        "</li>",
        "<table>",
        "<tr>",
        "<td>",
        "<th scope=row>",
        "</td>",
        "</table>",
        "<h2>",
        "</h2>",
        "<pre>",
        "</pre>",
    ),
    *(
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<p hidden>",
        "<span style='display:none'>",
        "</span>",
    ),
    *(
        "<abbr title='a &amp; b'>",
        "</abbr>",
        "<a href=x class=btn>",
        "</a>",
        "<img alt='a &lt; b'>",
        "<img alt=x>",
        "<q>",
    ),
    *(
        "<!-- c -->",
        "<!-- medlint: ignore[x]: y -->",
        "<!--",
        "-->",
        "<!-->",
        "<!doctype html>",
        "<?php x ?>",
        "<% y %>",
    ),
    *(
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<svg>",
        "</svg>",
        "<time>",
        "</time>",
        "<dl>",
    ),
    *(
        "<dt>",
        "<dd>",
        "</dl>",
        "<blockquote>",
        "</blockquote>",
        "<",
        ">",
        "</",
        '<a b="',
        "'",
        '"',
        "=",
        "/",
        "<textarea>",
    ),
    *(
        "&amp;",
        "&lt",
        "&#150;",
        "&#x41;",
        "&nbsp;",
        "&notit;",
        "&",
        "&#",
        "&zwj;",
        "&NotEqualTilde;",
        "<button>",
        "</button>",
    ),
]
TEXT_TOKENS = [
    "- ",
    "* ",
    "1. ",
    "a) ",
    " - ",
    " • ",
    "====",
    "----",
    "## ",
    "?",
    ".",
    ":",
    " | ",
    "By Jane Roe",
    "Author: X",
]
TEXT_TOKENS += [
    "[[medlint: ignore[x]: y]]",
    "Last updated: 3 May 2021",
    "such as",
    "Doctors use a test to check.",
]


def soup(*lists: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([token for tokens in lists for token in tokens]), max_size=40).map(
        "".join
    )


def check(document: Document) -> None:
    """Assert what holds for every document."""
    source, prose = document.source.text, document.text
    assert prose == GAP.join(prose[block.span.start : block.span.end] for block in document.blocks)
    segments = iter(document.source_map.segments)
    segment = next(segments, None)
    here = 0
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.span.start == here
        assert (
            prose[block.span.start : block.span.end].strip(" \n")
            == prose[block.span.start : block.span.end]
            != ""
        )
        last = 0
        while segment is not None and segment.start < block.span.end:
            start, end, source_start, source_end, verbatim = segment
            assert (start, end > start) == (here, True)
            assert last <= source_start <= source_end <= len(source)
            if verbatim:
                assert prose[start:end] == source[source_start:source_end]
            here, last = end, source_end
            segment = next(segments, None)
        assert here == block.span.end
        here += len(GAP)
    assert segment is None
    for mark in document.marks:
        assert 0 <= mark.span.start <= mark.span.end <= len(prose)
    assert list(document.marks) == sorted(document.marks, key=lambda mark: mark.span)
    for directive in document.directives:
        assert 0 <= directive.block <= len(document.blocks)
        assert document.source.unit == "paragraph" or source[directive.span.start : directive.span.end] != ""
    for field in document.metadata:
        assert field.span is None or 0 <= field.span.start <= field.span.end <= len(source)


def check_slice(document: Document, span: Span) -> None:
    """Assert that the source of a span holds all that the span shows word for word."""
    where = document.source_map.to_source(span)
    piece = document.source.text[where.start : where.end]
    here = 0
    for start, end, _, _, verbatim in document.source_map.segments:
        low, high = max(start, span.start), min(end, span.end)
        if verbatim and low < high:
            found = piece.find(document.text[low:high], here)
            assert found >= 0
            here = found + high - low


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_soup(data: st.DataObject) -> None:
    format: Format = data.draw(st.sampled_from(["markdown", "html", "text"]))
    lists = {
        "markdown": [MARKDOWN_TOKENS, HTML_TOKENS],
        "html": [HTML_TOKENS, ["{{ x }}", "{% y %}", "{# z #}", "---\na: b\n---\n"]],
        "text": [TEXT_TOKENS],
    }[format]
    text = data.draw(soup(WORDS, SPACES, *lists))
    path = data.draw(st.sampled_from(["page.md", "page.mdx"]))
    document = read_text(text, path=path, format=format)
    check(document)
    if MASK not in text:
        assert MASK not in document.text
    if document.blocks:
        block = data.draw(st.sampled_from(document.blocks))
        start = data.draw(st.integers(block.span.start, block.span.end - 1))
        check_slice(document, Span(start, data.draw(st.integers(start + 1, block.span.end))))


@given(st.one_of(st.binary(max_size=200), soup(WORDS, SPACES, HTML_TOKENS).map(str.encode)))
@example(b"PK\x03\x04")
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf\xff")
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    formats: tuple[Format, ...] = ("markdown", "html", "text", "word")
    for format in formats:
        with suppress(SourceError):
            check(read_bytes(data, "page", format))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    formats: tuple[Format, ...] = ("markdown", "html", "text")
    for format in formats:
        check(read_text(text, path="page", format=format))


@pytest.mark.skipif("MEDLINT_DATA" not in os.environ, reason="MEDLINT_DATA names no folder of articles")
def test_real_files() -> None:
    files = [path for path in Path(os.environ["MEDLINT_DATA"]).rglob("*") if format_of(path)]
    assert files
    for path in files:
        document = read_file(path)
        check(document)
        for block in document.blocks[:20]:
            check_slice(document, block.span)
