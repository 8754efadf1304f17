"""`medlint explain`."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path

import click

from medlint.cli.options import Stop
from medlint.cli.rules import rules_in_force
from medlint.errors import MedlintError


@click.command("explain")
@click.argument("name")
def command(name: str) -> None:
    """Explain a rule, or a medical word: what, why, which standard, examples, how to silence it.

    NAME is a rule's id (cure-claim) or a word (paresthesia).
    """
    from medlint.handbook import rule_page

    try:
        ruleset = rules_in_force()
    except MedlintError as error:
        raise Stop(error) from error
    if name in ruleset.formerly:
        click.echo(f"medlint: “{name}” is now called “{ruleset.formerly[name]}”.", err=True)
        name = ruleset.formerly[name]
    if name in ruleset.rules:
        click.echo(_styled(rule_page(ruleset.rules[name], measured(name))), nl=False)
        return
    from medlint.articles.word_page import word_page

    page = word_page(name)
    if page is not None:
        click.echo(_styled(page), nl=False)
        return
    from medlint.vocabulary.lexicon import lexicon

    near = get_close_matches(name, ruleset.rules, 1) or get_close_matches(
        name.lower(), [term.term for term in lexicon().terms if term.term[0].lower() == name[:1].lower()], 1
    )
    advice = f"Did you mean “{near[0]}”?" if near else "“medlint rules” lists the rules."
    click.echo(f"medlint: There is neither a rule nor a term called “{name}”. {advice}", err=True)
    sys.exit(2)


def measured(name: str) -> str:
    """Return the figures of a rule in the committed table, in words."""
    from medlint.evaluation import wilson
    from medlint.vocabulary.files import built_in_folder

    rows = scores_by_rule(built_in_folder().parent / "corpus").get(name)
    if rows is None:
        return ""
    tp, fp, fn = rows
    said = []
    for word, hits, total in (("precision", tp, tp + fp), ("recall", tp, tp + fn)):
        if total:
            low, high = wilson(hits, total)
            said.append(f"{word} {hits} of {total} ({100 * low:.0f}% to {100 * high:.0f}%)")
    return ("On medlint's own corpus: " + ", ".join(said) + ".") if said else ""


def scores_by_rule(corpus: Path) -> dict[str, tuple[int, int, int]]:
    """Return (tp, fp, fn) by rule from the committed table; empty where there is none."""
    from medlint.evaluation import TABLE, read_table

    out: dict[str, tuple[int, int, int]] = {}
    for folder in (corpus, Path(__file__).resolve().parent.parent / "_data"):
        if (folder / TABLE).is_file():
            for score in read_table(folder / TABLE).values():
                tp, fp, fn = out.get(score.rule, (0, 0, 0))
                out[score.rule] = (tp + score.tp, fp + score.fp, fn + score.fn)
            break
    return out


def _styled(page: str) -> str:
    if not sys.stdout.isatty():
        return page
    return "".join(
        click.style(line.lstrip("# "), bold=True) if line.startswith("#") else line
        for line in page.splitlines(keepends=True)
    )
