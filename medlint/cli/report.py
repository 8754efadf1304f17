"""`medlint report`: review copies for editors."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medlint.cli.options import Stop, config_options, load_configs, names
from medlint.errors import ConfigError, MedlintError
from medlint.findings import CONFIDENCES

if TYPE_CHECKING:
    from medlint.nearest_config import Configs
    from medlint.reports.review import Review

_ENDINGS = (".html", ".docx", ".md")


@click.command("report")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--output", "-o", required=True, type=click.Path(), metavar="FILE",
    help="What to write, by its ending: .html, .docx or .md. A folder gets a Word copy of each article.",
)  # fmt: skip
@config_options
@click.option(
    "--select", multiple=True, metavar="RULES", help="Only these rules or families, with commas between them."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
@click.option(
    "--min-confidence", type=click.Choice(CONFIDENCES), help="Leave out findings that are less sure."
)
@click.option("--show-info", is_flag=True, help="Show findings of severity info.")
@click.option("--no-baseline", is_flag=True, help="Show the findings that the baseline knows, too.")
def command(paths: tuple[str, ...], output: str, **options: Any) -> None:
    """Write a review copy for editors: a page for the browser, a Word file with comments, or a summary.

    PATHS are files and folders (default: the current one). The articles themselves are never touched. Exit
    status: 0 written, 2 wrong usage or unreadable files (the others are still in the report), 3 no articles.
    """
    configs = load_configs(
        options["config_file"],
        options["isolated"],
        {
            "select": names(options["select"]) or None,
            "ignore": names(options["ignore"]) or None,
            "min_confidence": options["min_confidence"],
            "show_info": True if options["show_info"] else None,
            "locale": options["locale"],
            "profile": options["profile"],
        },
        paths,
    )
    with_baseline = not (options["no_baseline"] or options["isolated"])
    try:
        sys.exit(_report(paths or (".",), Path(output), configs, with_baseline))
    except MedlintError as error:
        raise Stop(error) from error


def _report(paths: tuple[str, ...], output: Path, configs: Configs, with_baseline: bool) -> int:
    folder = output.is_dir() or output.suffix == ""
    if not folder and output.suffix.lower() not in _ENDINGS:
        raise ConfigError(
            f"{output}: a report cannot be written as “{output.suffix}”.", "End it in .html, .docx or .md."
        )
    from medlint.reports.view import plural

    review = review_paths(paths, configs, leave_out=output, with_baseline=with_baseline)
    for failure in review.failures:
        click.echo(f"medlint: {failure.path}: {failure.message}", err=True)
    if not review.articles and not review.failures:
        click.echo(
            "medlint: There are no articles. Give files or folders with .md, .html, .txt or .docx files.",
            err=True,
        )
        return 3
    if folder or output.suffix.lower() == ".docx":
        _write_word(review, output, folder)
    else:
        from medlint.reports import html, markdown_summary

        data = (markdown_summary if output.suffix.lower() == ".md" else html).write(review)
        _write(output, data)
    findings = sum(len(article.shown) for article in review.articles)
    click.echo(
        f"medlint: {output} written: {plural(len(review.articles), 'article')}, {plural(findings, 'finding')}.",
        err=True,
    )
    return 2 if review.failures else 0


def review_paths(paths: tuple[str, ...], configs: Configs, leave_out: Path, *, with_baseline: bool) -> Review:
    """Lint files and folders and return the articles with their findings; `leave_out` is an older report."""
    from medlint.baseline import read_baseline
    from medlint.cli.output import is_shown, progress
    from medlint.linting import Options
    from medlint.reports.reviewing import review_files
    from medlint.run import baseline_file, is_excluded
    from medlint.walk import walk

    found = walk(paths, is_excluded=lambda path: is_excluded(configs, path))
    files = [path for path in found.files if not _same(path, leave_out)]
    owners = {path: configs.of(path) for path in files}
    own = [file for config in configs.used() if with_baseline and (file := baseline_file(config))]
    review = review_files(
        files,
        owners,
        Options(progress=progress(False)),
        partial(is_shown, config=configs.main),
        [read_baseline(file) for file in dict.fromkeys(own)],
    )
    review.failures[:0] = found.failures
    return review


def _same(path: str, other: Path) -> bool:
    return Path(path).resolve() == other.resolve()


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise ConfigError(
            f"{file}: {error.strerror or error}.", "Choose a place that can be written."
        ) from error


def _write_word(review: Review, output: Path, folder: bool) -> None:
    from medlint.reports import word

    if not folder:
        if len(review.articles) > 1:
            raise ConfigError(
                f"{len(review.articles)} articles do not fit into one Word file.",
                "Name a folder instead: -o reviews/ writes one copy for each.",
            )
        for article in review.articles:
            if _same(article.path, output):
                raise ConfigError(f"{output}: this is the article itself.", "Give the copy another name.")
            _write(output, word.write(article, Path(article.path).read_bytes()))
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{output}: {error.strerror or error}.", "Choose another folder.") from error
    taken: set[str] = set()
    for article in review.articles:
        stem = name = Path(article.path).stem + "-review"
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        _write(output / f"{name}.docx", word.write(article, Path(article.path).read_bytes()))
