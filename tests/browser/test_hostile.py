"""Hostile articles in a real browser: nothing of them runs, nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Page
from tests.reviewed import report
from tests.test_review_html import HOSTILE

pytestmark = pytest.mark.slow


def test_nothing_of_hostile_articles_runs_or_is_fetched(page: Page, tmp_path: Path) -> None:
    for name, text in HOSTILE.items():
        for ending in ("md", "html", "txt"):
            (tmp_path / f"{name}.{ending}").write_bytes(text.encode("utf-8", "surrogatepass"))
    (tmp_path / "long.txt").write_text("Title\n\n" + "cures" * 800_000, encoding="utf-8")
    (tmp_path / "encoding.html").write_bytes(
        b"<h1>A</h1>\xff\xfe+ADw-script+AD4-window.ran=1+ADw-/script+AD4-\xc0\xbc cures <p onclick=window.ran=1>it"
    )
    (tmp_path / "image.html").write_text(
        '<h1>A</h1><img src="http://203.0.113.1/x.png" alt="It cures"><iframe src="http://203.0.113.1/">'
    )
    file = tmp_path / "review.html"
    report(tmp_path, "-o", file, code=2)  # a text with a NUL byte is refused, and named on the page
    page.open(file.as_uri())
    count = page.run("document.querySelectorAll('#all tbody tr').length")
    refused = page.run("document.querySelectorAll('.failures li').length")
    assert refused == 3
    assert count + refused == len(HOSTILE) * 3 + 3
    for number in range(1, count + 1):
        page.run(f"location.hash = '#article-{number}'")
        page.wait("document.querySelector('.review')")
        page.run(
            "for (const item of document.querySelectorAll('.hit, .out, .text p')) if (!item.href) item.click()"
        )
        assert page.run("window.ran === undefined"), number
        page.run("location.hash = '#overview'")
        page.wait("!document.querySelector('.review')")
    assert {url.split("#")[0] for url in page.requests()} == {file.as_uri()}
    assert page.complaints() == []


def test_the_policy_stops_what_would_get_in(page: Page, articles: Path) -> None:
    """Even markup put into the page by force runs nothing and fetches nothing."""
    file = articles / "review.html"
    report("articles/varicose-laser.md", "-o", file)
    page.open(file.as_uri())
    page.run(
        """document.body.insertAdjacentHTML("beforeend",
           '<img src="http://203.0.113.1/a.png" onerror="window.ran=1"><iframe srcdoc="<script>top.ran=1</script>"></iframe>');
           const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s); 0"""
    )
    page.wait("document.querySelector('iframe').contentDocument?.readyState === 'complete'")
    assert page.run("window.ran === undefined")
    assert any("Content Security Policy" in said for said in page.complaints())
