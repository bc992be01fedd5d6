"""The content controls of a Word text → blanks in its words; and what else it has that is lost."""

import copy
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.etree

from mentorsite.importers.agreement.blanks import END, START, Control
from mentorsite.importers.boxes import EMPTY, TICKED
from mentorsite.markdown.long_numbers import number_of_mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
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
ASKING = re.compile(r"(choose an?|select an?|click|tap|pick an?|enter) .*", re.I)
"""How words in a control begin that ask to be replaced."""
MARK = re.compile(rf"{START}(\d+){END}")
RESULT = re.compile(r"\d{1,4}")
"""Which entry of a list of an older form is chosen; one has at most 25."""
NEAR = 60
"""How many of a paragraph's characters tell where it is."""
Element = Any
"""An element of lxml, which ships no types."""


def lost(root: Element) -> Iterator[str]:
    """What of a text is not brought, each with the words around it."""
    for tag, what in LOST.items():
        for each in root.iter(tag):
            near = _near(each)
            where = f"near “{near}”" if near else "at the beginning"
            yield f"{what} {where}; left out"
    drawn = {str(each.get("string", ""))[:NEAR] for each in root.iter("{urn:schemas-microsoft-com:vml}textpath")}
    for words in sorted(drawn):
        if words.strip():
            yield f"words drawn as a picture: “{words}”; left out"
    if next(root.iter(f"{W}del", f"{W}ins", f"{W}moveFrom"), None) is not None:
        yield "changes that wait to be accepted are taken as if they were"
    boxes = {words_of(each)[:NEAR]: each for each in root.iter(f"{W}txbxContent")}
    for words in boxes:
        if words:
            yield f"a text box: “{words}” stands among the other words now"


def _near(element: Element) -> str:
    """The words of an element's paragraph; of one that has none, those before it."""
    paragraph = next(element.iterancestors(f"{W}p"), None)
    words = "" if paragraph is None else words_of(paragraph)
    # A document within the document stands between paragraphs.
    place = element if paragraph is None else paragraph
    for before in place.itersiblings(preceding=True):
        words = words or words_of(before)
        if words:
            break
    return words[:NEAR]


def words_of(element: Element) -> str:
    """The words of an element, without what else its XML says."""
    return " ".join("".join(each.text or "" for each in element.iter(f"{W}t")).split())


@dataclass(frozen=True, slots=True)
class Blanks:
    """A text whose empty controls are numbered marks, and whose boxes are characters."""

    text: Element
    controls: tuple[Control, ...]
    losses: tuple[str, ...]


def with_blanks(root: Element, styles: Iterable[Element] = ()) -> Blanks:
    """A text in which what is to be filled in can be found."""
    made = copy.deepcopy(root)
    placeholders = set(_placeholders(styles))
    controls: list[Control] = []
    losses: list[str] = []
    for each in list(made.iter(f"{W}sdt", f"{W}ffData")):
        properties = each.find(f"{W}sdtPr")
        if each.tag == f"{W}ffData":
            _take_list(each, controls, losses)
        elif properties is None:
            continue
        elif (box := properties.find(f"{W14}checkbox")) is not None:
            # mammoth would put an element for the box in place of what is filled in here.
            properties.remove(box)
            is_ticked = _is_on(box.find(f"{W14}checked"), f"{W14}val")
            _fill(each, TICKED if is_ticked else EMPTY)
        elif _is_empty(each, properties, placeholders):
            controls.append(_control(properties))
            _fill(each, f"{START}{len(controls) - 1}{END}")
        elif options := _control(properties).options:
            losses.append(_chosen(words_of(each), options))
    return Blanks(made, tuple(controls), tuple(losses))


def _is_on(element: Element | None, attribute: str) -> bool:
    return element is not None and element.get(attribute) in ("1", "true")


