"""The zone of each block, in small documents of every format."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from medlint.sources import read_bytes, read_text
from medlint.sources.document import Document
from medlint.sources.zone_names import zone_of_heading, zone_of_label
from medlint.sources.zones import zones
from medlint.vocabulary.folding import fold

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "zones.yaml").read_text(encoding="utf-8")
)


def shown(document: Document) -> list[tuple[str, str]]:
    """Return the zone and the text of each block."""
    found = zip(zones(document), document.blocks, strict=True)
    return [(zone, document.text[block.span.start : block.span.end]) for zone, block in found]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_zone_of_each_block(case: dict[str, Any]) -> None:
    found = shown(read_text(case["text"], path="-", format=case["format"]))
    wanted = [pair for entry in case["zones"] for pair in entry.items()]
    got = [
        (zone, text[: len(str(wanted[at][1]))] if at < len(wanted) else text)
        for at, (zone, text) in enumerate(found)
    ]
    assert got == [(zone, str(text)) for zone, text in wanted]


def word_document() -> Document:
    """Return a Word page with a box, a quotation, a caption, references and a line on the author."""
    page = docx.Document()
    page.add_heading("Gout", 1)
    page.add_paragraph("By Ann Reeve, staff writer")
    page.add_paragraph("Gout is a kind of arthritis that comes in sudden attacks.")
    page.add_paragraph("Rest the joint", style="List Bullet")
    page.add_paragraph("I thought my foot was on fire.", style="Quote")
    page.add_paragraph("Figure 1. A red toe", style="Caption")
    page.add_table(1, 1).cell(0, 0).text = "Dose"
    page.add_paragraph("Call us today to book a visit")
    page.add_paragraph("Call your doctor today if the joint is hot.")
    page.add_heading("References", 2)
    page.add_paragraph("Smith J. Gout. 2019.", style="List Number")
    page.add_heading("About the author", 2)
    page.add_paragraph("Ann has cured thousands.")
    page.add_paragraph("© 2025 Mill Lane Surgery. All rights reserved.")
    stream = io.BytesIO()
    page.save(stream)
    return read_bytes(stream.getvalue(), "page.docx", "word")


def test_zones_of_word() -> None:
    assert [(zone, text[:9]) for zone, text in shown(word_document())] == [
        ("heading", "Gout"),
        ("byline", "By Ann Re"),
        ("body", "Gout is a"),
        ("list", "Rest the "),
        ("quote", "I thought"),
        ("caption", "Figure 1."),
        ("table", "Dose"),
        ("call-to-action", "Call us t"),
        ("body", "Call your"),
        ("references", "Reference"),
        ("references", "Smith J. "),
        ("byline", "About the"),
        ("byline", "Ann has c"),
        ("footer", "© 2025 Mi"),
    ]


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("References", "references"),
        ("Our sources", "references"),
        ("Sources & further reading", "references"),
        ("12. References (14)", "references"),
        ("Sources of vitamin D", None),
        ("Comments (3)", "comments"),
        ("12 responses to “Gout”", "comments"),
        ("Comment on your symptoms", None),
        ("Related posts", "navigation"),
        ("Related conditions", "navigation"),
        ("Conditions related to gout", None),
        ("On this page", "navigation"),
        ("About the authors", "byline"),
        ("About the operation", None),
        ("Medical disclaimer", "disclaimer"),
        ("When to see a doctor", None),
        ("", None),
        ("7", None),
    ],
)
def test_zone_of_heading(heading: str, zone: str | None) -> None:
    ruled = zone_of_heading(fold(heading))
    assert (ruled.zone if ruled else None) == zone


@pytest.mark.parametrize(
    ("label", "zone"),
    [
        ("sidebar", "navigation"),
        ("primary-sidebar", "navigation"),
        ("site_footer", "footer"),
        ("has-sidebar", None),
        ("content-sidebar-wrap", None),
        ("c-related-links__list", "navigation"),
        ("entry-content", None),
        ("sources", "references"),
        ("sources-of-iron", None),
        ("care-card care-card--urgent", "callout"),
        ("warning-signs", None),
        ("author-box", "byline"),
        ("comments-open", None),
        ("tag-gout", None),
        ("cta-banner", "call-to-action"),
        ("menu-planning", None),
        ("", None),
    ],
)
def test_zone_of_label(label: str, zone: str | None) -> None:
    assert zone_of_label(label) == zone
