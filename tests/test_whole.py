"""Nothing is lost: interrupted runs, crashed processes, broken caches and disks, two runs at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import medlint.vocabulary.compiled as compiled
from medlint.articles.article import Article
from medlint.cache import Cache
from medlint.checks.registry import HeadingLevel, Match, Params, Replacement, check
from medlint.cli.main import cli
from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Edit
from medlint.fixes import edit_file, edited, edits_of
from medlint.linting import Linting, Options
from medlint.run import run
from medlint.sources import read_text
from medlint.spans import Span


class _Nothing(Params, kw_only=True, frozen=True):
    """No parameters."""


@check("test-fixes", _Nothing)
def fixes(article: Article, params: _Nothing) -> Iterator[Match]:
    """Write MRI out where it first stands, and make headings after the first one level 2."""
    at = article.text.find("MRI")
    if at >= 0 and "imaging (MRI)" not in article.text:
        span = Span(at, at + 3)
        yield Match(span, fix=(Replacement(span, "magnetic resonance imaging (MRI)"),))
    for block in article.blocks[1:]:
        if block.kind == "heading" and block.level > 2:
            yield Match(block.span, fix=(HeadingLevel(block.span, 2),))


RULE = """\
summary: Something to fix
severity: error
confidence: high
check: test-fixes
message: “{match}” can be fixed.
why: For the test.
sources: [A test]
examples: {bad: [], good: []}
"""
PAGE = "# Scan\n\nAn MRI shows it.\n\n#### Before the MRI\n\nRest.\n"
FIXED = "# Scan\n\nAn magnetic resonance imaging (MRI) shows it.\n\n## Before the MRI\n\nRest.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(tmp_path / ".cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "house" / "structure").mkdir(parents=True)
    (tmp_path / "house" / "structure" / "to-fix.yaml").write_text(RULE)
    (tmp_path / "medlint.toml").write_text('packs = ["house"]\nselect = ["to-fix"]\n')
    return tmp_path


def invoke(*args: str) -> Result:
    return CliRunner().invoke(cli, ["check", *args])


# --- safe fixes


def test_fix_makes_the_edits_and_the_run_is_clean(folder: Path) -> None:
    (folder / "a.md").write_text(PAGE)
    preview = invoke("a.md", "--diff-fixes")
    assert preview.exit_code == 1
    assert "+An magnetic resonance imaging (MRI) shows it." in preview.stdout
    assert "-#### Before the MRI" in preview.stdout
    assert (folder / "a.md").read_text() == PAGE, "a preview changes nothing"
    assert invoke("a.md").exit_code == 1
    result = invoke("a.md", "--fix")
    assert result.exit_code == 0
    assert "2 edits in 1 file" in result.stderr
    assert (folder / "a.md").read_text() == FIXED
    assert invoke("a.md", "--fix").exit_code == 0
    assert invoke("a.md", "--diff-fixes").exit_code == 0


@pytest.mark.parametrize(
    ("encoding", "mark", "newline"),
    [
        ("utf-8", "", "\n"),
        ("utf-8", "\ufeff", "\r\n"),
        ("utf-16-le", "\ufeff", "\r\n"),
        ("windows-1252", "", "\r"),
    ],
)
def test_fix_keeps_encoding_mark_newlines_mode_and_links(
    folder: Path, encoding: str, mark: str, newline: str
) -> None:
    real = folder / "real.md"
    before, after = (mark + (text + "\nCafé “é”.\n").replace("\n", newline) for text in (PAGE, FIXED))
    real.write_bytes(before.encode(encoding))
    real.chmod(0o640)
    (folder / "link.md").symlink_to("real.md")
    assert invoke("link.md", "--fix").exit_code == 0
    assert real.read_bytes() == after.encode(encoding)
    assert real.stat().st_mode & 0o777 == 0o640
    assert (folder / "link.md").is_symlink()


def test_a_file_whose_bytes_cannot_be_written_back_is_left_alone(folder: Path) -> None:
    data = PAGE.encode() + b"\xff\x81\x8d\n"
    (folder / "a.md").write_bytes(data)
    result = invoke("a.md", "--fix")
    assert result.exit_code == 1
    assert "left as it is" in result.stderr
    assert (folder / "a.md").read_bytes() == data


def test_markup_inside_the_span_and_word_files_are_not_edited() -> None:
    document = read_text("A *M*RI, an MR&#73;.", path="a.md", format="markdown")
    at = document.text.index("MRI")
    assert edits_of(document, [Replacement(Span(at, at + 3), "x")]) == ()
    at = document.text.rindex("MRI")
    assert edits_of(document, [Replacement(Span(at, at + 3), "x")]) == ()
    good = Replacement(Span(0, 1), "An")
    assert edits_of(document, [good]) == (Edit(0, 1, "An"),)
    assert edits_of(document, [good, Replacement(Span(at, at + 3), "x")]) == (), "all or nothing"


def test_a_skipped_heading_level_is_fixed_with_its_siblings(folder: Path) -> None:
    outline = "# Colds\n\nA.\n\n### Rest\n\nB.\n\n#### At home\n\nC.\n\n### Drink\n\nD.\n\n## Help\n\nE.\n"
    (folder / "a.md").write_text(outline)
    assert (
        invoke("a.md", "--isolated", "--select", "heading-level-skip", "--fix", "--fail-on", "info").exit_code
        == 0
    )
    expected = (
        outline.replace("### Rest", "## Rest").replace("#### At", "### At").replace("### Drink", "## Drink")
    )
    assert (folder / "a.md").read_text() == expected


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("markdown", "a\n\n  #### One ####\n\nb", "a\n\n  ## One ####\n\nb"),
        ("markdown", "a\n\nOne\n---\n\nb", None),
        ("html", "<h1>A</h1><h4 class='x'>On<b>e</b></h4>", "<h1>A</h1><h2 class='x'>On<b>e</b></h2>"),
        ("html", "<h4>One", None),
    ],
)
def test_heading_levels(format: str, text: str, expected: str | None) -> None:
    document = read_text(text, path="a", format=format)  # type: ignore[arg-type]
    at = document.text.index("On")
    edits = edits_of(document, [HeadingLevel(Span(at, at + 3), 2)])
    assert (edited(text, edits) if edits else None) == expected


def test_overlapping_edits_wait() -> None:
    assert edited("abcdef", [Edit(2, 4, "X"), Edit(0, 3, "Y"), Edit(5, 6, "Z")]) == "YdeZ"


KILLED_FIX = """
import os, sys, medlint.vocabulary.compiled as compiled
sys.path.insert(0, {tests!r})
import tests.test_whole
real = os.replace
def slow(source, target):
    if not {before} or not str(target).endswith(".md"):
        real(source, target)
    if str(target).endswith(".md"):
        open("ready", "w").close()
        import time; time.sleep(30)
