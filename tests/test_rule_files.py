"""Each rule says what it finds, why, and by which standard, with examples on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.errors import ConfigError, RuleError
from medlint.rulebook.loader import built_in, read_rule
from medlint.rulebook.rule import Rule, parse_marks
from medlint.spans import Span

RULES = [pytest.param(rule, id=rule.id) for rule in built_in().rules.values()]

GOOD = """\
summary: A word
severity: warning
confidence: high
check: phrase
phrases: [boo]
message: “{match}” is there.
why: It is.
sources: [Somebody]
examples:
  bad: [<<boo>>, Say <<boo>> to it.]
  good: [hello, booth]
"""


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_complete(rule: Rule) -> None:
    assert len(rule.bad) >= 2, "two bad examples"
    assert len(rule.good) >= 2, "two good examples"
    assert rule.why.strip()
    assert rule.message.strip()
    assert rule.sources
    assert all(source.strip() for source in rule.sources)
    assert not rule.summary.endswith(".")


@pytest.fixture
def rule_file(tmp_path: Path) -> Path:
    folder = tmp_path / "claims"
    folder.mkdir()
    return folder / "boo-word.yaml"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("severity: warning", "severity: bad"), "Invalid enum value"),
        (("phrases: [boo]", "phrasses: [boo]"), ":5: unknown key “phrasses”. Did you mean “phrases”?"),
        (
            ("check: phrase", "check: phrases"),
            ":4: There is no check called “phrases”. Did you mean “phrase”?",
        ),
        (("phrases: [boo]", "phrases: ['~ boo']"), "a gap stands at its edge"),
        (("phrases: [boo]", "phrases: [boo]\nunless: [negate]"), "“negate” is not a scope flag"),
        (("<<boo>>, Say", "<<boo, Say"), ":9: "),
        (("why: It is.", "why: [1"), ":8"),
        (("phrases: [boo]", "phrases: [boo]\nkinds: [sympton]"), "“sympton” is not a kind"),
    ],
)
def test_broken_rule_names_file_line_and_nearest_key(
    rule_file: Path, change: tuple[str, str], message: str
) -> None:
    rule_file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_rule(rule_file)
    assert str(rule_file) in str(caught.value)
    assert message in str(caught.value)


def test_unknown_family_names_the_nearest(tmp_path: Path) -> None:
    folder = tmp_path / "claim"
    folder.mkdir()
    file = folder / "boo-word.yaml"
    file.write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match="Did you mean “claims”"):
        read_rule(file)


def test_marks() -> None:
    assert parse_marks("a <<b>> c <<d>>") == ("a b c d", [Span(2, 3), Span(6, 7)])
    for broken in ("a <<b", "a >>b", "<<a <<b>>"):
        with pytest.raises(RuleError):
            parse_marks(broken)


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match="Did you mean “cure-claim”"):
        built_in().resolve(["cure-claims"])
    assert "cure-claim" in built_in().resolve(["claims"])
