"""Measures medlint against proselint, codespell and the bare start of spaCy, as ratios in one run.

    MEDLINT_DATA=… python tests/benchmarks/speed.py [--rounds 3] [--sizes 200,1000] [--many 0]

All programs come from the environment of the Python that runs it. The rounds are interleaved, so that a
slow moment of the machine meets all alike; wall and CPU time and peak memory are those of whole processes.
The files are answers of MedQuAD repeated under new names, each with one word of its own.

It also prints the words per second of one process that has loaded its rules, in CPU time: of each file the
least of the rounds, after one round that makes what is made on first use.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medlint.config import Config
from medlint.engine import Linter
from medlint.findings import Report

ROOT = Path(__file__).resolve().parent.parent.parent
SKELETON = (
    "unexplained-jargon", "cure-claim", "unsupported-statistic", "vague-study-attribution",
    "missing-when-to-get-help", "missing-red-flags", "promised-list-missing", "reading-grade",
    "long-sentence", "gendered-clinician",
)  # fmt: skip
"""The rules that medlint began with."""
MEDLINT = [sys.executable, "-m", "medlint"]


@dataclass
class Row:
    """What the rounds of one command took."""

    name: str
    command: Sequence[str]
    fresh: bool = False
    """Whether the results of earlier runs are thrown away before each round."""
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: float = 0.0
    """MiB of the largest process."""

    @property
    def median(self) -> float:
        """Median wall time in seconds."""
        return statistics.median(self.wall)


def measure(row: Row, cache: Path) -> None:
    """Run a command once."""
    if row.fresh:
        shutil.rmtree(cache / "results", ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MEDLINT_CACHE_DIR": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    begun = time.perf_counter()
    process = subprocess.Popen(
        row.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cache
    )
    _, status, usage = os.wait4(process.pid, 0)
    row.wall.append(time.perf_counter() - begun)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in range(4) and "codespell" not in row.name:
        sys.exit(f"{row.name} ended with {process.returncode}")
    row.cpu.append(usage.ru_utime + usage.ru_stime)
    row.peak = max(row.peak, usage.ru_maxrss / 1024)


def articles(folder: Path, count: int) -> int:
    """Write the files and return their words."""
    sources = sorted((Path(os.environ["MEDLINT_DATA"]) / "medquad" / "articles").glob("*.md"))
    if not sources:
        sys.exit("MEDLINT_DATA names no folder with medquad/articles.")
    folder.mkdir()
    words = 0
    for number in range(count):
        text = sources[number % len(sources)].read_text(encoding="utf-8") + f"\nPage w{number}x.\n"
        (folder / f"{number:05}.md").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def table(rows: Sequence[Row], base: Row, words: int = 0) -> None:
    """Print medians, spread, and ratios to one row."""
    print(
        f"{'':34}{'wall s':>8}{'(min–max)':>16}{'CPU s':>8}{'MiB':>7}{'ratio':>8}"
        + ("  words/s" if words else "")
    )
    for row in rows:
        ratios = [one / other for one, other in zip(row.wall, base.wall, strict=True)]
        spread = f"({min(row.wall):.2f}–{max(row.wall):.2f})"
        line = f"{row.name:34}{row.median:8.2f}{spread:>16}{statistics.median(row.cpu):8.2f}{row.peak:7.0f}"
        line += f"{statistics.median(ratios):8.2f}"
        print(line + (f"{words / row.median:9,.0f}" if words else ""))
    print(f"{'':34}ratio: median over rounds, to {base.name}\n", flush=True)


def rounds(rows: Sequence[Row], count: int, cache: Path) -> None:
    """Run all commands in turn, so often."""
    for _ in range(count):
        for row in rows:
            measure(row, cache)


def words_per_second(select: tuple[str, ...] | None, count: int) -> float:
    """Return how many words of medquad one process lints in a second of CPU time, once it has loaded."""
    linter = Linter(Config(select=select))
    files = [
        str(file) for file in sorted((Path(os.environ["MEDLINT_DATA"]) / "medquad" / "articles").glob("*.md"))
    ]
    words = 0
    least = [float("inf")] * len(files)
    for turn in range(count + 1):
        for at, file in enumerate(files):
            report = Report()
            begun = time.process_time()
            linter.lint_file(file, report)
            least[at] = min(least[at], time.process_time() - begun) if turn else least[at]
            words += 0 if turn else report.files[0].words
    return words / sum(least)


def in_process(count: int) -> None:
    """Print the speed of one process without its start."""
    print("one process, rules loaded, one core")
    for name, select in (
        ("all default rules", None),
        (f"the {len(SKELETON)} rules of the skeleton", SKELETON),
    ):
        print(f"{name:34}{words_per_second(select, count):9,.0f}  words/s")
    print(flush=True)


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--sizes", default="200,1000")
    options.add_argument("--many", type=int, default=0, help="files of a last run that shows the peak memory")
    asked = options.parse_args()
    if not os.environ.get("MEDLINT_DATA"):
        sys.exit("MEDLINT_DATA names no folder with medquad/articles.")
    in_process(asked.rounds)
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch, "cache")
        cache.mkdir()
        one = Path(scratch, "one")
        words = articles(one, 1)
        file = str(next(one.iterdir()))
        check = [*MEDLINT, "check", "--isolated", "--format", "concise"]
        measure(Row("compile", [*check, file]), cache)
        spacy = Row(
            "import spacy; spacy.blank('en')", [sys.executable, "-c", "import spacy; spacy.blank('en')"]
        )
        rows = [
            Row("python -c pass", [sys.executable, "-c", "pass"]),
            spacy,
            Row("medlint --help", [*MEDLINT, "--help"]),
            Row("medlint, one file, cold", [*check, file], fresh=True),
            Row("medlint, one file, cached", [*check, file]),
            Row("codespell, one file", [str(bin_folder / "codespell"), file]),
            Row("proselint, one file", [str(bin_folder / "proselint"), "check", file]),
        ]
        rounds(rows, asked.rounds + 2, cache)
        print(f"one file, {words} words")
        table(rows, spacy)
        for size in (int(part) for part in asked.sizes.split(",")):
            folder = Path(scratch, str(size))
            words = articles(folder, size)
            codespell = Row("codespell", [str(bin_folder / "codespell"), str(folder)])
            rows = [
                codespell,
                Row("proselint", [str(bin_folder / "proselint"), "check", str(folder)]),
                Row("medlint, cold, one process", [*check, "--jobs", "1", str(folder)], fresh=True),
                Row("medlint, cold", [*check, str(folder)], fresh=True),
                Row("medlint, cached", [*check, str(folder)]),
            ]
            rounds(rows, asked.rounds, cache)
            print(f"{size} files, {words:,} words")
            table(rows, codespell, words)
        if asked.many:
            folder = Path(scratch, "many")
            words = articles(folder, asked.many)
            rows = [
                Row("medlint, cold", [*check, str(folder)], fresh=True),
                Row("medlint, cached", [*check, str(folder)]),
            ]
            rounds(rows, 1, cache)
            print(f"{asked.many} files, {words:,} words")
            table(rows, rows[0], words)


if __name__ == "__main__":
    main()
