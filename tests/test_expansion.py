"""`--fix` writes an abbreviation out at its first use in the body, where the lexicon knows one meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from medlint.articles.expansion import only_meaning
from medlint.cli.main import cli
from medlint.config import Config
from medlint.engine import lint_text
from medlint.fixes import edited

RULE = Config(select=("unexplained-abbreviation",))
FILL = " The page goes on about rest and sleep."
COPD = "chronic obstructive pulmonary disease (COPD)"


def fixed(text: str, format: str = "markdown") -> str:
    report = lint_text(text, format=format, config=RULE)  # type: ignore[arg-type]
    return edited(text, [edit for finding in report.findings for edit in finding.fix])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask the nurse about COPD.", f"Ask the nurse about {COPD}."),
        ("COPD is common. COPD lasts.", f"{COPD[0].upper()}{COPD[1:]} is common. COPD lasts."),
        ("**COPD** is hard.", f"**C{COPD[1:]}** is hard."),
        ("A nurse spoke of an SSRI.", "A nurse spoke of a selective serotonin reuptake inhibitor (SSRI)."),
        ("An SSRI helps.", "A selective serotonin reuptake inhibitor (SSRI) helps."),
        ("Some take SSRIs.", "Some take selective serotonin reuptake inhibitors (SSRIs)."),
        ("The sign is DVT.", "The sign is deep vein thrombosis (DVT)."),
    ],
)
def test_written_out(before: str, after: str) -> None:
    text = f"# Breathing\n\n{before}{FILL}\n"
    assert fixed(text) == text.replace(before, after)


@pytest.mark.parametrize(
    "text",
    [
        "It is a COPD-like illness. COPD again.",
        "COPD's signs are many.",
        "A lung illness (see COPD) is meant.",
        "The COPD/asthma nurse is here.",
        "He has ASD.",
        "He has RA and MS.",
        "An SSRIs.",
    ],
)
def test_left_to_the_editor(text: str) -> None:
    text = f"# Breathing\n\n{text}{FILL}\n"
    assert fixed(text) == text


@pytest.mark.parametrize(
    "first",
    [
        "## Living with COPD",
        "See [COPD](copd.md) first.",
        "Type `COPD` there.",
        "> I have had COPD for years.",
        "He said “my COPD is bad” to me.",
        "    COPD = 1",
    ],
)
def test_never_in_headings_links_code_or_quotes(first: str) -> None:
    text = f"# Breathing\n\n{first}\n\nMany have COPD.{FILL} COPD goes on.\n"
    assert fixed(text) == text.replace("Many have COPD", f"Many have {COPD}")
    alone = f"# Breathing\n\n{first}\n\nRest.{FILL}\n"
    assert fixed(alone) == alone


def test_html_and_word_boundaries() -> None:
    html = "<h1>COPD</h1><p>Read of <a href='x'>COPD</a> here, of <abbr>COPD</abbr> there, or of <b>COPD</b> now.</p>"
    assert fixed(html, "html") == html.replace("<b>COPD", f"<b>{COPD}")
    split = "<h1>Lungs</h1><p>Many have C<b>OP</b>D now.</p>"
    assert fixed(split, "html") == split


@pytest.mark.parametrize(
    ("short", "locale", "long"),
    [
        ("COPD", "en-US", "chronic obstructive pulmonary disease"),
        ("GORD", "en-GB", "gastro-oesophageal reflux disease"),
        ("STD", "en-US", "sexually transmitted disease"),
        ("NNRTI", "en-US", "non-nucleoside reverse transcriptase inhibitor"),
        ("OSFED", "en-US", None),
        ("ASD", "en-US", None),
        ("MS", "en-US", None),
        ("XQZW", "en-US", None),
    ],
)
def test_only_meaning(short: str, locale: str, long: str | None) -> None:
    assert only_meaning(short, locale) == long


def test_the_page_is_clean_after_one_fix_and_a_second_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDLINT_CACHE_DIR", str(tmp_path / ".cache"))
    file = tmp_path / "a.md"
    file.write_text(f"# Breathing\n\nMany have COPD and GERD.{FILL} COPD goes on.\n")
    call = ["check", "a.md", "--select", "unexplained-abbreviation", "--fail-on", "warning"]
    assert CliRunner().invoke(cli, call).exit_code == 1
    assert CliRunner().invoke(cli, [*call, "--fix"]).exit_code == 0
    once = file.read_text()
    assert once.count("(COPD)") == once.count("(GERD)") == 1
    assert CliRunner().invoke(cli, [*call, "--fix"]).exit_code == 0
    assert file.read_text() == once
