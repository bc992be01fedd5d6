"""What the style sheets of a saved page say of its elements: which are hidden, which words are emphasized or struck."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import cssselect2
import tinycss2
from lxml.html import HtmlElement

from mentorsite.markdown.long_numbers import readable_css
from mentorsite.model.urls import joined

PROPERTIES = (
    "display", "visibility", "font-weight", "font-style", "list-style-type", "list-style", "text-decoration",
    "text-decoration-line", "vertical-align",
)  # fmt: skip
MOST_RULES, MOST_TRIED = 2_000, 20_000_000
"""How many rules with one of these properties are read, and how often all of them may be tried on an element."""
DEEPEST = 4
"""How deep rules may stand in conditions."""
ON_A_SCREEN = re.compile(r"(only\s+)?(all|screen)?(\s*and\s*)?(\(\s*min-width\s*:[^()]*\))?")
"""What a sheet, or a part of one, is meant for that shows on a wide screen."""
RULES = ("supports", "layer")
Strength = tuple[bool, bool, tuple[int, ...], int]
"""How strong a rule is: whether it is important, stands in the element, how exact it is, how late it comes."""
Said = Mapping[str, str]


@dataclass(slots=True)
class _Winners:
    """The strongest value of each property of an element."""

    values: dict[str, tuple[Strength, str]] = field(default_factory=dict)

    def take(self, declarations: Iterable[Any], exact: Sequence[int], order: int) -> None:
        for each in declarations:
            # As browsers sort them: `!important`, an element's own `style`, how exact the selector is, order.
            strength = (bool(each.important), not exact, tuple(exact), order)
            if each.lower_name not in self.values or self.values[each.lower_name][0] <= strength:
                value = tinycss2.serialize(each.value).strip().lower()
                self.values[each.lower_name] = (strength, value)


@dataclass(frozen=True, slots=True)
class Styles:
    """What is said of each element of a page, and whether all rules were read."""

    said: Mapping[HtmlElement, Said] = field(default_factory=dict)
    is_whole: bool = True

    def of(self, element: HtmlElement) -> Said:
        """What is said of an element."""
        return self.said.get(element, {})


def styles_of(tree: HtmlElement, files: Mapping[str, bytes]) -> Styles:
    """What a page's sheets and its elements themselves say. `files` are sheets beside the page, by address."""
    matcher = cssselect2.Matcher()
    most = min(MOST_RULES, MOST_TRIED // sum(1 for _ in tree.iter()))
    # One more than are read, which tells whether these were all.
    rules = list(islice(_rules_of(tree, files), most + 1))
    for selector, declarations in rules[:most]:
        matcher.add_selector(selector, declarations)
    found: dict[HtmlElement, Said] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(tree).iter_subtree():
        element = wrapped.etree_element
        winners = _Winners()
        for exact, order, pseudo, declarations in matcher.match(wrapped):
            if pseudo is None:
                winners.take(declarations, exact, order)
        winners.take(_declarations(readable_css(element.get("style", ""))), (), 0)
        if winners.values:
            found[element] = {name: value for name, (_, value) in winners.values.items()}
    return Styles(found, len(rules) <= most)


def sheets_of(tree: HtmlElement, files: Mapping[str, bytes]) -> Iterator[str]:
    """The sheets of a page that hold on a wide screen."""
    for sheet in tree.iter("style", "link"):
        if _is_on_a_screen(sheet.get("media", "")):
            yield _text(sheet, files)


def _rules_of(tree: HtmlElement, files: Mapping[str, bytes]) -> Iterator[tuple[Any, list[Any]]]:
    for text in sheets_of(tree, files):
        for rule in _rules(tinycss2.parse_stylesheet(readable_css(text), skip_comments=True, skip_whitespace=True)):
            declarations = _declarations(rule.content)
            if declarations:
                for selector in _selectors(rule.prelude):
                    yield (selector, declarations)


def _text(sheet: HtmlElement, files: Mapping[str, bytes]) -> str:
    """What stands in a sheet: in the page itself, or in a file beside it."""
    if sheet.tag == "style":
        return sheet.text or ""
    if _is_sheet(sheet):
        return files.get(_path(sheet), b"").decode(errors="replace")
    return ""


def _is_sheet(link: HtmlElement) -> bool:
    """Whether a link is to a sheet that is used; an alternate one is used only once a reader chooses it."""
    return set(link.get("rel", "").lower().split()) & {"stylesheet", "alternate"} == {"stylesheet"}


def _path(sheet: HtmlElement) -> str:
    return joined("", sheet.get("href", "").partition("?")[0]) or ""


def missing(tree: HtmlElement, files: Mapping[str, bytes]) -> list[HtmlElement]:
    """The links to sheets that are not beside the page."""
    found = []
    for link in tree.iter("link"):
        is_used = _is_sheet(link) and _is_on_a_screen(link.get("media", ""))
        if is_used and _path(link) not in files:
            found.append(link)
    return found


def _rules(nodes: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    """The rules of a sheet that hold on a wide screen."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node
        elif node.type == "at-rule" and node.content is not None and depth < DEEPEST:
            query = tinycss2.serialize(node.prelude)
            is_media = node.lower_at_keyword == "media" and _is_on_a_screen(query)
            if is_media or node.lower_at_keyword in RULES:
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inside, depth + 1)


def _is_on_a_screen(query: str) -> bool:
    return any(ON_A_SCREEN.fullmatch(part.strip().lower()) for part in query.split(","))


def _selectors(prelude: Sequence[Any]) -> list[Any]:
    try:
        return list(cssselect2.compile_selector_list(prelude))
    except (cssselect2.SelectorError, ValueError):  # the latter for a number of too many digits that is escaped
        return []


def _declarations(text: Any) -> list[Any]:
    nodes = tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True)
    return [node for node in nodes if node.type == "declaration" and node.lower_name in PROPERTIES]


def is_bold(said: Said) -> bool | None:
    """Whether words are bold; nothing where it is not said."""
    weight = said.get("font-weight", "")
    if re.fullmatch(r"\d+", weight):
        return float(weight) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def is_italic(said: Said) -> bool | None:
    """Whether words are italic; nothing where it is not said."""
    style = said.get("font-style", "").partition(" ")[0]
    return {"italic": True, "oblique": True, "normal": False}.get(style)


def is_struck(said: Said) -> bool:
    """Whether a line goes through words."""
    return any("line-through" in said.get(key, "") for key in ("text-decoration", "text-decoration-line"))


def script(said: Said) -> str:
    """The element of words that stand above or below the line; nothing of others."""
    return {"sub": "sub", "super": "sup"}.get(said.get("vertical-align", ""), "")


def is_hidden(element: HtmlElement, said: Said) -> bool:
    """Whether an element is not shown, as far as it and the sheets say."""
    # `hidden` is no more than a rule of the browser's own sheet: any `display` that the page says comes before it.
    display = said.get("display", "")
    if not display:
        said_so = str(element.get("hidden", "until-found"))
        return said_so.lower() != "until-found"
    return display == "none"


def is_invisible(said: Said) -> bool | None:
    """Whether an element has room on the page and can't be seen there; nothing where it is not said."""
    return {"hidden": True, "collapse": True, "visible": False}.get(said.get("visibility", ""))
