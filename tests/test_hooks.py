"""The ways into a repository: the pre-commit hooks, the GitHub action, the GitLab snippet, `medlint init`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from click.testing import CliRunner, Result

from medlint.cli.init import detect
from medlint.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
CURE = "# Oil\n\nThis oil cures gout.\n"
CLEAN = "# Oil\n\nThis oil smells of roses.\n"
CONFIG = 'select = ["cure-claim", "heading-level-skip"]\nexclude = ["drafts"]\n'
PROGRAMS = Path(sys.executable).parent


def program(name: str) -> str:
    """Return a program beside the running Python, else anywhere; skip where there is none."""
    found = shutil.which(name, path=f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository in which `medlint` is the one of this checkout."""
    shims = tmp_path / "bin"
    shims.mkdir()
    shim = shims / "medlint"
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m medlint "$@"\n')
    shim.chmod(0o755)
    root = tmp_path / "site"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f"{shims}{os.pathsep}{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    for name in list(os.environ):
        if name.startswith(("GIT_", "GITHUB_", "CI_MERGE")):
            monkeypatch.delenv(name)
    for key, value in (("NAME", "a"), ("EMAIL", "a@b.example")):
        monkeypatch.setenv(f"GIT_AUTHOR_{key}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{key}", value)
    run("git", "init", "-q", "-b", "main")
    (root / "medlint.toml").write_text(CONFIG)
    return root


