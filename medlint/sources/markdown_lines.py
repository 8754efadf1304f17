"""Take out of a Markdown text the lines that its dialects add, before it is parsed.

Nothing moves: what is taken out is blanked or masked character by character, and what it said is
handed back as `Signal`s with the place at which it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from medlint.sources.templates import hidden, without_templates

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\r\n]*)", re.M)
_CALLOUT = re.compile(r"^[ \t]*(:{3,})([^\r\n]{0,300})$", re.M)
_CALLOUT_KIND = re.compile(r"[ \t]*(?:\{[ \t]*)?[.#]?([A-Za-z][\w-]*)")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[([^\]\r\n]{1,100})\]:[ \t]*([^\r\n]*)", re.M)
_ATTRIBUTES = re.compile(r"\{:(?![:\s]*\})[^{}\r\n]{0,300}\}")
_CONTENTS = re.compile(
    r"^[ \t]*(?:[*+-]|1\.)[ \t]+[^\r\n]*(?:\r\n|\n|\r)(?=[ \t]*\{:\s*toc\b)|^[ \t]*\[\[?_?toc_?\]\]?[ \t]*$",
    re.M | re.I,
)
_MODULE = re.compile(
    r"^(?:import[ \t]+(?:[\w$*{][^\r\n;'\"]*[ \t]from[ \t]+)?(['\"])[^'\"\r\n]+\1;?[ \t]*"
    r"|export[ \t]+(?:default|const|let|var|function|class|async)\b[^\r\n]*"
    r"(?:(?:\r\n|\n|\r)[ \t]*[^\s][^\r\n]*)*)$",
    re.M,
)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:[^<>{}]|\{(?:[^{}]|\{[^{}]*\}){0,500}\}){0,500}?>")
_EXPRESSION = re.compile(r"\{(?:[^{}\r\n]|\{[^{}\r\n]*\}){0,300}+\}")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_MDX_COMMENT = re.compile(r"\{[ \t]*/\*((?:[^*]|\*(?!/)){0,2000}+)\*/[ \t]*\}")
_TITLE_ATTRIBUTE = re.compile(r"(?:title|heading)=(?:\"([^\"]*)\"|([^\s}\"]+))")


class Signal(NamedTuple):
    """Something that holds from a place on."""

    at: int
    end: int
    what: Literal["open", "close", "comment"]
    words: str = ""
    """The type of a callout, or what a comment says."""
    title: tuple[int, int] | None = None
    """Where a callout's title stands."""


class Prepared(NamedTuple):
    """A text ready to be parsed as CommonMark, and what was taken out of it."""

    text: str
    signals: list[Signal]
    abbreviations: list[tuple[str, str]]


def prepare(text: str, start: int, *, mdx: bool) -> Prepared:
    """Return the text from `start` on, of equal length, with the additions of dialects taken out."""
    body = text[start:] if start else text
    if "\r" in body:
        body = _LONE_RETURN.sub("\n", body)  # the parser knows no line that ends so
    signals: list[Signal] = []
    abbreviations: list[tuple[str, str]] = []
    code = _code(body) if _needs_code(body, mdx) else []
    if "*/" in body:
        for comment in _MDX_COMMENT.finditer(body):
            signals.append(Signal(start + comment.start(), start + comment.end(), "comment", comment[1]))
        body = _MDX_COMMENT.sub(lambda match: hidden(match[0]), body)
    body = without_templates(body)
    if ":::" in body:
        body = _callouts(body, start, code, signals)
    if "*[" in body:
        for line in _ABBREVIATION.finditer(body):
            if not _inside(line.start(), code) and line[2].strip():
                abbreviations.append((line[1].strip(), line[2].strip()))
        body = _blanked(body, _ABBREVIATION, code)
    if "toc" in body.lower():
        body = _blanked(body, _CONTENTS, code)
    if "{:" in body:
        body = _attributes(body, code)
    if "import" in body or "export" in body:
        body = _modules(body, code, mdx=mdx)
    if mdx:
        body = _masked(body, _COMPONENT, code, only="{")
        body = _masked(body, _EXPRESSION, code)
    elif "={" in body:
        body = _masked(body, _COMPONENT, code, only="={")
    signals.sort()
    return Prepared(body, signals, abbreviations)


