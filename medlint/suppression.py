"""Marks the findings that an author has answered, and notices the answers that are themselves at fault.

It reads the comments that speak to medlint (`ignore[cure-claim]: the reason`) and front matter;
the one filter that every format sees the result of.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from medlint.articles.kind import KINDS
from medlint.errors import ConfigError
from medlint.findings import Finding
from medlint.rulebook.loader import RuleSet
from medlint.sources.document import Directive, Document
from medlint.spans import Span
from medlint.vocabulary.folding import fold

VERBS = ("ignore", "ignore-next-line", "ignore-file", "disable", "enable")

SETTINGS = ("kind", "ignore")
"""What the front matter may say under `medlint:`."""

WITHOUT_REASON = "no reason given"

_FORM = re.compile(
    r"(?P<verb>[\w-]+)\s*(?:\[(?P<items>(?:\"[^\"]*\"|[^\]\"])*)\])?\s*"
    r"(?:until\s*=\s*(?P<until>[^\s:\]]+))?\s*(?:(?::|--+|–|—)\s*(?P<reason>.*))?",
    re.DOTALL,
)
_UNTIL = re.compile(r",?\s*\buntil\s*=\s*([^\s:,\]]+)")
_ITEM = re.compile(r"\"([^\"]*)\"|([^\s,\"]+)")
_QUOTES = str.maketrans("“”„‟″«»", '"""""""')
_WHOLE = frozenset({"list", "ordered-list", "definition-list", "table", "quote", "callout", "figure"})
"""Containers that are one block to the author who writes a comment before them."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A fault of a suppression: which hygiene rule it breaks, where, and words for the message."""

    rule: str
    span: Span
    """In the source."""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Item:
    """One name in the brackets; `name` is empty where the brackets are missing."""

    name: str
    rules: frozenset[str]
    terms: list[str] = field(default_factory=list)
    used: bool = False


@dataclass(slots=True)
class _Suppression:
    verb: str
    directive: Directive
    items: list[_Item]
    reason: str
    until: datetime.date | None
    blocks: range = range(0)
    """Of `ignore`: the blocks that it covers."""
    line: int = 0
    """Of `ignore-next-line`: the line."""
    ends: dict[str, int] = field(default_factory=dict)
    """Of `disable`: the offset at which it ends, by rule."""


def apply(
    document: Document,
    findings: Sequence[Finding],
    ruleset: RuleSet,
    running: frozenset[str],
    today: datetime.date,
) -> tuple[list[Finding], list[Notice]]:
    """Return the findings, those that are answered marked as ignored, and what is wrong with the answers.

    A suppression of rules that do not run is not called unused: nobody can know.
    """
    stated = [field for field in document.meta("medlint.ignore") if field.value]
    notices = list(_unknown_settings(document))
    if not document.directives and not stated:
        return list(findings), notices
    suppressions: list[_Suppression] = []
    for fact in stated:
        name, _, reason = fact.value.partition(":")
        directive = Directive(f"ignore-file[{name}]: {reason or 'front matter'}", fact.span or Span(0, 0), 0)
        suppressions.extend(_read(directive, ruleset, today, notices))
    for directive in document.directives:
        suppressions.extend(_read(directive, ruleset, today, notices))
    _place(document, suppressions, ruleset, notices)
    active = [item for item in suppressions if item.verb != "enable"]
    answered = [_answer(document, finding, active) for finding in findings]
    for item in active:
        idle = [i for i in item.items if not i.used and i.rules and i.rules <= running]
        for unused in idle:
            what = unused.name or "any rule"
            if unused.terms:
                what += " for " + ", ".join(f"“{term}”" for term in unused.terms)
            why = f"nothing of {what} is found there any more"
            notices.append(Notice("unused-suppression", item.directive.span, {"why": why}))
    return answered, notices


def _unknown_settings(document: Document) -> Iterator[Notice]:
    """Yield what the front matter tells medlint and medlint does not understand."""
    for item in document.metadata:
        key = item.name.removeprefix("medlint.")
        if key == item.name or key == "ignore":
            continue
        known, what, name = (
            (KINDS, "kind of document", item.value) if key == "kind" else (SETTINGS, "setting", key)
        )
        if name.lower() not in known:
            near = get_close_matches(name.lower(), known, 1)
            advice = f"Did you mean “{near[0]}”?" if near else f"It knows {', '.join(known)}."
            fields = {"what": what, "name": name, "advice": advice}
            yield Notice("unknown-setting", item.span or Span(0, 0), fields)


