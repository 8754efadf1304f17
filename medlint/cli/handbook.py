"""`medlint handbook`: makes rules/README.md and rules/rule.schema.json anew."""

from __future__ import annotations

import sys

import click


@click.command("handbook", hidden=True)
@click.option("--check", is_flag=True, help="Fail when a generated file is stale; write nothing.")
def command(check: bool) -> None:
    """Make rules/README.md and rules/rule.schema.json from the rule files."""
    from medlint.cli.explain import scores_by_rule
    from medlint.handbook import files
    from medlint.rulebook.loader import built_in
    from medlint.vocabulary.compiled import write_whole
    from medlint.vocabulary.files import built_in_folder

    folder = built_in_folder()
    stale = False
    for path, text in files(built_in(), scores_by_rule(folder.parent / "corpus"), folder).items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            stale = True
            click.echo(f"medlint: {path} is stale. Run “medlint handbook”.", err=True)
        else:
            write_whole(path, text.encode())
            click.echo(f"{path} written")
    sys.exit(1 if stale else 0)
