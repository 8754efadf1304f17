"""What the configuration says about the site that an article belongs to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """What the configuration says about the site that an article belongs to."""

    kind: str | None = None
    """The declared kind of document; wins over the guess."""
    locale: str | None = None
    profile: str = "web-article"
    publisher: str = ""
    """Stands as the author where a page names none."""
    banner: str = ""
    """Advice, disclaimer or crisis line that every page carries."""
    glossary: frozenset[str] = frozenset()
    """Terms that the site explains elsewhere or that its readers know, folded."""
    glossary_pages: tuple[tuple[str, frozenset[str]], ...] = ()
    """(stem of the file, folded terms) of the site's glossary pages; they count where a page links to them."""
    target_grade: float | None = None
    review_months: int = 36
    today: datetime.date | None = None
    """For tests; the real day when it is not given."""
