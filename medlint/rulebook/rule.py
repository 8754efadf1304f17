"""What a rule file says, and the marks in its examples."""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from medlint.errors import RuleError
from medlint.findings import Confidence, Level, Severity
from medlint.spans import Span

Default = Literal["on", "strict", "off"]


class Example(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab", omit_defaults=True):
    """A piece of an article; in a bad one `<<…>>` marks each span that must be reported."""

    text: str
    format: str = "markdown"
    kind: str = ""
    """Declared kind of document; by default the first one that the rule applies to."""
    locale: str = ""
    profile: str = ""
    today: str = ""
    """The day on which it is read, as 2026-01-31."""


class Rule(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab", kw_only=True):
    """A rule as its file states it, with what the file's name and folder add."""

    id: str
    family: str
    summary: str
    """What it finds, in one line."""
    severity: Severity
    confidence: Confidence
    check: str
    message: str
    """With the placeholders `{match}` and those of the check."""
    why: str
    """Why a reader is harmed or lost by it."""
    sources: tuple[str, ...]
    """The standards behind it."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    params: dict[str, Any] = {}
    """Everything else that the file says; fits the parameters of the check."""
    default: Default = "on"
    """`strict`: only under the profile `strict`; `off`: only when selected."""
    kinds: tuple[str, ...] = ()
    """Kinds of document that it runs on; by default all that are written for patients."""
    least_words: int = 0
    """Articles with fewer words are left out."""
    level: Level = "sentence"
    help: str = ""
    """What to do about it, where the check does not say."""
    formerly: tuple[str, ...] = ()
    """Ids that it had before."""
    formerly_message: str = ""
    yields_to: tuple[str, ...] = ()
    """Rules that say more of the same place: where one of them reports, this one is silent."""
    deprecated: str = ""
    """What to use instead; the rule keeps working and says so."""
    pack: str = "medlint"


_MARK = re.compile(r"<<|>>(?!>)")


def parse_marks(text: str) -> tuple[str, list[Span]]:
    """Take the `<<…>>` marks out of a text and return it with the spans that they marked.

    Raises `RuleError` when a mark has no partner.
    """
    out: list[str] = []
    spans: list[Span] = []
    length, start, last = 0, None, 0
    for mark in _MARK.finditer(text):
        out.append(text[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if (mark.group() == "<<") == (start is not None):
            raise RuleError(
                f"The marks << and >> do not pair up in “{text[:60]}”.", "Close each << with one >>."
            )
        if start is None:
            start = length
        else:
            spans.append(Span(start, length))
            start = None
    if start is not None:
        raise RuleError(f"A << is not closed in “{text[:60]}”.", "Close each << with one >>.")
    out.append(text[last:])
    return "".join(out), spans
