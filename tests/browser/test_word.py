"""Word copies opened in LibreOffice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pytest

from tests.conftest import CORPUS
from tests.reviewed import report
from tests.test_review_word import controlled

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "name", ["varicose-laser.docx", "gestational-diabetes.md", "tingling-arm.txt", "fatty-liver-reset.html"]
)
def test_the_word_copy_opens_in_libreoffice_with_its_comments(
    name: str, soffice: str, tmp_path: Path
) -> None:
    report(CORPUS / "dev" / name, "-o", tmp_path / "review.docx")
    done = subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(tmp_path / "review.docx")],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    flat = (tmp_path / "review.fodt").read_text(encoding="utf-8")
    comments = list(docx.Document(str(tmp_path / "review.docx")).comments)
    assert len(comments) > 5
    assert flat.count("<office:annotation ") == len(comments)
    assert flat.count("<office:annotation-end ") == len(comments)


def test_libreoffice_loses_no_word_of_a_content_control(soffice: str, tmp_path: Path) -> None:
    (tmp_path / "article.docx").write_bytes(controlled())
    report(tmp_path / "article.docx", "-o", tmp_path / "review.docx")
    files = [str(tmp_path / name) for name in ("article.docx", "review.docx")]
    done = subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *files],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "review.txt").read_text(encoding="utf-8")
    assert "First the gel cures gout." in text
    assert text == (tmp_path / "article.txt").read_text(encoding="utf-8")
