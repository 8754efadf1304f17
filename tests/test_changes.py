"""`--diff` and `--staged`: files chosen by git, and only what the change caused."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medlint.cli.main import cli

MORE = "Sit, stand and walk as you like, and change often. Warmth can help. " * 12
HELP = "Call your doctor if the pain lasts more than a week or if you have a fever.\n"
BACK = f"""\
# Back pain

Back pain is common, and it hurts. It often gets better within weeks. This oil cures back pain.

{MORE}

## When to get help

{HELP}"""


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "site with space"
    (root / "articles").mkdir(parents=True)
    monkeypatch.chdir(root)
    git("init", "-q", "-b", "main")
    (root / "medlint.toml").write_text(
        'select = ["cure-claim", "missing-when-to-get-help"]\n[per-file."articles/*"]\nkind = "condition"\n'
    )
    (root / "articles" / "rücken 1.md").write_text(BACK, encoding="utf-8")
    (root / "articles" / "old.md").write_text("# Oil\n\nIt cures all.\n\n" + HELP)
    git("add", ".")
    git("commit", "-qm", "first")
    return root


def check(*args: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--format", "json", *args])


def found(result: Result) -> list[tuple[str, str, str]]:
    assert result.exit_code in (0, 1), result.output
    rows = json.loads(result.stdout)["findings"]
    return [(row["path"], row["rule"], row["severity"]) for row in rows]


def test_nothing_changed_is_0_and_says_so(repository: Path) -> None:
    for option in ("--diff", "--staged"):
        result = check(option)
        assert result.exit_code == 0
        assert result.stderr.splitlines() == ["medlint: No article changed."]


def test_a_claim_in_a_changed_sentence_is_found_and_the_old_one_is_not(repository: Path) -> None:
    file = repository / "articles" / "rücken 1.md"
    file.write_text(BACK.replace("within weeks.", "within weeks. Herbs cure it."), encoding="utf-8")
    expected = [("articles/rücken 1.md", "cure-claim", "error")]
    result = check("--diff")
    assert found(result) == expected
    assert result.exit_code == 1
    assert "Left out: 1 finding that was there before the change." in result.stderr
    assert found(check("--diff", "articles")) == expected
    assert found(check("--diff=HEAD", "articles/rücken 1.md")) == expected
    assert found(check("--diff", "articles/old.md")) == []
    assert found(check("--staged")) == []
    git("add", ".")
    assert found(check("--staged")) == expected


def test_advice_that_a_change_removed_is_an_error(repository: Path) -> None:
    (repository / "medlint.toml").write_text(
        'select = ["missing-when-to-get-help"]\n[per-file."articles/*"]\nkind = "condition"\n'
        '[rules.missing-when-to-get-help]\nseverity = "info"\n'
    )
    git("commit", "-qam", "softer")
    file = repository / "articles" / "rücken 1.md"
    file.write_text(BACK.replace(HELP, "It will pass.\n"), encoding="utf-8")
    assert found(check("--diff")) == [("articles/rücken 1.md", "missing-when-to-get-help", "error")]
    assert check("--diff").exit_code == 1
    git("commit", "-qam", "shorter")
    file.write_text(file.read_text(encoding="utf-8") + "\nRest.\n", encoding="utf-8")
    assert found(check("--diff=HEAD")) == [], "it was missing before this change"


def test_a_new_file_is_read_whole_and_keeps_its_severities(repository: Path) -> None:
    (repository / "articles" / "new.md").write_text(
        f"# Knee pain\n\nYour knee hurts. Herbs cure it.\n\n{MORE}\n"
    )
    assert sorted(found(check("--diff"))) == [
        ("articles/new.md", "cure-claim", "error"),
        ("articles/new.md", "missing-when-to-get-help", "error"),
    ]


def test_staged_reads_what_is_staged(repository: Path) -> None:
    file = repository / "articles" / "old.md"
    staged = file.read_text() + "\nHerbs cure it.\n"
    file.write_text(staged)
    git("add", ".")
    file.write_text(staged.replace("cure it", "help"))
    assert [rule for _, rule, _ in found(check("--staged"))] == ["cure-claim"]
    assert found(check("--diff")) == []
    file.unlink()
    assert [rule for _, rule, _ in found(check("--staged"))] == ["cure-claim"]


def test_renamed_deleted_and_moved(repository: Path) -> None:
    git("mv", "articles/rücken 1.md", "articles/back.md")
    git("rm", "-q", "articles/old.md")
    assert found(check("--staged")) == []
    assert json.loads(check("--staged").stdout)["summary"]["files"] == 1
    assert found(check("--diff")) == []


def test_since_the_branch_left_main(repository: Path) -> None:
    git("checkout", "-qb", "topic")
    (repository / "articles" / "a.md").write_text("# Oil\n\nIt cures gout.\n\n" + HELP)
    git("add", ".")
    git("commit", "-qm", "topic")
    git("checkout", "-q", "main")
    (repository / "articles" / "b.md").write_text("# Oil\n\nIt cures flu.\n\n" + HELP)
    git("add", ".")
    git("commit", "-qm", "main goes on")
    git("checkout", "-q", "topic")
    assert [path for path, _, _ in found(check("--diff"))] == ["articles/a.md"]
    git("merge", "-q", "main", "-m", "merge")
    assert [path for path, _, _ in found(check("--diff"))] == ["articles/a.md"]


def test_from_a_folder_below_and_from_outside_paths(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repository / "articles" / "old.md"
    file.write_text(file.read_text() + "\nHerbs cure it.\n")
    monkeypatch.chdir(repository / "articles")
    assert found(check("--diff")) == [("old.md", "cure-claim", "error")]
    assert [path for path, _, _ in found(check("--diff", str(repository / "articles")))] == ["old.md"]


def test_before_the_first_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text("It cures gout.\n")
    git("add", ".")
    assert [rule for _, rule, _ in found(check("--staged", "--select", "cure-claim"))] == ["cure-claim"]


@pytest.mark.parametrize("option", ["--diff=gone", "--diff=--output=x"])
def test_a_missing_ref_is_exit_2(repository: Path, option: str) -> None:
    result = check(option)
    assert result.exit_code == 2
    assert "git knows no commit called" in result.stderr


def test_no_repository_is_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for option in ("--diff", "--staged"):
        result = check(option)
        assert result.exit_code == 2
        assert "no git repository here" in result.stderr


def test_a_shallow_clone_says_what_to_fetch(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("checkout", "-qb", "topic")
    (repository / "articles" / "a.md").write_text("# Oil\n")
    git("add", ".")
    git("commit", "-qm", "topic")
    git("checkout", "-q", "main")
    git("clone", "-q", "--depth", "1", "-b", "topic", f"file://{repository}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    result = check("--diff=main")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.stderr
    git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    result = check("--diff")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.stderr
    assert check("--diff=origin/main").exit_code in (0, 1), (
        "two commits can be compared without their history"
    )


def test_excluded_hidden_and_other_files_are_left_out(repository: Path) -> None:
    (repository / "medlint.toml").write_text('select = ["cure-claim"]\nexclude = ["drafts"]\n')
    for name in ("drafts/a.md", ".hidden/a.md", "a.py", "articles/b.md"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text("It cures gout.\n")
    assert [path for path, _, _ in found(check("--diff"))] == ["articles/b.md"]


def test_a_removed_suppression_brings_its_finding_back(repository: Path) -> None:
    file = repository / "articles" / "s.md"
    body = "# Oil\n\n<!-- medlint: ignore[cure-claim]: why -->\nIt cures gout.\n\n" + HELP
    file.write_text(body)
    git("add", ".")
    git("commit", "-qm", "suppressed")
    file.write_text(body.replace("<!-- medlint: ignore[cure-claim]: why -->\n", ""))
    assert [rule for _, rule, _ in found(check("--diff"))] == ["cure-claim"]


def test_what_others_did_after_the_branch_left_is_no_change(repository: Path) -> None:
    git("checkout", "-qb", "topic")
    (repository / "articles" / "a.md").write_text("# Oil\n\nIt cures gout.\n\n" + HELP)
    git("add", ".")
    git("commit", "-qm", "topic")
    git("checkout", "-q", "main")
    old = repository / "articles" / "old.md"
    old.write_text(old.read_text().replace("cures all", "helps some"))
    git("commit", "-qam", "main mends a claim that the branch still has")
    git("checkout", "-q", "topic")
    assert [path for path, _, _ in found(check("--diff=main"))] == ["articles/a.md"]


def test_a_ref_behind_a_space_is_explained(repository: Path) -> None:
    result = check("--diff", "HEAD")
    assert result.exit_code == 2
    assert "for the commit write --diff=HEAD" in result.stderr


def test_a_range_is_no_ref(repository: Path) -> None:
    result = check("--diff=HEAD..HEAD")
    assert result.exit_code == 2
    assert "no range" in result.stderr


def test_a_merge_conflict_is_shown_as_it_stands(repository: Path) -> None:
    for branch, text in (("a", "It cures gout."), ("b", "It cures flu.")):
        git("checkout", "-q", "-b", branch, "main")
        for name in ("old.md", "both.md"):
            (repository / "articles" / name).write_text(f"# Oil\n\n{text}\n\n{HELP}")
        git("add", ".")
        git("commit", "-qm", branch)
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "a")
    for option in ("--staged", "--diff=HEAD"):
        assert {path for path, _, _ in found(check(option))} == {"articles/both.md", "articles/old.md"}


def test_a_changed_submodule_is_named(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)
    git("init", "-q", "-b", "main")
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repository), "content")
    git("commit", "-qm", "content")
    (top / "content" / "articles" / "old.md").write_text("# Oil\n\nIt cures flu.\n")
    result = check("--diff=HEAD")
    assert result.exit_code == 0
    assert "content is a submodule that changed" in result.stderr
    whole = check("content")
    assert whole.exit_code == 1
    assert json.loads(whole.stdout)["summary"]["files"] == 2, "a run over folders looks into it"


def test_a_page_that_grows_past_the_least_length_lacked_the_same_before(repository: Path) -> None:
    file = repository / "articles" / "short.md"
    short = "# Back pain\n\nBack pain is common, and it hurts. It often gets better within weeks.\n"
    file.write_text(short)
    git("add", ".")
    git("commit", "-qm", "short")
    file.write_text(f"{short}\n{MORE}\n")
    assert found(check("--diff")) == [], "the advice was never there"
    assert ("articles/short.md", "missing-when-to-get-help") in {
        row[:2] for row in found(check("articles/short.md"))
    }
