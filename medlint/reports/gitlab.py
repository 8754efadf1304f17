"""The code quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath

from medlint.findings import Report
from medlint.reports.view import View

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def write(report: Report, view: View) -> bytes:
    """Return a JSON list; each fingerprint is unique in it, as GitLab wants."""
    rows = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": _hash(finding.path, finding.fingerprint),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": PurePath(finding.path).as_posix(),
                "lines": {"begin": finding.start.line, "end": finding.end.line},
            },
        }
        for finding in report.findings
        if view.shown(finding)
    ]
    rows += [
        {
            "description": failure.message,
            "check_name": "unreadable-file",
            "fingerprint": _hash(failure.path, failure.message),
            "severity": "blocker",
            "location": {"path": PurePath(failure.path).as_posix(), "lines": {"begin": 1, "end": 1}},
        }
        for failure in report.failures
    ]
    return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _hash(path: str, mark: str) -> str:
    return hashlib.sha256(f"{path}\0{mark}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
