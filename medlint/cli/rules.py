"""`medlint rules`."""

from __future__ import annotations

import json

import click


@click.command("rules")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print them."
)
def command(format_: str) -> None:
    """List the rules by family."""
    from medlint.findings import FAMILIES
    from medlint.rulebook.loader import built_in

    rules = sorted(built_in().rules.values(), key=lambda rule: (FAMILIES.index(rule.family), rule.id))
    if format_ == "json":
        rows = [
            {
                "id": rule.id, "family": rule.family, "summary": rule.summary, "severity": rule.severity,
                "confidence": rule.confidence, "default": rule.default, "sources": rule.sources,
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
        click.echo(f"  {mark} {rule.id:<34} {rule.severity:<8} {rule.summary}")
    click.echo(
        "\n  s: only under --profile strict   -: only when selected\n  “medlint explain RULE” tells more."
    )
