"""The `medlint` command; each subcommand is imported only when it is asked for."""

from __future__ import annotations

import signal
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from medlint._version import __version__
from medlint.errors import MedlintError

_COMMANDS = {
    "check": "Find faults in articles: the gate for hooks and CI.",
    "score": "Show how hard articles are to read.",
    "baseline": "Adopt medlint on existing articles: create, update, status, import.",
    "config": "The configuration in force, and where each value comes from.",
    "init": "Write a commented configuration, and print the hook and CI snippets.",
    "completion": "Print the completion script of a shell.",
    "report": "Write review copies for editors: a page, a Word file, a summary.",
    "explain": "Explain a rule, or a medical word.",
    "rules": "List the rules by family.",
    "eval": "Measure the rules on labelled articles.",
    "new-rule": "Make a rule file to fill in.",
}
_HIDDEN = {"handbook"}
"""For those who work on medlint itself."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in {*_COMMANDS, *_HIDDEN}:
            return None
        command: click.Command = import_module(f"medlint.cli.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of the name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], _COMMANDS, 1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean “{near[0]}”?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="medlint")
def cli() -> None:
    """Find what could harm or lose a reader in patient health articles.

    medlint finds editorial risk; it never certifies that a page is clinically right.
    """


def main(**kwargs: Any) -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 broken, 3 nothing to check; 130 and 143 when interrupted."""
    signal.signal(signal.SIGTERM, _end)
    try:
        sys.exit(cli.main(standalone_mode=False, **kwargs))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("medlint: interrupted.", err=True)
        sys.exit(128 + signal.SIGINT)
    except MedlintError as error:
        click.echo(f"medlint: {error.message} {error.advice}".strip(), err=True)
        sys.exit(2)


def _end(number: int, frame: object) -> None:
    """End in order, so that no file is left half written and no process behind."""
    sys.exit(128 + number)
