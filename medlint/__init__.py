"""medlint: a content-accuracy linter for patient health articles.

Importing it is cheap; the names below are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from medlint._version import __version__

if TYPE_CHECKING:
    from medlint.articles.claim_strength import claim_strength
    from medlint.articles.difficulty import document_difficulty, sentence_difficulty
    from medlint.articles.text_functions import abbreviations, explanations, jargon
    from medlint.articles.word_difficulty import word_difficulty
    from medlint.config import Config
    from medlint.engine import lint_paths, lint_text
    from medlint.findings import Finding, Report

__all__ = [
    "Config",
    "Finding",
    "Report",
    "__version__",
    "abbreviations",
    "claim_strength",
    "document_difficulty",
    "explanations",
    "jargon",
    "lint_paths",
    "lint_text",
    "sentence_difficulty",
    "word_difficulty",
]

_WHERE = {
    "abbreviations": "medlint.articles.text_functions",
    "explanations": "medlint.articles.text_functions",
    "jargon": "medlint.articles.text_functions",
    "word_difficulty": "medlint.articles.word_difficulty",
    "Config": "medlint.config",
    "Finding": "medlint.findings",
    "Report": "medlint.findings",
    "claim_strength": "medlint.articles.claim_strength",
    "document_difficulty": "medlint.articles.difficulty",
    "lint_paths": "medlint.engine",
    "lint_text": "medlint.engine",
    "sentence_difficulty": "medlint.articles.difficulty",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'medlint' has no attribute {name!r}")
