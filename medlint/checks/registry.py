"""Names the checks: each is a function `(article, params) -> matches` with a class of parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

import msgspec

from medlint.articles.article import Article
from medlint.errors import RuleError
from medlint.findings import Confidence, Severity
from medlint.spans import Span
from medlint.vocabulary.wordings import Wordings


@dataclass(frozen=True, slots=True)
class Replacement:
    """A safe fix: other words for a span of the prose; dropped where markup stands in between."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class HeadingLevel:
    """A safe fix: another level, 1 to 6, for the heading that holds the span."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a check found."""

    span: Span
    """In the prose."""
    fields: dict[str, str] = field(default_factory=dict)
    """For the placeholders of the rule's message; `match` is always there."""
    suggestion: str | None = None
    help: str | None = None
    related: tuple[tuple[str, Span], ...] = ()
    """Other places, each with what to say of it."""
    severity: Severity | None = None
    """Where the place is less (or more) serious than the rule says."""
    confidence: Confidence | None = None
    source: Span | None = None
    """In the source, for what has no prose, such as a picture; `span` is the nearest prose then."""
    fix: tuple[Replacement | HeadingLevel, ...] = ()
    """Made together or not at all. Only for abbreviation expansions and heading levels: claims, numbers, doses, units and advice are
    suggested, never edited."""


class Params(
    msgspec.Struct, forbid_unknown_fields=True, kw_only=True, rename="kebab", frozen=True, dict=True
):
    """The parameters of a check, as a rule file states them; unknown keys are errors."""

    def anchors(self) -> frozenset[str] | None:
        """Return literals of which one stands in any sentence that can match; None when there are none."""
        return None

    def lists(self) -> tuple[Wordings, ...] | None:
        """Return lists of wordings of which one must stand on any page that can match; None when there are none."""
        return None

    def validate(self) -> None:
        """Raise `RuleError` when a value cannot work, such as a wording that breaks the grammar."""


P = TypeVar("P", bound=Params)
Check = Callable[[Article, Any], Iterator[Match]]


@dataclass(frozen=True, slots=True)
class RegisteredCheck:
    """A check with its name and its parameters."""

    name: str
    params: type[Params]
    run: Check


_CHECKS: dict[str, RegisteredCheck] = {}


def check(
    name: str, params: type[P]
) -> Callable[[Callable[[Article, P], Iterator[Match]]], Callable[[Article, P], Iterator[Match]]]:
    """Register a function as the check that rule files call `name`."""

    def register(
        function: Callable[[Article, P], Iterator[Match]],
    ) -> Callable[[Article, P], Iterator[Match]]:
        if name in _CHECKS:
            raise RuleError(f"Two checks are called “{name}”.", "Rename one of them.")
        _CHECKS[name] = RegisteredCheck(name, params, function)
        return function

    return register


def check_named(name: str) -> RegisteredCheck:
    """Return a check; an unknown name raises `RuleError` with the nearest known one."""
    try:
        return _CHECKS[name]
    except KeyError as error:
        near = get_close_matches(name, _CHECKS, 1)
        raise RuleError(
            f"There is no check called “{name}”.", f"Did you mean “{near[0]}”?" if near else ""
        ) from error


def checks() -> tuple[RegisteredCheck, ...]:
    """Return all checks, by name."""
    return tuple(_CHECKS[name] for name in sorted(_CHECKS))
