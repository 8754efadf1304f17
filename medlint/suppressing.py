"""Writes suppressions into articles, and proves each before it is kept.

A comment must suppress what it is written for and change nothing that a reader sees; the first of several
places where both hold is taken, and the head of the file is the last resort.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from medlint.engine import Linter
from medlint.errors import MedlintError, WriteError
from medlint.findings import Edit, Finding, Report
from medlint.fixes import edit_file, edited
from medlint.sources import read_bytes, read_file, read_text
from medlint.sources.document import Document
from medlint.vocabulary.compiled import write_whole


def suppress_in_file(path: str, wanted: Mapping[Finding, str], linter: Linter) -> int:
    """Write suppressions with their reasons for findings of a file and return how many hold.

    The file is replaced once, at the end. Raises `SourceError` when it cannot be.
    """
    document = read_file(path, max_size=linter.config.max_file_size)
    if document.source.format == "word":
        return _in_word(path, wanted)
    groups = _grouped(document, wanted)
    text = document.source.text
    edits: list[Edit] = []
    count = 0
    for block, reason, findings in groups:
        rules = sorted({finding.rule for finding in findings})
        for edit in _places(document, block, rules, reason):
            trial = edited(text, [*edits, edit])
            if _holds(document, trial, findings, linter):
                edits.append(edit)
                count += len(findings)
                break
    if edits:
        edit_file(path, edits, text)
    return count


def _grouped(document: Document, wanted: Mapping[Finding, str]) -> list[tuple[int, str, list[Finding]]]:
    """Return the findings of each block that share a reason, the last block first."""
    groups: dict[tuple[int, str], list[Finding]] = {}
    for finding, reason in wanted.items():
        block = next(
            (b.index for b in document.blocks if b.span.start <= finding.span.start < max(b.span.end, 1)), -1
        )
        groups.setdefault((block, " ".join(reason.split())), []).append(finding)
    return [(block, reason, found) for (block, reason), found in sorted(groups.items(), reverse=True)]


def _places(document: Document, block: int, rules: Sequence[str], reason: str) -> Iterator[Edit]:
    """Yield the ways to write a suppression for a block, the most natural one first."""
    text, form = document.source.text, document.source.format
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    said = f"medlint: ignore[{', '.join(rules)}]: {reason.replace('--', '–')}"
    comment = f"[[{said}]]" if form == "text" else f"<!-- {said} -->"
    if block >= 0:
        place = document.source_map.to_source(document.blocks[block].span)
        line = place.start - (document.position(place.start).column - 1)
        head = text[line : place.start]
        inside = bool(
            document.blocks[block].inside("list", "ordered-list", "table", "quote", "definition-list")
        )
        if form == "html":
            yield Edit(place.start, place.start, comment)
        elif not inside:
            indent = head[: len(head) - len(head.lstrip())]
            gap = newline if form == "markdown" and line and text[:line].endswith(newline) else ""
            before_paragraph = Edit(line, line, f"{indent}{comment}{newline}")
            yield before_paragraph
            yield Edit(line, line, f"{gap}{indent}{comment}{newline}{newline}")
        if form == "markdown":
            yield Edit(place.end, place.end, f" {comment}")
            index = document.position(place.end).line
            whole = document.lines.text_of_line(text, index)
            stop = place.end - (document.position(place.end).column - 1) + len(whole.rstrip())
            yield Edit(stop, stop, f" {comment}")
        if form == "text":
            yield Edit(line, line, f"{comment}{newline}")
    everywhere = comment.replace("ignore[", "ignore-file[", 1)
    top = _top(document)
    yield Edit(top, top, f"{everywhere}{newline}{newline}" if form != "html" else f"{everywhere}{newline}")
    end = len(text)
    yield Edit(end, end, f"{newline}{newline}{everywhere}{newline}")


def _top(document: Document) -> int:
    """Return where the page proper begins: behind the mark and the front matter."""
    stated = [field.span.end for field in document.metadata if field.origin == "front-matter" and field.span]
    text = document.source.text
    if not stated:
        return 1 if text.startswith("\ufeff") else 0
    for fence in ("\n---", "\n+++"):
        at = text.find(fence, max(stated))
        if at >= 0:
            end = text.find("\n", at + 1)
            return end + 1 if end >= 0 else len(text)
    return 0


def _holds(before: Document, trial: str, findings: Sequence[Finding], linter: Linter) -> bool:
    """Tell whether a text reads as before and these findings are answered in it."""
    source = before.source
    try:
        document = read_text(trial, path=source.path, format=source.format)
    except MedlintError:
        return False
    if document.text != before.text:
        return False
    report = Report()
    linter.lint(linter.article(document), report)
    answered = {(f.rule, f.fingerprint) for f in report.findings if f.ignored is not None}
    return all((finding.rule, finding.fingerprint) in answered for finding in findings)


def _in_word(path: str, wanted: Mapping[Finding, str]) -> int:
    """Write comments into a Word file, each on the paragraph of its findings."""
    from docx.text.paragraph import Paragraph

    from medlint.sources.word import lines_of_word
    from medlint.sources.word_parts import unpack

    target = Path(os.path.realpath(path))
    document = unpack(target.read_bytes(), path)
    lines = lines_of_word(document)
    count = 0
    by_line: dict[tuple[int, str], list[Finding]] = {}
    for finding, reason in wanted.items():
        by_line.setdefault((finding.start.line, " ".join(reason.split())), []).append(finding)
    for (line, reason), findings in by_line.items():
        place = lines[line - 1]
        runs = [] if place.note else Paragraph(place.element, document._body).runs
        if not runs:
            continue
        rules = ", ".join(sorted({finding.rule for finding in findings}))
        document.add_comment(runs, f"medlint: ignore[{rules}]: {reason}", author="medlint", initials="m")
        count += len(findings)
    out = io.BytesIO()
    document.save(out)
    read_bytes(out.getvalue(), path, "word")
    try:
        write_whole(target, out.getvalue(), mode=target.stat().st_mode & 0o7777)
    except OSError as error:
        raise WriteError(
            f"{path}: cannot be written: {error.strerror or error}.", "It is left as it was."
        ) from error
    return count
