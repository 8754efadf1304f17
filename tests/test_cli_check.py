"""`medlint check`: formats, exit codes, bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import medlint
from medlint.cli.main import cli
from medlint.errors import ConfigError
from tests.conftest import CORPUS

CURE = "# Arthritis oil\n\nThis oil cures arthritis. Ask your doctor about it if pain lasts.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *args], input=stdin)


def test_a_finding_is_exit_1_and_its_place_is_exact(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    result = run("oil.md", "--format", "json", "--select", "cure-claim")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    (finding,) = data["findings"]
    assert finding["excerpt"] == "cures"
    assert finding["start"] == {"offset": 26, "line": 3, "column": 10}
    assert finding["end"] == {"offset": 31, "line": 3, "column": 15}
    assert CURE[26:31] == "cures"
    assert data["files"][0]["format"] == "markdown"
    assert set(data["summary"]) == {
        "files", "words", "error", "warning", "info", "suppressed", "baselined", "skipped",
    }  # fmt: skip
    assert data["summary"]["error"] == 1


def test_clean_is_exit_0_and_exit_zero_hides_findings(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    assert run("oil.md", "--select", "promised-list-missing").exit_code == 0
    assert run("oil.md", "--select", "cure-claim", "--exit-zero").exit_code == 0
    assert run("oil.md", "--select", "cure-claim", "--fail-on", "warning").exit_code == 1


def test_no_article_is_exit_3(folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG")
    result = run(".")
    assert result.exit_code == 3
    assert "no articles" in result.stderr
    assert result.stdout == ""


def test_missing_path_is_exit_2_and_the_others_are_checked(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    result = run("gone.md", "oil.md", "--format", "concise")
    assert result.exit_code == 2
    assert "gone.md" in result.stderr
    assert "oil.md:3:10: error[cure-claim]" in result.stdout


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("junk.md", bytes(range(256)) * 20, "not a text file"),
        ("nul.txt", b"abc\0def", "not a text file"),
        ("short.docx", b"PK\x03\x04 cut off", "short.docx"),
        ("big.md", b"word " * 1_100_000, "Larger"),
    ],
)
def test_unreadable_files_are_exit_2_with_one_message(
    folder: Path, name: str, data: bytes, says: str
) -> None:
    (folder / name).write_bytes(data)
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    result = run(".", "--format", "concise")
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("medlint:") == 1
    assert "cure-claim" in result.stdout


def test_empty_file_has_nothing_to_report(folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    result = run("empty.md", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["summary"]["files"] == 1


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_unknown_rule_is_exit_2(folder: Path, option: str) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    result = run("oil.md", option, "cure-clam")
    assert result.exit_code == 2
    assert "Did you mean “cure-claim”?" in result.stderr
    assert "Traceback" not in result.output


def test_broken_configuration_is_exit_2(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    (folder / "medlint.toml").write_text('ignor = ["claims"]\n', encoding="utf-8")
    result = run("oil.md")
    assert result.exit_code == 2
    assert "Did you mean “ignore”?" in result.stderr
    assert run("oil.md", "--isolated").exit_code == 1


def test_broken_pack_rule_is_exit_2(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    (folder / "house" / "claims").mkdir(parents=True)
    (folder / "house" / "claims" / "own.yaml").write_text("summary: x\ncheck: phrase\nfrases: []\n")
    (folder / "medlint.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    result = run("oil.md")
    assert result.exit_code == 2
    assert "own.yaml:3: unknown key “frases”" in result.stderr


def test_standard_input(folder: Path) -> None:
    html = b"<h1>Oil</h1><p>It <em>cur</em>es arthritis.</p>"
    result = run(
        "-", "--stdin-filename", "oil.html", "--format", "json", "--select", "cure-claim", stdin=html
    )
    (finding,) = json.loads(result.stdout)["findings"]
    assert finding["excerpt"] == "cur</em>es"
    assert finding["path"] == "oil.html"


def test_full_format_shows_the_place_with_carets(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    out = run("oil.md", "--format", "full", "--select", "cure-claim").stdout
    assert "error[cure-claim]: “cures” promises a cure." in out
    assert "--> oil.md:3:10" in out
    lines = out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("3 | "))
    assert lines[at + 1].index("^^^^^") == lines[at].index("cures")
    assert "= confidence: high" in out
    assert "never certifies" in out


def test_several_formats_at_once(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    result = run("oil.md", "--format", "json=out.json", "--format", "concise")
    assert result.exit_code == 1
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["schema"] == 1
    assert "oil.md:3" in result.stdout
    assert run("oil.md", "--format", "json", "--format", "concise").exit_code == 2


def test_gitignored_and_hidden_files_are_left_out(folder: Path) -> None:
    for name in ("a.md", "draft/b.md", ".hidden/c.md", "node_modules/d.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(CURE, encoding="utf-8")
    result = run(".", "--format", "json")
    assert [Path(file["path"]).name for file in json.loads(result.stdout)["files"]] == ["a.md", "b.md"]
    subprocess.run(["git", "init", "-q"], check=True)
    (folder / ".gitignore").write_text("draft/\nnode_modules/\n")
    result = run(".", "--format", "json")
    assert [Path(file["path"]).name for file in json.loads(result.stdout)["files"]] == ["a.md"]


@pytest.mark.parametrize("in_git", [True, False])
def test_which_files_below_a_folder_are_read(folder: Path, in_git: bool) -> None:
    for name in (
        "a.md", "b.MD", "sub/.hidden.md", "sub/c d.txt", "sub/ü.html", "sub/ignored/x.md", "out/y.md", ".github/z.md",
        "node_modules/p/readme.md", "data.csv", "~$lock.docx", "repo/e.md", "repo/out/f.md",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(CURE)
    (folder / ".gitignore").write_text("/out/\n")
    (folder / "sub" / ".gitignore").write_text("ignored\n")
    (folder / "sub" / "loop").symlink_to("..")
    (folder / "sub" / "again.md").symlink_to("../a.md")
    (folder / "broken.md").symlink_to("nowhere")
    subprocess.run(["git", "init", "-q", "repo"], cwd=folder, check=True)
    (folder / "repo" / ".gitignore").write_text("out\n")
    if in_git:
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    result = run("--format", "json")
    report = json.loads(result.stdout)
    assert [file["path"] for file in report["files"]] == [
        "a.md",
        "b.MD",
        "repo/e.md",
        "sub/c d.txt",
        "sub/ü.html",
    ]
    assert [failure["path"] for failure in report["failures"]] == ["broken.md"]
    assert result.exit_code == 2
    named = json.loads(run("--format", "json", "sub/ignored/x.md", "./a.md", "a.md").stdout)
    assert [file["path"] for file in named["files"]] == ["sub/ignored/x.md", "./a.md"]


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["rules"], ["check", "--help"]])
def test_cheap_commands_import_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys\nfrom medlint.cli.main import cli\n"
        f"try:\n    cli({args!r}, prog_name='medlint')\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'textstat', 'nltk', 'numpy', 'pydantic', 'thinc'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr


def test_importing_medlint_imports_neither_spacy_nor_textstat() -> None:
    code = "import sys, medlint\nassert not {'spacy', 'textstat', 'click'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_rule_yields_to_one_that_says_more_of_the_same_place(folder: Path) -> None:
    page = str(CORPUS / "dev" / "knee-injections.md")
    both = json.loads(run(page, "--format", "json", "--select", "cure-claim,unsupported-efficacy").stdout)[
        "findings"
    ]
    alone = json.loads(run(page, "--format", "json", "--select", "unsupported-efficacy").stdout)["findings"]
    cured = next(finding for finding in both if finding["rule"] == "cure-claim")["start"]["offset"]

    def at_the_place(findings: list[dict[str, Any]]) -> list[str]:
        return [f["rule"] for f in findings if f["start"]["offset"] <= cured < f["end"]["offset"]]

    assert at_the_place(both) == ["cure-claim"]
    assert at_the_place(alone) == ["unsupported-efficacy"]
    assert len([f for f in both if f["rule"] == "unsupported-efficacy"]) == len(alone) - 1


def test_a_hook_that_names_only_excluded_files_passes(folder: Path) -> None:
    (folder / "medlint.toml").write_text('exclude = ["drafts"]\n')
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.md").write_text(CURE)
    result = run("--force-exclude", "--format", "json", "drafts/a.md")
    assert result.exit_code == 0
    assert "Every article that was named is excluded." in result.stderr
    assert json.loads(result.stdout)["summary"]["skipped"] == 1
    assert run("drafts/a.md").exit_code == 1, "a file that is named is read"
    assert run(".").exit_code == 3, "nothing but excluded articles is no gate"


def test_statistics_count_and_unread_files_are_named_in_the_summary(folder: Path) -> None:
    (folder / "a.md").write_text(CURE)
    (folder / "b.txt").write_bytes(b"a\0b")
    for format in ("full", "concise"):
        result = run("--statistics", "--format", format)
        lines = result.stdout.splitlines()
        assert lines[0].split() == ["1", "cure-claim"]
        assert "1 file not read" in result.stdout
    assert run("b.txt").stdout.splitlines()[-1] == "1 file not read; nothing checked."


def test_python_refuses_what_it_cannot_read_and_takes_one_path(folder: Path) -> None:
    (folder / "oil.md").write_text(CURE, encoding="utf-8")
    assert [finding.path for finding in medlint.lint_paths("oil.md").findings][:1] == ["oil.md"]
    with pytest.raises(ConfigError, match="no format “pdf”"):
        medlint.lint_text(CURE, format="pdf")  # type: ignore[arg-type]
