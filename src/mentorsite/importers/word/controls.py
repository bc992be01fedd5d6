"""The content controls and drawn lines of a Word text → blanks in its words; and what else it has that is lost."""

import copy
from collections.abc import Iterator
from typing import Any

import lxml.etree

from mentorsite.importers.agreement.blanks import EMPTY, END, START, TICKED, Control

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LINE = "_____"
KINDS = {"date": "date", "dropDownList": "choice", "comboBox": "choice"}
LOST = {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "a formula",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a diagram",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "an object of another program",
    f"{W}altChunk": "a document within the document",
}
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
NEAR = 60
"""How many of a paragraph's characters tell where it is."""
Element = Any
"""An element of lxml, which ships no types."""


def lost(root: Element) -> Iterator[str]:
    """What of a text is not brought, each with the words around it."""
    for tag, what in LOST.items():
        yield from (f"{what} near “{_near(each)}”; left out" for each in root.iter(tag))
    if next(root.iter(f"{W}del", f"{W}ins", f"{W}moveFrom"), None) is not None:
        yield "changes that wait to be accepted are taken as if they were"
    boxes = {words_of(each)[:NEAR]: each for each in root.iter(f"{W}txbxContent")}
    yield from (f"a text box: “{words}” stands among the other words now" for words in boxes if words)


def _near(element: Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    words = "" if paragraph is None else words_of(paragraph)
    before = next(paragraph.itersiblings(f"{W}p", preceding=True), None) if paragraph is not None else None
    return (words or ("" if before is None else words_of(before)))[:NEAR]


def words_of(element: Element) -> str:
    """The words of an element, without what else its XML says."""
    return " ".join("".join(each.text or "" for each in element.iter(f"{W}t")).split())


def with_blanks(root: Element) -> tuple[Element, tuple[Control, ...]]:
    """A text whose empty controls are numbered marks, whose boxes are characters, and whose drawn lines are `_`."""
    made = copy.deepcopy(root)
    controls: list[Control] = []
    for each in list(made.iter(f"{W}sdt")):
        properties = each.find(f"{W}sdtPr")
        box = None if properties is None else properties.find(f"{W14}checkbox")
        if box is not None:
            checked = box.find(f"{W14}checked")
            is_ticked = checked is not None and checked.get(f"{W14}val") in ("1", "true")
            properties.remove(box)
            _fill(each, TICKED if is_ticked else EMPTY)
        elif properties is not None and properties.find(f"{W}showingPlcHdr") is not None:
            controls.append(_control(properties))
            _fill(each, f"{START}{len(controls) - 1}{END}")
    for run in made.iter(f"{W}r"):
        _draw(run)
    return made, tuple(controls)


def _control(properties: Element) -> Control:
    kind = next((kind for tag, kind in KINDS.items() if properties.find(f"{W}{tag}") is not None), "text")
    said = (properties.find(f"{W}{name}") for name in ("alias", "tag"))
    label = next((str(each.get(f"{W}val")) for each in said if each is not None and each.get(f"{W}val")), "")
    items = [each for each in properties.iter(f"{W}listItem") if each.get(f"{W}value")]
    options = (str(each.get(f"{W}displayText") or each.get(f"{W}value")) for each in items)
    other = properties.find(f"{W}comboBox") is not None
    return Control(label, kind, tuple(dict.fromkeys(options)), other)


def _fill(control: Element, words: str) -> None:
    """Puts words into a control in place of what shows there."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    run = lxml.etree.Element(f"{W}r")
    lxml.etree.SubElement(run, f"{W}t").text = words
    paragraph = next(content.iter(f"{W}p"), None)
    place = content if paragraph is None else paragraph
    for child in [each for each in place if each.tag != f"{W}pPr"]:
        place.remove(child)
    place.append(run)


def _draw(run: Element) -> None:
    """A run of underlined spaces or tabs, or a tab with a line for its leader, as a line of characters."""
    words = "".join(each.text or "" for each in run.iter(f"{W}t"))
    tabs = list(run.iter(f"{W}tab"))
    if words.strip() or (not tabs and len(words) < 3):
        return
    underline = run.find(f"{W}rPr/{W}u")
    is_line = underline is not None and underline.get(f"{W}val") not in (None, "none")
    if is_line or (tabs and _has_leader(run)):
        for child in [each for each in run if each.tag in (f"{W}t", f"{W}tab")]:
            run.remove(child)
        text = lxml.etree.SubElement(run, f"{W}t")
        text.text = LINE
        text.set(SPACE, "preserve")


def _has_leader(run: Element) -> bool:
    paragraph = run.getparent()
    stops = [] if paragraph is None else paragraph.findall(f"{W}pPr/{W}tabs/{W}tab")
    return any(each.get(f"{W}leader") == "underscore" for each in stops)
