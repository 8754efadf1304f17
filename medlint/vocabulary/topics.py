"""The red-flag table: for each topic the signs that an article about it must name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from medlint.errors import RuleError
from medlint.vocabulary.compiled import compiled
from medlint.vocabulary.files import built_in_folder, key_line, read_yaml
from medlint.vocabulary.wording_language import check_wordings


class RedFlag(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One group of red flags: signs that mean the same to the reader."""

    id: str
    say: str
    """In plain words, to paste after “Get help now if”."""
    any: tuple[str, ...]
    """Wordings that name it."""
    urgency: str = "now"


class Topic(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="kebab"):
    """One file of `rules/topics/`."""

    summary: str
    about: tuple[str, ...]
    """Wordings in a title that make an article be about it."""
    need: int
    groups: tuple[RedFlag, ...]
    urgency: str
    guideline: str
    guideline_date: str = ""
    reviewer: str = ""
    """The clinician who signed it, with the date; empty until then."""
    not_about: tuple[str, ...] = ()
    treated: bool = False
    """Pages on its treatment need the signs as well: those on stopping alcohol do."""
    more_specific_than: tuple[str, ...] = ()
    id: str = ""

    @property
    def said(self) -> str:
        """What it is called inside a sentence: only a short form keeps its capitals."""
        first = self.summary.split(maxsplit=1)[0]
        kept = len(first) > 1 and first.rstrip(",").isupper()
        return self.summary if kept else self.summary[:1].lower() + self.summary[1:]


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics, by id."""
    files = sorted((built_in_folder() / "topics").glob("*.yaml"))
    return compiled("topics", files, tuple[Topic, ...], read_topics)


def read_topics(files: Sequence[Path]) -> tuple[Topic, ...]:
    """Read topic files; a broken one raises `RuleError` with its line."""
    out = []
    for file in files:
        try:
            topic = msgspec.convert({**read_yaml(file), "id": file.stem}, Topic, strict=False)
            for wordings in (topic.about, topic.not_about, *(group.any for group in topic.groups)):
                if wordings:
                    check_wordings(wordings)
        except (msgspec.ValidationError, TypeError, RuleError) as error:
            raise RuleError(
                f"{file}:{key_line(file, 'groups')}: {error}", "Compare with the other topics."
            ) from error
        out.append(topic)
    return tuple(out)