def run(*command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return found


@pytest.fixture
def hooked(repository: Path) -> Path:
    """The repository with our hooks, run by the real pre-commit from this checkout instead of an installation."""
    own = [{**hook, "language": "system", "args": ["--fix"]} for hook in hooks()]
    config = {"repos": [{"repo": "local", "hooks": own}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    run(program("pre-commit"), "install")
    return repository


def commit(check: bool = True) -> subprocess.CompletedProcess[str]:
    run("git", "add", "-A")
    return run("git", "commit", "-qm", "x", check=check)


def test_the_hook_finds_and_lets_pass(hooked: Path) -> None:
    for name in ("ein übel mit leerzeichen.md", "b.html", "c.txt"):
        (hooked / name).write_text(
            CURE if name != "b.html" else "<h1>Oil</h1><p>It cures gout.</p>", encoding="utf-8"
        )
    (hooked / "drafts").mkdir()
    (hooked / "drafts" / "d.md").write_text(CURE)
    document = docx.Document()
    document.add_paragraph("It cures gout.")
    document.save(str(hooked / "e.docx"))
    done = commit(check=False)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    for name in ("ein übel mit leerzeichen.md:3:10", "b.html:1:19", "c.txt:3:10", "e.docx:1:4"):
        assert f"{name}: error[cure-claim]" in said
    assert "drafts" not in said, "exclude holds although pre-commit names the file"
    for name in ("ein übel mit leerzeichen.md", "b.html", "c.txt"):
        (hooked / name).write_text(CLEAN, encoding="utf-8")
    (hooked / "e.docx").unlink()
    commit()


def test_the_hook_fixes_and_meets_renamed_and_deleted_files(hooked: Path) -> None:
    (hooked / "a.md").write_text("# Oil\n\nText.\n\n### More\n\nText.\n")
    (hooked / "b.md").write_text(CLEAN)
    done = commit(check=False)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout + done.stderr
    assert "\n## More\n" in (hooked / "a.md").read_text()
    commit()
    run("git", "mv", "a.md", "c.md")
    (hooked / "b.md").unlink()
    commit()


@pytest.mark.slow
def test_the_hook_as_pre_commit_installs_it(repository: Path, tmp_path: Path) -> None:
    """`pre-commit try-repo` builds and installs this checkout; the libraries are those that are here already."""
    if os.environ.get("MEDLINT_SLOW") != "1":
        pytest.skip("MEDLINT_SLOW=1 runs what builds an environment")
    copy = tmp_path / "medlint"
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
    ).stdout
    for name in listed.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    run("git", "-C", str(copy), "init", "-q")
    run("git", "-C", str(copy), "add", "-A", "-f")
    run("git", "-C", str(copy), "commit", "-qm", "copy")
    (repository / "a.md").write_text(CURE)
    run("git", "add", "-A")
    done = run(program("pre-commit"), "try-repo", str(copy), "medlint", "--all-files", check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a.md:3:10: error[cure-claim]" in done.stdout


# --- GitHub


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
    return found


def run_action(**inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the steps of the action as GitHub would: expressions filled in, the shell's options, the files of a step."""
    stated = action()
    values = {name: str(item["default"]) for name, item in stated["inputs"].items()}
    values |= {"install": "false"} | {name.replace("_", "-"): value for name, value in inputs.items()}
    step = stated["runs"]["steps"][-1]
    environment = {
        **os.environ,
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": "../output",
        "GITHUB_STEP_SUMMARY": "../summary",
    }
    for name, value in step["env"].items():
        key = value.removeprefix("${{").removesuffix("}}").strip()
        environment[name] = str(ROOT) if key == "github.action_path" else values[key.removeprefix("inputs.")]
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_no_input_reaches_a_script_but_through_the_environment() -> None:
    for step in action()["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        assert "uses" not in step


def test_the_action_finds_annotates_and_summarises(repository: Path) -> None:
    (repository / "a b").mkdir()
    (repository / "a b" / "ö.md").write_text(CURE)
    (repository / "other.md").write_text(CURE)
    commit()
    done = run_action(paths="a b\n", sarif="out.sarif", arguments="--statistics\n")
    assert done.returncode == 1
    assert (
        "::error file=a b/ö.md,line=3,endLine=3,col=10,endColumn=15,title=medlint%3A cure-claim::"
        in done.stdout
    )
    assert "other.md" not in done.stdout
    assert (repository / "../output").read_text() == "exit-status=1\n"
    assert "| cure-claim | 1 |" in (repository / "../summary").read_text()
    assert json.loads((repository / "out.sarif").read_text())["version"] == "2.1.0"


def test_the_action_checks_what_changed(repository: Path) -> None:
    (repository / "a.md").write_text(CURE)
    commit()
    assert run_action(diff="true").returncode == 0
    assert "No article changed" in run_action(diff="true").stderr
    (repository / "b.md").write_text(CURE)
    done = run_action(diff="HEAD")
    assert done.returncode == 1
    assert "file=b.md" in done.stdout
    assert "file=a.md" not in done.stdout
    assert run_action(diff="gone").returncode == 2


@pytest.mark.parametrize(
    "path", ["$(touch ../hacked)", "`touch ../hacked`", "; touch ../hacked", "--exit-zero"]
)
def test_the_action_takes_inputs_as_words(repository: Path, path: str) -> None:
    (repository / "a.md").write_text(CURE)
    assert run_action(paths=path).returncode == 2
    assert not (repository / "../hacked").exists()


def test_the_action_is_clean_under_zizmor() -> None:
    done = run(program("zizmor"), "--offline", "--no-progress", str(ROOT / "action.yml"), check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_empty_checkout_does_not_pass(repository: Path) -> None:
    assert run_action().returncode == 3


# --- medlint init


def invoke(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("hugo.toml", "Hugo"),
        ("_config.yml", "Jekyll"),
        ("docusaurus.config.ts", "Docusaurus"),
        ("x", "plain folders"),
    ],
)
def test_init_knows_the_site(tmp_path: Path, sign: str, name: str) -> None:
    (tmp_path / sign).write_text("")
    assert detect(tmp_path).name == name


def test_init_writes_a_configuration_that_holds_and_prints_snippets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hugo.toml").write_text("")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(CLEAN)
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "b.md").write_text(CURE)
    result = invoke("init")
    assert result.exit_code == 0, result.output
    for words in (
        "id: medlint",
        "files: ^content/",
        "medlint check content --format gitlab=",
        "codequality:",
    ):
        assert words in result.stdout
    for snippet in result.stdout.split("# .")[1:]:
        assert yaml.safe_load("# ." + snippet)
    assert invoke("check", "--format", "json").exit_code == 0
    before = (tmp_path / "medlint.toml").read_text()
    (tmp_path / "medlint.toml").write_text(before + "# mine\n")
    assert invoke("init").exit_code == 2
    assert (tmp_path / "medlint.toml").read_text().endswith("# mine\n")
    assert invoke("init", "--force").exit_code == 0
    for line in before.splitlines():
        if line.startswith("# ") and " = " in line and "kind" not in line and "severity" not in line:
            (tmp_path / "medlint.toml").write_text(
                line[2:].replace('["glossary.yaml"]', "[]").replace('["house-style"]', "[]")
            )
            assert invoke("config").exit_code == 0, line
