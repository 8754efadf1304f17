"""medlint: a content-accuracy linter for patient health articles.

Importing it is cheap; the names below are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from medlint._version import __version__

if TYPE_CHECKING:
    from medlint.config import Config
    from medlint.engine import lint_paths, lint_text
    from medlint.findings import Finding, Report

__all__ = ["Config", "Finding", "Report", "__version__", "lint_paths", "lint_text"]

_WHERE = {
    "Config": "medlint.config",
    "Finding": "medlint.findings",
    "Report": "medlint.findings",
    "lint_paths": "medlint.engine",
    "lint_text": "medlint.engine",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'medlint' has no attribute {name!r}")
