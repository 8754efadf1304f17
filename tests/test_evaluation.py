"""Labels, matching of findings to labels, and the guard of committed figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from medlint.cli.main import cli
from medlint.errors import LabelError
from medlint.evaluation import Score, evaluate, match_labels, read_table, wilson, worsened, write_table
from medlint.findings import Finding
from medlint.labels import Expected, label_files, read_labelled
from medlint.rulebook.loader import built_in
from medlint.spans import Position, Span
from tests.conftest import CORPUS

ARTICLE = (
    "# Oil for joints\n\nThis oil cures arthritis. No oil cures cancer.\n\nAsk your doctor if pain lasts.\n"
)
LABELS = """\
article: oil.md
origin: Written for a test
licence: CC0-1.0
kind: condition
labelled-for: [cure-claim]
expect:
  - {rule: cure-claim, quote: "This oil <<cures>> arthritis"}
traps:
  - {rule: cure-claim, quote: "No oil <<cures>> cancer"}
"""


def finding(start: int, end: int) -> Finding:
    return Finding(
        "r",
        "claims",
        "error",
        "high",
        "m",
        "p",
        Position(start, 1, 1),
        Position(end, 1, 1),
        "x" * (end - start),
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "oil.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "dev" / "oil.md.labels.yaml").write_text(LABELS, encoding="utf-8")
    return tmp_path


def test_a_right_finding_and_a_silent_trap_score_full_marks(corpus: Path) -> None:
    result = evaluate(corpus)
    (score,) = result.rows()
    assert (score.part, score.rule, score.tp, score.fp, score.fn) == ("dev", "cure-claim", 1, 0, 0)
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


def test_a_missed_label_and_a_false_alarm_are_listed_with_their_lines(corpus: Path) -> None:
    file = corpus / "dev" / "oil.md.labels.yaml"
    file.write_text(LABELS.replace("This oil <<cures>> arthritis", "<<Ask your doctor>> if pain"))
    result = evaluate(corpus)
    (score,) = result.rows()
    assert (score.tp, score.fp, score.fn) == (0, 1, 1)
    assert {(miss.what, miss.line, miss.excerpt) for miss in result.mistakes} == {
        ("false alarm", 3, "cures"),
        ("missed", 5, "Ask your doctor"),
    }


def test_a_family_is_scored_as_one(corpus: Path) -> None:
    """Any rule of it hits; an open place is neither right nor wrong; a rule may be left out."""
    (corpus / "dev" / "oil.md").write_text(ARTICLE + "\nThis miracle oil has no side effects at all.\n")
    file = corpus / "dev" / "oil.md.labels.yaml"
    family = LABELS.replace("[cure-claim]", "[claims]").replace("rule: cure-claim", "rule: hype-language", 1)
    file.write_text(family)
    (score,) = evaluate(corpus).rows()
    assert (score.rule, score.tp, score.fp, score.fn) == ("claims", 1, 2, 0)
    file.write_text(family + "open:\n  - This miracle oil\n")
    assert [(row.tp, row.fp) for row in evaluate(corpus).rows()] == [(1, 1)]
    file.write_text(family + "not-labelled-for: [absolute-safety-claim, hype-language]\n")
    assert [(row.tp, row.fp) for row in evaluate(corpus).rows()] == [(1, 0)]


@pytest.mark.parametrize(
    ("labels", "found", "hits", "alarms"),
    [
        ([(0, 5)], [(0, 5)], 1, 0),
        ([(0, 5)], [(4, 9)], 1, 0),
        ([(0, 5)], [(5, 9)], 0, 1),
        ([(0, 5)], [(0, 3), (3, 5)], 1, 0),
        ([(0, 5), (3, 9)], [(3, 5), (3, 5)], 2, 0),
        ([(0, 5), (3, 9)], [(3, 5)], 1, 0),
        ([], [(0, 5)], 0, 1),
        ([None], [(0, 5)], 1, 0),
    ],
)
def test_matching_is_one_to_one(
    labels: list[tuple[int, int] | None], found: list[tuple[int, int]], hits: int, alarms: int
) -> None:
    expected = [Expected("r", Span(*label) if label else None, at) for at, label in enumerate(labels)]
    got = match_labels(expected, [finding(*place) for place in found])
    assert (len(got[0]), len(got[1])) == (hits, alarms)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(18, 20, 0.699, 0.972), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0, 1)],
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_table_round_trip_and_guard(corpus: Path) -> None:
    result = evaluate(corpus)
    table = corpus / "scores.tsv"
    table.write_text(write_table(result.rows()))
    assert list(worsened(read_table(table), result)) == []
    better = {("dev", "cure-claim"): Score("dev", "cure-claim", 1, 2, 0, 0)}
    assert list(worsened(better, result)) == ["dev cure-claim: 1 found, 2 before"]
    run = CliRunner().invoke(cli, ["eval", str(corpus), "--check"])
    assert run.exit_code == 0
    table.write_text(table.read_text().replace("\t1\t0\t0", "\t2\t0\t0"))
    run = CliRunner().invoke(cli, ["eval", str(corpus), "--check"])
    assert run.exit_code == 1
    assert "1 found, 2 before" in run.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("This oil <<cures>> arthritis", "That oil"), ":7: the quote “That oil” stands 0 times"),
        (("This oil <<cures>> arthritis", "oil"), "stands 2 times"),
        (("article: oil.md", "article: gone.md"), "gone.md"),
        (("expect:", "expected:"), "expected"),
    ],
)
def test_broken_labels_say_where(corpus: Path, change: tuple[str, str], message: str) -> None:
    file = corpus / "dev" / "oil.md.labels.yaml"
    file.write_text(LABELS.replace(*change))
    with pytest.raises(LabelError) as caught:
        evaluate(corpus)
    assert message in str(caught.value)


@pytest.mark.parametrize("file", [pytest.param(f, id=f.name) for f in label_files(CORPUS)])
def test_corpus_labels_are_well_formed(file: Path) -> None:
    labelled = read_labelled(file)
    families = {rule.id: rule.family for rule in built_in().rules.values()}
    for label in labelled.expect:
        assert {label.rule, families.get(label.rule)} & labelled.labelled_for, label.rule


def test_corpus_has_both_parts_and_all_formats() -> None:
    parts = {file.parent.name for file in label_files(CORPUS)}
    assert parts == {"dev", "test"}
    formats = {read_labelled(file).document.source.format for file in label_files(CORPUS)}
    assert formats == {"markdown", "html", "text", "word"}
