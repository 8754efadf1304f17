"""The page of a rule, the page of a word, the schema, and new rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from medlint.cli.main import cli
from medlint.handbook import rule_schema, rules_readme
from medlint.rule_examples import faults
from medlint.rulebook.loader import built_in, read_rule, with_packs


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, args)
    return result.exit_code, result.output


def test_explain_tells_what_why_standard_examples_and_how_to_silence() -> None:
    code, page = run("explain", "cure-claim")
    assert code == 0
    rule = built_in().rules["cure-claim"]
    for part in (
        rule.summary,
        rule.sources[0],
        "«cures»",
        "ignore[cure-claim]",
        "There is no cure for lupus",
    ):
        assert part in page


def test_explain_a_word_gives_plain_words_and_marks() -> None:
    code, page = run("explain", "Paraesthesia")
    assert code == 0
    assert "pins and needles" in page
    assert "(paraesthesia)" in page.lower()


def test_explain_an_unknown_name_is_exit_2_with_the_nearest() -> None:
    code, page = run("explain", "cure-clam")
    assert code == 2
    assert "Did you mean “cure-claim”?" in page


def test_every_rule_stands_in_the_readme_once() -> None:
    text = rules_readme(built_in(), {"cure-claim": (3, 1, 0)})
    for name in built_in().rules:
        assert text.count(f"| [`{name}`]") == 1
    assert "| 3/4 | 3/3 |" in text


def test_schema_has_a_variant_for_each_check() -> None:
    schema = rule_schema()
    names = [variant["properties"]["check"]["const"] for variant in schema["oneOf"]]
    assert len(names) == len(set(names))
    used = {rule.check for rule in built_in().rules.values()}
    assert used <= set(names)
    for rule in built_in().rules.values():
        variant = next(v for v in schema["oneOf"] if v["properties"]["check"]["const"] == rule.check)
        assert set(rule.params) <= set(variant["properties"])
        assert set(variant["required"]) >= {"summary", "why", "sources", "examples"}


def test_new_rule_makes_a_file_that_loads(tmp_path: Path) -> None:
    code, _ = run("new-rule", "claims/wonder-pill", "--folder", str(tmp_path))
    assert code == 0
    rule = read_rule(tmp_path / "claims" / "wonder-pill.yaml")
    assert rule.default == "off"
    assert not list(faults([rule], with_packs([tmp_path])))
    assert run("new-rule", "claims/wonder-pill", "--folder", str(tmp_path))[0] == 2


@pytest.mark.parametrize("name", ["claim/wonder-pill", "claims/Wonder", "claims/cure-claim", "claims"])
def test_new_rule_refuses_bad_names(tmp_path: Path, name: str) -> None:
    assert run("new-rule", name, "--folder", str(tmp_path))[0] == 2