def _read(
    directive: Directive, ruleset: RuleSet, today: datetime.date, notices: list[Notice]
) -> Iterator[_Suppression]:
    """Yield the suppression that a comment states, or note why it states none."""

    def note(rule: str, **fields: str) -> None:
        notices.append(Notice(rule, directive.span, fields))

    form = _FORM.fullmatch(directive.text.strip().translate(_QUOTES))
    if form is None:
        note("unused-suppression", why="it is not written as medlint reads it: ignore[rule]: the reason")
        return
    verb = form["verb"].lower()
    if verb not in VERBS:
        near = get_close_matches(verb, VERBS, 1)
        tail = f"; perhaps “{near[0]}” is meant" if near else f"; known words are {', '.join(VERBS)}"
        note("unused-suppression", why=f"medlint does not know “{verb}”{tail}")
        return
    until, texts = form["until"], {"items": form["items"] or "", "reason": form["reason"] or ""}
    for part, text in texts.items():
        if found := _UNTIL.search(text):
            until = until or found[1]
            texts[part] = (text[: found.start()] + text[found.end() :]).strip()
    items = list(_items(texts["items"], ruleset, note)) if form["items"] is not None else [_every(ruleset)]
    reason = " ".join(texts["reason"].split())
    if not reason and verb != "enable":
        note("suppression-without-reason", verb=verb)
    last_day: datetime.date | None = None
    if until:
        try:
            last_day = datetime.date.fromisoformat(until)
        except ValueError:
            note("unused-suppression", why=f"“{until}” is not a day; write until=2027-03-31")
            return
        if last_day < today:
            note("expired-suppression", until=last_day.isoformat(), reason=reason or WITHOUT_REASON)
            return
    if items:
        yield _Suppression(verb, directive, items, reason or WITHOUT_REASON, last_day)


def _every(ruleset: RuleSet) -> _Item:
    return _Item("", frozenset(rule.id for rule in ruleset.rules.values() if rule.family != "hygiene"))


def _items(text: str, ruleset: RuleSet, note: object) -> Iterator[_Item]:
    found: list[_Item] = []
    for quoted, name in _ITEM.findall(text):
        if name:
            try:
                found.append(_Item(name, frozenset(ruleset.resolve([name]))))
            except ConfigError as error:
                note("unknown-rule", name=name, advice=error.advice)  # type: ignore[operator]
                found.append(_Item(name, frozenset()))
        else:
            if not found:
                found.append(_every(ruleset))
            found[-1].terms.append(" ".join(fold(quoted).split()))
    return (item for item in found if item.rules)


def _place(
    document: Document, suppressions: Sequence[_Suppression], ruleset: RuleSet, notices: list[Notice]
) -> None:
    """Work out what each suppression covers."""
    for number, item in enumerate(suppressions):
        if item.verb == "ignore":
            item.blocks = _covered(document, item.directive)
        elif item.verb == "ignore-next-line":
            item.line = document.position(max(item.directive.span.end - 1, 0)).line + 1
        elif item.verb == "disable":
            enables = [other for other in suppressions[number + 1 :] if other.verb == "enable"]
            for rule in set().union(*(i.rules for i in item.items)):
                closing = [e for e in enables if any(rule in i.rules for i in e.items)]
                end = closing[0].directive.span.start if closing else len(document.source.text) + 1
                item.ends[rule] = end
        elif item.verb == "enable":
            opened = [o for o in suppressions[:number] if o.verb == "disable"]
            rules = set().union(*(i.rules for i in item.items))
            if not any(rules & i.rules for o in opened for i in o.items):
                notices.append(
                    Notice(
                        "unused-suppression",
                        item.directive.span,
                        {"why": "no “disable” stands before this “enable”"},
                    )
                )


def _covered(document: Document, directive: Directive) -> range:
    """Return the blocks that an `ignore` covers: the next one, with all of a list or table that it begins."""
    blocks, at = document.blocks, directive.block
    if at >= len(blocks):
        return range(0)
    begins = document.source_map.to_source(Span(blocks[at].span.start, blocks[at].span.start + 1)).start
    if directive.span.start >= begins:
        return range(at, at + 1)
    before = {box.id for box in blocks[at - 1].containers} if at else set()
    opened = [box for box in blocks[at].containers if box.id not in before and box.kind in _WHOLE]
    if not opened:
        return range(at, at + 1)
    end = at
    while end < len(blocks) and opened[0] in blocks[end].containers:
        end += 1
    return range(at, end)


def _answer(document: Document, finding: Finding, active: Sequence[_Suppression]) -> Finding:
    reason: str | None = None
    for suppression in active:
        for item in suppression.items:
            if (
                finding.rule in item.rules
                and _covers(document, suppression, finding)
                and (not item.terms or _speaks_of(document, finding, item.terms))
            ):
                item.used = True
                reason = reason or suppression.reason
    return finding if reason is None else replace(finding, ignored=f"suppressed: {reason}")


def _covers(document: Document, suppression: _Suppression, finding: Finding) -> bool:
    match suppression.verb:
        case "ignore-file":
            return True
        case "ignore-next-line":
            return finding.start.line <= suppression.line <= max(finding.end.line, finding.start.line)
        case "disable":
            begin, end = suppression.directive.span.start, suppression.ends.get(finding.rule, 0)
            return begin <= finding.start.offset < end
    covered = suppression.blocks
    if not covered:
        return False
    low, high = document.blocks[covered.start].span.start, document.blocks[covered.stop - 1].span.end
    return low <= finding.span.start < max(high, low + 1)


def _speaks_of(document: Document, finding: Finding, terms: Sequence[str]) -> bool:
    said = " ".join(document.folded[finding.span.start : finding.span.end].split())
    return any(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", said) for term in terms)
