"""Runs rules over articles: match, finding, ignored or not, sorted. One file that fails loses no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import get_args

from medlint.articles.article import Article
from medlint.articles.claim_topic import sells_health
from medlint.articles.finder import Finder
from medlint.articles.kind import KINDS, PATIENT_KINDS, kind_of
from medlint.articles.locale import locale_of
from medlint.articles.site import Site
from medlint.checks import check_named
from medlint.checks.registry import Match
from medlint.config import Config, PerFile, located
from medlint.errors import ConfigError, MedlintError
from medlint.findings import FAMILIES, Failure, FileSummary, Finding, Report
from medlint.nearest_config import Configs, PerConfig
from medlint.placing import finding_of, findings_of_notices
from medlint.rulebook.loader import RuleSet, built_in, with_packs
from medlint.rulebook.rule import Rule
from medlint.sources import read_bytes, read_file, read_text
from medlint.sources.damage import damage
from medlint.sources.document import Document, Format
from medlint.sources.site_glossary import SiteGlossary, read_glossary
from medlint.suppression import Notice, apply
from medlint.vocabulary.wordings import Wordings
from medlint.walk import excluded, matches_glob, walk

_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass
class Linter:
    """A configuration made ready to lint: which rules run, with which parameters."""

    config: Config = field(default_factory=Config)
    today: date = field(default_factory=date.today)
    """The day on which suppressions may have ended."""

    def __post_init__(self) -> None:
        try:
            self._prepare()
        except ConfigError as error:
            raise located(error, self.config.file) from error

    def _prepare(self) -> None:
        root = Path(self.config.root or ".")
        base = with_packs([root / pack for pack in self.config.packs]) if self.config.packs else built_in()
        for name in self.config.rules:
            base.resolve([name])
            if name in FAMILIES:
                raise ConfigError(
                    f"[rules.{name}]: “{name}” is a family.",
                    "Name one rule; “select” and “ignore” take families.",
                )
        for pattern, own in self.config.per_file.items():
            if own.kind is not None and own.kind not in KINDS:
                near = get_close_matches(own.kind, KINDS, 1)
                raise ConfigError(
                    f'[per-file."{pattern}"]: “{own.kind}” is not a kind of document.',
                    f"Did you mean “{near[0]}”?" if near else f"Kinds are {', '.join(KINDS)}.",
                )
        self.ruleset: RuleSet = base.with_params(self.config.rules) if self.config.rules else base
        self.notes = list(self._old_names())
        for own in (PerFile(), *self.config.per_file.values()):
            self.selected(own)
        self.glossary = (
            read_glossary([root / file for file in self.config.glossary])
            if self.config.glossary
            else SiteGlossary()
        )
        literals: set[str] = set()
        for rule in self.ruleset.rules.values():
            literals |= self.ruleset.params(rule).anchors() or frozenset()
        self.finder = Finder(literals)
        self._selected = lru_cache(maxsize=64)(self._select)
        self._asked = lru_cache(maxsize=256)(self._for_kind)

    # --- which rules

    def _old_names(self) -> Iterator[str]:
        config, rules = self.config, self.ruleset
        named = [*(config.select or ()), *config.ignore, *config.extend_select, *config.rules]
        for own in config.per_file.values():
            named += [*(own.select or ()), *own.ignore]
        for name in dict.fromkeys(named):
            if name in rules.formerly:
                now = rules.rules[rules.formerly[name]]
                yield f"“{name}” is now called “{now.id}”. {now.formerly_message}".strip()
            elif name in rules.rules and rules.rules[name].deprecated:
                yield f"“{name}” will go away. {rules.rules[name].deprecated}"

    def selected(self, own: PerFile) -> list[Rule]:
        """Return the rules that run on a file; an unknown name raises `ConfigError`."""
        return self._select(own.select, own.ignore, own.profile or self.config.profile)

    def _select(self, select: tuple[str, ...] | None, ignore: tuple[str, ...], profile: str) -> list[Rule]:
        config, rules = self.config, self.ruleset
        wanted = select if select is not None else config.select
        if wanted is None:
            on = {"on", "strict"} if profile == "strict" else {"on"}
            chosen = {rule.id for rule in rules.rules.values() if rule.default in on}
        else:
            chosen = rules.resolve(wanted)
        chosen |= rules.resolve(config.extend_select)
        chosen -= rules.resolve(config.ignore) | rules.resolve(ignore)
        return [rule for rule in rules.rules.values() if rule.id in chosen]

    def _for_kind(
        self, select: tuple[str, ...] | None, ignore: tuple[str, ...], profile: str, kind: str
    ) -> list[tuple[Rule, tuple[Wordings, ...] | None]]:
        """Return the rules that look at a kind of document, each with lists of which one must stand on a page that can match."""
        return [
            (rule, self.ruleset.params(rule).lists())
            for rule in self._selected(select, ignore, profile)
            if kind in (rule.kinds or PATIENT_KINDS)
            or (kind == "other" and rule.family == "claims" and not rule.kinds)
        ]

    def per_file(self, path: str) -> PerFile:
        """Return what the configuration says about a path; later tables win."""
        found = PerFile()
        for pattern, own in self.config.per_file.items():
            if matches_glob(path, pattern, self.config.root):
                changes = {
                    name: value
                    for name in own.__struct_fields__
                    if (value := getattr(own, name)) is not None and (value != () or name == "select")
                }
                found = PerFile(
                    **{**{name: getattr(found, name) for name in found.__struct_fields__}, **changes}
                )
        return found

    # --- one article

    def article(self, document: Document, like: FileSummary | None = None) -> Article:
        """Return a document with what the configuration says about its site, of the kind of `like`."""
        own, config = self.per_file(document.source.path), self.config
        site = Site(
            kind=like.kind if like else own.kind,
            locale=own.locale or config.locale,
            profile=own.profile or config.profile,
            publisher=config.publisher,
            banner=config.site_banner,
            glossary=self.glossary.known,
            glossary_pages=self.glossary.pages,
            target_grade=own.target_grade or config.target_grade,
            review_months=config.review_months,
            today=self.today,
        )
        return Article(document, site, self.finder)

    def lint(self, article: Article, report: Report, like: FileSummary | None = None) -> None:
        """Add the findings of one article to a report.

        With `like`, the rules run as on that version of it, whatever this one seems to be and however short it is.
        """
        document = article.document
        own = self.per_file(document.source.path)
        kind, words = kind_of(article).kind, article.word_count
        asked_kind, asked_words = (like.kind, like.words) if like else (kind, words)
        report.files.append(
            FileSummary(
                document.source.path,
                kind,
                words,
                document.source.format,
                locale_of(article),
                document.source.notes,
            )
        )
        seen: dict[tuple[str, str], int] = {}
        found: list[Finding] = []
        rules = self._selected(own.select, own.ignore, own.profile or self.config.profile)
        hygiene = {rule.id: rule for rule in rules if rule.check == "hygiene"}
        for rule, lists in self._asked(
            own.select, own.ignore, own.profile or self.config.profile, asked_kind
        ):
            if asked_words < rule.least_words:
                continue
            try:
                if lists is not None and not article.may_hold(lists):
                    continue
                if asked_kind == "other" and not rule.kinds and not sells_health(article):
                    continue
                matches = list(run_rule(article, rule, self.ruleset))
            except Exception as error:  # noqa: BLE001 (one broken check must not lose the other findings)
                report.failures.append(
                    Failure(
                        document.source.path,
                        f"The rule {rule.id} broke: {type(error).__name__}: {error}. Please report it.",
                    )
                )
                continue
            found.extend(
                finding_of(article, rule, match, seen)
                for match in sorted(matches, key=lambda match: match.span)
            )
        found = list(_without_doubles(found, self.ruleset))
        broken = [Notice("parse-damage", span, {"what": what}) for span, what in damage(document)]
        found.extend(findings_of_notices(document, broken, hygiene, seen))
        running = frozenset(rule.id for rule in rules)
        found, notices = apply(document, found, self.ruleset, running, self.today)
        found.extend(findings_of_notices(document, notices, hygiene, seen))
        report.findings.extend(
            sorted(found, key=lambda f: (f.start.offset, _ORDER[f.severity], f.rule, f.end.offset))
        )

    # --- many

    def lint_file(
        self,
        path: str,
        report: Report,
        data: bytes | None = None,
        format: Format | None = None,
        like: FileSummary | None = None,
    ) -> Article | None:
        """Read and lint one file and return its article; what cannot be read becomes a failure of the report."""
        try:
            document = (
                read_file(path, max_size=self.config.max_file_size)
                if data is None
                else read_bytes(data, path, format or "markdown")
            )
            article = self.article(document, like)
            self.lint(article, report, like)
            return article
        except MedlintError as error:
            said = f"{error.message} {error.advice}".strip().removeprefix(f"{path}: ")
            report.failures.append(Failure(path, said[:1].upper() + said[1:]))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 (one strange file must not lose the others; Rust panics too)
            report.failures.append(
                Failure(path, f"medlint broke on it: {type(error).__name__}: {error}. Please report it.")
            )
        return None


class Linters(PerConfig[Linter]):
    """The linter of each file."""

    def __init__(self, configs: Configs, today: date | None = None) -> None:
        super().__init__(configs)
        self._today = today or date.today()

    def make(self, config: Config) -> Linter:
        """Return the linter of a configuration."""
        return Linter(config, self._today)


def _without_doubles(found: list[Finding], ruleset: RuleSet) -> Iterator[Finding]:
    """Yield the findings but those that yield to a finding of another rule at the same place."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule, []).append(finding)
    for finding in found:
        stronger = (
            other for name in ruleset.rules[finding.rule].yields_to for other in by_rule.get(name, ())
        )
        if not any(other.severity != "info" and finding.span.overlaps(other.span) for other in stronger):
            yield finding


def run_rule(article: Article, rule: Rule, ruleset: RuleSet) -> Iterable[Match]:
    """Return the matches of one rule in an article."""
    return check_named(rule.check).run(article, ruleset.params(rule))


def lint_text(
    text: str, *, format: Format = "markdown", path: str = "-", config: Config | None = None
) -> Report:
    """Lint a text and return the report.

    Raises `ConfigError` for an unknown format, or a configuration that names unknown rules.
    """
    if format not in get_args(Format):
        raise ConfigError(f"There is no format “{format}”.", f"Formats are {', '.join(get_args(Format))}.")
    linter, report = Linter(config or Config()), Report()
    linter.lint(linter.article(read_text(text, path=path, format=format)), report)
    return report


def lint_paths(paths: str | Path | Iterable[str | Path], *, config: Config | None = None) -> Report:
    """Lint files and folders (or one) and return the report; files that cannot be read are its failures."""
    used = config or Config()
    linter, report = Linter(used), Report()
    named = [paths] if isinstance(paths, str | Path) else paths
    found = walk(
        [str(path) for path in named], is_excluded=lambda path: excluded(path, used.exclude, used.root)
    )
    report.failures.extend(found.failures)
    for path in found.files:
        linter.lint_file(path, report)
    return report
