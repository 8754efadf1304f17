"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from medlint._version import __version__
from medlint.findings import DISCLAIMER, Finding, Report
from medlint.reports.view import View, summary_line
from medlint.spans import Position

if TYPE_CHECKING:
    from medlint.rulebook.rule import Rule

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PRECISION = {"high": "high", "medium": "medium", "low": "low"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report, view: View) -> bytes:
    """Return one run; suppressed and baselined findings are in it, marked as such."""
    listed = [finding for finding in report.findings if view.listed(finding)]
    rules = view.rules()
    ids = sorted({finding.rule for finding in listed})
    index = {rule: number for number, rule in enumerate(ids)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "medlint",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "shortDescription": {"text": "A content-accuracy linter for patient health articles"},
                        "fullDescription": {"text": DISCLAIMER},
                        "rules": [_rule(rule, rules, listed) for rule in ids],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not report.failures,
                        "toolExecutionNotifications": [
                            {
                                "level": "error",
                                "message": {"text": failure.message},
                                "locations": [
                                    {"physicalLocation": {"artifactLocation": _artifact(failure.path)}}
                                ],
                            }
                            for failure in report.failures
                        ],
                    }
                ],
                "results": [_result(finding, index) for finding in listed],
                "properties": {"summary": summary_line(report, view)},
            }
        ],
    }
    text = json.dumps(log, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace")


def _rule(id: str, rules: Mapping[str, Rule], listed: list[Finding]) -> dict[str, Any]:
    rule = rules.get(id)
    if rule is None:
        return {"id": id}
    sources = "\n".join(f"- {source}" for source in rule.sources)
    steps = f"{rule.help.strip()}\n\n" if rule.help else ""
    urls = [finding.url for finding in listed if finding.rule == id and finding.url]
    return {
        "id": id,
        "name": "".join(part.capitalize() for part in id.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why.strip()},
        "help": {
            "text": f"{rule.why.strip()}\n\n{steps}Sources:\n{sources}",
            "markdown": f"**{rule.summary}**\n\n{rule.why.strip()}\n\n{steps}Sources:\n\n{sources}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "precision": _PRECISION[rule.confidence]},
    } | ({"helpUri": urls[0]} if urls else {})


def _result(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    text = finding.message + (f" Suggestion: {finding.suggestion}" if finding.suggestion else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(finding, finding.start, finding.end, finding.excerpt)}],
        "partialFingerprints": {"medlint/v1": finding.fingerprint},
        "properties": {"family": finding.family, "confidence": finding.confidence},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": item.message},
                "physicalLocation": _place(finding, item.start, item.end, None),
            }
            for number, item in enumerate(finding.related)
        ]
    if finding.ignored is not None:
        reason = finding.ignored.removeprefix("suppressed: ")
        inside = finding.ignored.startswith("suppressed")
        result["suppressions"] = [{"kind": "inSource" if inside else "external", "justification": reason}]
    if finding.fix:
        result["fixes"] = [
            {
                "description": {"text": "The safe fix of medlint check --fix"},
                "artifactChanges": [
                    {
                        "artifactLocation": _artifact(finding.path),
                        "replacements": [
                            {
                                "deletedRegion": {
                                    "charOffset": edit.start,
                                    "charLength": edit.end - edit.start,
                                },
                                "insertedContent": {"text": edit.text},
                            }
                            for edit in finding.fix
                        ],
                    }
                ],
            }
        ]
    return result


def _place(finding: Finding, start: Position, end: Position, excerpt: str | None) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }
    if excerpt is not None:
        region["snippet"] = {"text": excerpt}
    return {"artifactLocation": _artifact(finding.path), "region": region}


def _artifact(path: str) -> dict[str, str]:
    file = PurePath(path)
    return {"uri": file.as_uri() if file.is_absolute() else quote(file.as_posix(), errors="surrogateescape")}
