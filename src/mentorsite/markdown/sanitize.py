"""The HTML that content may hold; everything else is taken out (see docs/content/decisions)."""

import re
from collections.abc import Callable
from functools import cache

import nh3

from mentorsite.markdown.contact_links import mail_link, phone_link
from mentorsite.markdown.web_links import web_link

TAGS = nh3.ALLOWED_TAGS | {"section", "details", "summary", "del", "ins", "figure", "figcaption"}
ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "tabindex"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "details": {"open"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
VOID = {"area", "br", "col", "hr", "img", "wbr"}
"""The elements that have no end."""
MOST_ATTRIBUTES = 500
"""How many attributes a tag of a page may have: each is compared with all others."""
MOST_IN_A_SAVED_PAGE = 2_000
"""How many that of a page may have that is imported, where a script may look like a tag."""
# As the HTML standard tells attributes apart: a `=` right at the start belongs to a name, a `/` separates, and a quote
# within a value without quotes is a part of it. Possessive, so that no tag is gone over twice; for that, a `<` within a
# value without quotes ends it, too.
ONE_ATTRIBUTE = r"""
    [ \t\n\f\r/]*+
    (?:=[^ \t\n\f\r/>=]*+ | [^ \t\n\f\r/>=]++)
    (?:[ \t\n\f\r]*+ = [ \t\n\f\r]*+ (?:"[^"]*+" | '[^']*+' | [^ \t\n\f\r>"'][^ \t\n\f\r<>]*+)?+ )?+
"""
LEADS_AWAY = re.compile(r"[/\\]{2}")
"""How a link without a scheme begins that leads to another host, as browsers see it."""
# Without its `>`: where that is missing, the text would be read to its end from each `<`.
TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]*+)(?:[^=>]++|=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+')?+)*+""")
TAG_NAME = re.compile(r"</?[A-Za-z][^ \t\n\f\r/>]*+")


@cache
def _many(most: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{ONE_ATTRIBUTE}){{{most + 1}}}", re.VERBOSE)


def has_many_attributes(html: str, most: int = MOST_ATTRIBUTES) -> bool:
    """Whether a tag has more attributes than are read, as any parser may see it: each `<` may begin one."""
    many = _many(most)
    return any(many.match(html, name.end()) for name in TAG_NAME.finditer(html))


def clean(html: str, attribute: Callable[[str, str, str], str | None]) -> str:
    """The allowed part of `html`, well formed; `attribute(tag, name, value)` may change or drop one."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=SCHEMES,
        link_rel=None,  # else nh3 gives each link a `rel`
    )


NESTING = frozenset(
    ("article", "aside", "blockquote", "details", "div", "figure", "footer", "header", "nav", "ol", "section", "ul")
)


def depth(html: str) -> int:
    """How deep the elements of cleaned HTML nest: it has an end for each start."""
    deepest = deep = 0
    for found in TAG.finditer(html):
        if found[1]:
            deep -= 1
        elif found[2] not in VOID:
            deep += 1
            deepest = max(deepest, deep)
    return deepest


def surely_nests(html: str, deep: int) -> bool:
    """Whether elements nest more than so deep before it is cleaned, which takes time by the square of the depth.

    Only elements that nothing but their own tag ends are counted: of many `<p>` or `<li>` each ends the one before.
    """
    opened = 0
    for found in TAG.finditer(html):
        if found[2].lower() in NESTING:
            opened = max(opened - 1, 0) if found[1] else opened + 1
            if opened > deep:
                return True
    return False


def safe_link(target: str) -> str | None:
    """A link as a page may have it; None for one of another kind, or one that does more than it says."""
    match scheme(target):
        case "mailto":
            return mail_link(target)
        case "tel":
            return phone_link(target)
        case "http" | "https":
            return web_link(target)
        case "":
            if LEADS_AWAY.match(_as_seen(target)):
                return None
            return target
        case _:
            return None


def outside(target: str) -> str:
    """A link that leads somewhere from anywhere, as a page may have it; nothing for any other."""
    if scheme(target):
        return safe_link(target) or ""
    return ""


def scheme(target: str) -> str:
    """The scheme of a link as a browser sees it, in small letters; nothing for a relative one."""
    if ":" not in target:  # most links, which need not be gone through
        return ""
    seen = _as_seen(target)
    before, colon, _ = seen.partition(":")
    if colon and not set(before) & set("/?#"):  # `a/b:c` is a path
        return before.lower()
    return ""


def _as_seen(target: str) -> str:
    """A link as a browser reads it, which passes over spaces and what can't be seen."""
    return "".join(character for character in target if character > " ")
