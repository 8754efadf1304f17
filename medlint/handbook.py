"""The rules as a person reads them: the page of a rule, `rules/README.md`, and the schema of rule files."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import msgspec

from medlint.articles.kind import KINDS
from medlint.checks.registry import checks
from medlint.findings import CONFIDENCES, DISCLAIMER, FAMILIES, SEVERITIES
from medlint.rulebook.loader import RuleSet
from medlint.rulebook.rule import Example, Rule

_DEFAULTS = {"on": "on", "strict": "on under the profile `strict`", "off": "off; select it by name"}
_FAMILY_WORDS = {
    "jargon": "words that patients do not know",
    "claims": "what is said without support",
    "advice": "when to get help, and what is safe to do",
    "numbers": "figures, units and doses",
    "readability": "how hard the prose is",
    "structure": "lists, headings, links and leftovers",
    "provenance": "who wrote it, when, from which sources",
    "language": "words that respect people",
    "hygiene": "medlint's own notices",
}


def rule_page(rule: Rule, figures: str = "") -> str:
    """Return all that there is to know about a rule, as Markdown."""
    kinds = ", ".join(rule.kinds) if rule.kinds else "all pages for patients"
    parts = [
        f"# {rule.id}",
        f"{rule.summary}.",
        f"{rule.family} · {rule.severity} · confidence {rule.confidence} · {_DEFAULTS[rule.default]} · runs on {kinds}"
        + (f" of {rule.least_words} words and more" if rule.least_words else ""),
        "## Why\n\n" + _plain(rule.why),
        "## What to do\n\n" + _plain(rule.help) if rule.help else "",
        "## Standard\n\n" + "\n".join(f"- {source}" for source in rule.sources),
        "## Reported (the part between « and »)\n\n" + "\n".join(_example(item) for item in rule.bad),
        "## Left alone\n\n" + "\n".join(_example(item) for item in rule.good),
        _parameters(rule),
        "## Measured\n\n" + figures if figures else "",
        "## Silence it\n\n"
        f"One place: `<!-- medlint: ignore[{rule.id}]: the reason -->` before the block.\n"
        f'Everywhere: `ignore = ["{rule.id}"]` in medlint.toml.',
    ]
    if rule.formerly:
        parts.append("Formerly " + ", ".join(rule.formerly) + ".")
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), 100))


def _example(item: Example) -> str:
    text = item.text.strip().replace("<<", "«").replace(">>", "»")
    lead = f"({item.format}) " if item.format != "markdown" else ""
    lines = text.splitlines()
    return "\n".join([f"- {lead}{lines[0]}", *("  " + line for line in lines[1:])])


def _parameters(rule: Rule) -> str:
    short = {
        name: value
        for name, value in rule.params.items()
        if isinstance(value, int | float | bool) or (isinstance(value, str) and len(value) < 60)
    }
    if not short:
        return ""
    rows = "\n".join(f"- `{name}` = {value}" for name, value in short.items())
    return f"## Parameters\n\nIn `[rules.{rule.id}]` of medlint.toml, beside `severity` and `confidence`:\n\n{rows}"


def rules_readme(ruleset: RuleSet, scores: dict[str, tuple[int, int, int]]) -> str:
    """Return `rules/README.md`; `scores` are (tp, fp, fn) by rule, from the committed table."""
    out = [
        "# Rules",
        "",
        "Made by `medlint handbook`; do not edit. One file a rule, one folder a family; `medlint explain RULE` prints a",
        f"rule's page. {DISCLAIMER}",
        "",
        "Precision and recall are those of `corpus/scores.tsv` (parts dev and test together; rules without figures have no",
        "labelled case yet). Articles in the corpus are written for medlint: read the figures as a floor for changes, not as",
        "a promise for your site.",
    ]
    for family in FAMILIES:
        rules = sorted((r for r in ruleset.rules.values() if r.family == family), key=lambda rule: rule.id)
        if not rules:
            continue
        out += ["", f"## {family}: {_FAMILY_WORDS[family]}", ""]
        out += [
            "| rule | finds | severity | default | precision | recall |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for rule in rules:
            tp, fp, fn = scores.get(rule.id, (0, 0, 0))
            precision = f"{tp}/{tp + fp}" if tp + fp else ""
            recall = f"{tp}/{tp + fn}" if tp + fn else ""
            out.append(
                f"| [`{rule.id}`]({rule.family}/{rule.id}.yaml) | {rule.summary} | {rule.severity} | {rule.default}"
                f" | {precision} | {recall} |"
            )
    return "\n".join(out) + "\n"


def rule_schema() -> dict[str, Any]:
    """Return the JSON schema of a rule file, for editors: one variant for each check."""
    example = {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {"type": "string"},
                    "format": {"enum": ["markdown", "html", "text"]},
                    "kind": {"enum": list(KINDS)},
                    "locale": {"type": "string"},
                    "profile": {"type": "string"},
                    "today": {"type": "string", "format": "date"},
                },
            },
        ]
    }
    examples = {"type": "array", "minItems": 2, "items": example}
    own: dict[str, Any] = {
        "summary": {"type": "string"},
        "severity": {"enum": list(SEVERITIES)},
        "confidence": {"enum": list(CONFIDENCES)},
        "message": {"type": "string"},
        "why": {"type": "string"},
        "help": {"type": "string"},
        "sources": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "default": {"enum": ["on", "strict", "off"]},
        "level": {"enum": ["document", "section", "sentence"]},
        "kinds": {"type": "array", "items": {"enum": list(KINDS)}},
        "least-words": {"type": "integer", "minimum": 0},
        "formerly": {"type": "array", "items": {"type": "string"}},
        "yields-to": {"type": "array", "items": {"type": "string"}},
        "examples": {
            "type": "object",
            "required": ["bad", "good"],
            "additionalProperties": False,
            "properties": {"bad": examples, "good": examples},
        },
    }
    required = ["summary", "severity", "confidence", "check", "message", "why", "sources", "examples"]
    variants, definitions = [], {}
    for registered in checks():
        (schema,), found = msgspec.json.schema_components([registered.params], ref_template="#/$defs/{name}")
        definitions.update(found)
        params = found.get(registered.params.__name__, schema)
        definitions.pop(registered.params.__name__, None)
        variants.append(
            {
                "type": "object",
                "additionalProperties": False,
                "required": [*required, *params.get("required", [])],
                "properties": {"check": {"const": registered.name}, **own, **params.get("properties", {})},
            }
        )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of medlint",
        "oneOf": variants,
        "$defs": definitions,
    }


def skeleton(family: str, rule_id: str) -> str:
    """Return a rule file to fill in."""
    return f"""\
# {family}/{rule_id}: write the good examples (what must stay silent) first.
summary: What it finds, in one line
severity: warning          # error, warning or info
confidence: medium         # high, medium or low
default: off               # on, strict or off; turn it on when it is precise enough
check: phrase              # see the checks in rules/rule.schema.json
phrases:
  - magic pill|pills
unless: [negated, myth, question, mention]
message: “{{match}}” …
why: |
  Whom it harms or loses, and how.
sources:
  - The standard behind it
help: What to write instead.
examples:
  bad:
    - This <<magic pill>> ends pain.
    - Try our <<magic pills>> today.
  good:
    - There is no magic pill.
    - Beware of adverts for a “magic pill”.
"""


def files(ruleset: RuleSet, scores: dict[str, tuple[int, int, int]], folder: Path) -> dict[Path, str]:
    """Return the generated files below the folder of rules, with their text."""
    return {
        folder / "README.md": rules_readme(ruleset, scores),
        folder / "rule.schema.json": json.dumps(rule_schema(), indent=1, ensure_ascii=False, sort_keys=True)
        + "\n",
    }
