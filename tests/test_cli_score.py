"""`medlint score`: the table, JSON, thresholds, exit codes; and its grade is the one that `check` uses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medlint.articles.article import Article
from medlint.articles.grade import grade_of
from medlint.cli.main import cli
from medlint.scoring import score_article
from medlint.sources import read_file
from medlint.walk import walk
from tests.conftest import CORPUS

EASY = (
    "# Colds\n\n" + "A cold makes your nose run. You can rest at home. Drink warm tea and sleep well. " * 11
)
HARD = (
    "# Colds\n\n"
    + (
        "Symptomatic rhinopharyngitis, characteristically self-limiting, necessitates predominantly supportive "
        "management, incorporating adequate hydration, antipyretic administration and environmental humidification. "
    )
    * 7
)


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["score", *args, "--isolated"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "easy.md").write_text(EASY, encoding="utf-8")
    (tmp_path / "hard.md").write_text(HARD, encoding="utf-8")
    return tmp_path


def test_the_table_names_formulas_difficulty_and_the_worst_sentences(folder: Path) -> None:
    result = run("hard.md")
    assert result.exit_code == 0
    for part in (
        "Flesch-Kincaid grade",
        "Dale-Chall",
        "needs 30 sentences",
        "Difficulty",
        "Hardest sentences",
    ):
        assert part in result.output
    assert "rhinopharyngitis" in result.output.split("hard words:")[1]


def test_json_holds_figures_for_the_document_sections_and_sentences(folder: Path) -> None:
    data = json.loads(run("easy.md", "hard.md", "--format", "json").stdout)
    easy, hard = data["files"]
    assert easy["scores"]["flesch_kincaid"] < 3 < 15 < hard["scores"]["flesch_kincaid"]
    assert 1 <= easy["difficulty"] < hard["difficulty"] <= 6
    assert easy["sections"][0]["heading"] == "Colds"
    assert hard["hardest"][0]["start"]["line"] == 3
    assert easy["scores"]["smog"] is not None
    assert hard["scores"]["smog"] is None


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["easy.md", "--max-grade", "8"], 0),
        (["hard.md", "--max-grade", "8"], 1),
        (["easy.md", "--max-difficulty", "3.5"], 0),
        (["hard.md", "--max-difficulty", "3.5"], 1),
        (["gone.md"], 2),
        (["gone.md", "hard.md", "--max-grade", "8"], 2),
    ],
)
def test_thresholds_and_exit_codes(folder: Path, args: list[str], code: int) -> None:
    assert run(*args).exit_code == code


def test_no_article_is_exit_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(".").exit_code == 3


@pytest.mark.parametrize("path", [pytest.param(p, id=Path(p).name) for p in walk([str(CORPUS)]).files])
def test_check_and_score_agree_on_the_grade(path: str) -> None:
    article = Article(read_file(path))
    counts, made = grade_of(article), score_article(article).scores
    if counts is None or made.flesch_kincaid is None:
        assert made.flesch_kincaid is None or counts is None
        return
    assert counts.grade == pytest.approx(made.flesch_kincaid, abs=0.1)
