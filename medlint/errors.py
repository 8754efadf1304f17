"""The errors that medlint raises itself; every one says what is wrong and what to do."""

from __future__ import annotations


class MedlintError(Exception):
    """Something that stops medlint from doing what it was asked to do.

    `message` is one sentence on what is wrong, with file and line where there are any;
    `advice` is one sentence on what to do about it.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message = message
        self.advice = advice


class SourceError(MedlintError):
    """An article cannot be read."""


class WriteError(SourceError):
    """An article cannot be written; it is as it was."""


class RuleError(MedlintError):
    """A rule, lexicon, vocabulary or topic file is broken."""


class ConfigError(MedlintError):
    """The configuration or the command line asks for something that does not exist."""


class LabelError(MedlintError):
    """A label file of a corpus is broken."""