def _needs_code(body: str, mdx: bool) -> bool:
    return mdx or any(sign in body for sign in (":::", "*[", "{:", "={", "import", "export", "toc", "TOC"))


def _code(body: str) -> list[tuple[int, int]]:
    """Return where fenced code stands."""
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(body):
        if opened is None:
            if fence[1][0] == "~" or "`" not in fence[2]:
                opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            found.append((opened.start(), fence.end()))
            opened = None
    if opened is not None:
        found.append((opened.start(), len(body)))
    return found


def _inside(at: int, code: list[tuple[int, int]]) -> bool:
    before = bisect_right(code, at, key=lambda stretch: stretch[0]) - 1
    return before >= 0 and at < code[before][1]


def _spaces(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _blanked(body: str, pattern: re.Pattern[str], code: list[tuple[int, int]]) -> str:
    return pattern.sub(lambda match: match[0] if _inside(match.start(), code) else _spaces(match[0]), body)


def _masked(body: str, pattern: re.Pattern[str], code: list[tuple[int, int]], only: str = "") -> str:
    def mask(match: re.Match[str]) -> str:
        if only not in match[0] or _inside(match.start(), code):
            return match[0]
        return hidden(match[0])

    return pattern.sub(mask, body)


def _attributes(body: str, code: list[tuple[int, int]]) -> str:
    def replaced(match: re.Match[str]) -> str:
        if _inside(match.start(), code):
            return match[0]
        line_start = max(body.rfind("\n", 0, match.start()), body.rfind("\r", 0, match.start())) + 1
        rest = body[match.end() : match.end() + 1]
        alone = not body[line_start : match.start()].strip() and rest in ("", "\n", "\r")
        return _spaces(match[0]) if alone or rest in ("", "\n", "\r") else hidden(match[0])

    return _ATTRIBUTES.sub(replaced, body)


def _modules(body: str, code: list[tuple[int, int]], *, mdx: bool) -> str:
    def replaced(match: re.Match[str]) -> str:
        if _inside(match.start(), code) or not (
            mdx or (match[0].startswith("import") and " from " in match[0])
        ):
            return match[0]
        return _spaces(match[0])

    return _MODULE.sub(replaced, body)


def _callouts(body: str, start: int, code: list[tuple[int, int]], signals: list[Signal]) -> str:
    pieces: list[str] = []
    here = 0
    depth = 0
    for match in _CALLOUT.finditer(body):
        if _inside(match.start(), code):
            continue
        kind = _CALLOUT_KIND.match(match[2])
        if kind is None and (depth == 0 or match[2].strip(" \t:")):
            continue
        pieces += (body[here : match.start()], _spaces(match[0]))
        here = match.end()
        at, end = start + match.start(), start + match.end()
        if kind is None:
            depth -= 1
            signals.append(Signal(at, end, "close"))
        else:
            depth += 1
            title = _title(match[2], kind.end(), start + match.start(2))
            signals.append(Signal(at, end, "open", kind[1].removeprefix("callout-"), title))
    return "".join((*pieces, body[here:])) if here else body


def _title(line: str, begin: int, at: int) -> tuple[int, int] | None:
    """Return where the title of a callout stands: `title="..."`, `[...]` or the rest of the line."""
    if said := _TITLE_ATTRIBUTE.search(line, begin):
        group = 1 if said[1] is not None else 2
        return at + said.start(group), at + said.end(group)
    end = len(line.rstrip(" \t:"))
    while begin < end and line[begin] in " \t[":
        begin += 1
    if "{" in line or "}" in line or begin >= end:
        return None
    return at + begin, at + (end - 1 if line[end - 1] == "]" else end)
