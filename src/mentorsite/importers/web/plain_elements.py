"""What pages say by attributes and by rare elements → elements that are read, in a tree of lxml."""

import re

import lxml.html
from lxml.html import HtmlElement

from mentorsite.importers.web.styles import Styles

COUNTED = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
}  # fmt: skip
"""How HTML calls the numbers that a style gives a list."""
COUNTER = re.compile(r"counter\(lst-ctn-kix_(\w+?-\d)\s*,\s*([a-z-]+)\)")
"""How an export of Google Docs says the numbers of a list, which its class names."""
SPHINX = "headerlink"
"""The class of a link that Sphinx puts beside what others may link to."""
TITLED = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "figcaption")
SIGNS = ("¶", "#", "§", "🔗", "\u200b", "")
"""The words of links that headings have to themselves."""
BRUSH = re.compile(r"brush:\s*([\w+#-]+)")
"""How Confluence says the language of code."""


OTHER_NAMES = {
    "center": "div", "dir": "ul", "fieldset": "div", "legend": "p", "listing": "pre", "main": "div", "menu": "ul",
    "search": "div", "strike": "s", "tt": "code", "xmp": "pre",
}  # fmt: skip
"""Elements that say the same as others, which are read."""
APART = ("label", "meter", "output", "progress")
"""Elements that stand apart from each other, though they are parts of a line."""

IN_A_LINE = ("a", "abbr", "b", "cite", "em", "i", "label", "small", "span", "strong", "time", "u")
ON_ITS_OWN = ("block", "flex", "flow-root", "grid", "list-item", "table")
"""What a style says of an element that stands on lines of its own."""


def make_plain(main: HtmlElement, styles: Styles, sheets: str) -> None:
    """Writes places, numbers, quotes, readings above words, ticked tasks and languages of code as elements."""
    for place in main.iter("a"):
        if place.get("name") and not place.get("id"):
            place.set("id", place.get("name"))
    _take_out_signs(main)
    _rename(main)
    _break_lines(main, styles)
    for quote in main.iter("q"):
        _surround(quote, "“", "”")
    for reading in main.iter("rt"):
        # `rp` holds brackets already, for browsers that put no readings above words.
        before = reading.getprevious()
        if before is None or before.tag != "rp":
            _surround(reading, " (", ")")
    _write_out(main)
    _name_numbers(main, styles, sheets)
    _tick_tasks(main)
    for code in main.iter("pre"):
        brush = BRUSH.search(code.get("data-syntaxhighlighter-params", ""))
        if brush:
            code.set("class", f"language-{brush[1].lower()}")


def _rename(main: HtmlElement) -> None:
    """Gives elements the names of those that are read, and parts the words of others."""
    for each in main.iter():
        if each.tag in OTHER_NAMES:
            each.tag = OTHER_NAMES[each.tag]
        # Elements of a page's own have a `-` in their names.
        if (each.tag in APART or "-" in each.tag) and each is not main:
            each.tail = each.tail or " "


def _break_lines(main: HtmlElement, styles: Styles) -> None:
    """Puts line breaks around parts of a line that a style gives lines of their own."""
    for each in list(main.iter(*IN_A_LINE)):
        parent = each.getparent()
        if each is main or parent is None or styles.of(each).get("display") not in ON_ITS_OWN:
            continue
        before, after = each.getprevious(), each.getnext()
        words_before = parent.text if before is None else before.tail
        if (words_before or "").strip() or (before is not None and before.tag in IN_A_LINE):
            each.addprevious(lxml.html.Element("br"))
        if (each.tail or "").strip() or (after is not None and after.tag in IN_A_LINE):
            ending = lxml.html.Element("br")
            # White space where a line ends is not seen, and would be a second line in code.
            ending.tail, each.tail = (each.tail or "").lstrip(), None
            each.addnext(ending)


def _take_out_signs(main: HtmlElement) -> None:
    """Takes out the signs beside headings that lead to where they stand, such as `¶`; their ids stay."""
    for link in main.iter("a"):
        is_sign = link.text_content().strip() in SIGNS and next(link.iter("img"), None) is None
        beside = SPHINX in link.get("class", "").split() or next(link.iterancestors(*TITLED), None) is not None
        if is_sign and beside and "#" in link.get("href", ""):
            link.attrib.pop("href")
            link[:] = []
            link.text = None


def _surround(element: HtmlElement, before: str, after: str) -> None:
    element.text = before + (element.text or "")
    # lxml keeps words behind an element with that element, as its tail.
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after


def _write_out(main: HtmlElement) -> None:
    """Puts what letters stand for, which a page shows over them, behind them in brackets, the first time."""
    known = set()
    for short in main.iter("abbr"):
        meant = " ".join(short.get("title", "").split())
        if meant and meant not in known and meant != short.text_content().strip():
            _surround(short, "", f" ({meant})")
        known.add(meant)


def _name_numbers(main: HtmlElement, styles: Styles, sheets: str) -> None:
    counted = dict(COUNTER.findall(sheets))
    for listed in main.iter("ol"):
        said = styles.of(listed)
        names = [*said.get("list-style-type", "").split(), *said.get("list-style", "").split()]
        for name in listed.get("class", "").split():
            names.append(counted.get(name.removeprefix("lst-kix_"), ""))
        kind = next((COUNTED[name] for name in names if name in COUNTED), "")
        if kind:
            listed.set("type", kind)


def _tick(item: HtmlElement) -> None:
    """Puts a box before a task of Confluence, whose class says whether it is done."""
    box = lxml.html.Element("input", type="checkbox")
    if _has_class(item, "checked"):
        box.set("checked", "checked")
    box.tail, item.text = item.text, None
    item.insert(0, box)


def _tick_tasks(main: HtmlElement) -> None:
    """Puts boxes before the tasks of Confluence and Notion."""
    for item in main.iter("li"):
        if item.get("data-inline-task-id") or _has_class(item.getparent(), "inline-task-list"):
            _tick(item)
    for box in [each for each in main.iter("div") if _has_class(each, "checkbox")]:
        _as_box(box)


def _has_class(element: HtmlElement | None, name: str) -> bool:
    return element is not None and name in element.get("class", "").split()


def _as_box(box: HtmlElement) -> None:
    """Makes a box of what Notion draws as one."""
    if len(box) or (box.text or "").strip():
        return
    is_on = _has_class(box, "checkbox-on")
    box.tag = "input"
    box.attrib.clear()
    box.set("type", "checkbox")
    if is_on:
        box.set("checked", "checked")


def kind_of(tree: HtmlElement) -> str:
    """What a saved page was, as far as it shows."""
    if tree.xpath("//*[contains(@class, 'lst-kix_')] | //*[contains(@class, 'doc-content')]"):
        return "a page of Google Docs"
    signs = "//meta[starts-with(@name, 'ajs-')] | //*[contains(concat(' ', @class, ' '), ' wiki-content ')]"
    if tree.xpath(signs):
        return "a page of Confluence"
    return "a saved web page"
