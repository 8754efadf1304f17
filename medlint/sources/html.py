"""Read HTML pages."""

from __future__ import annotations

from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import Document, Source
from medlint.sources.front_matter import read_front_matter
from medlint.sources.markup import Markup
from medlint.sources.templates import without_templates


def read_html(source: Source) -> Document:
    """Return the prose of a page; broken markup is read as browsers read it, or nearly so."""
    builder = DocumentBuilder(source)
    start = read_front_matter(builder)
    text = without_templates(source.text[start:], html=True)
    markup = Markup(builder, source.text)
    markup.feed(text, start)
    markup.unwind(0)
    return builder.finish()
