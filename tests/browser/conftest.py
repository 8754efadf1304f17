"""Programs that the tests of review reports need; a missing one is a failure where CI has promised it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Page, chromium, find_chromium
from tests.conftest import CORPUS
from tests.reviewed import report

_AXE = "axe-core/axe.min.js"


def _absent(what: str) -> None:
    if os.environ.get("MEDLINT_REQUIRE_BROWSERS") == "1":
        pytest.fail(f"{what} is not installed, and MEDLINT_REQUIRE_BROWSERS=1 asks for it")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def _browser() -> Iterator[Page]:
    program = find_chromium()
    if program is None:
        _absent("Chromium")
    assert program is not None
    with chromium(program) as page:
        yield page


@pytest.fixture
def page(_browser: Page) -> Page:
    """A tab without memory of other tests."""
    _browser.size(1360, 900)
    return _browser


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the folder of node modules that MEDLINT_NODE_MODULES names, or ./node_modules."""
    file = Path(os.environ.get("MEDLINT_NODE_MODULES", "node_modules")) / _AXE
    if not file.is_file():
        _absent("axe-core (npm)")
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        _absent("LibreOffice")
    assert program is not None
    return program


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with corpus articles that is also the working folder."""
    (tmp_path / "articles").mkdir()
    for name in ("varicose-laser.md", "knee-injections.md", "tingling-arm.txt", "gestational-diabetes.html"):
        (tmp_path / "articles" / name).write_bytes((CORPUS / "dev" / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Callable[..., Page]:
    """Write a report and open it; whatever the console complains of fails the test."""

    def run(*paths: str | Path) -> Page:
        file = tmp_path / "review.html"
        report(*paths, "-o", file)
        page.open(file.as_uri())
        page.run("localStorage.clear()")
        page.reload()
        return page

    return run
