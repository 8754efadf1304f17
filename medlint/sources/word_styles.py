"""Tell by styles and numbering what a paragraph of a Word file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from medlint.sources.document import BlockKind
from medlint.sources.word_parts import part_root

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ?([1-9])")
_LIST_STYLE = re.compile(r"list(?: (bullet|number|continue))?(?: ?([2-9]))?\b")
_QUOTE_STYLES = frozenset({"quote", "intense quote", "block text", "block quotation"})


class Shape(NamedTuple):
    """What a paragraph is by its style."""

    kind: BlockKind
    level: int = 0
    ordered: bool = False
    quote: bool = False
    """It is in a style for quotations."""


class Styles:
    """What the styles and numberings of a file say about its paragraphs."""

    def __init__(self, document: WordDocument) -> None:
        root = part_root(document, "styles")
        styles = () if root is None else root.iterchildren(f"{_W}style")
        self._styles: dict[str, Any] = {style.get(f"{_W}styleId"): style for style in styles}
        self._formats = _number_formats(document)

    def shape(self, paragraph: Any) -> Shape:
        """Return what a paragraph is."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return Shape("paragraph")
        style = properties.find(f"{_W}pStyle")
        chain = list(self._chain(style.get(f"{_W}val", "") if style is not None else ""))
        names = [self._name(item) for item in chain]
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and outline.get(f"{_W}val", "9") in "012345":
            return Shape("heading", int(outline.get(f"{_W}val")) + 1)
        for name in names:
            if match := _HEADING.match(name):
                return Shape("heading", min(int(match[1]), 6))
            if name == "title":
                return Shape("heading", 1)
            if name == "caption":
                return Shape("caption")
        numbering = self._numbering([properties, *(item.find(f"{_W}pPr") for item in chain)])
        listed = next((match for name in names if (match := _LIST_STYLE.match(name))), None)
        if numbering is not None:
            number, level = numbering
            depth = int(listed[2]) if listed and listed[2] and level == 0 else level + 1
            return Shape(
                "list-item", depth, self._formats.get((number, level), "bullet") not in ("bullet", "none")
            )
        if listed and listed[1] in ("bullet", "number"):
            return Shape("list-item", int(listed[2] or 1), listed[1] == "number")
        return Shape("paragraph", quote=not _QUOTE_STYLES.isdisjoint(names))

    def _chain(self, name: str) -> Iterator[Any]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            based = self._styles[name].find(f"{_W}basedOn")
            name = based.get(f"{_W}val", "") if based is not None else ""

    @staticmethod
    def _name(style: Any) -> str:
        name = style.find(f"{_W}name")
        return str(name.get(f"{_W}val", "")).lower() if name is not None else ""

    @staticmethod
    def _numbering(properties: list[Any]) -> tuple[str, int] | None:
        for item in properties:
            found = item.find(f"{_W}numPr") if item is not None else None
            if found is None:
                continue
            number, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
            said = number.get(f"{_W}val", "0") if number is not None else "0"
            depth = level.get(f"{_W}val", "0") if level is not None else "0"
            return None if said == "0" else (said, min(int(depth), 8) if depth.isdigit() else 0)
        return None


def _number_formats(document: WordDocument) -> dict[tuple[str, int], str]:
    root = part_root(document, "numbering")
    if root is None:
        return {}
    abstract = {
        item.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl", "0")): form.get(f"{_W}val", "bullet")
            for level in item.iterchildren(f"{_W}lvl")
            if (form := level.find(f"{_W}numFmt")) is not None and level.get(f"{_W}ilvl", "0").isdigit()
        }
        for item in root.iterchildren(f"{_W}abstractNum")
    }
    formats: dict[tuple[str, int], str] = {}
    for item in root.iterchildren(f"{_W}num"):
        target = item.find(f"{_W}abstractNumId")
        levels = abstract.get(target.get(f"{_W}val") if target is not None else None, {})
        formats.update({(item.get(f"{_W}numId", ""), level): form for level, form in levels.items()})
    return formats
