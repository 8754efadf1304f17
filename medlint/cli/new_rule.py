"""`medlint new-rule`."""

from __future__ import annotations

from pathlib import Path

import click

from medlint.cli.options import Stop, load_configs
from medlint.errors import ConfigError


@click.command("new-rule")
@click.argument("name", metavar="FAMILY/ID")
@click.option(
    "--folder",
    default="rules",
    type=click.Path(path_type=Path),
    help="The pack to put it in (default: rules).",
)
def command(name: str, folder: Path) -> None:
    """Make a rule file to fill in: rules/FAMILY/ID.yaml."""
    import re

    from medlint.findings import FAMILIES
    from medlint.handbook import skeleton
    from medlint.rulebook.loader import built_in
    from medlint.vocabulary.files import built_in_folder

    family, slash, rule_id = name.partition("/")
    if not slash:
        raise Stop(ConfigError(f"“{name}” names no family and id.", "Write both, such as claims/cure-claim."))
    if family not in FAMILIES:
        raise Stop(ConfigError(f"“{family}” is not a family.", f"Families are {', '.join(FAMILIES)}."))
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", rule_id):
        raise Stop(
            ConfigError(
                f"“{rule_id}” is not a rule id.", "Name the fault in two words or more, such as cure-claim."
            )
        )
    if family == "hygiene":
        raise Stop(ConfigError("“hygiene” is for medlint's own notices.", "Choose another family."))
    if rule_id in built_in().rules:
        raise Stop(ConfigError(f"There is a rule “{rule_id}” already.", "Choose another id."))
    target = folder / family / f"{rule_id}.yaml"
    if target.exists():
        raise Stop(ConfigError(f"{target} is there already.", "Choose another id."))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(skeleton(family, rule_id), encoding="utf-8")
    except OSError as error:
        raise Stop(ConfigError(f"{target}: {error.strerror or error}.", "Choose another folder.")) from error
    click.echo(f"{target} is ready to fill in. Its examples are its tests.")
    config = load_configs(None, False, {}).main
    packs = {(Path(config.root or ".") / pack).resolve() for pack in config.packs}
    if folder.resolve() in packs:
        click.echo("“medlint rules --test” runs them.")
    elif folder.resolve() != built_in_folder().resolve():
        click.echo(
            f'Name the pack in medlint.toml, packs = ["{folder.as_posix()}"]; “medlint rules --test” runs them.'
        )
    else:
        click.echo("pytest tests/test_rule_examples.py runs them.")
