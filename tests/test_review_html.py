from __future__ import annotations

import base64
import hashlib
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from medlint.reports import html, markdown_summary
from medlint.reports.review import Review
from tests.reviewed import ARTICLE, report, reviewed

HOSTILE = {
    "script": "# A <script>alert(1)</script>\n\nText </script><script>window.ran = 1</script> cures it.\n",
    "handler": '# A\n\n<img src=x onerror="window.ran=1"> It [cures](javascript:window.ran=1) `<svg/onload=x>`.\n',
    "comment": "# A <!--<script>\n\nIt cures --> <!-- ]]> </style></title></template></textarea>.\n",
    "template": "# {{ 7*7 }} {% raw %}\n\n{{ config }} ${1} cures <!--articles-->.\n",
    "odd": "# A\u202e\u2028\u0000\x1b\n\n\ud83d cures \ufffe \u200b.\n".encode("utf-8", "replace").decode(),
}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.tags


def packed(page: str) -> list[str]:
    """Return the articles that a page of many carries."""
    found = re.findall(r'<script type="application/zlib"[^>]*>(.*?)</script>', page, re.S)
    return [zlib.decompress(base64.b64decode(text)).decode() for text in found]


def page_of(*texts: str, format: str = "markdown") -> str:
    articles = [reviewed(text, format=format, path=f"{at}.md") for at, text in enumerate(texts)]
    return html.write(Review(articles=articles, made="2026-11-22")).decode()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format", ["markdown", "text", "html"])
@pytest.mark.parametrize("copies", [1, 2])
def test_nothing_of_a_hostile_article_becomes_markup(name: str, format: str, copies: int) -> None:
    page = page_of(*[HOSTILE[name]] * copies, format=format)
    tags = tags_of(page)
    scripts = [attrs for tag, attrs in tags if tag == "script"]
    assert [attrs.get("type") for attrs in scripts] == ["application/zlib"] * (
        copies if copies > 1 else 0
    ) + [None]
    for article in packed(page):
        tags.extend(tags_of(article))
    assert not {"img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in tags}
    assert sum(tag == "script" for tag, _ in tags) == len(scripts)
    for _, attrs in tags:
        assert not [attr for attr in attrs if attr.startswith("on") or attr == "style"]
        assert not (attrs.get("href") or "").lower().startswith(("javascript", "data", "vbscript"))


def test_the_policy_names_the_only_script_and_style() -> None:
    page = page_of(ARTICLE)
    policy = next(
        attrs["content"]
        for tag, attrs in tags_of(page)
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    for _, attrs in tags_of(page_of(ARTICLE)):
        assert not {"src", "srcset", "ping", "action", "background"} & set(attrs)


def test_every_id_stands_once_and_every_inner_link_leads_somewhere() -> None:
    tags = tags_of(page_of(ARTICLE))
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {
        str(attrs["href"])[1:] for tag, attrs in tags if tag == "a" and str(attrs.get("href")).startswith("#")
    }
    assert inner <= set(ids)


def test_an_unreadable_file_is_in_the_report_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "bad.docx").write_bytes(b"no Word file")
    report(tmp_path, "-o", tmp_path / "review.html", code=2)
    page = (tmp_path / "review.html").read_text(encoding="utf-8")
    assert "Not reviewed" in page
    assert "Sore knees" in page


def test_a_folder_without_articles_and_a_strange_ending(tmp_path: Path) -> None:
    assert "no articles" in report(tmp_path, "-o", tmp_path / "review.html", code=3)
    assert ".html, .docx or .md" in report(tmp_path, "-o", tmp_path / "review.pdf", code=2)


def test_an_old_report_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(ARTICLE, encoding="utf-8")
    for _ in range(2):
        report(tmp_path, "-o", tmp_path / "review.html")
        assert 'data-many=""' in (tmp_path / "review.html").read_text(encoding="utf-8")


def test_the_summary_is_short_and_names_the_worst_first() -> None:
    many = [reviewed(ARTICLE.replace("Sore knees", f"Knees {at}"), path=f"{at}.md") for at in range(60)]
    quiet = reviewed("---\nkind: policy\n---\n# A\n\nB.\n", path="quiet.md")
    text = markdown_summary.write(Review(articles=[quiet, *many])).decode()
    assert len(text) < 60_000
    assert text.index("`0.md`") < text.index("… and 21 more articles.")
    assert text.count("cure-claim") == 10


def test_the_summary_escapes_markup_and_mentions() -> None:
    text = markdown_summary.write(
        Review(articles=[reviewed("# A <b>@team</b> | x\n\nIt <img src=x> cures `all`|.\n", format="text")])
    ).decode()
    assert "<img" not in text
    assert "@team" not in text
    assert "</b>" not in text
