"""What a web page states about itself: title, meta tags, JSON-LD, dates, language, author links."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from medlint.sources.builder import DocumentBuilder
from medlint.sources.document import folded
from medlint.sources.html_entities import decoded
from medlint.sources.html_tokens import Attribute, StartTag
from medlint.sources.templates import unmasked
from medlint.spans import Span

_DESCRIBED = re.compile(r"\bid\s*=\s*[\"']?([^\"'\s<>]{1,100})[\"']?[^<>]{0,500}>([^<>]{1,500})<")
_PERSON_CLASS = re.compile(
    r"(?:[\w-]*[_-])?(?P<who>authors?|byline|reviewer|reviewed-?by)(?:[_-]+(?:names?|link))?"
)
_BY = re.compile(r"^(?:(?:written|posted|authored|reviewed)\s)?by:?\s+", re.I)
_LONGEST_NAME = 80
_MOST = 2000
"""Facts taken from one file; more is no description but data."""


@dataclass(slots=True)
class _Wanted:
    """Text that is being collected for a fact, until its element ends."""

    element: str
    fact: str
    attribute: str = ""
    parts: list[str] = field(default_factory=list)
    start: int = -1
    end: int = -1


class PageFacts:
    """Collects metadata while a page is read."""

    def __init__(self, builder: DocumentBuilder, source: str) -> None:
        self.wanted: list[_Wanted] = []
        """What is being collected now; mostly nothing."""
        self._builder = builder
        self._source = source
        self._tips: dict[str, str] | None = None

    def described(self, ids: str) -> str:
        """Return the text of the elements that an `aria-describedby` names."""
        if self._tips is None:
            found = _DESCRIBED.findall(self._source)
            self._tips = {name: folded([decoded(text)]) for name, text in reversed(found)}
        return folded(self._tips.get(name, "") for name in ids.split())

    def start(self, tag: StartTag) -> None:
        """Look at an opening tag."""
        attributes = tag.attributes
        match tag.name:
            case "html" if "lang" in attributes or "xml:lang" in attributes:
                lang = attributes.get("lang") or attributes["xml:lang"]
                self._builder.meta("lang", lang.value, "lang", Span(lang.start, lang.end))
            case "meta" if "content" in attributes:
                key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
                key = key or attributes.get("http-equiv")
                if key is not None:
                    content = attributes["content"]
                    self._builder.meta(
                        key.value.strip(), folded([content.value]), "meta", Span(content.start, content.end)
                    )
            case "title":
                self.wanted.append(_Wanted("title", "title"))
            case "script" if "type" in attributes and "ld+json" in attributes["type"].value.lower():
                self.wanted.append(_Wanted("script", "json-ld"))
            case "time":
                stated = attributes.get("datetime")
                prop = attributes["itemprop"].value if "itemprop" in attributes else ""
                if stated is not None:
                    span = Span(stated.start, stated.end)
                    for name in ("time", prop):
                        if name:
                            self._builder.meta(name, stated.value, "time", span)
                else:
                    self.wanted.append(_Wanted("time", "time", prop))
            case "span" | "a" | "p" | "div" | "strong" | "b" | "cite" | "address" | "li" | "em" if (
                person := _person(attributes)
            ):
                self.wanted.append(_Wanted(tag.name, person))
            case "a" | "link" if "rel" in attributes and "author" in attributes["rel"].value.lower().split():
                if tag.name == "link":
                    if "href" in attributes:
                        target = attributes["href"]
                        self._builder.meta("rel-author", target.value, "meta", Span(target.start, target.end))
                else:
                    self.wanted.append(_Wanted("a", "rel-author"))

    def text(self, chunk: str, at: int) -> None:
        """Look at text that stands in an element whose text is wanted."""
        for wanted in self.wanted:
            if wanted.start < 0:
                wanted.start = at
            wanted.end = at + len(chunk)
            wanted.parts.append(chunk)

    def end(self, name: str) -> None:
        """Look at the end of an element."""
        if not self.wanted or self.wanted[-1].element != name:
            return
        wanted = self.wanted.pop()
        text = unmasked("".join(wanted.parts))
        if wanted.fact == "json-ld":
            self._json_ld(text, wanted.start)
            return
        if wanted.fact in {"author", "reviewer"}:
            text = _BY.sub("", folded([decoded(text)]))
            if len(text) > _LONGEST_NAME or "review" in text.lower() or not text[:1].isalpha():
                return
        span = Span(wanted.start, wanted.end) if wanted.start >= 0 else None
        origin = {"title": "title", "time": "time"}.get(wanted.fact, "meta")
        for field_name in (wanted.fact, wanted.attribute):
            if field_name:
                self._builder.meta(field_name, folded([decoded(text)]), origin, span)  # type: ignore[arg-type]

    def _json_ld(self, text: str, at: int) -> None:
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            self._builder.note("A JSON-LD block is broken and was left out.")
            return
        here = max(at, 0)
        for name, value in flattened(data):
            start = self._source.find(value, here, at + len(text)) if value else -1
            span = None if start < 0 else Span(start, start + len(value))
            here = here if start < 0 else start
            self._builder.meta(name, value, "json-ld", span)


def _person(attributes: dict[str, Attribute]) -> str:
    """Return what an element names by its class or property: `author`, `reviewer` or nothing."""
    prop = attributes["itemprop"].value.lower() if "itemprop" in attributes else ""
    if prop in {"author", "reviewedby"}:
        return "author" if prop == "author" else "reviewer"
    if "class" not in attributes:
        return ""
    for name in attributes["class"].value.lower().split():
        if (found := _PERSON_CLASS.fullmatch(name)) and "comment" not in name:
            return "reviewer" if found["who"].startswith("review") else "author"
    return ""


def _named(data: object) -> dict[str, str]:
    """Return the names of the nodes of a graph by their `@id`."""
    names: dict[str, str] = {}
    waiting = [data]
    while waiting and len(names) < _MOST:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("@id"), str) and isinstance(value.get("name"), str):
                names.setdefault(value["@id"], value["name"])
            waiting += [inner for inner in value.values() if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            waiting += [inner for inner in value if isinstance(inner, dict | list)]
    return names


def flattened(data: object) -> list[tuple[str, str]]:
    """Return the values of nested JSON with their keys joined by dots; lists repeat a key.

    A node that is only named by its `@id`, as plugins write authors, has the name of the node that it stands for.
    """
    names = _named(data)
    found: list[tuple[str, str]] = []
    waiting: list[tuple[str, object]] = [("", data)]
    while waiting and len(found) < _MOST:
        name, value = waiting.pop()
        if name.count(".") > 20:
            continue
        if isinstance(value, dict):
            if name and "name" not in value and value.get("@id") in names:
                found.append((f"{name}.name", folded([names[value["@id"]]])))
            for key, inner in reversed(value.items()):
                path = name if key == "@graph" else f"{name}.{key}".lstrip(".")
                waiting.append((path, inner))
        elif isinstance(value, list):
            waiting += [(name, inner) for inner in reversed(value)]
        elif isinstance(value, bool):
            found.append((name, str(value).lower()))
        elif value is not None:
            found.append((name, folded([str(value)])))
    return [(name, value) for name, value in found if name]
