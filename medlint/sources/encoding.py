"""Turn bytes into text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from medlint.errors import SourceError

_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r\f\v\0")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decode(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    """Return the text and what the person should know about how it was decoded.

    A byte-order mark stays the first character, so that offsets count it.
    """
    for mark, name in _UTF16.items():
        if data.startswith(mark):
            text = data.decode(name, "replace")
            if "\0" in text:
                raise _not_text(path)
            return text, ()
    if b"\0" in data:
        raise _not_text(path)
    marked = data.startswith(codecs.BOM_UTF8)
    if not marked and len(data) - len(data.translate(None, _CONTROLS)) > len(data) / 100:
        raise _not_text(path)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if marked:
            return data.decode("utf-8", "replace"), ("Some bytes are not UTF-8 and were replaced.",)
        where = f"byte {error.start}"
    text = data.decode("windows-1252", "replace")
    note = f"Not UTF-8 ({where}): read as windows-1252."
    if "\ufffd" in text:
        note += " Some bytes mean nothing in windows-1252 and were replaced."
    return text, (note,)


def sound(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with lone surrogates, which no file can hold, replaced one for one."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, ()
    return _SURROGATE.sub("\ufffd", text), ("Lone surrogates were replaced.",)


def after_mark(text: str) -> int:
    """Return where the prose of a text can begin: behind its byte-order mark."""
    return 1 if text.startswith("\ufeff") else 0


def _not_text(path: str) -> SourceError:
    return SourceError(f"{path}: this is not a text file.", "Leave it out, or save it as UTF-8 text.")
