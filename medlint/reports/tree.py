"""The blocks of an article as a tree: lists with items, tables with rows and cells, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from medlint.reports.pieces import ReviewedBlock

_KEPT = {
    "list": "list", "ordered-list": "ordered-list", "item": "item", "table": "table", "row": "row",
    "quote": "quote", "callout": "callout", "aside": "callout", "definition-list": "definitions",
}  # fmt: skip
"""Containers that show; all others only group."""
_DEEPEST = 24
"""What nests deeper is shown at this depth."""


@dataclass
class Node:
    """A container with what stands in it."""

    kind: str
    """article, list, ordered-list, item, table, row, cell, quote, callout or definitions."""
    children: list[Node | ReviewedBlock] = field(default_factory=list)
    header: bool = False
    """A heading cell."""
    column: int = 0


def tree(blocks: Sequence[ReviewedBlock]) -> Node:
    """Return the blocks in their containers."""
    root = Node("article")
    open_: list[tuple[int, Node]] = []
    for reviewed in blocks:
        path = [(box.id, _KEPT[box.kind]) for box in reviewed.block.containers if box.kind in _KEPT]
        del path[_DEEPEST:]
        same = 0
        while same < min(len(path), len(open_)) and open_[same][0] == path[same][0]:
            same += 1
        del open_[same:]
        for number, kind in path[same:]:
            node = Node(kind)
            (open_[-1][1] if open_ else root).children.append(node)
            open_.append((number, node))
        parent = open_[-1][1] if open_ else root
        if parent.kind == "row":
            _into_cell(parent, reviewed)
        else:
            parent.children.append(reviewed)
    return _tidy(root)


def _into_cell(row: Node, reviewed: ReviewedBlock) -> None:
    block = reviewed.block
    column = block.level if block.kind == "table-cell" else 0
    last = row.children[-1] if row.children else None
    if not isinstance(last, Node) or last.kind != "cell" or (column and last.column != column):
        last = Node("cell", header=block.header, column=column)
        row.children.append(last)
    last.children.append(reviewed)


def _tidy(node: Node) -> Node:
    """Wrap what stands directly in a list, table or row into the element that must stand between."""
    between = {"list": "item", "ordered-list": "item", "table": "row", "row": "cell"}.get(node.kind)
    out: list[Node | ReviewedBlock] = []
    for child in node.children:
        if isinstance(child, Node):
            child = _tidy(child)
        if between and not (isinstance(child, Node) and child.kind == between):
            child = Node(between, [child])
            child = _tidy(child)
        out.append(child)
    node.children = out
    return node
