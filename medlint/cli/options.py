"""Options that several commands share, and the way from them to a configuration."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from medlint._version import __version__
from medlint.config import (
    Config,
    check_locale,
    find_config,
    read_config,
    require_version,
    with_options,
)
from medlint.errors import ConfigError, MedlintError
from medlint.nearest_config import Configs

F = TypeVar("F", bound=Callable[..., Any])


class Stop(click.ClickException):
    """An error of medlint as the command line shows it; exit code 2."""

    exit_code = 2

    def __init__(self, error: MedlintError) -> None:
        super().__init__(f"{error.message} {error.advice}".strip())

    def show(self, file: Any = None) -> None:
        """Print one line to standard error."""
        click.echo(f"medlint: {self.message}", err=True)


def config_options(function: F) -> F:
    """Add the options that say which configuration holds."""
    for option in (
        click.option(
            "--config", "config_file", type=click.Path(dir_okay=False), help="Read this configuration file."
        ),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--locale", metavar="LOCALE", help="en-US, en-GB, en-AU … instead of the page's own."),
        click.option(
            "--profile", type=click.Choice(["web-article", "leaflet", "strict"]), help="How strict to be."
        ),
    ):
        function = option(function)
    return function


def optional_values(args: list[str], *options: str) -> list[str]:
    """Return the arguments so that these options stand with an empty value where none is given by `=`."""
    out: list[str] = []
    for number, item in enumerate(args):
        if item == "--":
            return [*out, *args[number:]]
        out.append(item + "=" if item in options else item)
    return out


def names(value: tuple[str, ...]) -> tuple[str, ...]:
    """Part comma-separated values of a repeated option."""
    return tuple(name.strip() for item in value for name in item.split(",") if name.strip())


def load_configs(
    config_file: str | None, isolated: bool, changes: dict[str, Any], paths: Sequence[str] = ()
) -> Configs:
    """Return the configurations in force: files, then options. Raises `Stop`.

    The main one is the nearest upward of the current folder; where there is none, that of the paths.
    """
    options = {key: value for key, value in changes.items() if value is not None}
    try:
        if config_file and isolated:
            raise ConfigError("--config names a file and --isolated reads none.", "Leave out one of them.")
        file = Path(config_file) if config_file else None if isolated else _nearest(paths)
        config = read_config(file) if file else Config()
        require_version(config, __version__)
        check_locale(options.get("locale"))
    except MedlintError as error:
        raise Stop(error) from error
    return Configs(with_options(config, options), None if config_file or isolated else options)


def _nearest(paths: Sequence[str]) -> Path | None:
    found = find_config(Path.cwd())
    if found is None and paths:
        with contextlib.suppress(ValueError):  # paths on several drives
            found = find_config(Path(os.path.commonpath([os.path.abspath(path) for path in paths])))
    return found