os.replace = slow
from medlint.cli.main import cli
cli(["check", "a.md", "b.md", "--fix", "--no-cache"])
"""


def start(code: str, folder: Path) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parent.parent)
    environment = {**os.environ, "PYTHONPATH": root}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, env=environment, stderr=subprocess.DEVNULL
    )


def wait_for(file: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not file.exists():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("before", [True, False], ids=["before the replacement", "after the first"])
def test_a_killed_fix_leaves_every_file_whole(folder: Path, before: bool) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text(PAGE)
    process = start(KILLED_FIX.format(tests=str(Path(__file__).parent.parent), before=before), folder)
    wait_for(folder / "ready", process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    texts = [(folder / name).read_text() for name in ("a.md", "b.md")]
    assert texts == ([PAGE, PAGE] if before else [FIXED, PAGE])
    assert invoke("a.md", "b.md", "--fix").exit_code == 0
    assert [(folder / name).read_text() for name in ("a.md", "b.md")] == [FIXED, FIXED]


def test_a_full_disk_while_fixing_leaves_the_file_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text(PAGE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compiled.os, "fsync", full)
    result = invoke("a.md", "--fix", "--no-cache")
    assert result.exit_code == 2
    assert "No space left" in result.stderr
    assert (folder / "a.md").read_text() == PAGE
    assert [f.name for f in folder.iterdir() if f.name.startswith(".medlint-")] == []


# --- the cache


def results(folder: Path, **options: object) -> list[tuple[str, str, int]]:
    report = run(["."], Config(select=("cure-claim",)), Options(**options))  # type: ignore[arg-type]
    assert report.failures == []
    return [(f.path, f.excerpt, f.start.line) for f in report.findings]


def entries(folder: Path) -> list[Path]:
    return sorted(f for f in (folder / ".cache" / "results").glob("*/*") if f.name != "notes")


def test_a_cached_run_gives_the_same_and_imports_nothing_heavy(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(f"# Oil\n\nIt cures {name}.\n")
    code = (
        "import sys\nfrom medlint.cli.main import cli\n"
        "try:\n    cli(['check', '.', '--isolated', '--format', 'json', '--select', 'cure-claim'])\n"
        "except SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sorted({'spacy', 'textstat', 'nltk', 'numpy', 'yaml', 'pyromark', 'medlint.engine',"
        " 'medlint.articles', 'medlint.checks', 'medlint.rulebook', 'concurrent.futures'} & set(sys.modules))))"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder,
                       env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)})
        for _ in range(2)
    )  # fmt: skip
    assert "medlint.engine" in first.stderr
    assert second.stderr == ""
    assert first.stdout == second.stdout
    assert len(json.loads(second.stdout)["findings"]) == 2


def test_what_an_entry_depends_on(folder: Path) -> None:
    file = folder / "a.md"
    file.write_text("# Oil\n\nIt cures a.\n")
    results(folder)
    assert len(entries(folder)) == 1
    results(folder)
    assert len(entries(folder)) == 1
    file.write_text("# Oil\n\nIt cures b.\n")
    assert results(folder) == [("a.md", "cures", 3)]
    assert len(entries(folder)) == 2
    run(["."], Config(select=("cure-claim",), locale="en-GB"), Options())
    assert len(entries(folder)) == 3, "another configuration"
    rule = folder / "house" / "structure" / "to-fix.yaml"
    config = Config(select=("to-fix",), packs=(str(folder / "house"),))
    run(["."], config, Options())
    rule.write_text(RULE + "# another\n")
    run(["."], config, Options())
    assert len(entries(folder)) == 5, "a changed rule"
    results(folder, use_cache=False)
    assert len(entries(folder)) == 5


@pytest.mark.parametrize("damage", [b"", b"\x93", b"junk" * 100])
def test_a_spoilt_entry_is_made_anew(folder: Path, damage: bytes) -> None:
    (folder / "a.md").write_text("It cures a.\n")
    expected = results(folder)
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    entry.write_bytes(damage or whole[: len(whole) // 2])
    assert results(folder) == expected
    assert entry.read_bytes() == whole


KILLED_CACHE = """
import os
real = os.replace
def slow(source, target):
    if "results" in str(target) and not str(target).endswith("notes"):
        open("ready", "w").close()
        import time; time.sleep(30)
    real(source, target)
