"""What readers need to know about the elements of HTML: which end a block, which are not prose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from medlint.sources.document import BlockKind, MarkKind
from medlint.sources.html_tokens import Attribute


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _named("area base br col embed hr img input link meta param source track wbr keygen command")

HIDDEN = _named(
    "script style template noscript svg math iframe object select option textarea audio video canvas "
    "datalist noembed noframes xmp title map head"
)
"""Elements whose text is no prose. `head` is: bare text in it is damage."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS: dict[str, BlockKind] = {
    "figcaption": "caption",
    "caption": "caption",
    "summary": "summary",
    "button": "button",
    "dt": "term",
    "dd": "definition",
    "li": "list-item",
    "td": "table-cell",
    "th": "table-cell",
    "pre": "code",
    "listing": "code",
}
"""Elements that say what kind of block their text is."""

CONTAINERS = {
    "ul": "list",
    "menu": "list",
    "dir": "list",
    "ol": "ordered-list",
    "li": "item",
    "table": "table",
    "tr": "row",
    "blockquote": "quote",
    "nav": "nav",
    "header": "header",
    "footer": "footer",
    "main": "main",
    "article": "article",
    "section": "section",
    "aside": "aside",
    "figure": "figure",
    "details": "details",
    "form": "form",
    "dl": "definition-list",
}

_PLAIN_BLOCKS = _named(
    "p div address center fieldset legend label html body hgroup search thead tbody tfoot colgroup dialog "
    "optgroup frameset noframes hr"
)

BLOCK_LEVEL = frozenset({*_PLAIN_BLOCKS, *HEADINGS, *BLOCKS, *CONTAINERS})
"""Elements that end the block before them; all others stand inside a sentence."""

ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "main": "main",
    "complementary": "aside",
    "alert": "callout",
    "note": "callout",
}

MARKS: dict[str, MarkKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "strong": "strong",
    "b": "strong",
    "q": "quote",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "var": "code",
    "sup": "sup",
    "sub": "sub",
}

_CELL = ("td", "th")
CLOSES: dict[str, tuple[str, ...]] = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": _CELL,
    "th": _CELL,
    "tr": (*_CELL, "tr"),
    "tbody": (*_CELL, "tr", "thead", "tbody"),
    "thead": (*_CELL, "tr", "tbody"),
    "tfoot": (*_CELL, "tr", "thead", "tbody"),
    "option": ("option",),
    "body": ("head",),
}
"""For an opening tag, the open elements that it ends when their closing tags are missing."""

ENDS_PARAGRAPH = BLOCK_LEVEL - {"legend", "label", "caption", "button", "html", "body"}
"""Opening tags before which an open `<p>` ends."""

SCOPES = frozenset(
    {"table", "ul", "ol", "menu", "dl", "td", "th", "li", "dd", "blockquote", "details", "form"}
)
"""Elements out of which an implied end never reaches, unless it is theirs."""

CALLOUTS = _named("callout alert admonition note tip info warning caution danger important notice hint")
"""Components of MDX pages that set a box around their text."""

TOOLTIPS = ("data-tooltip", "data-tippy-content", "data-tip", "data-bs-title", "data-original-title", "title")

_INVISIBLE = re.compile(r"display\s*:\s*none\b", re.I)
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.I)
_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?|comment-?list|comments-area|disqus_thread|respond)(?:$|\s)", re.I
)


def is_hidden(name: str, attributes: Mapping[str, Attribute]) -> bool:
    """Tell whether an element is there but not shown."""
    if name in HIDDEN or "hidden" in attributes:
        return True
    if not attributes:
        return False
    if "aria-hidden" in attributes and attributes["aria-hidden"].value.strip().lower() == "true":
        return True
    return "style" in attributes and bool(_INVISIBLE.search(attributes["style"].value))


def label_of(attributes: Mapping[str, Attribute]) -> str:
    """Return what class and id say."""
    return " ".join(
        word for key in ("class", "id") if key in attributes for word in attributes[key].value.split()
    )


def container_of(name: str, attributes: Mapping[str, Attribute], label: str) -> str | None:
    """Return the kind of container that an element opens, if any."""
    kind = CONTAINERS.get(name)
    if name in ("div", "section", "aside", "article", "span", "p", "body"):
        role = ROLES.get(attributes["role"].value.strip().lower()) if "role" in attributes else None
        if name in ("div", "section") and label and _COMMENTS.search(label):
            return "comments"
        kind = role or kind
    if kind is None and label and name in _PLAIN_BLOCKS and name not in ("p", "html"):
        return "html"
    return kind


def is_button(attributes: Mapping[str, Attribute]) -> bool:
    """Tell whether a link is dressed as a button."""
    if "role" in attributes and attributes["role"].value.strip().lower() == "button":
        return True
    return "class" in attributes and bool(_BUTTON.search(attributes["class"].value))
