"""Breaks correct figures and promised lists of articles one at a time, and counts which ones medlint finds.

    python -m tests.mutation FOLDER...        figures by form, and the share of unbroken articles' places flagged
    python -m tests.mutation --list FOLDER... also every break that is missed and every false alarm

The pairs are found by the patterns of `mutation_forms.py`, not by medlint, and are reckoned with its own factors, so that a
form that medlint cannot read counts as missed. The forms were listed from the articles that it is run on.
A pair that the patterns find and that does not agree before it is broken is left out, and counted apart.
Word files are left out: their text cannot be changed in place.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from medlint.config import Config, PerFile
from medlint.engine import Linter
from medlint.findings import Finding, Report
from tests.mutation_forms import FINDERS


@dataclass
class Tally:
    """What became of the breaks of one form."""

    broken: int = 0
    found: int = 0
    flagged: int = 0
    """Places that were flagged before they were broken."""
    left_out: int = 0
    missed: list[str] = field(default_factory=list)


def lint(linter: Linter, path: Path, text: str) -> list[Finding]:
    """Return what medlint reports without being asked for more, read as a patient page."""
    report = Report()
    linter.lint_file(str(path), report, data=text.encode(), format=_FORMATS[path.suffix])  # type: ignore[arg-type]
    return [
        finding for finding in report.findings if finding.severity != "info" and finding.confidence != "low"
    ]


_FORMATS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text"}


def run(paths: list[Path], seed: int) -> tuple[dict[str, Tally], list[str]]:
    """Break the figures of the files one at a time; return the tally by form and the false alarms."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    alarms: list[str] = []
    linter = Linter(Config(select=("numbers", *_PROMISES)))
    linter = Linter(
        Config(
            select=tuple(sorted(rule for rule in linter.ruleset.rules if _wanted(linter, rule))),
            per_file={"*": PerFile(kind="condition")},
        )
    )
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="strict")
        before: list[Finding] | None = None
        for finder in FINDERS:
            for made in finder(text, random.Random(f"{seed} {path.name} {finder.__name__}")):
                if made is None:
                    tallies[finder.__name__.strip("_") + " (left out)"].left_out += 1
                    continue
                if before is None:
                    before = lint(linter, path, text)
                tally = tallies[made.form]
                tally.broken += 1
                if any(finding.rule in made.rules and _touches(finding, made.near) for finding in before):
                    tally.flagged += 1
                    alarms.append(f"{path.name}: {text[made.near[0] : made.near[1]]!r}")
                    continue
                shift = len(made.new) - (made.end - made.start)
                after = lint(linter, path, text[: made.start] + made.new + text[made.end :])
                near = (made.near[0], made.near[1] + (shift if made.near[1] >= made.end else 0))
                if any(finding.rule in made.rules and _touches(finding, near) for finding in after):
                    tally.found += 1
                else:
                    piece = (
                        text[max(0, made.start - 60) : made.start]
                        + "["
                        + made.new[:30]
                        + "]"
                        + text[made.end : made.end + 40]
                    )
                    tally.missed.append(f"{made.form}: {path.name}: {' '.join(piece.split())}")
    return tallies, alarms


_PROMISES = ("promised-count-mismatch", "promised-list-missing", "unanswered-promise")


def _wanted(linter: Linter, rule: str) -> bool:
    found = linter.ruleset.rules[rule]
    return found.default == "on" and (found.family == "numbers" or rule in _PROMISES)


def _touches(finding: Finding, place: tuple[int, int]) -> bool:
    return finding.start.offset < place[1] and place[0] < finding.end.offset


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = [
        file
        for folder in options.folders
        for file in (sorted(folder.iterdir()) if folder.is_dir() else [folder])
        if file.suffix in _FORMATS
    ]
    tallies, alarms = run(paths, options.seed)
    print(f"{'form':40} broken  found  share  flagged unbroken")
    total = Tally()
    for form, tally in sorted(tallies.items()):
        if tally.broken:
            print(
                f"{form:40} {tally.broken:6} {tally.found:6} {tally.found / max(1, tally.broken - tally.flagged):6.2f} {tally.flagged:8}"
            )
            total.broken += tally.broken
            total.found += tally.found
            total.flagged += tally.flagged
        total.left_out += tally.left_out
    print(
        f"{'all':40} {total.broken:6} {total.found:6} {total.found / max(1, total.broken - total.flagged):6.2f} {total.flagged:8}"
    )
    print(
        f"{len(paths)} files; {total.left_out} pairs did not agree before they were broken and were left out"
    )
    if options.list:
        for tally in tallies.values():
            for line in tally.missed:
                print("missed", line)
        for line in alarms:
            print("flagged", line)


if __name__ == "__main__":
    main()
