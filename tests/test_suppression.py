"""Suppressions in all formats: what they cover, what is said about those at fault, and how they are written."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from medlint.cli.main import cli
from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Finding, Report
from medlint.sources import read_bytes, read_text

TODAY = datetime.date(2026, 6, 15)
OPEN = "open"


def lint(text: str, format: str = "markdown", *select: str) -> list[Finding]:
    config = Config(select=("cure-claim", "unexplained-jargon", "hygiene", *select))
    linter, report = Linter(config, TODAY), Report()
    linter.lint(linter.article(read_text(text, path="page", format=format)), report)  # type: ignore[arg-type]
    assert report.failures == []
    return report.findings


def states(findings: list[Finding]) -> list[str]:
    """Return, for each finding of a rule on the text, its excerpt and how it fared; notices as rule names."""
    return [f.rule if f.family == "hygiene" else f"{f.excerpt} {f.ignored or OPEN}" for f in findings]


COVERED = [
    ("next block", "<!-- medlint: ignore[cure-claim]: why -->\nIt cures gout.\n\nIt cures gout.",
     ["cures suppressed: why", "cures open"]),
    ("in its own block", "It cures gout. <!-- medlint: ignore[cure-claim]: why -->\n\nIt cures gout.",
     ["cures suppressed: why", "cures open"]),
    ("family", "<!-- medlint: ignore[claims]: why -->\nIt cures gout.", ["cures suppressed: why"]),
    ("every rule", "<!-- medlint: ignore: why -->\nIt cures paresthesia.",
     ["cures suppressed: why", "paresthesia suppressed: why"]),
    ("two rules", "<!-- medlint: ignore[cure-claim, unexplained-jargon]: why -->\nIt cures paresthesia.",
     ["cures suppressed: why", "paresthesia suppressed: why"]),
    ("another rule", "<!-- medlint: ignore[long-sentence]: why -->\nIt cures gout.", ["cures open"]),
    ("whole list", "Intro.\n\n<!-- medlint: ignore[cure-claim]: why -->\n\n- It cures gout.\n- It cures flu.\n\nIt cures.",
     ["cures suppressed: why", "cures suppressed: why", "cures open"]),
    ("one item", "- It cures gout.\n- It cures flu. <!-- medlint: ignore[cure-claim]: why -->\n- It cures.",
     ["cures open", "cures suppressed: why", "cures open"]),
    ("whole table", "<!-- medlint: ignore[cure-claim]: why -->\n\n| a | b |\n|---|---|\n| It cures gout. | It cures flu. |",
     ["cures suppressed: why", "cures suppressed: why"]),
    ("next line", "<!-- medlint: ignore-next-line[cure-claim]: why -->\nIt cures gout.\nIt cures flu.",
     ["cures suppressed: why", "cures open"]),
    ("range", "It cures a.\n\n<!-- medlint: disable[claims]: why -->\n\nIt cures b.\n\nIt cures c.\n\n"
     "<!-- medlint: enable[claims] -->\n\nIt cures d.",
     ["cures open", "cures suppressed: why", "cures suppressed: why", "cures open"]),
    ("range to the end", "It cures a.\n\n<!-- medlint: disable[claims]: why -->\n\nIt cures b.",
     ["cures open", "cures suppressed: why"]),
    ("file, from its end", "It cures a.\n\n<!-- medlint: ignore-file[cure-claim]: why -->", ["cures suppressed: why"]),
    ("one term", '<!-- medlint: ignore[unexplained-jargon "paresthesia"]: why -->\nMyalgia and Paresthesia.',
     ["Myalgia open", "Paresthesia suppressed: why"]),
    ("one term, curly quotes", "<!-- medlint: ignore[unexplained-jargon “paresthesia”]: why -->\nParesthesia.",
     ["Paresthesia suppressed: why"]),
    ("last day", "<!-- medlint: ignore[cure-claim] until=2026-06-15: why -->\nIt cures gout.",
     ["cures suppressed: why"]),
    ("front matter", "---\nmedlint: {ignore: [cure-claim]}\n---\n\nIt cures gout.",
     ["cures suppressed: front matter"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in COVERED])
def test_covers(text: str, expected: list[str]) -> None:
    assert states(lint(text)) == expected


FAULTS = [
    ("unused", "<!-- medlint: ignore[cure-claim]: why -->\nAll is well.", ["unused-suppression"]),
    ("one of two unused", "<!-- medlint: ignore[cure-claim, unexplained-jargon]: why -->\nIt cures gout.",
     ["unused-suppression", "cures suppressed: why"]),
    ("no reason", "<!-- medlint: ignore[cure-claim] -->\nIt cures gout.",
     ["suppression-without-reason", "cures suppressed: no reason given"]),
    ("unknown rule", "<!-- medlint: ignore[cure-clam]: why -->\nIt cures gout.", ["unknown-rule", "cures open"]),
    ("unknown word", "<!-- medlint: ingore[cure-claim]: why -->\nIt cures gout.", ["unused-suppression", "cures open"]),
    ("expired", "<!-- medlint: ignore[cure-claim] until=2026-06-14: why -->\nIt cures gout.",
     ["expired-suppression", "cures open"]),
    ("expired, in the brackets", "<!-- medlint: ignore[cure-claim, until=2026-06-14]: why -->\nIt cures gout.",
     ["expired-suppression", "cures open"]),
    ("no such day", "<!-- medlint: ignore[cure-claim] until=2026-02-31: why -->\nIt cures gout.",
     ["unused-suppression", "cures open"]),
    ("enable alone", "<!-- medlint: enable[claims] -->\n\nIt cures gout.", ["unused-suppression", "cures open"]),
    ("a rule that does not run", "<!-- medlint: ignore[long-sentence]: why -->\nAll is well.", []),
    ("front matter, unknown", "---\nmedlint: {ignore: [cure-clam]}\n---\n\nIt cures gout.",
     ["unknown-rule", "cures open"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in FAULTS])
def test_faults_are_reported(text: str, expected: list[str]) -> None:
    assert sorted(states(lint(text))) == sorted(expected)


def test_nearest_name_is_offered() -> None:
    (finding, _) = lint("<!-- medlint: ignore[cure-clam]: why -->\nIt cures gout.")
    assert finding.rule == "unknown-rule"
    assert "Did you mean “cure-claim”?" in finding.message


@pytest.mark.parametrize(
    ("format", "text"),
    [
        (
            "html",
            "<p>a</p><!-- medlint: ignore[cure-claim]: why --><p>It cures gout.</p><p>It cures flu.</p>",
        ),
        ("text", "Oil\n\n[[medlint: ignore[cure-claim]: why]]\nIt cures gout.\n\nIt cures flu."),
    ],
)
def test_other_formats(format: str, text: str) -> None:
    assert states(lint(text, format)) == ["cures suppressed: why", "cures open"]


def word(*paragraphs: tuple[str, str]) -> bytes:
    document = docx.Document()
    for text, comment in paragraphs:
        paragraph = document.add_paragraph(text)
        if comment:
            document.add_comment(paragraph.runs, comment, author="An editor")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_comment_suppresses_in_its_paragraph() -> None:
    data = word(("It cures gout.", "medlint: ignore[cure-claim]: why"), ("It cures flu.", ""))
    linter, report = Linter(Config(select=("cure-claim", "hygiene")), TODAY), Report()
    linter.lint(linter.article(read_bytes(data, "a.docx", "word")), report)
    assert states(report.findings) == ["cures suppressed: why", "cures open"]


WRITTEN = {
    "paragraph.md": "# Oil\n\nIt cures gout.\n",
    "list.md": "# Oil\n\n1. It cures gout.\n2. It cures **flu**.\n",
    "quote.md": "# Oil\n\n> It cures gout.\n> It cures flu.\n",
    "table.md": "# Oil\n\n| a | b |\n|---|---|\n| It cures gout. | Rest. |\n",
    "heading.md": "# Oil that cures gout\n\nRest.\n",
    "crlf.md": "\ufeff# Oil\r\n\r\nIt cures gout.\r\n",
    "front.md": "---\ntitle: Oil\n---\n# Oil\n\nIt cures gout.\nIt cures flu.\n",
    "page.html": "<html><head><title>Oil</title></head><body><h1>Oil</h1><ul><li>It cures gout.</ul>It cures flu.</body></html>",
    "page.txt": "Oil\n\nIt cures gout.\n\n- It cures flu.\n- Rest.\n",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_add_ignore_answers_all_and_changes_no_prose(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(WRITTEN[name].encode())
    format = {"md": "markdown", "html": "html", "txt": "text"}[name.rsplit(".", 1)[1]]
    before = read_text(WRITTEN[name], path=name, format=format)  # type: ignore[arg-type]
    arguments = [
        "check",
        str(file),
        "--isolated",
        "--select",
        "cure-claim,hygiene",
        "--no-cache",
        "--fail-on",
        "info",
    ]
    assert CliRunner().invoke(cli, arguments).exit_code == 1
    result = CliRunner().invoke(cli, [*arguments, "--add-ignore", "the patient's own words"])
    assert result.exit_code == 0, result.output
    text = file.read_bytes().decode()
    assert read_text(text, path=name, format=format).text == before.text  # type: ignore[arg-type]
    assert "the patient's own words" in text
    assert ("\r\n" in text) == (name == "crlf.md")
    assert "ignore-file" not in text, "the narrow form holds here"
    again = CliRunner().invoke(cli, arguments)
    assert again.exit_code == 0
    assert "unused" not in again.output


def test_add_ignore_in_word(tmp_path: Path) -> None:
    file = tmp_path / "oil.docx"
    file.write_bytes(word(("Oil", ""), ("It cures gout.", ""), ("It cures flu.", "")))
    arguments = [
        "check",
        str(file),
        "--isolated",
        "--select",
        "cure-claim,hygiene",
        "--no-cache",
        "--fail-on",
        "info",
    ]
    result = CliRunner().invoke(cli, [*arguments, "--add-ignore", "own words"])
    assert result.exit_code == 0, result.output
    assert [c.text for c in docx.Document(str(file)).comments] == [
        "medlint: ignore[cure-claim]: own words"
    ] * 2
    assert CliRunner().invoke(cli, arguments).exit_code == 0


def test_add_ignore_needs_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It cures gout.\n")
    result = CliRunner().invoke(cli, ["check", str(tmp_path), "--add-ignore", " "])
    assert result.exit_code == 2
    assert (tmp_path / "a.md").read_text() == "It cures gout.\n"
