"""Words by their form, rarity and difficulty; site glossaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint import Config, lint_text, word_difficulty
from medlint.articles.word_formation import formation, is_rare
from medlint.errors import ConfigError
from medlint.vocabulary.frequency import zipf


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("hepatosplenitis", "-itis"), ("nephropexy", "-pexy"), ("zelitinib", "-tinib"), ("famcyclovir", "-cyclovir"),
        ("bradyphrenia", "brady-"), ("colpoplasty", "-plasty"), ("dolomab", "-mab"), ("fentapril", "-pril"),
    ],
)  # fmt: skip
def test_medical_form(word: str, part: str) -> None:
    told = formation(word)
    assert told is not None
    assert told.part == part


@pytest.mark.parametrize(
    "word",
    [
        "program", "diploma", "photography", "april", "symmetry", "telepathy", "hyperlink", "period", "table",
        "neurons", "hysteria", "perimeter", "introduction", "dynasty", "gastroenterologista",
    ],
)  # fmt: skip
def test_no_medical_form(word: str) -> None:
    assert formation(word) is None


@pytest.mark.parametrize("word", ["mitragynine", "picaridin", "oocysts", "holoprosencephaly"])
def test_rare(word: str) -> None:
    assert is_rare(word)


@pytest.mark.parametrize(
    "word",
    [
        "windowsill",
        "grittiest",
        "unvaccinated",
        "abdomenthe",
        "recieved",
        "colour",
        "grapefruits",
        "fussiness",
        "prickling",
    ],
)
def test_not_rare(word: str) -> None:
    assert not is_rare(word)


@pytest.mark.parametrize(
    ("word", "low", "high"), [("the", 7.0, 8.0), ("kidney", 3.5, 4.5), ("qqqqzz", 1.5, 1.5)]
)
def test_zipf(word: str, low: float, high: float) -> None:
    assert low <= zipf(word) <= high


def test_word_difficulty_orders_words() -> None:
    scores = [word_difficulty(word) for word in ("doctor", "kidney", "hypertension", "thrombocytopenia")]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)
    assert all(0 <= score <= 1 for score in scores)
    assert word_difficulty("") == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.yaml", "- stenosis\n- biopsy\n"),
        ("terms.yaml", "stenosis: a narrowing\n"),
        ("terms.yaml", "- {term: stenosis}\n"),
        ("terms.csv", "Term,Meaning\nstenosis,a narrowing\n"),
    ],
)
def test_site_glossary(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    text = "# Leg pain\n\nYou may have stenosis in your back. Ask your doctor about the pain in your legs."
    rules = ("unexplained-jargon",)
    assert lint_text(text, config=Config(select=rules)).findings
    assert not lint_text(text, config=Config(select=rules, glossary=(name,), root=str(tmp_path))).findings


def test_glossary_page_counts_where_the_article_links_to_it(tmp_path: Path) -> None:
    (tmp_path / "our-words.html").write_text(
        "<html><body><h1>Our words</h1><dl><dt>Stenosis</dt><dd>a narrowing</dd></dl></body></html>",
        encoding="utf-8",
    )
    config = Config(select=("unexplained-jargon",), glossary=("our-words.html",), root=str(tmp_path))
    text = "# Leg pain\n\nYou may have stenosis in your back. Ask your doctor about the pain in your legs."
    assert lint_text(text, config=config).findings
    assert not lint_text(text + " See [our words](/help/our-words.html).", config=config).findings


def test_glossary_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        lint_text("x", config=Config(glossary=("none.csv",), root=str(tmp_path)))


def test_leaflets_are_judged_more_strictly() -> None:
    text = (
        "# Your tablets\n\nThe tablets ease inflammation in your joints. Ask your doctor or nurse about them."
    )
    rules = ("unexplained-jargon",)
    assert not lint_text(text, config=Config(select=rules)).findings
    found = lint_text(text, config=Config(select=rules, profile="leaflet")).findings
    assert [finding.excerpt for finding in found] == ["inflammation"]
