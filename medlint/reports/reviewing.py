"""Reads and lints articles for a review report, in several processes when there are many."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from medlint import baseline
from medlint.baseline import Baseline, Entry
from medlint.config import Config
from medlint.findings import Failure, Finding, Report
from medlint.linting import DIED, Linting, Options, silent
from medlint.reports.review import Review, ReviewedArticle, review_article
from medlint.rulebook.rule import Rule
from medlint.workers import cores, lint_here, lint_in_pool

_POOL_FILES = 40
"""Articles that must be reviewed before more processes pay for their start."""

Shown = Callable[[Finding], bool]
"""Tells whether the configuration shows a finding."""


class Reviewing(Linting):
    """Lints files and keeps the articles as reports show them; nothing comes from the cache."""

    def __init__(
        self, config: Config, options: Options, shown: Shown, known: Mapping[str, list[Baseline]]
    ) -> None:
        super().__init__(config, replace(options, use_cache=False))
        self.shown, self.baselines = shown, known

    def __reduce__(self) -> tuple[Any, ...]:
        options = replace(self.options, progress=silent, stdin=None)
        return Reviewing, (self.config, options, self.shown, self.baselines)

    def lint_anew(self, path: str, data: bytes | None = None) -> bytes:
        """Return the encoded review of a file; what cannot be read is a failure in it."""
        report = Report()
        article = self.linter.lint_file(path, report, data)
        reviewed = None
        if article is not None:
            findings = self._without_known(path, report.findings)
            try:
                reviewed = review_article(article, findings, {}, self.shown)
            except Exception as error:  # noqa: BLE001 (one strange file must not lose the others)
                said = f"medlint broke on it: {type(error).__name__}: {error}. Please report it."
                report.failures.append(Failure(path, said))
        return pickle.dumps((reviewed, report.failures), pickle.HIGHEST_PROTOCOL)

    def _without_known(self, path: str, findings: list[Finding]) -> list[Finding]:
        """Return the findings, those that the baseline knows marked as ignored with the reason that it gives."""
        reasons: dict[str, str] = {}
        for known in self.baselines.get(path, ()):
            findings, use = baseline.apply(findings, [path], known, self.options.today)
            reasons |= {entry.fingerprint: entry.reason for entry in use.known}
        return [
            replace(finding, ignored=f"baselined: {reasons[finding.fingerprint]}")
            if finding.ignored == "baselined" and reasons.get(finding.fingerprint)
            else finding
            for finding in findings
        ]

    def died(self, path: str) -> bytes:
        """Return the encoded review of a file that killed its process."""
        return pickle.dumps((None, [Failure(path, DIED)]))


def review_files(
    paths: Sequence[str],
    configs: Mapping[str, Config],
    options: Options,
    shown: Shown,
    known: Sequence[Baseline] = (),
) -> Review:
    """Return articles with their findings; `shown` tells which the configuration shows.

    `configs` has the configuration of each path, `known` are the baselines. On systems that cannot
    fork, `shown` must be picklable.
    """
    review = Review(made=options.today.isoformat())
    shares = [_shares(one, paths) for one in known]
    baselines = {path: [share[path] for share in shares] for path in paths}
    articles: dict[str, ReviewedArticle] = {}
    done = 0
    for config in {config.file: config for config in configs.values()}.values():
        own = [path for path in paths if configs[path].file == config.file]
        reviewing = Reviewing(config, options, shown, baselines)
        linter = reviewing.linter
        review.notes.extend(note for note in linter.notes if note not in review.notes)
        jobs = options.jobs or (cores() if len(own) >= _POOL_FILES else 1)
        results = lint_in_pool(reviewing, own, jobs) if jobs > 1 else lint_here(reviewing, own)
        for path, (article, failures) in zip(own, map(_decoded, results), strict=True):
            done += 1
            options.progress(done, len(paths))
            if article is not None:
                articles[path] = _with_rules(article, linter.ruleset.rules)
            review.failures.extend(failures)
    review.articles.extend(articles[path] for path in paths if path in articles)
    return review


def _decoded(data: bytes) -> tuple[ReviewedArticle | None, list[Failure]]:
    decoded: tuple[ReviewedArticle | None, list[Failure]] = pickle.loads(data)
    return decoded


def _with_rules(article: ReviewedArticle, rules: Mapping[str, Rule]) -> ReviewedArticle:
    """Return an article whose notes know their rules; these are not sent from process to process."""
    notes = tuple(note._replace(rule=rules.get(note.finding.rule)) for note in article.notes)
    return replace(article, notes=notes)


def _shares(known: Baseline, paths: Sequence[str]) -> dict[str, Baseline]:
    """Return what of the baseline each file needs: its own entries, and those of files that are gone."""
    names = {path: known.name(path) for path in paths}
    present = set(names.values())
    own: dict[str, list[Entry]] = {}
    for entry in known.entries:
        own.setdefault(entry.path, []).append(entry)
    folder = Path(known.file).parent
    gone = [
        entry
        for path, entries in own.items()
        if path not in present and not (folder / path).exists()
        for entry in entries
    ]
    return {path: replace(known, entries=(*own.get(name, ()), *gone)) for path, name in names.items()}
