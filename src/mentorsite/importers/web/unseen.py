"""What of a saved page no reader saw → taken out, and named without its words."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from mentorsite.importers.result import ImportWarning
from mentorsite.importers.web.styles import MOST_RULES, Styles, is_hidden, is_invisible

OPENING = ("aria-controls", "data-target", "data-bs-target")
"""Attributes of what opens something at a click, with the id of that."""


def without_unseen(main: HtmlElement, styles: Styles, name: str) -> Iterator[ImportWarning]:
    """Takes out what is hidden and does not open at a click; gives what was taken out, and what stands open now."""
    if not styles.is_whole:
        yield ImportWarning(
            name, 0, f"its style has more than {MOST_RULES:,} rules: look whether something hidden came along"
        )
    opened = _opened(main)
    hidden: list[HtmlElement] = []
    for element in main.iter():
        said = styles.of(element)
        if element is not main and (is_hidden(element, said) or _is_invisible(element, styles)):
            hidden.append(element)
    for element in hidden:
        if not any(each is main for each in element.iterancestors()):
            continue  # it went with what it stood in
        has_something = bool(element.text_content().strip()) or next(element.iter("img"), None) is not None
        if element.get("role") == "tabpanel" or element.get("id") in opened:
            if has_something:
                yield ImportWarning(
                    name, element.sourceline or 0, f"{_tag(element)} opened at a click; it stands open now"
                )
            continue
        if has_something:
            yield ImportWarning(name, element.sourceline or 0, f"{_tag(element)} that no reader saw; left out")
        element.drop_tree()


def _is_invisible(element: HtmlElement, styles: Styles) -> bool:
    """Whether an element can't be seen, and nothing in it can."""
    if not is_invisible(styles.of(element)):
        return False
    return not any(is_invisible(styles.of(each)) is False for each in element.iterdescendants())


def _opened(main: HtmlElement) -> set[str]:
    """The ids of what opens at a click."""
    found = set()
    for each in main.iter():
        for name in OPENING:
            for id in each.get(name, "").split():
                found.add(id.lstrip("#"))
    # Bootstrap lets a link name what it opens by where it leads.
    for each in main.iter("a"):
        if each.get("data-toggle") or each.get("data-bs-toggle"):
            found.add(each.get("href", "").lstrip("#"))
    return found - {""}  # `#` alone names nothing


def _tag(element: HtmlElement) -> str:
    return f"a part (`<{element.tag}>`)"
