"""Read: bytes to prose that remembers its place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from medlint.errors import SourceError
from medlint.sources.document import Document, Format, Source
from medlint.sources.encoding import decode, sound

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["format_of", "read_bytes", "read_file", "read_text"]

_ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".docx": "word",
}


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """Tell by the ending how a file is to be read; None when medlint does not read such files."""
    return _ENDINGS.get(Path(path).suffix.lower())


def read_file(path: str | os.PathLike[str], *, max_size: int = 5_000_000) -> Document:
    """Read an article from disk; raise `SourceError` when that cannot be done."""
    path = os.fspath(path)
    format = format_of(path)
    if format is None:
        raise SourceError(
            f"{path}: not a kind of file that medlint reads.", "It reads .md, .html, .txt and .docx."
        )
    if format == "word" and Path(path).name.startswith("~$"):
        raise SourceError(f"{path}: this is Word's lock file, not an article.", "Close the article in Word.")
    try:
        with Path(path).open("rb") as file:
            data = file.read(max_size + 1)
    except IsADirectoryError as error:
        raise SourceError(f"{path}: this is a folder.", "Name the files in it.") from error
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file.", "Check the spelling of the path.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{path}: cannot be read: {reason}.", "Check the file and its permissions."
        ) from error
    if len(data) > max_size:
        raise SourceError(
            f"{path}: larger than {max_size / 1_000_000:g} MB."
            if max_size >= 100_000
            else f"{path}: larger than {max_size:,} bytes.",
            "Split it, leave it out, or raise max-file-size.",
        )
    return read_bytes(data, path, format)


def read_bytes(data: bytes, path: str, format: Format) -> Document:
    """Read an article from its bytes; raise `SourceError` when they are no such file."""
    if format == "word":
        from medlint.sources.word import read_word

        return read_word(data, path)
    text, notes = decode(data, path)
    return _text_reader(format)(Source(path, format, text, notes))


def read_text(text: str, *, path: str, format: Format) -> Document:
    """Read an article from decoded text; a Word file is not text and is refused."""
    if format == "word":
        raise SourceError(f"{path}: a Word file is not text.", "Give its bytes or its path.")
    text, notes = sound(text)
    return _text_reader(format)(Source(path, format, text, notes))


def _text_reader(format: Format) -> Callable[[Source], Document]:
    if format == "markdown":
        from medlint.sources.markdown import read_markdown

        return read_markdown
    if format == "html":
        from medlint.sources.html import read_html

        return read_html
    from medlint.sources.plain import read_plain

    return read_plain
