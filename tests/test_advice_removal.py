"""Take the advice or the red flags out of good articles: the right finding appears, and only then.

A booking button, a disclaimer and a footer's phone number change nothing.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Report
from tests.conftest import CORPUS

_CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "removals.yaml").read_text(encoding="utf-8")
)
_DEMANDS = ("missing-when-to-get-help", "missing-red-flags")
_BUTTON = "Book your appointment now"
_DISCLAIMER = "This page is for information only and is not a substitute for medical advice. Always consult your doctor."
_FOOTER = "Call us: 555 0199"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Config(select=("advice",), show_info=True, min_confidence="low"))


def _without(name: str, pieces: list[str]) -> bytes:
    data = (CORPUS / "dev" / name).read_bytes()
    if name.endswith(".docx"):
        return _edited(data, pieces, [])
    text = data.decode("utf-8")
    for piece in pieces:
        assert piece in text, piece
        text = text.replace(piece, "")
    return text.encode("utf-8")


def _edited(data: bytes, cut: list[str], added: list[str]) -> bytes:
    import docx

    document: Any = docx.Document(io.BytesIO(data))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for piece in cut:
        found = [paragraph for paragraph in paragraphs if paragraph.text == piece]
        assert found, piece
        for paragraph in found:
            paragraph.clear()
    for text in added:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _with_furniture(name: str, data: bytes) -> bytes:
    if name.endswith(".docx"):
        return _edited(data, [], [_BUTTON, _DISCLAIMER])
    text = data.decode("utf-8")
    if name.endswith(".html"):
        added = f"<button>{_BUTTON}</button><p>{_DISCLAIMER}</p><footer><p>{_FOOTER}</p></footer>"
        return text.replace("</body>", added + "</body>").encode("utf-8")
    added = f"[{_BUTTON}](/book)" if name.endswith(".md") else _BUTTON
    return f"{text}\n\n{added}\n\n{_DISCLAIMER}\n\n© 2026 Site. {_FOOTER}\n".encode()


def _demands(linter: Linter, name: str, data: bytes) -> list[str]:
    report = Report()
    linter.lint_file(str(CORPUS / "dev" / name), report, data, _format(name))
    assert report.failures == []
    return [finding.rule for finding in report.findings if finding.rule in _DEMANDS]


def _format(name: str) -> Any:
    return {"md": "markdown", "html": "html", "txt": "text", "docx": "word"}[name.rsplit(".", 1)[1]]


@pytest.mark.parametrize("name", list(_CASES))
def test_the_whole_article_is_left_alone(linter: Linter, name: str) -> None:
    assert _demands(linter, name, _without(name, [])) == []


@pytest.mark.parametrize("name", list(_CASES))
def test_without_its_advice_the_article_is_asked_for_advice(linter: Linter, name: str) -> None:
    assert "missing-when-to-get-help" in _demands(linter, name, _without(name, _CASES[name]["advice"]))


@pytest.mark.parametrize("name", [name for name, case in _CASES.items() if case["flags"]])
def test_without_its_red_flags_the_article_is_asked_for_them_and_only_them(linter: Linter, name: str) -> None:
    assert _demands(linter, name, _without(name, _CASES[name]["flags"])) == ["missing-red-flags"]


@pytest.mark.parametrize("which", ["nothing", "advice", "flags"])
@pytest.mark.parametrize("name", list(_CASES))
def test_booking_disclaimer_and_footer_change_nothing(linter: Linter, name: str, which: str) -> None:
    data = _without(name, _CASES[name].get(which, []))
    assert _demands(linter, name, _with_furniture(name, data)) == _demands(linter, name, data)
