"""What no page of a handbook has → taken out of a saved page; what was seen or heard of it is named."""

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from mentorsite.importers.html_to_markdown import HEADINGS
from mentorsite.importers.result import ImportWarning
from mentorsite.importers.web.unseen import OPENING
from mentorsite.markdown.raw_html import page_of
from mentorsite.markdown.sanitize import scheme

SILENT = ("script", "style", "noscript", "template", "link", "meta", "base", "svg", "dialog")
"""What is left out of every page, and not worth a word; but a dialog that stands open, and words of a drawing."""
SHOWN = 100
"""How many characters of words or an address are named."""
LONGEST_SIGN = 2
LOST = {
    "iframe": "a page within the page", "video": "a video", "audio": "a sound", "object": "an object",
    "embed": "an object", "canvas": "a drawing that a program makes", "form": "a form", "math": "a formula",
    "input": "a field", "select": "a field", "textarea": "a field",
    "area": "a link on a part of a picture",
}  # fmt: skip
AROUND_BLOCKS = ("article", "body", "div", "fieldset", "form", "main", "section")
"""What a button stands in that is a block by itself."""


def without_what_no_page_has(main: HtmlElement, name: str) -> Iterator[ImportWarning]:
    """Takes out what no page of a handbook has; names what was to be seen or heard."""
    for each in list(main.iter(*SILENT)):
        if each.getparent() is None or each is main:
            continue
        if each.tag == "dialog" and each.get("open") is not None:
            each.tag = "div"
            continue
        words = _words_of_drawing(each)
        if words:
            yield ImportWarning(name, each.sourceline or 0, f"a drawing with the words “{words}”; left out")
        each.drop_tree()
    yield from _without_buttons(main, name)
    for each in list(main.iter(*LOST)):
        if each.tag == "input" and _type(each) in ("hidden", "checkbox"):
            continue
        where = each.get("src") or each.get("data") or each.get("href") or ""
        shown = ""
        if where and not where.startswith("data:"):
            shown = f" ({where[:SHOWN]})"
        linked = _link_instead(each, page_of(where))
        kept = "a link to it stands there" if linked else "left out"
        yield ImportWarning(name, each.sourceline or 0, f"{LOST[each.tag]}{shown}{_offered(each)}; {kept}")
        if linked or each.getparent() is None:
            continue
        if each.tag == "form":
            each.tag = "div"  # its words stay
        else:
            each.drop_tree()


def _type(field: HtmlElement) -> str:
    """The kind of a field, which HTML lets pages write in letters of any case."""
    return str(field.get("type", "")).lower()


def _offered(field: HtmlElement) -> str:
    """What a field offers to choose from, or has in it already, as a part of a message."""
    if field.tag == "select":
        said = [" ".join(each.text_content().split()) for each in field.iter("option")]
    elif field.tag in ("input", "textarea") and _type(field) != "password":
        said = [each.strip() for each in (field.get("value", ""), field.text or "", field.get("placeholder", ""))]
    else:
        said = []
    quoted = ", ".join(f"“{each[:SHOWN]}”" for each in said if each)
    return f" with {quoted}" if quoted else ""


def _words_of_drawing(element: HtmlElement) -> str:
    """The words that a drawing shows, the first of them; a sign such as “x” is none."""
    if element.tag != "svg":
        return ""
    words = " ".join(" ".join(each.text_content() for each in element.iter("text")).split())
    if len(words) <= LONGEST_SIGN:
        return ""
    if len(words) > SHOWN:
        return f"{words[:SHOWN]}…"
    return words


def _link_instead(shown: HtmlElement, address: str) -> bool:
    """Whether a link to the place on the web that an element shows could stand for it, and stands there now."""
    parent = shown.getparent()
    if parent is None or scheme(address) not in ("http", "https"):
        return False
    link = lxml.html.Element("a", href=address)
    link.text = (shown.get("title") or shown.get("alt") or "").strip() or address
    if shown.get("id"):
        link.set("id", shown.get("id"))
    stands = link
    if parent.tag not in ("p", "li", "td", "th", "span", "a"):
        stands = lxml.html.Element("p")
        stands.append(link)
    stands.tail = shown.tail
    parent.replace(shown, stands)
    return True


def _without_buttons(main: HtmlElement, name: str) -> Iterator[ImportWarning]:
    """Keeps the words of buttons that say what stands there or below, and names those that do something."""
    for field in main.iter("input"):
        if _type(field) in ("button", "submit", "reset"):
            field.tag, field.text = "button", field.get("value")
    others: dict[str, int] = {}
    for button in list(main.iter("button")):
        words = " ".join(button.text_content().split())
        if _is_read(button, words):
            parent = button.getparent()
            button.tag = "p" if parent is not None and parent.tag in AROUND_BLOCKS else "span"
            button.tail = button.tail or " "
            continue
        if len(words) > 1:
            others.setdefault(words[:SHOWN], button.sourceline or 0)
        button.drop_tree()
    if others:
        quoted = ", ".join(f"“{words}”" for words in others)
        yield ImportWarning(name, next(iter(others.values())), f"buttons: {quoted}; left out")


def _is_read(button: HtmlElement, words: str) -> bool:
    """Whether a button is a link, a heading or a tab, opens what stands below, or shows a picture alone."""
    opens = "aria-expanded" in button.attrib or any(each in button.attrib for each in OPENING)
    if opens or button.get("role") == "tab" or next(button.iterancestors("a", "summary"), None) is not None:
        return True
    if not words:
        return next(button.iter("img"), None) is not None
    title = next(button.iterancestors(*HEADINGS, "dt", "caption", "figcaption"), None)
    if title is None:
        return False
    # Beside other words of a heading it does something with that part, such as “Copy link”.
    return len(" ".join(title.text_content().split())) - len(words) <= LONGEST_SIGN