def _placeholders(styles: Iterable[Element]) -> Iterator[str]:
    """The ids of the style of words that ask to be replaced."""
    for sheet in styles:
        for style in sheet.iter(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None and str(name.get(f"{W}val", "")).lower() == "placeholder text":
                yield str(style.get(f"{W}styleId"))


def _is_empty(control: Element, properties: Element, placeholders: Collection[str]) -> bool:
    """Whether nobody filled in a control: it says so, its words ask for it, or they are none of its list."""
    if properties.find(f"{W}showingPlcHdr") is not None:
        return True
    kind = next((tag for tag in (*KINDS, "text") if _has(properties, tag)), "")
    words = words_of(control)
    if not kind:
        return False
    styles = []
    for run in control.iter(f"{W}r"):
        if words_of(run):
            styles.append(run.find(f"{W}rPr/{W}rStyle"))
    if styles and all(style is not None and style.get(f"{W}val") in placeholders for style in styles):
        return True
    if kind == "dropDownList":
        return words not in _control(properties).options
    return kind in KINDS and (not words or ASKING.fullmatch(words) is not None)


def _chosen(words: str, options: Sequence[str]) -> str:
    others = _listed([each for each in options if each != words])
    return f"a list to choose from: “{words[:NEAR]}” was chosen and stays; the others were {others or 'none'}"


def _listed(options: Sequence[str]) -> str:
    return ", ".join(f"“{each[:NEAR]}”" for each in options)


def choices(text: str, controls: Sequence[Control]) -> Iterator[str]:
    """What can be chosen in the controls whose marks stand in a text, in words."""
    for number in map(number_of_mark, MARK.findall(text)):
        if 0 <= number < len(controls) and controls[number].options:
            yield _listed(controls[number].options)


def _take_list(data: Element, controls: list[Control], losses: list[str]) -> None:
    """Puts a mark, or what was chosen, where a list of an older form stands, which shows no words of its own."""
    options = [str(each.get(f"{W}val", "")) for each in data.iterfind(f"{W}ddList/{W}listEntry")]
    begin = next(data.iterancestors(f"{W}r"), None)
    if not options or begin is None:
        return
    said = data.find(f"{W}ddList/{W}result")
    number = "" if said is None else str(said.get(f"{W}val", ""))
    run = lxml.etree.Element(f"{W}r")
    text = lxml.etree.SubElement(run, f"{W}t")
    # The first entry shows until someone chooses: it is no answer.
    at = int(number) if RESULT.fullmatch(number) else 0
    if 0 < at < len(options):
        text.text = options[at]
        losses.append(_chosen(text.text, options))
    else:
        text.text = f"{START}{len(controls)}{END}"
        named = filter(str.strip, options)
        controls.append(Control("", "choice", tuple(dict.fromkeys(named))))
    begin.addprevious(run)


def _control(properties: Element) -> Control:
    kind = next((kind for tag, kind in KINDS.items() if _has(properties, tag)), "text")
    label = ""
    for name in ("alias", "tag"):
        named = properties.find(f"{W}{name}")
        if not label and named is not None:
            label = str(named.get(f"{W}val") or "")
    options = []
    for item in properties.iter(f"{W}listItem"):
        # The entry that asks to choose, such as “Choose an item.”, has no value, or only words to be replaced.
        if item.get(f"{W}value"):
            shown = str(item.get(f"{W}displayText") or item.get(f"{W}value"))
            if not ASKING.fullmatch(shown):
                options.append(shown)
    return Control(label, kind, tuple(dict.fromkeys(options)), other=_has(properties, "comboBox"))


def _has(properties: Element, name: str) -> bool:
    return properties.find(f"{W}{name}") is not None


def _fill(control: Element, words: str) -> None:
    """Puts words into a control in place of what shows there."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    run = lxml.etree.Element(f"{W}r")
    lxml.etree.SubElement(run, f"{W}t").text = words
    # A control within a line holds runs; one around lines holds paragraphs, whose properties stay.
    paragraph = next(content.iter(f"{W}p"), None)
    place = content if paragraph is None else paragraph
    for child in list(place):
        if child.tag != f"{W}pPr":
            place.remove(child)
    place.append(run)
