"""Files, encodings, and input that means no good."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from medlint.errors import SourceError
from medlint.sources import format_of, read_bytes, read_file, read_text
from medlint.sources.document import Format


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a.md", "markdown"),
        ("a.MARKDOWN", "markdown"),
        ("a.mdx", "markdown"),
        ("b/a.html", "html"),
        ("a.htm", "html"),
        ("a.xhtml", "html"),
        ("a.txt", "text"),
        ("a.text", "text"),
        ("a.docx", "word"),
        ("a.doc", None),
        ("md", None),
        (".md", None),
        ("-", None),
    ],
)
def test_format_of(path: str, format: Format | None) -> None:
    assert format_of(path) == format
    assert format_of(Path(path)) == format


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        (b"", "", 0),
        ("é 😀\r\n".encode(), "é 😀\r\n", 0),
        ("\ufeffé".encode(), "\ufeffé", 0),
        ("\ufeffé".encode("utf-16-le"), "\ufeffé", 0),
        ("\ufeffé".encode("utf-16-be"), "\ufeffé", 0),
        (b"caf\xe9 \x93x\x94", "café “x”", 1),
        (b"caf\xe9 \x81", "café \ufffd", 1),
        (b"\xef\xbb\xbf\xff", "\ufeff\ufffd", 1),
        (b"a\x1b" + b"b" * 200, "a\x1b" + "b" * 200, 0),
    ],
)
def test_encoding(data: bytes, text: str, notes: int) -> None:
    document = read_bytes(data, "page.txt", "text")
    assert document.source.text == text
    assert len(document.source.notes) == notes


def test_what_is_guessed_is_said() -> None:
    (note,) = read_bytes(b"caf\xe9 \x81", "page.txt", "text").source.notes
    assert "windows-1252" in note
    assert "replaced" in note


@pytest.mark.parametrize(
    "data", [b"a\0b", b"PK\x03\x04\x14\0\0\0", b"abc\x01def\x02", "\ufeffa\0".encode("utf-16-le")]
)
def test_what_is_not_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="not a text file"):
        read_bytes(data, "page.md", "markdown")


def test_lone_surrogates_are_replaced() -> None:
    document = read_text("a \ud800 b", path="page.md", format="markdown")
    assert document.text == "a \ufffd b"
    assert document.source.notes


def test_a_word_file_is_not_text() -> None:
    with pytest.raises(SourceError, match="not text"):
        read_text("a", path="page.docx", format="word")


def test_read_file(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"# Gout\r\n")
    document = read_file(page)
    assert (document.text, document.source.path, document.source.text) == ("Gout", str(page), "# Gout\r\n")
    page.write_bytes(b"a" * 11)
    assert read_file(page, max_size=11).text == "a" * 11
    with pytest.raises(SourceError, match="larger than") as caught:
        read_file(page, max_size=10)
    assert "max-file-size" in caught.value.advice


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone.md", "no such file"),
        ("folder.md", "folder"),
        ("a.pdf", "not a kind"),
        ("~$a.docx", "lock file"),
        ("a\0.md", "cannot be read"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(SourceError, match=said) as caught:
        read_file(str(tmp_path / name))
    assert caught.value.advice


HOSTILE: list[tuple[str, Format, str]] = [
    ("comments", "html", "<!--" * 262_144),
    ("comments in Markdown", "markdown", "<!--" * 262_144),
    ("nested elements", "html", "<div class=a>" * 10_000 + "x" + "</div>" * 10_000),
    ("unclosed elements", "html", "<b><div>" * 10_000 + "x"),
    ("misnested elements", "html", "<b><p>x" * 10_000 + "</b>" * 10_000),
    ("nested lists", "html", "<ul><li>" * 10_000 + "x"),
    ("tags without end", "html", '<a b="' * 100_000),
    ("quotes", "markdown", ">" * 10_000 + " x"),
    ("quotes by line", "markdown", "".join("> " * (n % 300) + "x\n" for n in range(3_000))),
    ("lists", "markdown", "- " * 10_000 + "x"),
    ("emphasis", "markdown", "*a **b " * 20_000),
    ("brackets", "markdown", "[" * 100_000),
    ("callouts", "markdown", ":::a\n" * 20_000 + "x"),
    ("templates", "markdown", "{{ {% " * 50_000),
    ("code and abbreviations", "markdown", "```\n*[a]: b\n" * 10_000),
    ("separators", "text", "a\n---\n" * 20_000),
    ("directives", "text", "[[medlint: x]]\n" * 20_000),
    ("bullets", "text", "- a - B - C\n" * 20_000),
    ("one long line", "text", "a - B " * 100_000),
]


@pytest.mark.parametrize(
    ("format", "text"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_hostile_input_takes_no_time(format: Format, text: str) -> None:
    start = time.process_time()
    document = read_text(text, path="page.mdx", format=format)
    assert time.process_time() - start < 4
    assert all(len(block.containers) <= 64 for block in document.blocks)


def test_a_reader_is_imported_when_it_is_needed() -> None:
    code = (
        "import sys; from medlint.sources import read_text; read_text('a', path='-', format='text');"
        "print([name for name in ('pyromark', 'docx', 'lxml', 'yaml', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
