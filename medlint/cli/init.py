"""`medlint init`: from nothing to a gate in five minutes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from medlint._version import __version__
from medlint.config import FILE_NAME, find_config


@dataclass(frozen=True)
class Site:
    """A kind of repository: how to know it, where its articles are and what is not an article."""

    name: str
    signs: tuple[str, ...]
    """Files of which one is there."""
    content: tuple[str, ...]
    """Folders that hold the articles: the one that exists; where there are several, all of the repository."""
    exclude: tuple[str, ...]


SITES = (
    Site("Hugo", ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml", "archetypes/default.md"),
         ("content",), ("public", "resources", "themes", "layouts", "archetypes")),
    Site("Jekyll", ("_config.yml", "_config.yaml", "_config.toml"),
         ("_articles", "_pages", "_posts"), ("_site", "vendor", "_layouts", "_includes", "assets")),
    Site("Docusaurus", ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
         ("docs", "blog", "src/pages"), ("build", "node_modules", ".docusaurus", "static")),
    Site("plain folders", (), ("articles", "content", "docs"), ("node_modules", "build", "dist")),
)  # fmt: skip
_GENERAL = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "LICENSE.md", "LICENSE.txt")

_CONFIG = """\
# medlint: {site}. “medlint config” shows what is in force, “medlint rules” lists the rules.
#:schema ./medlint.schema.json   (for editors: medlint config --schema > medlint.schema.json)

required-version = ">={version}"

# The least severity that fails a run: error, warning or info.
fail-on = "error"

# web-article, leaflet (stricter on words and length), or strict (opt-in rules too).
# profile = "web-article"

# Decides which numbers and services advice must name; by default each page's own.
# locale = "en-GB"

# What is no article. Git's own ignored files are left out anyway.
exclude = [{exclude}]

# Rules and families that you do not want at all.
# ignore = ["reading-grade"]

# Findings that are known and do not fail: “medlint baseline create {content}” writes it.
# baseline = "medlint-baseline.json"

# The line with advice or a disclaimer that every page of the site carries.
# site-banner = "In an emergency call 999."

# Who stands as the author where a page names none.
# publisher = "Example Health Trust"

# Terms that the site explains elsewhere or that its readers know; rule files of your own.
# glossary = ["glossary.yaml"]
# packs = ["house-style"]

# Other settings for some files.
# [per-file."news/**"]
# kind = "news"

# A rule's severity and parameters: “medlint explain RULE” names them.
# [rules.reading-grade]
# severity = "info"
"""

_HOOK = """\
# .pre-commit-config.yaml
repos:
  - repo: https://github.com/OWNER/medlint
    rev: v{version}
    hooks:
      - id: medlint{files}
"""

_WORD_HOOK = """\
      - id: medlint-docx
"""

_ENDINGS = r"\.(md|markdown|html|htm|txt)$"

_GITHUB = """\
# .github/workflows/medlint.yml
name: medlint
on: [pull_request]
permissions:
  contents: read
jobs:
  medlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4   # pin it to a commit
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: OWNER/medlint@v{version}   # pin it to a commit
        with:
          paths: {content}
          diff: "true"
"""

_GITLAB = """\
# .gitlab-ci.yml
medlint:
  image: python:3.12
  variables:
    GIT_DEPTH: 0
  script:
    - pip install medlint-articles=={version}
    - medlint check {content} --format gitlab=gl-code-quality-report.json --format full
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, exists=True))
@click.option("--force", is_flag=True, help="Write over a configuration that is there.")
def command(folder: str, force: bool) -> None:
    """Write a commented medlint.toml, and print the hook and CI snippets for this repository."""
    root = Path(folder)
    target = root / FILE_NAME
    there = find_config(root.resolve())
    if there is not None and there.parent == root.resolve() and not force:
        click.echo(f"medlint: {there} is there already. --force writes over a medlint.toml.", err=True)
        sys.exit(2)
    site = detect(root)
    folders = [name for name in site.content if (root / name).is_dir()]
    content = folders[0] if len(folders) == 1 else "."
    skipped = [name for name in (*site.exclude, *_GENERAL) if (root / name).exists() or name in site.exclude]
    exclude = ", ".join(f'"{name}"' for name in skipped)
    text = _CONFIG.format(site=site.name, version=__version__, exclude=exclude, content=content)
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        click.echo(f"medlint: {target}: {error.strerror or error}.", err=True)
        sys.exit(2)
    files = "" if content == "." else f"\n        files: ^{content}/.*{_ENDINGS}"
    hook = _HOOK + (_WORD_HOOK if next(root.glob("**/*.docx"), None) else "")
    click.echo(f"{os.path.relpath(target)} written ({site.name}). Next:\n")
    steps = (
        (f"medlint check {content}", "what is there now"),
        (f"medlint baseline create {content}", "take it as known, so that only new findings fail"),
    )
    for step, said in steps:
        click.echo(f"  {step:<{len(steps[1][0])}}  # {said}")
    click.echo()
    for snippet in (hook, _GITHUB, _GITLAB):
        click.echo(snippet.format(version=__version__, content=content, files=files))


def detect(root: Path) -> Site:
    """Return the kind of repository that a folder holds."""
    return next(
        site for site in SITES if not site.signs or any((root / sign).exists() for sign in site.signs)
    )
