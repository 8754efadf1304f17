"""`medlint completion`."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a completion script, for example: medlint completion bash >> ~/.bashrc."""
    from medlint.cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        sys.exit(2)
    click.echo(kind(cli, {}, "medlint", "_MEDLINT_COMPLETE").source())
