"""Every format says the same, escapes what it must, and leaves the exit status alone."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medlint.cli.main import cli
from medlint.config import Config
from medlint.engine import Linter, lint_text
from medlint.findings import Edit, Failure, FileSummary, Finding, Report
from medlint.reports import FORMATS, WITHOUT_EXCERPTS, View, write
from medlint.spans import Position

ARTICLE = """\
# Öl: 100 %, <b>"good"</b>

Für dich: it cures gout.

<!-- medlint: ignore[cure-claim]: the patient's own words -->
It cures flu.

It causes paresthesia 😀 and myalgia.
"""
SELECT = ["--select", "cure-claim,unexplained-jargon", "--isolated", "--no-cache"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "dir with, comma").mkdir()
    (tmp_path / "dir with, comma" / "öl.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["check", *SELECT, *args])


@pytest.mark.parametrize("name", FORMATS)
def test_exit_status_is_the_same_in_every_format(folder: Path, name: str) -> None:
    assert run(".", "--format", name).exit_code == 1
    assert run(".", "--format", name, "--exit-zero").exit_code == 0
    assert run(".", "gone.md", "--format", name).exit_code == 2
    (folder / "empty").mkdir()
    assert run("empty", "--format", name).exit_code == 3


def test_all_formats_in_one_run_name_the_same_places(folder: Path) -> None:
    names = [name for name in FORMATS if name != "concise"]
    result = run(".", "--format", "concise", *(f"--format={name}=out.{name}" for name in names))
    assert result.exit_code == 1
    out = {name: (folder / f"out.{name}").read_text(encoding="utf-8") for name in names}
    path = "dir with, comma/öl.md"
    places = [
        (f["rule"], f["start"]["line"]) for f in json.loads(out["json"])["findings"] if not f["ignored"]
    ]
    assert places == [("cure-claim", 3), ("unexplained-jargon", 8), ("unexplained-jargon", 8)]
    assert result.stdout.count(path) == 3
    lines = [json.loads(line) for line in out["jsonl"].splitlines()]
    assert [(x["rule"], x["start"]["line"]) for x in lines if x["type"] == "finding"] == places
    assert lines[-1]["type"] == "summary"
    assert lines[-1]["suppressed"] == 1
    gitlab = json.loads(out["gitlab"])
    assert [(x["check_name"], x["location"]["lines"]["begin"]) for x in gitlab] == places
    assert {x["location"]["path"] for x in gitlab} == {path}
    assert len({x["fingerprint"] for x in gitlab}) == 3
    rdjson = json.loads(out["rdjson"])["diagnostics"]
    assert [(x["code"]["value"], x["location"]["range"]["start"]["line"]) for x in rdjson] == places
    sarif = json.loads(out["sarif"])["runs"][0]
    shown = [x for x in sarif["results"] if "suppressions" not in x]
    assert [
        (x["ruleId"], x["locations"][0]["physicalLocation"]["region"]["startLine"]) for x in shown
    ] == places
    assert out["github"].count("::error ") == 1
    assert out["github"].count("::warning ") == 2
    suite = ET.fromstring(out["junit"]).find("testsuite")
    assert suite is not None
    assert suite.get("name") == path
    assert suite.get("failures") == "3"
    assert all(rule in out["markdown"] for rule, _ in places)


def test_rdjson_counts_bytes_and_offers_plain_words(folder: Path) -> None:
    rows = json.loads(run(".", "--format", "rdjson").stdout)["diagnostics"]
    cure, first, second = (row["location"]["range"] for row in rows)
    assert cure == {"start": {"line": 3, "column": 15}, "end": {"line": 3, "column": 20}}
    assert second["start"]["column"] == first["start"]["column"] + len("paresthesia 😀 and ".encode())
    assert "suggestions" not in rows[0], "a claim is never edited"
    assert rows[1]["suggestions"][0]["range"] == first
    assert "paresthesia" in rows[1]["suggestions"][0]["text"]


def test_github_escapes_and_puts_errors_first(folder: Path) -> None:
    out = run(".", "--format", "github").stdout.splitlines()
    assert out[0].startswith(
        "::error file=dir with%2C comma/öl.md,line=3,endLine=3,col=14,endColumn=19,title="
    )
    assert "title=medlint%3A cure-claim::“cures”" in out[0]
    hostile = Failure("a.md", "first\nsecond: 100%")
    (line, _) = write("github", Report(failures=[hostile]), View()).decode().splitlines()
    assert line == "::error file=a.md,title=medlint::first%0Asecond: 100%25"


def test_github_is_chosen_in_actions_and_writes_the_step_summary(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary"))
    assert "::error file=" in run(".").stdout
    summary = (folder / "summary").read_text(encoding="utf-8")
    assert "| cure-claim | 1 |" in summary
    assert "never certifies" in summary


def test_junit_survives_control_characters_and_markup() -> None:
    place = Position(0, 1, 1)
    finding = Finding("r", "claims", "error", "high", 'a\x00b\x1b <x> & "y" ]]>', "p&q.md", place, place, "")
    report = Report([finding], [], [FileSummary("p&q.md", "other", 1, "markdown")])
    suite = ET.fromstring(write("junit", report, View())).find("testsuite")
    assert suite is not None
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == 'a\ufffdb\ufffd <x> & "y" ]]>'


def test_a_clean_file_is_one_passed_case() -> None:
    report = Report(files=[FileSummary("a.md", "other", 1, "markdown")])
    case = ET.fromstring(write("junit", report, View())).find("testsuite/testcase")
    assert case is not None
    assert list(case) == []


def test_markdown_stays_below_the_limit_of_a_comment_and_escapes() -> None:
    text = (
        "---\nkind: condition\n---\n\n# Oil\n\n" + "It cures gout <script>alert(1)</script> `a`. \n\n" * 900
    )
    report = lint_text(text, config=Config(select=("cure-claim",)))
    out = write("markdown", report, View()).decode()
    assert len(out.encode()) < 65_536
    big = Report(
        [
            f
            for n in range(40)
            for f in [type(f)(**{**_fields(f), "path": f"{n}.md"}) for f in report.findings[:60]]
        ]
    )
    out = write("markdown", big, View()).decode()
    assert len(out.encode()) < 65_536
    assert " more. “medlint check” lists them all." in out
    assert "<script>" not in out.replace("`", "").split("cures")[0]


def _fields(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in Finding.__slots__}


def sarif_of(report: Report) -> dict[str, object]:
    view = View(rules=lambda: Linter().ruleset.rules)
    return json.loads(write("sarif", report, view))  # type: ignore[no-any-return]


def test_sarif_describes_rules_suppressions_fingerprints_and_fixes() -> None:
    report = lint_text(ARTICLE, path="a b/öl.md", config=Config(select=("cure-claim",)))
    first, second = report.findings
    fixed = type(first)(**{**_fields(first), "fix": (Edit(40, 45, "helps"),)})
    run = sarif_of(Report([fixed, second], [Failure("x.md", "broken")], report.files))["runs"][0]  # type: ignore[index]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "cure-claim"
    assert rule["help"]["markdown"].startswith("**")
    assert rule["defaultConfiguration"] == {"level": "error"}
    one, two = run["results"]
    assert one["partialFingerprints"] == {"medlint/v1": first.fingerprint}
    assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%B6l.md"
    assert one["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"] == {
        "charOffset": 40,
        "charLength": 5,
    }
    assert two["suppressions"] == [{"kind": "inSource", "justification": "the patient's own words"}]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_fits_the_official_schema(folder: Path) -> None:
    schema = Path(os.environ.get("MEDLINT_DATA", "")) / "schemas" / "sarif-schema-2.1.0.json"
    if not schema.is_file():
        pytest.skip("MEDLINT_DATA names no folder with the SARIF schema")
    jsonschema = pytest.importorskip("jsonschema")
    (folder / "junk.md").write_bytes(b"a\0b")
    (folder / "more.md").write_text("# It cures gout\n\n> It cures flu\n", encoding="utf-8")
    log = json.loads(run(".", "gone.md", "--format", "sarif").stdout)
    assert len(log["runs"][0]["results"]) >= 5
    validator = (
        jsonschema.Draft4Validator if "draft-04" in schema.read_text()[:400] else jsonschema.Draft7Validator
    )
    validator(json.loads(schema.read_text(encoding="utf-8"))).validate(log)


def test_no_color_and_color(folder: Path) -> None:
    assert "\x1b[" in run(".", "--format", "full", "--color").stdout
    assert "\x1b[" not in run(".", "--format", "full", "--no-color").stdout
    assert "\x1b[" not in run(".", "--format", "full").stdout


def test_a_long_report_is_written_piece_by_piece_as_json_dumps_would(folder: Path) -> None:
    (folder / "b.md").write_text("# Oil\n\nThis oil cures gout.\n")
    for args in (["b.md"], ["b.md", "--select", "jargon"], ["gone.md"]):
        out = CliRunner().invoke(cli, ["check", "--format", "json", *args]).stdout
        assert out == json.dumps(json.loads(out), indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", sorted(WITHOUT_EXCERPTS))
def test_formats_without_excerpts_show_the_same_when_findings_keep_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / "b.md").write_text("# Oil\n\nThis oil cures gout.\n")
    lean = CliRunner().invoke(cli, ["check", "--format", name, "b.md"]).stdout
    both = CliRunner().invoke(cli, ["check", "--format", name, "--format", "json=out.json", "b.md"]).stdout
    assert lean == both
    assert json.loads((folder / "out.json").read_text())["findings"][0]["excerpt"]
