"""`medlint score`."""

from __future__ import annotations

import json
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from medlint.cli.options import config_options, load_configs
from medlint.reports.bands import band_of, step_of

if TYPE_CHECKING:
    from medlint.scoring import ArticleScore, ScoredSentence

_BAR = 20
_COLOURS = ("green", "green", "yellow", "red")
"""Of the bands, from easy on."""
_BAR_FROM, _BAR_TO = 2.0, 5.0
"""What the bars show; hardly an article lies outside."""
_FORMULAS = (
    ("Flesch-Kincaid grade", "flesch_kincaid"),
    ("SMOG grade", "smog"),
    ("Gunning fog grade", "gunning_fog"),
    ("Coleman-Liau grade", "coleman_liau"),
    ("ARI grade", "ari"),
    ("Dale-Chall", "dale_chall"),
    ("Flesch reading ease", "flesch_reading_ease"),
)


@click.command("score")
@click.argument("paths", nargs=-1, type=click.Path())
@config_options
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
@click.option("--worst", default=3, show_default=True, help="How many of the worst sentences to show.")
@click.option("--max-grade", type=float, help="Fail above this Flesch-Kincaid grade.")
@click.option("--max-difficulty", type=float, help="Fail above this difficulty (1 easiest to 6 hardest).")
def command(
    paths: tuple[str, ...], config_file: str | None, isolated: bool, locale: str | None, profile: str | None,
    format_: str, worst: int, max_grade: float | None, max_difficulty: float | None,
) -> None:  # fmt: skip
    """Show how hard articles are to read: formulas, difficulty, sections, worst sentences.

    PATHS are files and folders (default: the current one). Exit status: 0, 1 when an article is above
    --max-grade or --max-difficulty, 2 for unreadable files, 3 no articles.
    """
    from medlint.engine import Linters
    from medlint.errors import MedlintError
    from medlint.run import is_excluded
    from medlint.scoring import as_data, score_article
    from medlint.sources import read_file
    from medlint.walk import walk

    configs = load_configs(config_file, isolated, {"locale": locale, "profile": profile}, paths)
    linters = Linters(configs)
    found = walk(paths or (".",), is_excluded=lambda path: is_excluded(configs, path))
    failures = [f"{failure.path}: {failure.message}" for failure in found.failures]
    scored: list[ArticleScore] = []
    for path in found.files:
        try:
            linter = linters.of(path)
            scored.append(
                score_article(linter.article(read_file(path, max_size=linter.config.max_file_size)), worst)
            )
        except MedlintError as error:
            failures.append(f"{error.message} {error.advice}".strip())
    if format_ == "json":
        click.echo(
            json.dumps({"schema": 1, "files": [as_data(one) for one in scored]}, indent=1, ensure_ascii=False)
        )
    else:
        for one in scored:
            _print(one)
        if len(scored) > 1:
            _overview(scored)
    for failure in failures:
        click.echo(f"medlint: {failure}", err=True)
    if failures:
        sys.exit(2)
    if not scored:
        click.echo(
            "medlint: There are no articles. Give files or folders with .md, .html, .txt or .docx files.",
            err=True,
        )
        sys.exit(3)
    sys.exit(1 if _above(scored, max_grade, max_difficulty) else 0)


def _above(scored: list[ArticleScore], max_grade: float | None, max_difficulty: float | None) -> bool:
    above = False
    for one in scored:
        grade, difficulty = one.scores.flesch_kincaid, one.difficulty
        if max_grade is not None and grade is not None and grade > max_grade:
            click.echo(f"medlint: {one.path}: grade {grade:.1f} is above {max_grade:g}.", err=True)
            above = True
        if max_difficulty is not None and difficulty is not None and difficulty > max_difficulty:
            click.echo(
                f"medlint: {one.path}: difficulty {difficulty:.1f} is above {max_difficulty:g}.", err=True
            )
            above = True
    return above


def _print(one: ArticleScore) -> None:
    made = one.scores
    click.secho(f"\n{one.path}", bold=True)
    if not made.words or made.words_per_sentence is None or made.syllables_per_word is None:
        click.echo("  no running prose")
        return
    click.echo(
        f"  {made.words:,} words in {made.sentences} sentences: {made.words_per_sentence:.1f} words a sentence,"
        f" {made.syllables_per_word:.2f} syllables a word"
    )
    if one.difficulty is not None:
        click.echo(
            f"\n  {'Difficulty (1 to 6)':<22} {one.difficulty:>5.1f}  {_bar(one.difficulty)}  {band_of(one.difficulty)}"
        )
    if made.flesch_kincaid is None:
        click.echo("  Too little prose for a grade: formulas need 100 words and 3 sentences.")
    for label, name in _FORMULAS:
        value = getattr(made, name)
        if value is not None:
            click.echo(f"  {label:<22} {value:>5.1f}")
        elif name == "smog" and made.flesch_kincaid is not None:
            click.echo(f"  {label:<22}     -  needs 30 sentences")
    if len(one.sections) > 1:
        click.secho("\n  Sections                                        words  grade  difficulty", bold=True)
        for part in one.sections:
            grade = f"{part.grade:.1f}" if part.grade is not None else "-"
            bar = f"{part.difficulty:>4.1f}  {_bar(part.difficulty)}" if part.difficulty is not None else ""
            click.echo(
                f"  {_cut(part.heading or '(before the first heading)', 46):<46}  {part.words:>5}  {grade:>5}  {bar}"
            )
    if one.hardest:
        click.secho("\n  Hardest sentences", bold=True)
        for sentence in one.hardest:
            _sentence(sentence, f"{sentence.difficulty:.1f}")
        click.secho("\n  Longest sentences", bold=True)
        shown = {sentence.start for sentence in one.hardest}
        for sentence in one.longest:
            if sentence.start in shown:
                click.echo(f"  line {sentence.start.line}, {sentence.words} words: shown above")
                continue
            _sentence(sentence, f"{sentence.words} words", hard=False)


def _sentence(one: ScoredSentence, figure: str, *, hard: bool = True) -> None:
    lead = f"  line {one.start.line}, {figure}: "
    click.echo(textwrap.fill(_cut(one.text, 300), 100, initial_indent=lead, subsequent_indent="      "))
    if hard and one.hard:
        click.echo(
            "      hard words: "
            + ", ".join(word.word + (f" ({word.plain})" if word.plain else "") for word in one.hard)
        )
    if hard and one.words > 20:
        click.echo(f"      length: {one.words} words; two sentences would be easier")


def _overview(scored: list[ArticleScore]) -> None:
    click.secho(
        "\n  All articles, hardest first                               words  grade  difficulty", bold=True
    )
    for one in sorted(scored, key=lambda one: -(one.difficulty or 0)):
        grade = f"{one.scores.flesch_kincaid:.1f}" if one.scores.flesch_kincaid is not None else "-"
        bar = f"{one.difficulty:>4.1f}  {_bar(one.difficulty)}" if one.difficulty is not None else ""
        click.echo(f"  {_cut(one.path, 56, left=True):<56}  {one.scores.words:>5}  {grade:>5}  {bar}")


def _bar(difficulty: float) -> str:
    share = min(max((difficulty - _BAR_FROM) / (_BAR_TO - _BAR_FROM), 0.0), 1.0)
    filled = round(_BAR * share)
    return click.style("█" * filled + "░" * (_BAR - filled), fg=_COLOURS[step_of(difficulty)])


def _cut(text: str, width: int, *, left: bool = False) -> str:
    if len(text) <= width:
        return text
    return "…" + text[-width + 1 :] if left else text[: width - 1] + "…"
