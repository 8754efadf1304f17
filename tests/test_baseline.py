"""The baseline knows moved and reformatted text, takes in nothing by itself, and only shrinks."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medlint.baseline import Baseline, Entry, apply, read_baseline
from medlint.cli.main import cli
from medlint.errors import ConfigError
from medlint.findings import Finding
from medlint.spans import Position

OIL = "# Arthritis oil\n\nThis oil cures arthritis. Rub it in.\n\nIt cures gout, too.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "medlint.toml").write_text('select = ["cure-claim", "hygiene"]\n')
    (tmp_path / "oil.md").write_text(OIL, encoding="utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


def counts(result: Result) -> tuple[int, int]:
    data = json.loads(result.stdout)["summary"]
    return data["error"], data["baselined"]


def check(*args: str) -> Result:
    return run("check", ".", "--format", "json", *args)


@pytest.fixture
def adopted(folder: Path) -> Path:
    assert check().exit_code == 1
    assert run("baseline", "create").exit_code == 0
    assert check().exit_code == 0
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "# Arthritis oil\n\nIt cures gout, too.\n\nThis oil cures arthritis. Rub it in.\n",
        "# Arthritis oil\n\nNew words.\n\n## More\n\n- This oil **cures**\n  arthritis.\n- It  CURES gout, too.\n",
        OIL.replace("\n", "\r\n"),
    ],
    ids=["moved", "reformatted", "other newlines"],
)
def test_known_findings_stay_known(adopted: Path, text: str) -> None:
    (adopted / "oil.md").write_bytes(text.encode())
    assert counts(check()) == (0, 2)


def test_a_new_finding_fails_and_a_repeat_counts(adopted: Path) -> None:
    (adopted / "oil.md").write_text(OIL + "\nIt cures gout, too.\n", encoding="utf-8")
    assert counts(check()) == (1, 2)
    assert check("--no-baseline").exit_code == 1


def test_a_renamed_file_stays_known(adopted: Path) -> None:
    (adopted / "oil.md").rename(adopted / "rub.md")
    assert counts(check()) == (0, 2)


def test_a_copied_file_does_not(adopted: Path) -> None:
    (adopted / "rub.md").write_text(OIL, encoding="utf-8")
    assert counts(check()) == (2, 2)


def test_create_refuses_to_swallow_new_findings(adopted: Path) -> None:
    (adopted / "rub.md").write_text("It cures all.\n", encoding="utf-8")
    before = (adopted / "medlint-baseline.json").read_bytes()
    for arguments in (["create"], ["create", "--accept-new"], ["create", "--reason", "x"], ["update"]):
        result = run("baseline", *arguments)
        assert result.exit_code == (0 if arguments == ["update"] else 2), result.output
        assert (adopted / "medlint-baseline.json").read_bytes() == before
    assert "rub.md:1" in run("baseline", "create").stdout
    assert run("baseline", "create", "--accept-new", "--reason", "campaign").exit_code == 0
    entries = json.loads((adopted / "medlint-baseline.json").read_text())["entries"]
    assert [(e["path"], e["reason"]) for e in entries if e["path"] == "rub.md"] == [("rub.md", "campaign")]
    assert len(entries) == 3
    assert check().exit_code == 0


def test_update_only_removes_what_is_mended(adopted: Path) -> None:
    (adopted / "oil.md").write_text(
        "# Arthritis oil\n\nIt cures gout, too. It cures flu.\n", encoding="utf-8"
    )
    result = check()
    assert counts(result) == (1, 1)
    assert "medlint-baseline.json: 1 of 2 entries match nothing" in result.stderr
    status = run("baseline", "status").stdout
    for line in ("1  still there", "1  mended", "0  expired", "1  new findings"):
        assert line in status
    assert run("baseline", "update").exit_code == 0
    assert len(read_baseline(adopted / "medlint-baseline.json").entries) == 1
    assert counts(check()) == (1, 1)


def test_an_update_of_one_folder_leaves_the_others(adopted: Path) -> None:
    (adopted / "more").mkdir()
    (adopted / "more" / "b.md").write_text("All is well.\n")
    assert run("baseline", "update", "more").exit_code == 0
    assert len(read_baseline(adopted / "medlint-baseline.json").entries) == 2


def test_an_entry_ends_on_its_day(adopted: Path) -> None:
    file = adopted / "medlint-baseline.json"
    data = json.loads(file.read_text())
    data["entries"][0]["until"] = "2020-01-31"
    data["entries"][1]["until"] = "2190-01-31"
    file.write_text(json.dumps(data))
    result = check()
    assert counts(result) == (1, 1)
    assert "passed their last day" in result.stderr


@pytest.mark.parametrize(
    "text", ["", "{", '{"schema": 2, "entries": []}', '{"schema": 1, "entries": [{"path": "a"}]}']
)
def test_an_unreadable_baseline_is_exit_2(adopted: Path, text: str) -> None:
    (adopted / "medlint-baseline.json").write_text(text)
    for arguments in (["check", "."], ["baseline", "status"], ["baseline", "update"], ["baseline", "create"]):
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert "baseline" in result.stderr
        assert "Traceback" not in result.output
    assert (adopted / "medlint-baseline.json").read_text() == text


def test_a_stated_baseline_that_is_missing_is_exit_2(folder: Path) -> None:
    (folder / "medlint.toml").write_text('baseline = "known.json"\n')
    assert run("check", ".").exit_code == 2
    assert run("baseline", "create").exit_code == 0
    assert (folder / "known.json").is_file()
    assert run("check", ".").exit_code == 0


def test_the_file_is_sorted_and_one_line_an_entry(adopted: Path) -> None:
    text = (adopted / "medlint-baseline.json").read_text()
    assert (
        text.count('"fingerprint"') == len([line for line in text.splitlines() if "fingerprint" in line]) == 2
    )
    assert run("baseline", "create").exit_code == 0
    assert (adopted / "medlint-baseline.json").read_text() == text


def marks(folder: Path) -> Path:
    first, second = json.loads(check("--no-baseline").stdout)["findings"]
    rows = [
        {
            "path": f["path"],
            "rule": f["rule"],
            "fingerprint": f["fingerprint"],
            "mark": m,
            "note": n,
            "sentence": "",
        }
        for f, m, n in ((first, "false-alarm", "a quotation"), (second, "done", ""))
    ]
    file = folder / "marks.json"
    file.write_text(json.dumps({"schema": 1, "marks": rows}))
    return file


def test_marks_of_a_review_become_entries(folder: Path) -> None:
    assert run("baseline", "import", str(marks(folder))).exit_code == 0
    (entry,) = read_baseline(folder / "medlint-baseline.json").entries
    assert (entry.path, entry.rule, entry.reason) == ("oil.md", "cure-claim", "false-alarm: a quotation")
    assert counts(check()) == (1, 1)


def test_marks_of_a_review_become_suppressions(folder: Path) -> None:
    assert run("baseline", "import", str(marks(folder)), "--as", "suppressions").exit_code == 0
    assert "<!-- medlint: ignore[cure-claim]: a quotation -->" in (folder / "oil.md").read_text()
    data = json.loads(check().stdout)["summary"]
    assert (data["error"], data["suppressed"], data["baselined"]) == (1, 1, 0)


def test_other_json_is_no_marks(folder: Path) -> None:
    (folder / "marks.json").write_text('{"schema": 1, "marks": [{"path": "a.md"}]}')
    result = run("baseline", "import", "marks.json")
    assert result.exit_code == 2
    assert "Export them again" in result.stderr


def test_a_renamed_rule_stays_known(tmp_path: Path) -> None:
    place = Position(0, 1, 1)
    finding = Finding(
        "new-name", "claims", "error", "high", "", "a.md", place, place, "", fingerprint="n", former=("o",)
    )
    known = Baseline(tmp_path / "b.json", (Entry("a.md", "old-name", "o"),))
    (tmp_path / "a.md").write_text("")
    path = str(tmp_path / "a.md")
    (marked,), use = apply(
        [type(finding)(**{**{n: getattr(finding, n) for n in Finding.__slots__}, "path": path})],
        [path],
        known,
        datetime.date.today(),
    )
    assert marked.ignored == "baselined"
    assert use.stale == []


def test_reading_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="medlint baseline create"):
        read_baseline(tmp_path / "gone.json")
