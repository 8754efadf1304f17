"""What all tests share: a private cache, a closed network, and ways to lint a text."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from medlint.articles.article import Article
from medlint.articles.site import Site
from medlint.config import Config
from medlint.engine import lint_text
from medlint.findings import Finding
from medlint.sources import read_text
from medlint.spans import Span

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["MEDLINT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("medlint must not touch the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def lint() -> Callable[..., list[Finding]]:
    """Lint Markdown with the named rules (all default ones without names)."""

    def run(text: str, *rules: str, format: str = "markdown") -> list[Finding]:
        config = Config(select=rules or None, show_info=True, min_confidence="low")
        report = lint_text(text, format=format, config=config)  # type: ignore[arg-type]
        assert report.failures == []
        return report.findings

    return run


def article_of(text: str, *, format: str = "markdown", **site: object) -> Article:
    """Return the annotated article of a text."""
    return Article(read_text(text, path="-", format=format), Site(**site))  # type: ignore[arg-type]


def find_span(article: Article, words: str, occurrence: int = 0) -> Span:
    """Return where words stand in the prose."""
    at = -1
    for _ in range(occurrence + 1):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))
