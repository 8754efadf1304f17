"""Reads rule files: built-in, those of plug-ins and of the project; every error names file and line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from medlint.articles.kind import KINDS
from medlint.checks.registry import Params, check_named
from medlint.errors import ConfigError, RuleError
from medlint.findings import CONFIDENCES, FAMILIES, SEVERITIES
from medlint.rulebook.rule import Example, Rule, parse_marks
from medlint.vocabulary.compiled import compiled
from medlint.vocabulary.files import built_in_folder, key_line, read_yaml

NOT_RULES = frozenset({"lexicon", "vocabulary", "topics"})
"""Folders of `rules/` that hold other data."""

_CHOICES: dict[str, tuple[str, ...]] = {"severity": SEVERITIES, "confidence": CONFIDENCES}
_OWN_KEYS = frozenset(
    [
        "summary",
        "severity",
        "confidence",
        "check",
        "message",
        "why",
        "sources",
        "examples",
        "default",
        "kinds",
        "least-words",
        "level",
        "help",
        "formerly",
        "formerly-message",
        "deprecated",
        "yields-to",
    ]
)


class RuleSet:
    """The rules of a run, by id, with the parameters of their checks."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: dict[str, Rule] = {}
        for rule in rules:
            if rule.id in self.rules:
                raise RuleError(f"Two rules are called “{rule.id}”.", "Rename the file of one of them.")
            self.rules[rule.id] = rule
        self.formerly = {old: rule.id for rule in self.rules.values() for old in rule.formerly}
        self._params: dict[str, Params] = {}

    def params(self, rule: Rule) -> Params:
        """Return the parameters of a rule's check."""
        if rule.id not in self._params:
            self._params[rule.id] = msgspec.convert(rule.params, check_named(rule.check).params, strict=False)
        return self._params[rule.id]

    def with_params(self, changes: dict[str, dict[str, Any]]) -> RuleSet:
        """Return the same rules with some parameters, severities or confidences of the configuration."""
        out = []
        for rule in self.rules.values():
            own = {
                key: value
                for name in (*rule.formerly, rule.id)
                for key, value in changes.get(name, {}).items()
            }
            if own:
                fields: dict[str, Any] = {key: own.pop(key) for key in _CHOICES if key in own}
                for key, value in fields.items():
                    if value not in _CHOICES[key]:
                        raise ConfigError(
                            f"[rules.{rule.id}]: “{key}” cannot be “{value}”.",
                            f"Choose one of {', '.join(_CHOICES[key])}.",
                        )
                _refuse_unknown(rule, own)
                rule = msgspec.structs.replace(rule, params={**rule.params, **own}, **fields)
                try:
                    msgspec.convert(rule.params, check_named(rule.check).params, strict=False).validate()
                except RuleError as error:
                    raise ConfigError(f"[rules.{rule.id}]: {error.message}", error.advice) from error
                except msgspec.ValidationError as error:
                    raise ConfigError(
                        f"[rules.{rule.id}]: {error}.", f"See “medlint explain {rule.id}”."
                    ) from error
            out.append(rule)
        return RuleSet(out)

    def resolve(self, names: Iterable[str]) -> set[str]:
        """Return the ids that ids, former ids and families stand for; an unknown one raises `ConfigError`."""
        out: set[str] = set()
        for name in names:
            family = {rule.id for rule in self.rules.values() if rule.family == name}
            if name in {"all", "ALL"}:
                out |= set(self.rules)
            elif name in self.rules:
                out.add(name)
            elif name in self.formerly:
                out.add(self.formerly[name])
            elif family or name in FAMILIES:
                out |= family
            else:
                near = get_close_matches(name, [*self.rules, *FAMILIES], 1)
                raise ConfigError(
                    f"There is no rule or family called “{name}”.",
                    f"Did you mean “{near[0]}”?" if near else "“medlint rules” lists them.",
                )
        return out


def _refuse_unknown(rule: Rule, own: dict[str, Any]) -> None:
    known = [field.encode_name for field in msgspec.structs.fields(check_named(rule.check).params)]
    for key in own:
        if key not in known:
            near = get_close_matches(key, [*_CHOICES, *known], 1)
            raise ConfigError(
                f"[rules.{rule.id}]: unknown key “{key}”.",
                f"Did you mean “{near[0]}”?" if near else f"Known keys are {', '.join([*_CHOICES, *known])}.",
            )


