"""Whole pages: no demand on a page that needs none, and advice recognised in whatever shape it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint import lint_text
from medlint.articles.advice import advice_units
from medlint.articles.urgency import SPEED
from medlint.rulebook.loader import built_in
from tests.conftest import article_of

_DATA = Path(__file__).parent / "data"
_PAGES: list[dict[str, Any]] = yaml.safe_load((_DATA / "advice-pages.yaml").read_text(encoding="utf-8"))
_SENTENCES: dict[str, Any] = yaml.safe_load((_DATA / "advice-sentences.yaml").read_text(encoding="utf-8"))
_FORMATS = {
    "markdown": "# Sore spots\n\nSome words first.\n\n{}",
    "html": "<h1>Sore spots</h1><p>Some words first.</p><p>{}</p>",
    "text": "Sore spots\n\nSome words first.\n\n{}",
}
_DEMANDS = {"missing-when-to-get-help", "missing-red-flags"}
_BACK = """Most back pain comes from muscles and ligaments that were strained by lifting, twisting or sitting for too
long. It can be sharp or dull, and it may spread into the bottom or the top of the legs. Many people have stiffness in
the morning that eases as they move about. Pain is a poor guide to harm: a bad spasm can come from a small strain. Keep
moving as much as you can. Short walks, gentle stretches and changing your position often are better than bed rest. A
warm pack on the sore place for a quarter of an hour may help, and so may sleeping on your side with a pillow between
the knees. Go back to lifting slowly, with the load close to your body and your knees bent. Most people are much better
within six weeks, and many do not need any scan or test for it. Swimming and yoga are good ways to keep it from coming
back, and so is a chair that fits."""
_SIGNS = (
    "you can't pass urine or you leak",
    "your groin or buttocks go numb",
    "both legs feel weak",
    "the pain began after a bad fall",
)
_ITEMS = "".join(f"<li>{sign}</li>" for sign in _SIGNS)
_DASHES = "\n".join(f"- {sign}" for sign in _SIGNS)
_COMMAS = ", ".join(_SIGNS)
_SHAPES = {
    "care card": ("markdown", f"## Call 999 or go to A&E if:\n\n{_DASHES}"),
    "question": ("markdown", f"### When should I worry?\n\nIf {_COMMAS}, go straight to A&E."),
    "table": (
        "markdown",
        "| What you notice | What to do |\n|---|---|\n"
        + "\n".join(f"| {s} | Call an ambulance |" for s in _SIGNS),
    ),
    "callout": (
        "markdown",
        f"> [!WARNING]\n> Head to the nearest emergency department if {'; '.join(_SIGNS)}.",
    ),
    "bold lead-in": ("markdown", f"**Get emergency help** if {_COMMAS}."),
    "numbers": (
        "markdown",
        "Ring 112 straight away when\n\n" + "\n".join(f"{n}. {s}" for n, s in enumerate(_SIGNS, 1)),
    ),
    "emoji": ("markdown", f"## 🚨 Red flags – call 000 now\n\n{_DASHES}"),
    "details": (
        "markdown",
        f"<details><summary>When to get help fast</summary>\n\nGo to the emergency room if:\n\n{_DASHES}\n\n</details>",
    ),
    "flattened list": ("markdown", "Call 999 if: - " + " - ".join(_SIGNS)),
    "flattened section": (
        "markdown",
        f"When to seek help Go to hospital at once if • {' • '.join(_SIGNS)} See your GP if it lasts six weeks",
    ),
    "trailing advice": ("markdown", f"{_DASHES}\n\nIf you have any of these, call an ambulance."),
    "somebody drives": ("markdown", f"Don't wait: if {_COMMAS}, have someone drive you to the ER."),
    "team's number": (
        "markdown",
        f"Call your care team on 020 7946 0101 the same day if {' or '.join(_SIGNS)}.",
    ),
    "html card": ("html", f"<div class='care-card'><h3>Call 999 if:</h3><ul>{_ITEMS}</ul></div>"),
    "html details": (
        "html",
        f"<details><summary>When should I call?</summary><p>Phone your GP today if:</p><ul>{_ITEMS}</ul></details>",
    ),
    "html definitions": (
        "html",
        "<dl>" + "".join(f"<dt>{s}</dt><dd>Go to the emergency department.</dd>" for s in _SIGNS) + "</dl>",
    ),
    "html table": (
        "html",
        "<table>" + "".join(f"<tr><td>{s}</td><td>Dial 911</td></tr>" for s in _SIGNS) + "</table>",
    ),
    "html breaks": (
        "html",
        f"<p><strong>Seek urgent medical care if:</strong><br>- {'<br>- '.join(_SIGNS)}</p>",
    ),
    "html aside": ("html", f"<aside class='alert'><p>Get medical help now: {'; '.join(_SIGNS)}.</p></aside>"),
    "html bullets": (
        "html",
        "<p>Call triple zero if you notice:</p>" + "".join(f"<p>• {s}</p>" for s in _SIGNS),
    ),
    "text capitals": ("text", f"WHEN TO GET HELP\n\nCall 999 or go to A&E if\n\n{_DASHES}"),
    "text in one line": (
        "text",
        "Go to your nearest emergency department if: "
        + " ".join(f"{n}) {s}" for n, s in enumerate(_SIGNS, 1)),
    ),
    "text question": ("text", f"Q: When is it serious?\nA: If {_COMMAS}. Then go to casualty."),
}
_FURNITURE = {
    "button": ("markdown", "[Book now](/book) with our back experts"),
    "disclaimer": ("markdown", "This page is for general information only. Always consult your physician."),
    "footer": ("html", "<footer>Call our clinic: 0800 123 456. Emergencies: 999</footer>"),
    "form": (
        "html",
        "<form><label>Ask our doctor</label><textarea></textarea><button>Send to a doctor</button></form>",
    ),
    "navigation": ("html", "<nav><a href='/'>Find a doctor</a> <a href='/e'>Emergency department</a></nav>"),
    "boast": ("markdown", "Our physiotherapists have treated thousands of backs since 1998."),
    "comments": ("markdown", "## Comments\n\nJo: go and see your doctor if both legs feel weak!"),
    "promotion": ("text", "Ready to live without pain? Schedule a visit with our team today!"),
}


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page["kind"])
def test_a_page_is_asked_for_what_it_needs(page: dict[str, Any]) -> None:
    family = {rule.id for rule in built_in().rules.values() if rule.family == "advice"}
    found = {finding.rule for finding in lint_text(page["text"]).findings} & family
    assert found == set(page.get("need", []))


def _back_pain(form: str, piece: str) -> str:
    if form == "html":
        return f"<html lang='en-GB'><body><main><h1>Back pain</h1><p>{_BACK}</p>{piece}</main></body></html>"
    return f"{'# Back pain' if form == 'markdown' else 'BACK PAIN'}\n\n{_BACK}\n\n{piece}\n"


@pytest.mark.parametrize("shape", _SHAPES)
def test_advice_counts_in_any_shape(shape: str) -> None:
    form, piece = _SHAPES[shape]
    report = lint_text(_back_pain(form, piece), format=form)
    assert _DEMANDS.isdisjoint(finding.rule for finding in report.findings)


@pytest.mark.parametrize("kind", _FURNITURE)
def test_what_sells_or_stands_around_a_page_is_no_advice(kind: str) -> None:
    form, piece = _FURNITURE[kind]
    report = lint_text(_back_pain(form, piece), format=form)
    assert {finding.rule for finding in report.findings} >= _DEMANDS


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize(("urgency", "sentence"), _SENTENCES["advice"])
def test_a_sentence_that_advises(sentence: str, urgency: str, form: str) -> None:
    text = _FORMATS[form].format(sentence if form == "markdown" else sentence.replace("**", ""))
    found = [unit.urgency for unit in advice_units(article_of(text, format=form))]
    assert max(found, key=SPEED.__getitem__, default=None) == urgency


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("sentence", _SENTENCES["none"])
def test_a_sentence_that_advises_nobody(sentence: str, form: str) -> None:
    assert advice_units(article_of(_FORMATS[form].format(sentence), format=form)) == ()
