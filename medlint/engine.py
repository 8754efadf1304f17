"""Runs rules over articles: match, finding, ignored or not, sorted. One file that fails loses no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from medlint.articles.article import Article, Site
from medlint.articles.finder import Finder
from medlint.articles.kind import PATIENT_KINDS
from medlint.articles.locale import locale_of
from medlint.checks import check_named
from medlint.checks.registry import Match
from medlint.config import Config, PerFile
from medlint.errors import MedlintError
from medlint.findings import Failure, FileSummary, Finding, Related, Report, fingerprint
from medlint.rulebook.loader import RuleSet, built_in, with_packs
from medlint.rulebook.rule import Rule
from medlint.sources import read_bytes, read_file, read_text
from medlint.sources.document import Document, Format
from medlint.sources.site_glossary import SiteGlossary, read_glossary

_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass
class Linter:
    """A configuration made ready to lint: which rules run, with which parameters."""

    config: Config = field(default_factory=Config)

    def __post_init__(self) -> None:
        root = Path(self.config.root or ".")
        base = with_packs([root / pack for pack in self.config.packs]) if self.config.packs else built_in()
        for name in self.config.rules:
            base.resolve([name])
        self.ruleset: RuleSet = base.with_params(self.config.rules) if self.config.rules else base
        self.notes = [
            f"“{name}” is now called “{self.ruleset.formerly[name]}”."
            for name in {*(self.config.select or ()), *self.config.ignore, *self.config.extend_select}
            if name in self.ruleset.formerly
        ]
        self.selected(PerFile())
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

    # --- which rules

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

    def per_file(self, path: str) -> PerFile:
        """Return what the configuration says about a path; later tables win."""
        found = PerFile()
        for pattern, own in self.config.per_file.items():
            if matches_glob(path, pattern, self.config.root):
                changes = {
                    name: value
                    for name in own.__struct_fields__
                    if (value := getattr(own, name)) not in (None, ())
                }
                found = PerFile(
                    **{**{name: getattr(found, name) for name in found.__struct_fields__}, **changes}
                )
        return found

    # --- one article

    def article(self, document: Document) -> Article:
        """Return a document with what the configuration says about its site."""
        own, config = self.per_file(document.source.path), self.config
        site = Site(
            kind=own.kind,
            locale=own.locale or config.locale,
            profile=own.profile or config.profile,
            publisher=config.publisher,
            banner=config.site_banner,
            glossary=self.glossary.known,
            glossary_pages=self.glossary.pages,
            target_grade=own.target_grade or config.target_grade,
            review_months=config.review_months,
        )
        return Article(document, site, self.finder)

    def lint(self, article: Article, report: Report) -> None:
        """Add the findings of one article to a report."""
        document = article.document
        own = self.per_file(document.source.path)
        kind, words = article.kind.kind, article.word_count
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
        stated = [item.value for item in document.meta("medlint.ignore")]
        ignored = self.ruleset.resolve(name for name in stated if name)
        seen: dict[tuple[str, str], int] = {}
        found: list[Finding] = []
        for rule in self._selected(own.select, own.ignore, own.profile or self.config.profile):
            if rule.id in ignored or kind not in (rule.kinds or PATIENT_KINDS) or words < rule.least_words:
                continue
            try:
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
        report.findings.extend(
            sorted(found, key=lambda f: (f.start.offset, _ORDER[f.severity], f.rule, f.end.offset))
        )

    # --- many

    def lint_file(
        self, path: str, report: Report, data: bytes | None = None, format: Format | None = None
    ) -> None:
        """Read and lint one file; what cannot be read becomes a failure of the report."""
        try:
            document = (
                read_file(path, max_size=self.config.max_file_size)
                if data is None
                else read_bytes(data, path, format or "markdown")
            )
            self.lint(self.article(document), report)
        except MedlintError as error:
            said = f"{error.message} {error.advice}".strip().removeprefix(f"{path}: ")
            report.failures.append(Failure(path, said[:1].upper() + said[1:]))
        except Exception as error:  # noqa: BLE001 (one strange file must not lose the others)
            report.failures.append(
                Failure(path, f"medlint broke on it: {type(error).__name__}: {error}. Please report it.")
            )


def run_rule(article: Article, rule: Rule, ruleset: RuleSet) -> Iterator[Match]:
    """Yield the matches of one rule in an article."""
    return check_named(rule.check).run(article, ruleset.params(rule))


class _Fields(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def finding_of(article: Article, rule: Rule, match: Match, seen: dict[tuple[str, str], int]) -> Finding:
    """Turn a match into a finding at its place in the source; `seen` counts repeats for fingerprints."""
    document = article.document
    place = match.source or document.source_map.to_source(match.span)
    start, end = document.position(place.start), document.position(place.end)
    text = document.source.text
    sentence = article.sentence_at(match.span.start)
    words = article.text_of(sentence.span if sentence else match.span)
    key = (rule.id, " ".join(words.casefold().split()))
    ordinal = seen.get(key, 0)
    seen[key] = ordinal + 1
    shown = " ".join(article.text_of(match.span).split())
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=match.severity or rule.severity,
        confidence=match.confidence or rule.confidence,
        message=rule.message.format_map(
            _Fields({"match": shown, "suggestion": match.suggestion or "", **match.fields})
        ).strip(),
        path=document.source.path,
        start=start,
        end=end,
        excerpt=text[place.start : place.end],
        suggestion=match.suggestion,
        help=match.help or rule.help or None,
        related=tuple(
            Related(
                said,
                document.position(document.source_map.to_source(span).start),
                document.position(document.source_map.to_source(span).end),
            )
            for said, span in match.related
        ),
        fingerprint=fingerprint(rule.id, words, ordinal),
        line_text=document.lines.text_of_line(text, start.line),
        unit=document.source.unit,
        span=match.span,
    )


def matches_glob(path: str, pattern: str, root: str) -> bool:
    """Tell whether a path matches a glob of the configuration, taken from the folder `root`."""
    name = Path(path).as_posix()
    if root:
        try:
            name = Path(path).resolve().relative_to(Path(root).resolve()).as_posix()
        except (ValueError, OSError):
            name = Path(path).as_posix()
    pattern = pattern.removeprefix("./").rstrip("/")
    return fnmatch(name, pattern) or fnmatch(name, pattern + "/*") or fnmatch(Path(name).name, pattern)


def lint_text(
    text: str, *, format: Format = "markdown", path: str = "-", config: Config | None = None
) -> Report:
    """Lint a text and return the report.

    Raises `ConfigError` for a configuration that names unknown rules.
    """
    linter, report = Linter(config or Config()), Report()
    linter.lint(linter.article(read_text(text, path=path, format=format)), report)
    return report


def lint_paths(paths: Iterable[str | Path], *, config: Config | None = None) -> Report:
    """Lint files and folders and return the report; files that cannot be read are its failures."""
    from medlint.walk import walk

    used = config or Config()
    linter, report = Linter(used), Report()
    found = walk([str(path) for path in paths], exclude=used.exclude, root=used.root)
    report.failures.extend(found.failures)
    for path in found.files:
        linter.lint_file(path, report)
    return report
