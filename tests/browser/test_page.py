"""The review page in headless Chromium, driven by hand and keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medlint.cli.main import cli
from medlint.reports import html
from medlint.reports.review import Review
from medlint.run import USUAL_BASELINE
from tests.browser.chromium import Page
from tests.reviewed import ARTICLE, ASIDE, report, reviewed

pytestmark = pytest.mark.slow

_SAVE = """(() => new Promise((done) => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { URL.createObjectURL = make; blob.text().then(done); return make.call(URL, blob); };
  document.getElementById("export").click();
}))()"""
"""Presses “Save my marks” and returns what would be in the file."""


def load(page: Page, data: object) -> None:
    """Choose a file with marks, as a person does."""
    page.run(
        f"""(() => {{
        const files = new DataTransfer();
        files.items.add(new File([{json.dumps(json.dumps(data))}], "marks.json"));
        const chooser = document.getElementById("import-file");
        chooser.files = files.files;
        chooser.dispatchEvent(new Event("change"));
        document.getElementById("notice").textContent = "";
    }})()"""
    )
    page.wait("document.getElementById('notice').textContent")


def shown(page: Page) -> list[dict[str, Any]]:
    """Return the cards that are seen, as their data."""
    found: list[dict[str, Any]] = page.run(
        "[...document.querySelectorAll('.card')].filter((c) => c.checkVisibility()).map((c) => ({...c.dataset}))"
    )
    return found


def here(page: Page) -> str | None:
    number: str | None = page.run("document.querySelector('.card.here')?.dataset.n")
    return number


def test_walk_filter_mark_save_and_reload(articles: Path, show: Callable[..., Page]) -> None:
    page = show("articles/varicose-laser.md")
    cards = shown(page)
    assert len(cards) > 8
    page.press("j")
    page.press("j")
    assert here(page) == cards[1]["n"]
    page.press("k")
    assert here(page) == cards[0]["n"]
    page.run("document.querySelector('.next').click()")
    assert here(page) == cards[1]["n"]

    page.run("document.querySelector('fieldset[data-key=family] input[value=claims]').click()")
    assert {card["family"] for card in shown(page)} == {card["family"] for card in cards} - {"claims"}
    assert not page.run(
        "[...document.querySelectorAll('.hit.fam-claims')].some((hit) => !hit.classList.contains('off'))"
    )
    page.run("document.querySelector('fieldset[data-key=family] input[value=claims]').click()")
    assert shown(page) == cards

    page.press("f")
    page.press("n")
    page.run(
        "document.activeElement.value = 'not <b>here</b>'; document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    page.press("Escape")
    page.press("j")
    page.press("l")
    page.press("j")
    page.press("d")
    data = json.loads(page.run(_SAVE))
    assert [(m["mark"], m["note"]) for m in data["marks"]] == [
        ("false-alarm", "not <b>here</b>"),
        ("later", ""),
        ("done", ""),
    ]
    assert [m["fingerprint"] for m in data["marks"]] == [card["print"] for card in cards[1:4]]

    page.reload()
    states = page.run(
        "[...document.querySelectorAll('.mark-state')].map((s) => s.textContent).filter(Boolean)"
    )
    assert states == ["false alarm", "later", "✓ done"]
    assert (
        page.run("document.querySelector('.progress-words').textContent")
        == f"{len(cards) - 3} of {len(cards)} to look at"
    )
    page.run("document.querySelector('.hide-marked').click()")
    assert len(shown(page)) == len(cards) - 3
    assert page.complaints() == []

    page.run("localStorage.clear()")
    page.reload()
    load(page, data)
    assert json.loads(page.run(_SAVE))["marks"] == data["marks"]
    load(page, {"schema": 1, "marks": [{**data["marks"][0], "fingerprint": "0" * 20}]})
    assert page.run("document.getElementById('notice').textContent").startswith("0 of 1")


def test_saved_marks_quieten_these_findings_and_no_others(articles: Path, show: Callable[..., Page]) -> None:
    page = show("articles")
    page.run("location.hash = '#article-2'")
    page.wait("document.querySelector('.card')")
    for key in "jfjljd":
        page.press(key)
    data = page.run(_SAVE)
    (articles / "marks.json").write_text(data, encoding="utf-8")

    def check() -> set[tuple[str, str, str]]:
        result = CliRunner().invoke(cli, ["check", "--format", "json", "--no-cache", "--quiet", "articles"])
        found = json.loads(result.stdout)["findings"]
        return {(f["path"], f["rule"], f["fingerprint"]) for f in found if f["ignored"] is None}

    before = check()
    result = CliRunner().invoke(cli, ["baseline", "import", "marks.json"])
    assert result.exit_code == 0, result.output
    assert (articles / USUAL_BASELINE).exists()
    marks = json.loads(data)["marks"]
    assert [mark["mark"] for mark in marks] == ["false-alarm", "later", "done"]
    aside = {(m["path"], m["rule"], m["fingerprint"]) for m in marks if m["mark"] != "done"}
    assert len(aside) == 2
    assert before - check() == aside
    assert check() < before


def test_keys_can_be_switched_off_and_do_not_act_while_writing(
    articles: Path, show: Callable[..., Page]
) -> None:
    page = show("articles/varicose-laser.md")
    page.run("document.querySelector('.signoff input').focus()")
    page.press("j")
    assert here(page) is None
    assert page.run("document.querySelector('.signoff input').value") == "j"
    page.reload()
    assert page.run("document.querySelector('.signoff input').value") == "j"
    page.run(
        "document.getElementById('help').click(); document.getElementById('keys-on').click(); document.activeElement.blur()"
    )
    page.press("j")
    assert here(page) is None


def test_the_difficulty_map_and_the_places_of_the_checklist(
    articles: Path, show: Callable[..., Page]
) -> None:
    page = show("articles/varicose-laser.md")
    background = "getComputedStyle(document.querySelector('.text .s.m3')).backgroundColor"
    plain = page.run(background)
    page.press("h")
    assert page.run(background) != plain
    assert page.run("document.getElementById('heat').getAttribute('aria-pressed')") == "true"
    targets = page.run(
        "[...document.querySelectorAll('.left a[href^=\"#\"]')].map((a) => !!document.querySelector(a.getAttribute('href')))"
    )
    assert targets
    assert all(targets)


def test_a_click_on_marked_words_shows_their_finding(articles: Path, show: Callable[..., Page]) -> None:
    page = show("articles/varicose-laser.md")
    number = page.run(
        "(() => { const hit = document.querySelector('.hit:not(.off)'); hit.click(); return hit.dataset.f.split(' ')[0]; })()"
    )
    assert here(page) == number
    page.run("document.querySelector('.card.here details').open = true")
    page.wait("document.querySelector('.card.here .standards')")


def test_the_overview_sorts_searches_and_opens(articles: Path, show: Callable[..., Page]) -> None:
    page = show("articles")
    names = "[...document.querySelectorAll('#all tbody tr')].filter((r) => !r.hidden).map((r) => r.dataset.path.split('/').pop())"
    assert len(page.run(names)) == 4
    page.run("document.querySelector('[data-sort=words]').click()")
    words = page.run(
        "[...document.querySelectorAll('#all tbody tr')].map((r) => Number(r.children[2].textContent))"
    )
    assert words == sorted(words, reverse=True)
    page.run("document.querySelector('[data-sort=words]').click()")
    assert (
        page.run(
            "[...document.querySelectorAll('#all tbody tr')].map((r) => Number(r.children[2].textContent))"
        )
        == words[::-1]
    )
    page.run(
        "(() => { const s = document.getElementById('search'); s.value = 'knee'; s.dispatchEvent(new Event('input')); })()"
    )
    assert page.run(names) == ["knee-injections.md"]
    before = page.run("Number(document.querySelector('#all tbody tr:not([hidden]) .open').textContent)")
    page.run("document.querySelector('#all tbody tr:not([hidden]) a').click()")
    page.wait("document.querySelector('.review')")
    assert page.run("document.querySelector('.review').dataset.path") == "articles/knee-injections.md"
    page.press("j")
    page.press("d")
    page.run("document.querySelector('.back').click()")
    page.wait("!document.querySelector('.review')")
    assert (
        page.run("Number(document.querySelector('#all tbody tr:not([hidden]) .open').textContent)")
        == before - 1
    )
    assert page.complaints() == []


def test_what_is_hidden_or_put_aside_is_named(articles: Path, show: Callable[..., Page]) -> None:
    (articles / "book.md").write_text(ASIDE, encoding="utf-8")
    page = show("book.md")
    aside = page.run("document.querySelector('.aside').textContent")
    assert "suppressed: the name of a book" in aside
    assert "cure-claim" in aside
    page = show("articles/varicose-laser.md")
    before = shown(page)
    more = page.run("document.querySelector('.show-hidden').textContent")
    page.run("document.querySelector('.show-hidden').click()")
    after = shown(page)
    assert more == f"Show {len(after) - len(before)} more"
    assert {card["severity"] for card in after} > {card["severity"] for card in before}
    assert here(page) in {card["n"] for card in after} - {card["n"] for card in before}
    assert page.complaints() == []


def test_another_place_of_a_finding_is_a_link_to_its_sentence(
    articles: Path, show: Callable[..., Page]
) -> None:
    page = show("articles/varicose-laser.md")
    page.run("document.querySelector('.related a').click()")
    words = page.run("document.activeElement.textContent")
    assert "1 in 4 adults" in words
    assert page.run("document.activeElement.getBoundingClientRect().top") < 900


def test_a_long_overview_shows_its_first_rows_and_the_rest_on_demand(page: Page, tmp_path: Path) -> None:
    one = reviewed(ARTICLE)
    many = [replace(one, path=f"{at}.md", title=f"Knees {at}", words=at) for at in range(203)]
    file = tmp_path / "review.html"
    file.write_bytes(html.write(Review(articles=many, made="2026-11-22")))
    page.open(file.as_uri())
    seen = "[...document.querySelectorAll('#all tbody tr')].filter((row) => row.checkVisibility())"
    assert page.run(f"{seen}.length") == 200
    page.run("document.querySelector('[data-sort=words]').click()")
    assert page.run(f"{seen}.map((row) => Number(row.children[2].textContent))") == list(range(202, 2, -1))
    assert page.run("document.getElementById('show-rest').textContent") == "Show 3 more"
    page.run("document.getElementById('show-rest').click()")
    assert page.run(f"{seen}.length") == 203
    page.run("document.querySelector('#all tbody tr:nth-child(2) a').click()")
    page.wait("document.querySelector('.review')")
    page.run("document.querySelector('.onward').click()")
    page.wait("document.querySelector('.review')?.dataset.path === '200.md'")
    assert page.complaints() == []


def test_the_printed_page_has_article_findings_and_signature(page: Page, articles: Path) -> None:
    pages = articles / "review.pdf"
    report("articles/varicose-laser.md", "-o", articles / "review.html")
    page.open((articles / "review.html").as_uri())
    page.pdf(pages)
    assert pages.stat().st_size > 20_000
