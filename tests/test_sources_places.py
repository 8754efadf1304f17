"""Words are found at the line and column at which a person sees them."""

from __future__ import annotations

import pytest

from medlint.sources import read_text
from medlint.sources.document import Format
from medlint.spans import Span

MARKDOWN = """\
---
title: Numb hands
---
# Numb &amp; tired

See the [nerve guide](https://example.org) 😀 for **hyper**tension, if 1 &lt; 2 applies.

- A long item that
  says tingle once and
  says tingle twice.

| Sign | Cause |
|------|-------|
| ache | strain\\|sprain |

![A sore wrist](wrist.png)

Text with a note.[^n]

<p>Fish &eacute;t &amp; <em>chips</em> daily</p>

[^n]: The footnote speaks.
"""

HTML = """\
<!doctype html>
<h1>Numb &amp; tired</h1>
<p>See the <a href="https://example.org">nerve guide</a> 😀 for
<b>hyper</b>tension, if 1 &lt; 2 applies.</p>
<ul><li>A long item that
  says tingle once and
  says tingle twice.</ul>
<table><tr><th>Sign<th>Cause<tr><td>ache<td>strain</table>
<img src="x.png" alt="A sore wrist">
"""

TEXT = (
    "Numb hands\r\n\r\nThe 😀 nerve is\r\npinched here.\r\n\r\n- A long item that\r\n  says tingle twice.\r\n"
)


@pytest.mark.parametrize(
    ("format", "text", "word", "line", "column", "excerpt"),
    [
        ("markdown", MARKDOWN, "Numb & tired", 4, 3, "Numb &amp; tired"),
        ("markdown", MARKDOWN, "tired", 4, 14, "tired"),
        ("markdown", MARKDOWN, "nerve guide", 6, 10, "nerve guide"),
        ("markdown", MARKDOWN, "hypertension", 6, 52, "hyper**tension"),
        ("markdown", MARKDOWN, "applies", 6, 80, "applies"),
        ("markdown", MARKDOWN, "tingle once", 9, 8, "tingle once"),
        ("markdown", MARKDOWN, "tingle twice", 10, 8, "tingle twice"),
        ("markdown", MARKDOWN, "that says", 8, 15, "that\n  says"),
        ("markdown", MARKDOWN, "strain|sprain", 14, 10, "strain\\|sprain"),
        ("markdown", MARKDOWN, "sore wrist", 16, 5, "sore wrist"),
        ("markdown", MARKDOWN, "note.", 18, 13, "note."),
        ("markdown", MARKDOWN, "ét & chips", 20, 9, "&eacute;t &amp; <em>chips"),
        ("markdown", MARKDOWN, "daily", 20, 40, "daily"),
        ("markdown", MARKDOWN, "footnote speaks", 22, 11, "footnote speaks"),
        ("html", HTML, "Numb & tired", 2, 5, "Numb &amp; tired"),
        ("html", HTML, "nerve guide", 3, 42, "nerve guide"),
        ("html", HTML, "for", 3, 60, "for"),
        ("html", HTML, "hypertension", 4, 4, "hyper</b>tension"),
        ("html", HTML, "applies", 4, 34, "applies"),
        ("html", HTML, "tingle once", 6, 8, "tingle once"),
        ("html", HTML, "tingle twice", 7, 8, "tingle twice"),
        ("html", HTML, "strain", 8, 45, "strain"),
        ("html", HTML, "sore wrist", 9, 25, "sore wrist"),
        ("text", TEXT, "nerve is pinched", 3, 7, "nerve is\r\npinched"),
        ("text", TEXT, "pinched", 4, 1, "pinched"),
        ("text", TEXT, "tingle twice", 7, 8, "tingle twice"),
    ],
)
def test_place(format: Format, text: str, word: str, line: int, column: int, excerpt: str) -> None:
    document = read_text(text, path="page", format=format)
    start = document.text.index(word)
    source = document.source_map.to_source(Span(start, start + len(word)))
    assert text[source.start : source.end] == excerpt
    assert document.position(source.start)[1:] == (line, column)


def test_a_byte_order_mark_counts_as_a_character() -> None:
    for format, text in (
        ("markdown", "\ufeffNumb hand"),
        ("html", "\ufeff<p>Numb hand"),
        ("text", "\ufeffNumb hand."),
    ):
        document = read_text(text, path="page", format=format)  # type: ignore[arg-type]
        assert document.text.startswith("Numb")
        source = document.source_map.to_source(Span(0, 4))
        assert text[source.start : source.end] == "Numb"
