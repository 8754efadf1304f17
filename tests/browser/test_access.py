"""The review page measured with axe-core, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.chromium import Page
from tests.reviewed import ASIDE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", ["plain", "map", "open", "narrow", "overview", "aside"])
def test_access(articles: Path, show: Callable[..., Page], axe: str, dark: bool, state: str) -> None:
    (articles / "book.md").write_text(ASIDE, encoding="utf-8")
    page = show({"overview": "articles", "aside": "book.md"}.get(state, "articles/varicose-laser.md"))
    page.size(400 if state == "narrow" else 1360, 900, dark=dark)
    if state == "map":
        page.press("h")
    if state == "open":
        page.run(
            "for (const box of document.querySelectorAll('details')) box.open = true; document.getElementById('help').click()"
        )
        for key in "jdjfjl":
            page.press(key)
    if state == "aside":
        page.run(
            "document.querySelector('.aside').open = true; document.querySelector('.show-hidden')?.click()"
        )
    page.run(axe + "; 0")
    found = page.run(
        """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
           rules: {"heading-order": {enabled: false}}})
           .then((r) => r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? "")).join(" | ")))"""
    )
    assert found == []


def test_axe_is_able_to_find_a_fault(show: Callable[..., Page], articles: Path, axe: str) -> None:
    page = show("articles/varicose-laser.md")
    page.run("document.querySelector('.what').style.setProperty('color', '#ddd')")
    page.run(axe + "; 0")
    assert page.run("axe.run(document, {runOnly: ['color-contrast']}).then((r) => r.violations.length)") == 1
