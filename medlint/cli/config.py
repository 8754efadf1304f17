"""`medlint config`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import msgspec

from medlint.cli.options import Stop, config_options, load_configs
from medlint.config import Config, PerFile, keys, stated_keys
from medlint.errors import MedlintError


@click.command("config")
@click.argument("path", required=False, type=click.Path(), metavar="[FILE]")
@config_options
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
@click.option("--schema", is_flag=True, help="Print the JSON schema of medlint.toml, for editors.")
def command(
    path: str | None,
    config_file: str | None,
    isolated: bool,
    locale: str | None,
    profile: str | None,
    format_: str,
    schema: bool,
) -> None:
    """Show the configuration in force, and where each value comes from.

    With FILE: as it holds for that file.
    """
    if schema:
        click.echo(json.dumps(schema_of_file(), indent=2, ensure_ascii=False))
        return
    options = {"locale": locale, "profile": profile}
    configs = load_configs(config_file, isolated, options, (path,) if path else ())
    try:
        from medlint.engine import Linter

        config = configs.of(path) if path else configs.main
        linter = Linter(config)
        lines = stated_keys(Path(config.file)) if config.file else {}
    except MedlintError as error:
        raise Stop(error) from error
    values = msgspec.to_builtins(config)
    own = msgspec.to_builtins(linter.per_file(path)) if path else {}
    rows = []
    for key in keys():
        value = values[key]
        if own.get(key):
            value = [*values[key], *own[key]] if key == "ignore" else own[key]
            origin = f"{config.file}:{lines['per-file']}"
        elif options.get(key) is not None:
            origin = f"--{key}"
        elif key in lines:
            origin = f"{config.file}:{lines[key]}"
        else:
            origin = "default"
        rows.append({"key": key, "value": value, "origin": origin})
    if own.get("kind"):
        rows.append({"key": "kind", "value": own["kind"], "origin": f"{config.file}:{lines['per-file']}"})
    if format_ == "json":
        click.echo(json.dumps({"file": config.file or None, "values": rows}, indent=2, ensure_ascii=False))
        return
    click.echo(f"# {config.file}" if config.file else "# no configuration file: the default values hold")
    texts = [
        f"# {row['key']} is not set"
        if row["value"] in (None, "")
        else f"{row['key']} = {_toml(row['value'])}"
        for row in rows
    ]
    width = max(len(text) for text in texts if len(text) < 60)
    for row, text in zip(rows, texts, strict=True):
        click.echo(text.ljust(width) + f"  # {row['origin']}")
    for note in linter.notes:
        click.echo(f"medlint: {note}", err=True)


def _toml(value: Any) -> str:
    """Return a value as TOML writes it; nothing is an empty string there."""
    if value is None:
        return '""'
    if isinstance(value, dict):
        inner = ", ".join(
            f"{json.dumps(str(key), ensure_ascii=False)} = {_toml(item)}"
            for key, item in value.items()
            if item not in (None, [], ())
        )
        return "{" + (f" {inner} " if inner else "") + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def schema_of_file() -> dict[str, Any]:
    """Return the JSON schema of a configuration file, the parameters of every rule included."""
    from medlint.checks import check_named
    from medlint.findings import CONFIDENCES, FAMILIES, SEVERITIES
    from medlint.rulebook.loader import built_in

    rules = built_in().rules
    types = list(
        dict.fromkeys([Config, PerFile, *(check_named(rule.check).params for rule in rules.values())])
    )
    references, parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    part_of = {
        kind: parts[reference["$ref"].removeprefix("#/$defs/")]
        for kind, reference in zip(types, references, strict=True)
    }
    main = part_of[Config]
    properties = {key: value for key, value in main["properties"].items() if key in keys()}
    names = {"enum": sorted([*rules, *FAMILIES])}
    selection = {"type": "array", "items": {"anyOf": [names, {"type": "string"}]}}
    for key in ("select", "ignore", "extend-select"):
        properties[key] = selection
    properties["rules"] = {
        "type": "object",
        "properties": {
            rule.id: {
                "description": rule.summary,
                "type": "object",
                "properties": {
                    "severity": {"enum": list(SEVERITIES)},
                    "confidence": {"enum": list(CONFIDENCES)},
                    **part_of[check_named(rule.check).params].get("properties", {}),
                },
                "additionalProperties": False,
            }
            for rule in rules.values()
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "medlint.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": parts,
    }