@cache
def built_in() -> RuleSet:
    """Return the rules that come with medlint."""
    folder = built_in_folder()
    return RuleSet(
        compiled("rules", rule_files(folder), tuple[Rule, ...], lambda files: read_rules(files, "medlint"))
    )


def with_packs(folders: Sequence[Path]) -> RuleSet:
    """Return the built-in rules and those of project folders (data only, never code)."""
    rules = list(built_in().rules.values())
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"The pack {folder} is not a folder.", "Correct “packs” in the configuration.")
        files = rule_files(folder)
        if not files:
            raise ConfigError(
                f"The pack {folder} holds no rule.",
                "Correct “packs” in the configuration; a rule stands in a folder named after its family: claims/house-word.yaml.",
            )
        rules.extend(read_rules(files, folder.name))
    return RuleSet(rules)


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a pack: `<family>/<id>.yaml`."""
    return sorted(file for file in folder.glob("*/*.yaml") if file.parent.name not in NOT_RULES)


def read_rules(files: Sequence[Path], pack: str) -> tuple[Rule, ...]:
    """Read rule files; a broken one raises `RuleError`."""
    return tuple(read_rule(file, pack) for file in files)


def read_rule(file: Path, pack: str = "medlint") -> Rule:
    """Read one rule file and check its parameters."""
    data = read_yaml(file)
    if not isinstance(data, dict):
        raise RuleError(f"{file}:1: a rule is a mapping of keys.", "“medlint new-rule” makes one to fill in.")
    if file.parent.name not in FAMILIES:
        near = get_close_matches(file.parent.name, FAMILIES, 1)
        raise RuleError(
            f"{file}: its folder “{file.parent.name}” is not a family.",
            f"Did you mean “{near[0]}”?" if near else f"Families are {', '.join(FAMILIES)}.",
        )
    name = data.get("check")
    if not isinstance(name, str):
        raise _at(file, "check", "it names no check", "Write “check: phrase”, or another check.")
    try:
        registered = check_named(name)
    except RuleError as error:
        raise RuleError(f"{file}:{key_line(file, 'check')}: {error.message}", error.advice) from error
    params = {key: value for key, value in data.items() if key not in _OWN_KEYS}
    known = [field.encode_name for field in msgspec.structs.fields(registered.params)]
    for key in params:
        if key not in known:
            near = get_close_matches(str(key), [*known, *_OWN_KEYS], 1)
            raise _at(
                file, key, f"unknown key “{key}”", f"Did you mean “{near[0]}”?" if near else "Take it out."
            )
    own = {key: value for key, value in data.items() if key in _OWN_KEYS and key != "examples"}
    examples = data.get("examples") or {}
    try:
        rule = msgspec.convert(
            {
                **own,
                "id": file.stem,
                "family": file.parent.name,
                "params": params,
                "pack": pack,
                "bad": _examples(examples.get("bad")),
                "good": _examples(examples.get("good")),
            },
            Rule,
            strict=False,
        )
        msgspec.convert(params, registered.params, strict=False).validate()
    except msgspec.ValidationError as error:
        raise RuleError(
            f"{file}:{_line_of(file, str(error))}: {error}.", "Compare with the other rules."
        ) from error
    except RuleError as error:
        raise RuleError(f"{file}: {error.message}", error.advice) from error
    for kind in rule.kinds:
        if kind not in KINDS:
            raise _at(file, "kinds", f"“{kind}” is not a kind of document", f"Kinds are {', '.join(KINDS)}.")
    for example in (*rule.bad, *rule.good):
        try:
            parse_marks(example.text)
        except RuleError as error:
            raise RuleError(f"{file}:{key_line(file, 'examples')}: {error.message}", error.advice) from error
    return rule


def _examples(items: Any) -> list[Any]:
    return [{"text": item} if isinstance(item, str) else item for item in items or ()]


def _at(file: Path, key: str, what: str, advice: str = "Compare with the other rules.") -> RuleError:
    return RuleError(f"{file}:{key_line(file, key)}: {what}.", advice)


def _line_of(file: Path, message: str) -> int:
    path = message.rsplit("`$", 1)[-1].strip("`.") if "`$" in message else ""
    keys = [key for key in path.replace("[", ".[").split(".") if key and not key.startswith("[")]
    return key_line(file, *(["examples"] if keys[:1] in (["bad"], ["good"]) else keys))


def example_kind(rule: Rule, example: Example) -> str:
    """Return the kind under which an example is read."""
    return example.kind or (rule.kinds[0] if rule.kinds else "condition")
