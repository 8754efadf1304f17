"""Readability scores: they agree with the grade, need no network, and refuse too little prose."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from medlint.articles.article import Article
from medlint.articles.grade import grade_of, word_list
from medlint.articles.readability import longest_sentences, scores, section_scores
from medlint.articles.syllables import syllables
from medlint.sources import format_of, read_file
from tests.conftest import CORPUS, article_of

ARTICLES = [path for path in sorted(CORPUS.rglob("*")) if format_of(path) and path.name != "README.md"]
FORMULAS = ("flesch_kincaid", "gunning_fog", "coleman_liau", "ari", "dale_chall", "flesch_reading_ease")

PLAIN = "Your heart has to work hard when your blood pressure is high. "
HARD = "Uncontrolled hypertension substantially increases cardiovascular morbidity and mortality. "
TRAPS = (
    "# Gastro-oesophageal reflux\n\n"
    "Dr. Smith saw 1,250 people at 3 p.m., e.g. with over-the-counter lisinopril 2.5 mg. Rest now! Drink water. "
    "The risk was 1.5 vs. 2.3 percent in the U.S. study of HIV and COVID-19. Zzyzxin helped 12,345 of them.\n\n"
    "Symptoms include:\n\n- pain in the chest\n- gastroesophageal burning\n- don't-know-what feelings\n\n"
    "| a | b |\n|---|---|\n| one two three four | five six seven eight |\n\n"
)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_agrees_with_the_grade(path: Path) -> None:
    article = Article(read_file(path))
    counts, found = grade_of(article), scores(article)
    assert counts is not None
    assert found.flesch_kincaid == pytest.approx(counts.grade, abs=0.1)
    assert (found.words, found.sentences) == (counts.words, counts.sentences)


@pytest.mark.parametrize("times", [1, 4, 9])
def test_agrees_on_the_known_traps(times: int) -> None:
    article = article_of((TRAPS + PLAIN * 8 + "\n\n") * times)
    counts, found = grade_of(article), scores(article)
    assert counts is not None
    assert found.flesch_kincaid == pytest.approx(counts.grade, abs=0.001)


def test_formulas() -> None:
    article = article_of(PLAIN * 20 + HARD * 20)
    found = scores(article)
    words = word_list(PLAIN) * 20 + word_list(HARD) * 20
    sounds = sum(map(syllables, words))
    polysyllables = sum(syllables(word) >= 3 for word in words)
    letters = sum(map(len, words))
    per_sentence, n = len(words) / 40, len(words)
    assert (found.words, found.sentences) == (n, 40)
    assert found.words_per_sentence == pytest.approx(per_sentence)
    assert found.syllables_per_word == pytest.approx(sounds / n)
    assert found.flesch_kincaid == pytest.approx(0.39 * per_sentence + 11.8 * sounds / n - 15.59)
    assert found.flesch_reading_ease == pytest.approx(206.835 - 1.015 * per_sentence - 84.6 * sounds / n)
    assert found.smog == pytest.approx(1.043 * (30 * polysyllables / 40) ** 0.5 + 3.1291)
    assert found.gunning_fog == pytest.approx(0.4 * (per_sentence + 100 * polysyllables / n))
    assert found.coleman_liau == pytest.approx(0.058 * 100 * letters / n - 0.296 * 100 * 40 / n - 15.8)
    assert found.ari == pytest.approx(4.71 * letters / n + 0.5 * per_sentence - 21.43)
    assert found.dale_chall is not None
    assert scores(article_of(HARD * 20)).dale_chall > found.dale_chall  # type: ignore[operator]


def test_smog_wants_thirty_sentences() -> None:
    assert scores(article_of(PLAIN * 29)).smog is None
    assert scores(article_of(PLAIN * 30)).smog is not None


@pytest.mark.parametrize(
    "text", ["", "Hypertension", PLAIN * 8, "word " * 150 + ".", "# Only\n\n## Headings\n"]
)
def test_too_little_prose_has_no_score(text: str) -> None:
    found = scores(article_of(text))
    assert {getattr(found, name) for name in (*FORMULAS, "smog")} == {None}
    assert (found.words_per_sentence is None) == (found.words == 0)


def test_headings_tables_and_references_do_not_count() -> None:
    table = "| hypercholesterolaemia | electroencephalography |\n|---|---|\n| immunosuppression | cardiomyopathy |\n\n"
    references = "## References\n\n1. Smith J. Cardiovascular epidemiology of hypertension. Lancet 2019.\n"
    bare = scores(article_of(PLAIN * 20))
    full = scores(article_of(f"# Hypertension\n\n{PLAIN * 20}\n\n{table}{references}"))
    assert full == bare


def test_sections_have_their_headings() -> None:
    article = article_of(f"{PLAIN}\n\n# First\n\n{PLAIN * 10}\n\n## Second\n\n{HARD * 15}\n\n## Third\n")
    found = section_scores(article)
    assert [section.heading for section in found] == ["", "First", "Second", "Third"]
    assert [section.scores.sentences for section in found] == [1, 10, 15, 0]
    assert found[0].scores.flesch_kincaid is None
    assert found[1].scores.flesch_kincaid < found[2].scores.flesch_kincaid  # type: ignore[operator]
    assert sum(section.scores.words for section in found) == scores(article).words


def test_longest_sentences_come_first() -> None:
    article = article_of("One two three four five. One two three four five six seven. A b c d e f g.")
    found = longest_sentences(article, 2)
    assert [long.words for long in found] == [7, 7]
    assert [long.sentence.index for long in found] == [1, 2]
    assert longest_sentences(article, 0) == []


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def __init__(self, *_args: object, **_kwargs: object) -> None:
            raise AssertionError("medlint must not touch the network")

    monkeypatch.setattr(socket, "socket", Closed)
    assert scores(article_of(PLAIN * 30)).flesch_kincaid is not None


_FRESH = """
import socket, sys
class Closed:
    def __init__(self, *args, **kwargs): raise AssertionError("network")
socket.socket = Closed
import medlint.articles.readability as readability
assert not {"textstat", "nltk"} & sys.modules.keys(), "textstat must be imported late"
from medlint.articles.article import Article
from medlint.sources import read_text
import nltk
nltk.data.path.clear()
found = readability.scores(Article(read_text("Metformin lowers your blood sugar. " * 40, path="-", format="markdown")))
assert found.smog is not None and found.flesch_kincaid is not None
print(len(nltk.data.path), round(found.flesch_kincaid, 2))
"""


@pytest.mark.slow
def test_a_fresh_process_needs_neither_network_nor_nltk_data(tmp_path: Path) -> None:
    root = str(CORPUS.parent)
    run = subprocess.run(
        [sys.executable, "-c", _FRESH],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": root, "HOME": str(tmp_path), "PATH": "", "MEDLINT_CACHE_DIR": str(tmp_path)},
    )
    assert run.returncode == 0, run.stderr
    # me-tfor-min low-ers your blood su-gar: nine syllables in five words
    assert run.stdout.split() == ["1", "7.6"]
    assert run.stderr == ""
