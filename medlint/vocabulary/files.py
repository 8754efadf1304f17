"""Finds and reads the YAML files of `rules/`; every error names file and line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from medlint.errors import RuleError


@cache
def built_in_folder() -> Path:
    """Return the folder of the rules that come with medlint.

    A wheel carries it as `medlint/_data/rules`; a checkout has it beside the package.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_data" / "rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise RuleError("medlint's own rules are missing.", "Install medlint again.")


@cache
def _loader() -> Any:
    """Return a safe loader to which yes, no, on, off and dates are words; only true and false are not."""
    import yaml

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in rows
            if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
        ]
        for first, rows in safe.yaml_implicit_resolvers.items()
    }
    made: Any = type("WordLoader", (safe,), {"yaml_implicit_resolvers": resolvers})
    made.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
    return made


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds; a broken one raises `RuleError` with its line."""
    import yaml

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f":{mark.line + 1}" if mark else ""
        raise RuleError(
            f"{path}{line}: {error.problem or 'not valid YAML'}.", "Mend the YAML there."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise RuleError(f"{path}: not valid YAML.", "Save it as UTF-8 text.") from error
    except OSError as error:
        raise RuleError(
            f"{path}: {error.strerror or error}.", "Check the path and its permissions."
        ) from error


def key_line(path: Path, *keys: str | int) -> int:
    """Return the 1-based line where a key (or list position) stands, 1 when it cannot be told.

    `keys` lead from the top of the file to the place, as in `key_line(path, "params", 2)`.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, OSError, ValueError):
        return 1
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                if name.value == str(key):
                    line, node = name.start_mark.line + 1, value
                    break
            else:
                return line
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            return line
    return line
