"""Read the block of facts at the head of a page, YAML between `---` or TOML between `+++`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import folded
from medlint.sources.encoding import after_mark
from medlint.spans import Span

if TYPE_CHECKING:
    import yaml

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.M),
}
_FIRST_KEY = re.compile(
    r"(?:[ \t]*(?:#.*)?(?:\r\n|\n|\r))*[ \t]*[\w\"'][^:=\r\n]{0,100}[:=](?:\s|\Z|[\"'\[{\d])"
)
_SIMPLE = re.compile(r"^([A-Za-z_][\w .-]{0,60}?)[ \t]*[:=][ \t]+([^\r\n]*\S)[ \t]*\r?$", re.M)
_GLOSSARIES = frozenset({"glossary", "abbreviations", "definitions"})
_TERMS = ("term", "word", "name", "abbreviation")
_MEANINGS = ("definition", "meaning", "description", "explanation")
_MOST = 2000
"""Fields taken from one file: an alias in YAML can stand for millions."""
_DEEPEST = 20


def read_front_matter(builder: DocumentBuilder) -> int:
    """Note the facts of the front matter and return where the page proper begins."""
    text = builder.source.text
    begin = after_mark(text)
    opening = _OPENING.match(text, begin)
    if opening is None:
        return begin
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if closing is None:
        return begin
    inner = text[opening.end() : closing.start()]
    if inner.strip() and not _FIRST_KEY.match(inner):
        return begin
    try:
        if opening[1] == "---":
            _yaml(builder, inner, opening.end())
        else:
            _toml(builder, inner, opening.end())
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        builder.note(f"The front matter is broken ({reason}): only its simple lines were read.")
        for name, value, span in _simple(inner, opening.end()):
            builder.meta(name, value, "front-matter", span)
    return closing.end()


def _simple(inner: str, at: int) -> Iterator[tuple[str, str, Span]]:
    for line in _SIMPLE.finditer(inner):
        value = line[2]
        start = at + line.start(2)
        if len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]:
            value, start = value[1:-1], start + 1
        yield line[1], value, Span(start, start + len(value))


# --- YAML


def _yaml(builder: DocumentBuilder, inner: str, at: int) -> None:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(inner, Loader=loader)
    except yaml.YAMLError as error:
        raise ValueError(str(getattr(error, "problem", None) or "not YAML")) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("not a list of keys and values")
    for count, (name, node) in enumerate(_fields(root)):
        if count == _MOST:
            builder.note(f"The front matter holds more than {_MOST} values: the rest was left out.")
            break
        if node.value and node.value != "~" and not (node.style is None and node.value == "null"):
            builder.meta(name, folded([node.value]), "front-matter", _span(node, inner, at))
    for term, meaning in _glossary(root):
        builder.define(term, meaning)


def _fields(root: yaml.MappingNode) -> Iterator[tuple[str, yaml.ScalarNode]]:
    import yaml

    waiting: list[tuple[str, int, yaml.Node]] = [("", 0, root)]
    while waiting:
        name, depth, node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            yield name, node
        elif depth < _DEEPEST and len(waiting) < _MOST:
            inner: list[tuple[str, int, yaml.Node]] = []
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value[:_MOST]:
                    said = key.value if isinstance(key, yaml.ScalarNode) else "?"
                    inner.append((f"{name}.{said}".lstrip("."), depth + 1, value))
            elif isinstance(node, yaml.SequenceNode):
                inner = [(name, depth + 1, value) for value in node.value[:_MOST]]
            waiting += reversed(inner)


def _span(node: yaml.ScalarNode, inner: str, at: int) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("'", '"'):
        start, end = start + 1, end - 1
    stretch = inner[start:end]
    end = start + len(stretch.rstrip())
    if node.style in ("|", ">"):
        start = inner.find("\n", start, end) + 1 or start
        start = end - len(inner[start:end].lstrip())
    return Span(at + start, at + max(start, end))


def _glossary(root: yaml.MappingNode) -> Iterator[tuple[str, str]]:
    import yaml

    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or key.value.lower() not in _GLOSSARIES:
            continue
        if isinstance(value, yaml.MappingNode):
            for term, meaning in value.value:
                if isinstance(term, yaml.ScalarNode) and isinstance(meaning, yaml.ScalarNode):
                    yield term.value, folded([meaning.value])
        elif isinstance(value, yaml.SequenceNode):
            for item in value.value:
                if isinstance(item, yaml.MappingNode):
                    said = {
                        inner.value.lower(): meaning.value
                        for inner, meaning in item.value
                        if isinstance(inner, yaml.ScalarNode) and isinstance(meaning, yaml.ScalarNode)
                    }
                    term = next((said[name] for name in _TERMS if name in said), None)
                    meaning = next((said[name] for name in _MEANINGS if name in said), None)
                    if term and meaning:
                        yield term, folded([meaning])


# --- TOML


def _toml(builder: DocumentBuilder, inner: str, at: int) -> None:
    import tomllib

    data = tomllib.loads(inner.replace("\r\n", "\n").replace("\r", "\n"))
    places = {(name, value): span for name, value, span in _simple(inner, at)}
    for name, value in _values("", data, 0):
        span = places.get((name.rsplit(".", 1)[-1], value))
        builder.meta(name, folded([value]), "front-matter", span)
    for key, value in data.items():
        if key.lower() in _GLOSSARIES and isinstance(value, dict):
            for term, meaning in value.items():
                if isinstance(meaning, str):
                    builder.define(term, folded([meaning]))


def _values(name: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(f"{name}.{key}".lstrip("."), inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(name, inner, depth + 1)
    elif isinstance(value, bool):
        yield name, str(value).lower()
    else:
        yield name, str(value)
