from __future__ import annotations

import datetime
import os
import signal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medlint.articles.article import Article
from medlint.baseline import Baseline, entry_of
from medlint.cli.main import cli
from medlint.cli.output import is_shown
from medlint.config import Config
from medlint.engine import Linter
from medlint.linting import Options
from medlint.reports import reviewing
from medlint.reports.review import Review, ReviewedArticle
from medlint.reports.reviewing import review_files
from medlint.sources.document import Document
from medlint.workers import CHUNK
from tests.reviewed import ARTICLE

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for at in range(CHUNK + 3):
        (tmp_path / f"{at:02}.md").write_text(ARTICLE.replace("Sore", f"Sore {at}"), encoding="utf-8")
    (tmp_path / "x.docx").write_bytes(b"no Word file")
    return sorted(map(str, tmp_path.iterdir()))


def review(files: list[str], jobs: int, known: Baseline | None = None) -> Review:
    config = Config()
    return review_files(
        files,
        dict.fromkeys(files, config),
        Options(jobs=jobs, today=TODAY),
        partial(is_shown, config=config),
        [known] if known else [],
    )


def test_several_processes_review_as_one_does(files: list[str]) -> None:
    one, two = review(files, 1), review(files, 2)
    assert [article.path for article in one.articles] == files[:-1]
    assert one == two
    assert [failure.path for failure in one.failures] == files[-1:]
    assert all(note.rule is not None for article in two.articles for note in article.notes)


def test_an_article_that_kills_its_process_loses_no_other(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Linter.article

    def article(self: Linter, document: Document, *like: object) -> Article:
        if "Sore 7 knees" in document.source.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(self, document)

    monkeypatch.setattr(Linter, "article", article)
    found = review(files, 2)
    assert [failure.path for failure in found.failures] == [files[7], files[-1]]
    assert "process died" in found.failures[0].message
    assert [article.path for article in found.articles] == [*files[:7], *files[8:-1]]


def test_an_article_that_cannot_be_shown_loses_no_other(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = reviewing.review_article

    def broken(article: Article, *rest: Any) -> ReviewedArticle:
        if article.document.source.path == files[1]:
            raise ValueError("strange")
        return usual(article, *rest)

    monkeypatch.setattr(reviewing, "review_article", broken)
    found = review(files[:3], 1)
    assert [(failure.path, "strange" in failure.message) for failure in found.failures] == [(files[1], True)]
    assert [article.path for article in found.articles] == [files[0], files[2]]


def test_the_baseline_puts_aside_with_its_reason(files: list[str], tmp_path: Path) -> None:
    before = review(files[:2], 1).articles[0]
    finding = before.shown[0].finding
    empty = Baseline(tmp_path / "medlint-baseline.json")
    known = Baseline(empty.file, (entry_of(empty, finding, "nobody can change it", TODAY),))
    after, other = review(files[:2], 1, known).articles
    assert [item.ignored for item in after.aside] == ["baselined: nobody can change it"]
    assert after.aside[0].fingerprint == finding.fingerprint
    assert len(after.notes) == len(before.notes) - 1
    assert other.aside == ()


def test_the_command_takes_the_baseline_of_the_folder(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in files[1:]:
        Path(name).unlink()
    run = CliRunner().invoke
    assert run(cli, ["baseline", "create", ".", "--reason", "old articles"]).exit_code == 0
    assert run(cli, ["report", ".", "-o", "review.md"]).exit_code == 0
    summary = Path("review.md").read_text(encoding="utf-8")
    assert "Nothing found" in summary
    assert "baselined: old articles (cure-claim)" in summary
    assert run(cli, ["report", ".", "-o", "review.md", "--no-baseline"]).exit_code == 0
    assert "cure-claim" in Path("review.md").read_text(encoding="utf-8")