os.replace = slow
from medlint.cli.main import cli
cli(["check", "a.md", "--isolated", "--select", "cure-claim"])
"""


def test_a_run_killed_in_a_cache_write_leaves_no_part_behind(folder: Path) -> None:
    (folder / "a.md").write_text("It cures a.\n")
    process = start(KILLED_CACHE, folder)
    wait_for(folder / "ready", process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [entry.name for entry in entries(folder) if not entry.name.startswith(".medlint-")] == []
    assert results(folder) == [("a.md", "cures", 1)]
    assert results(folder) == [("a.md", "cures", 1)]


def test_a_cache_that_cannot_be_written_is_a_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.md").write_text("# A\n\nFine.\n")
    (folder / "file").write_text("")
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(folder / "file" / "cache"))
    result = invoke("a.md")
    assert result.exit_code == 0
    assert "The cache in" in result.stderr
    assert "cannot be written" in result.stderr
    assert invoke("a.md", "--no-cache").stderr == ""


def test_two_runs_at_once_do_not_spoil_the_cache(folder: Path) -> None:
    for number in range(30):
        (folder / f"{number}.md").write_text(f"# Oil {number}\n\nIt cures a.\n")
    code = "from medlint.cli.main import cli\ncli(['check', '.', '--isolated', '--format', 'json', '--select', 'cure-claim'])"
    root = str(Path(__file__).resolve().parent.parent)
    outputs: list[bytes] = []

    def once() -> None:
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=False,
                              env={**os.environ, "PYTHONPATH": root})  # fmt: skip
        outputs.append(done.stdout)

    threads = [threading.Thread(target=once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(outputs)) == 1
    assert len(json.loads(outputs[0])["findings"]) == 30
    cache = Cache(Config(select=("cure-claim",), root="", show_info=False), Options().today)
    assert all(
        cache.get(entry.name) is not None for entry in entries(folder) if not entry.name.startswith(".")
    )


def test_old_states_are_removed(folder: Path) -> None:
    (folder / "a.md").write_text("It cures a.\n")
    for months in range(7):
        run(["."], Config(select=("cure-claim",), review_months=months), Options())
        time.sleep(0.01)
    assert len(list((folder / ".cache" / "results").iterdir())) == 4


# --- processes


@check("test-crash", _Nothing)
def crash(article: Article, params: _Nothing) -> Iterator[Match]:
    """Kill the process on one article, and find something in all others."""
    if "crash here" in article.text and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    yield Match(Span(0, 1))


PARENT = os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork, so that the check of this test is known")
def test_a_crashed_process_loses_one_file(folder: Path) -> None:
    (folder / "house" / "structure" / "to-fix.yaml").write_text(RULE.replace("test-fixes", "test-crash"))
    for number in range(50):
        (folder / f"{number:02}.md").write_text(f"# Article {number}\n\nText.\n")
    (folder / "27.md").write_text("# Article 27\n\ncrash here\n")
    config = Config(select=("to-fix",), packs=(str(folder / "house"),))
    report = run(["."], config, Options(jobs=2, use_cache=False))
    assert [failure.path for failure in report.failures] == ["27.md"]
    assert [f.path for f in report.findings] == [f"{n:02}.md" for n in range(50) if n != 27]


def test_processes_give_what_one_gives(folder: Path) -> None:
    for number in range(45):
        (folder / f"{number:02}.md").write_text(f"# Oil {number}\n\nIt cures a.\n\nIt cures b.\n")
    (folder / "junk.md").write_bytes(b"a\0b")
    config = Config(select=("cure-claim",))
    one, two = (run(["."], config, Options(jobs=jobs, use_cache=False)) for jobs in (1, 2))
    assert one.findings == two.findings
    assert one.files == two.files
    assert one.failures == two.failures
    assert len(one.findings) == 90


def test_linting_can_be_sent_to_a_new_process() -> None:
    import pickle

    linting = Linting(
        Config(select=("cure-claim",)), Options(use_cache=False, progress=lambda done, total: None)
    )
    assert linting.linter.config.select == ("cure-claim",)
    again = pickle.loads(pickle.dumps(linting))
    assert again.config == linting.config
    assert isinstance(again.linter, Linter)


def test_edit_file_refuses_text_that_is_not_the_files(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one")
    with pytest.raises(Exception, match="left as it is"):
        edit_file(str(file), [Edit(0, 1, "X")], "two")
    assert file.read_text() == "one"


# --- interrupted


def start_in_two(*args: str) -> subprocess.Popen[str]:
    """Start a run over many files in two processes, and wait until both are at work."""
    run = subprocess.Popen(
        [sys.executable, "-m", "medlint", "check", "--no-cache", "--isolated", "--jobs", "2", *args],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
    )  # fmt: skip
    for _ in range(600):
        if len(children(run.pid)) >= 2:
            return run
        assert run.poll() is None, run.communicate()
        time.sleep(0.1)
    raise AssertionError("no processes were started")


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_an_interrupted_run_ends_at_once_and_leaves_no_process(
    folder: Path, number: signal.Signals, status: int
) -> None:
    for at in range(60):
        (folder / f"{at}.md").write_text("# Oil\n\n" + f"It cures gout number {at}. Rest is good. " * 800)
    run = start_in_two(".")
    workers = children(run.pid)
    begun = time.monotonic()
    run.send_signal(number)
    run.communicate(timeout=60)
    assert run.returncode == status
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() - begun < 10
        time.sleep(0.1)
