"""`medlint eval`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from medlint.cli.options import Stop
from medlint.errors import MedlintError


@click.command("eval")
@click.argument("corpus", default="corpus", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Fail when a figure is worse than the committed table says.")
@click.option("--write", is_flag=True, help="Write the table of counts (scores.tsv) into the corpus.")
@click.option("--list", "listing", is_flag=True, help="List every false alarm and every miss.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
def command(corpus: Path, check: bool, write: bool, listing: bool, format_: str) -> None:
    """Measure the rules on labelled articles: precision, recall and F1 for each rule.

    CORPUS is a folder with articles and their label files (default: corpus). Findings of severity info count
    only where they are expected. Exit status: 0, with --check 1 when a figure is worse, 2 for broken labels.
    """
    from medlint.evaluation import TABLE, evaluate, read_table, worsened, write_table
    from medlint.vocabulary.compiled import write_whole

    try:
        result = evaluate(corpus)
        worse = list(worsened(read_table(corpus / TABLE), result)) if check else []
    except MedlintError as error:
        raise Stop(error) from error
    if write:
        write_whole(corpus / TABLE, write_table(result.rows()).encode())
    if format_ == "json":
        rows = [
            {
                "part": row.part, "rule": row.rule, "articles": row.articles, "tp": row.tp, "fp": row.fp, "fn": row.fn,
                "precision": row.precision, "recall": row.recall, "f1": row.f1,
            }
            for row in result.rows()
        ]  # fmt: skip
        clean = {"words": result.clean_words, "findings": result.clean_findings}
        click.echo(json.dumps({"scores": rows, "clean": clean, "worse": worse}, indent=2))
    else:
        _print(result, listing)
    for line in worse:
        click.echo(f"medlint: worse than the committed figures: {line}", err=True)
    sys.exit(1 if worse else 0)


def _print(result: object, listing: bool) -> None:
    from medlint.evaluation import Evaluation, wilson

    assert isinstance(result, Evaluation)
    part = ""
    for row in result.rows():
        if row.part != part:
            part = row.part
            click.secho(
                f"\n{part:<34} articles  tp  fp  fn  precision (95%)        recall (95%)           F1",
                bold=True,
            )
        cells = []
        for hits, total in ((row.tp, row.tp + row.fp), (row.tp, row.tp + row.fn)):
            low, high = wilson(hits, total)
            cells.append(f"{hits / total:.2f} ({low:.2f}-{high:.2f})" if total else "-")
        f1 = f"{row.f1:.2f}" if row.f1 is not None else "-"
        click.echo(
            f"{row.rule:<34} {row.articles:>8} {row.tp:>3} {row.fp:>3} {row.fn:>3}  {cells[0]:<22} {cells[1]:<22} {f1}"
        )
    if result.clean_words:
        rate = 1000 * result.clean_findings / result.clean_words
        click.echo(
            f"\n{rate:.1f} findings per 1,000 words on articles in which nothing is wrong"
            f" ({result.clean_findings} in {result.clean_words:,} words)."
        )
    if listing:
        for miss in result.mistakes:
            click.echo(f"{miss.path}:{miss.line}: {miss.what}: {miss.rule}: {' '.join(miss.excerpt.split())}")
