"""The HTML that content may hold; everything else is taken out (see docs/content/decisions)."""

from collections.abc import Callable

import nh3

TAGS = nh3.ALLOWED_TAGS | {"input", "section", "details", "summary", "del", "ins", "figure", "figcaption"}
ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "tabindex"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "details": {"open"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(html: str, attribute: Callable[[str, str, str], str | None]) -> str:
    """The allowed part of `html`, well formed; `attribute(tag, name, value)` may change or drop one."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=SCHEMES,
        link_rel=None,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
    )


def scheme(target: str) -> str:
    """The scheme of a link as a browser sees it, in small letters; nothing for a relative one."""
    if ":" not in target:
        return ""
    seen = "".join(character for character in target if character > " ")
    before, colon, _ = seen.partition(":")
    return before.lower() if colon and not set(before) & set("/?#") else ""
