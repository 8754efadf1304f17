"""`medlint rules`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from medlint.cli.options import Stop, load_configs
from medlint.errors import MedlintError

if TYPE_CHECKING:
    from medlint.rulebook.loader import RuleSet


@click.command("rules")
@click.option(
    "--config", "config_file", type=click.Path(dir_okay=False), help="Read this configuration file."
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print them."
)
@click.option("--test", is_flag=True, help="Run the examples of the rules in your own packs.")
def command(config_file: str | None, isolated: bool, format_: str, test: bool) -> None:
    """List the rules by family, those of your own packs included."""
    from medlint.findings import FAMILIES

    try:
        ruleset = rules_in_force(config_file, isolated)
        if test:
            sys.exit(_test(ruleset))
    except MedlintError as error:
        raise Stop(error) from error
    rules = sorted(ruleset.rules.values(), key=lambda rule: (FAMILIES.index(rule.family), rule.id))
    if format_ == "json":
        rows = [
            {
                "id": rule.id, "family": rule.family, "summary": rule.summary, "severity": rule.severity,
                "confidence": rule.confidence, "default": rule.default, "sources": rule.sources,
                "pack": rule.pack,
            }
            for rule in rules
        ]  # fmt: skip
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            click.secho(f"\n{family}" if rule is not rules[0] else family, bold=True)
        mark = {"on": " ", "strict": "s", "off": "-"}[rule.default]
        own = "" if rule.pack == "medlint" else f" (pack {rule.pack})"
        click.echo(f"  {mark} {rule.id:<34} {rule.severity:<8} {rule.summary}{own}")
    click.echo(
        "\n  s: only under --profile strict   -: only when selected\n  “medlint explain RULE” tells more."
    )


def rules_in_force(config_file: str | None = None, isolated: bool = False) -> RuleSet:
    """Return the rules of the configuration in force; raises `MedlintError`."""
    from medlint.engine import Linter

    return Linter(load_configs(config_file, isolated, {}).main).ruleset


def _test(ruleset: RuleSet) -> int:
    from medlint.reports.view import plural
    from medlint.rule_examples import faults

    own = [rule for rule in ruleset.rules.values() if rule.pack != "medlint"]
    found = list(faults(own, ruleset))
    for line in found:
        click.echo(line)
    if not own:
        click.echo(
            'medlint: There are no rules of your own to test. Name their folder in the configuration: packs = ["FOLDER"].',
            err=True,
        )
        return 3
    examples = sum(len(rule.bad) + len(rule.good) for rule in own)
    click.echo(f"{plural(len(own), 'rule')}, {plural(examples, 'example')}, {len(found)} wrong.")
    return 1 if found else 0
