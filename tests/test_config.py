"""The configuration: where values come from, what is refused, per-path tables, versions, glossary, renamed rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from medlint._version import __version__
from medlint.cli.main import cli
from medlint.config import Config, require_version
from medlint.errors import ConfigError

CURE = "# Oil\n\nThis oil cures gout.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def invoke(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


def values(*args: str) -> dict[str, tuple[object, str]]:
    result = invoke("config", "--format", "json", *args)
    assert result.exit_code == 0, result.output
    return {row["key"]: (row["value"], row["origin"]) for row in json.loads(result.stdout)["values"]}


def test_the_nearest_file_wins_and_origins_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "medlint.toml").write_text('publisher = "Far"\n')
    near = folder / "a" / "b"
    near.mkdir(parents=True)
    (folder / "a" / "pyproject.toml").write_text('[tool.other]\n\n[tool.medlint]\nfail-on = "warning"\n')
    monkeypatch.chdir(near)
    found = values("--locale", "en-GB")
    assert found["fail-on"] == ("warning", f"{folder / 'a' / 'pyproject.toml'}:4")
    assert found["publisher"] == ("", "default")
    assert found["locale"] == ("en-GB", "--locale")
    assert values("--isolated")["fail-on"] == ("error", "default")
    assert values("--config", str(folder / "medlint.toml"))["publisher"][0] == "Far"


def test_the_text_is_toml_that_can_be_read(folder: Path) -> None:
    (folder / "medlint.toml").write_text('exclude = ["a"]\n[per-file."b/**"]\nkind = "news"\n')
    out = invoke("config").stdout
    assert f"# {folder / 'medlint.toml'}:1" in out
    assert 'per-file = { "b/**" = { "kind" = "news"' in out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('igore = ["claims"]', ":1: unknown key “igore”. Did you mean “ignore”?"),
        ('\n[per-file."a"]\nignor = ["claims"]', ":3: unknown key “ignor”. Did you mean “ignore”?"),
        ('fail-on = "bad"', ":1: "),
        ("max-file-size = 'x'", ":1: "),
        ('select = ["cure-clam"]', "Did you mean “cure-claim”?"),
        ('[rules.cure-clam]\nseverity = "info"', "Did you mean “cure-claim”?"),
        ('[rules.reading-grade]\nsevrity = "info"', "[rules.reading-grade]"),
        ('[per-file."a"]\nignore = ["nothing"]', "There is no rule or family called “nothing”"),
        ("a = [", "medlint.toml"),
        ('packs = ["gone"]', "is not a folder"),
        ('packs = ["empty"]', "medlint.toml:1: The pack "),
        ('packs = ["empty"]', "holds no rule"),
        ('glossary = ["gone.txt"]', "The glossary"),
        (
            '[rules.hype-language]\nphrases = ["~ wonder"]',
            ":2: [rules.hype-language]: The wording “~ wonder”",
        ),
        ('[rules.cure-claim]\nphrases = ["@nobody cures"]', "There is no word class “@nobody”"),
        ('required-version = ">=99"', "asks for >=99"),
        ('required-version = "new"', "is not a version"),
    ],
)
def test_what_is_refused(folder: Path, text: str, says: str) -> None:
    (folder / "medlint.toml").write_text(text + "\n")
    (folder / "a").write_text("")
    (folder / "empty").mkdir()
    (folder / "x.md").write_text(CURE)
    for command in (["check", "--no-cache", "."], ["config"]):
        result = invoke(*command)
        assert result.exit_code == 2, result.output
        assert says in result.stderr
        assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("wanted", "version", "holds"),
    [
        (">=0.1", "0.1.0", True), (">=0.1,<0.2", "0.1.9", True), ("<0.2", "0.2.0", False), ("0.1", "0.1.0", True),
        ("==0.1.1", "0.1.0", False), ("~=0.1.2", "0.1.9", True), ("~=0.1.2", "0.2.0", False),
        ("!=0.1.0", "0.1.0", False), (">0.1", "0.1.0", False), (">0.1", "0.1.1", True), ("<=0.1", "0.1.0", True),
    ],
)  # fmt: skip
def test_required_version(wanted: str, version: str, holds: bool) -> None:
    config = Config(required_version=wanted)
    if holds:
        require_version(config, version)
    else:
        with pytest.raises(ConfigError, match="asks for"):
            require_version(config, version)


def test_per_path_tables(folder: Path) -> None:
    (folder / "medlint.toml").write_text(
        'select = ["cure-claim"]\n[per-file."adverts/**"]\nignore = ["claims"]\n[per-file."*.txt"]\nselect = []\n'
    )
    for name in ("a.md", "adverts/b.md", "adverts/deep/c.md", "d.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(CURE)
    found = json.loads(invoke("check", "--format", "json").stdout)["findings"]
    assert [finding["path"] for finding in found] == ["a.md"]


def test_a_glossary_of_the_site(folder: Path) -> None:
    (folder / "a.md").write_text("# Nerves\n\nIt can cause paresthesia and myalgia.\n")
    arguments = ["check", "--format", "json", "--select", "unexplained-jargon"]
    assert len(json.loads(invoke(*arguments).stdout)["findings"]) == 2
    (folder / "words.yaml").write_text("- Paresthesia\n")
    (folder / "medlint.toml").write_text('glossary = ["words.yaml"]\n')
    assert [f["excerpt"] for f in json.loads(invoke(*arguments).stdout)["findings"]] == ["myalgia"]


RULE = """\
summary: A word
severity: error
confidence: high
check: phrase
phrases: [zonk]
message: “{match}” is there.
why: It is.
sources: [Somebody]
formerly: [old-word]
formerly-message: It now looks for one word only.
examples: {bad: [], good: []}
"""


@pytest.fixture
def renamed(folder: Path) -> Path:
    (folder / "house" / "claims").mkdir(parents=True)
    (folder / "house" / "claims" / "new-word.yaml").write_text(RULE)
    (folder / "a.md").write_text("# A\n\nSay zonk.\n")
    return folder


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('select = ["old-word"]', ["error"]),
        ('select = ["new-word"]\n[rules.old-word]\nseverity = "warning"', ["warning"]),
        ('select = ["new-word"]\n[per-file."*.md"]\nignore = ["old-word"]', []),
    ],
)
def test_a_renamed_rule_keeps_working_and_says_so(renamed: Path, config: str, expected: list[str]) -> None:
    (renamed / "medlint.toml").write_text('packs = ["house"]\n' + config + "\n")
    for _ in range(2):  # the second one from the cache
        result = invoke("check", "--format", "json")
        assert [f["severity"] for f in json.loads(result.stdout)["findings"]] == expected
        assert "“old-word” is now called “new-word”. It now looks for one word only." in result.stderr


def test_a_deprecated_rule_keeps_working_and_says_so(renamed: Path) -> None:
    rule = renamed / "house" / "claims" / "new-word.yaml"
    rule.write_text(RULE + "deprecated: Use cure-claim.\n")
    (renamed / "medlint.toml").write_text('packs = ["house"]\nselect = ["new-word"]\n')
    result = invoke("check", "--format", "json")
    assert len(json.loads(result.stdout)["findings"]) == 1
    assert "“new-word” will go away. Use cure-claim." in result.stderr


def test_an_old_name_in_a_suppression_still_suppresses(renamed: Path) -> None:
    (renamed / "medlint.toml").write_text('packs = ["house"]\nselect = ["new-word"]\n')
    (renamed / "a.md").write_text("# A\n\n<!-- medlint: ignore[old-word]: why -->\nSay zonk.\n")
    assert invoke("check").exit_code == 0


def test_the_schema_knows_every_key_and_rule(folder: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(invoke("config", "--schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    good = {
        "fail-on": "warning",
        "per-file": {"a": {"kind": "news"}},
        "rules": {"reading-grade": {"severity": "info"}},
    }
    validator.validate(good)
    for bad in (
        {"fail-on": "bad"},
        {"igore": []},
        {"rules": {"reading-grade": {"sevrity": "info"}}},
        {"exclude": "a"},
    ):
        assert not validator.is_valid(bad), bad


def test_completion_scripts(folder: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_MEDLINT_COMPLETE" in invoke("completion", shell).stdout
    assert __version__ in invoke("--version").stdout


def test_each_file_has_the_nearest_configuration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = folder / "site"
    (site / "news" / "old").mkdir(parents=True)
    (site / "medlint.toml").write_text('select = ["cure-claim"]\nexclude = ["news/old"]\n')
    (site / "news" / "pyproject.toml").write_text(
        '[tool.medlint]\nignore = ["cure-claim"]\nexclude = ["x.md"]\n'
    )
    for name in ("a.md", "news/b.md", "news/x.md", "news/old/c.md"):
        (site / name).write_text(CURE)

    def found(*args: str) -> tuple[list[str], int]:
        result = invoke("check", "--no-cache", "--format", "json", *args)
        rows = json.loads(result.stdout)
        return [f"{row['path']} {row['rule']}" for row in rows["findings"]], rows["summary"]["files"]

    assert found("site") == (["site/a.md cure-claim"], 2), "no configuration is nearer to the current folder"
    monkeypatch.chdir(site)
    assert found() == (["a.md cure-claim"], 2)
    assert found("news/b.md") == ([], 1)
    assert found("--select", "cure-claim") == (["a.md cure-claim", "news/b.md cure-claim"], 2)
    assert found("--config", "medlint.toml") == (
        ["a.md cure-claim", "news/b.md cure-claim", "news/x.md cure-claim"],
        3,
    )
    monkeypatch.chdir(site / "news")
    assert found("../a.md") == (["../a.md cure-claim"], 1)
    assert found() == ([], 2), "an article is read under the same rules from wherever medlint runs"
    (site / "news" / "pyproject.toml").write_text("[tool.medlint]\nignroe = []\n")
    monkeypatch.chdir(site)
    assert invoke("check").exit_code == 2


def test_the_configuration_of_one_file(folder: Path) -> None:
    (folder / "news").mkdir()
    (folder / "medlint.toml").write_text(
        'ignore = ["claims"]\n[per-file."news/*"]\nkind = "news"\nignore = ["jargon"]\n'
    )
    found = values("news/a.md")
    assert found["ignore"] == (["claims", "jargon"], f"{folder / 'medlint.toml'}:2")
    assert found["kind"][0] == "news"
    assert "kind" not in values("a.md")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('fail-on = "eror"', ":1: “fail-on” cannot be “eror”. Did you mean “error”?"),
        ('profile = "xyz"', ":1: “profile” cannot be “xyz”. Choose one of web-article, leaflet, strict."),
        ('select = "claims"', ":1: “select” must be a list."),
        ("ignore = [1]", ":1: each item of “ignore” must be a text in quotes."),
        ("\nreview-months = -1", ":2: “review-months” must be a whole number above 0."),
        ('target-grade = "8"', "“target-grade” must be a number."),
        ('locale = "en_gb"', ":1: “en_gb” is not a locale that medlint reads. Did you mean “en-GB”?"),
        ('[per-file."a"]\nprofile = "leaf"', ":2: “profile” cannot be “leaf”. Did you mean “leaflet”?"),
        ('[per-file."a"]\nkind = "newz"', "“newz” is not a kind of document. Did you mean “news”?"),
        ('[per-file."a"]\nlocale = "fr"', ":2: “fr” is not a locale"),
        (
            '[rules.cure-claim]\nseverity = "bad"',
            "“severity” cannot be “bad”. Choose one of error, warning, info.",
        ),
        ('[rules.cure-claim]\nseverty = "info"', "unknown key “severty”. Did you mean “severity”?"),
        ('[rules.claims]\nseverity = "info"', "“claims” is a family."),
    ],
)
def test_wrong_values_are_explained(folder: Path, text: str, says: str) -> None:
    (folder / "medlint.toml").write_text(text + "\n")
    (folder / "x.md").write_text(CURE)
    result = invoke("check", "--no-cache", ".")
    assert result.exit_code == 2
    assert says in result.stderr


def test_contradictory_options(folder: Path) -> None:
    (folder / "medlint.toml").write_text("")
    assert "Leave out one" in invoke("check", "--isolated", "--config", "medlint.toml").stderr
    assert "Did you mean “en-GB”?" in invoke("check", "--locale", "en-gb").stderr


def test_rules_of_the_command_line_and_of_the_file(folder: Path) -> None:
    (folder / "medlint.toml").write_text('ignore = ["cure-claim"]\n')
    (folder / "x.md").write_text(CURE + "\nParesthesia is no sign of it.\n")

    def found(*args: str) -> set[str]:
        rows = json.loads(invoke("check", "--no-cache", "--format", "json", *args).stdout)["findings"]
        return {row["rule"] for row in rows}

    assert "cure-claim" not in found()
    assert "unexplained-jargon" in found()
    assert not {"cure-claim", "unexplained-jargon"} & found("--ignore", "jargon"), "it adds to the file's"
    assert found("--select", "cure-claim") == {"cure-claim"}, "it begins anew"
    assert found("--select", "claims,jargon", "--ignore", "cure-claim") >= {"unexplained-jargon"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('ignore = [\n  "cure-clam",\n]\n', "medlint.toml:2: There is no rule or family called “cure-clam”."),
        (
            'fail-on = "error"\n[rules.cure-clam]\n',
            "medlint.toml:2: There is no rule or family called “cure-clam”.",
        ),
        (
            '[rules.cure-claim]\n\nseverty = "info"\n',
            "medlint.toml:3: [rules.cure-claim]: unknown key “severty”.",
        ),
        ('# packs\npacks = ["nope"]\n', "medlint.toml:2: The pack "),
    ],
)
def test_what_a_file_names_wrongly_is_told_with_its_line(folder: Path, text: str, says: str) -> None:
    (folder / "medlint.toml").write_text(text)
    (folder / "oil.md").write_text(CURE)
    result = invoke("check", "oil.md")
    assert result.exit_code == 2
    assert says in result.stderr
    assert "medlint.toml" not in invoke("check", "oil.md", "--isolated", "--ignore", "cure-clam").stderr
