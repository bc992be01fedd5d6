"""Lines to write on that a Word text draws with spaces and tabs → lines of characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import lxml.etree

from mentorsite.importers.word.controls import NEAR, SPACE, Element, W
from mentorsite.importers.word.styles import by_id, chain, usual, value

LINE = "_____"
SHORTEST = 3
"""How many underlined spaces are a line."""
DOTTED = ("dot", "hyphen", "middleDot", "heavy")
"""What leads to a price or a page, too: it is a line to write on where nothing follows, or behind a colon."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A tab of a paragraph, or its words."""

    element: Element
    words: str = ""


def draw_lines(text: Element, sheets: Sequence[Element]) -> list[str]:
    """Writes the lines of a text; gives what is lost of columns that are set with tabs.

    `sheets` are the document's parts for styles: one, or none.
    """
    styles = by_id(sheets)
    default = usual(styles)
    known: dict[str, dict[int, str]] = {}
    rows: list[Element] = []
    for run in text.iter(f"{W}r"):
        _draw_underlined(run)
    for paragraph in text.iter(f"{W}p"):
        parts = [*_parts(paragraph)]
        if all(each.words for each in parts):
            continue
        style = value(paragraph, "pPr", "pStyle") or default
        if style not in known:
            known[style] = {}
            for id in reversed([*chain(style, styles)]):
                _set(known[style], styles[id])
        stops = dict(known[style])
        _set(stops, paragraph)
        _draw_led(parts, [stops[place] for place in sorted(stops)])
        name = value(styles[style], "name") if style in styles else ""
        if not name.lower().startswith("toc") and _has_columns([*_parts(paragraph)]):
            rows.append(paragraph)
    return [*_columns(rows)]


def _has_columns(parts: Sequence[_Part]) -> bool:
    """Whether words stand on both sides of a tab, and none of them is a line to write on."""
    shown = "".join(part.words if part.words else "\t" for part in parts).strip()
    return "\t" in shown and LINE not in shown


def _columns(rows: Sequence[Element]) -> Iterator[str]:
    """Tells of rows of columns: two that stand right below each other."""
    for row, below in pairwise(rows):
        if row.getnext() is below:
            words = "".join(part.words or " " for part in _parts(row)).split()
            said = " ".join(words)[:NEAR]
            yield f"columns set with tabs, as in “{said}”: a space stands between them; a table would keep them"
            return


def _set(stops: dict[int, str], element: Element) -> None:
    """Sets the tab stops that a style or a paragraph says, by their places, and takes away those that it clears."""
    for each in element.findall(f"{W}pPr/{W}tabs/{W}tab"):
        said = str(each.get(f"{W}pos", ""))
        if not said.lstrip("-").isdecimal():
            continue
        if each.get(f"{W}val") == "clear":
            stops.pop(int(said), None)
        else:
            stops[int(said)] = str(each.get(f"{W}leader", "none"))


def _parts(paragraph: Element) -> Iterator[_Part]:
    """The words and the tabs of a paragraph in their order, without those of text boxes in it."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        for child in run:
            if child.tag in (f"{W}tab", f"{W}ptab"):
                yield _Part(child)
            elif child.tag == f"{W}t" and child.text:
                yield _Part(child, child.text)


def _draw_led(parts: Sequence[_Part], leaders: Sequence[str]) -> None:
    """Writes a line for each tab that draws one, and a single one for several that touch."""
    led = _leaders([each.element for each in parts if not each.words], leaders)
    last = max((index for index, each in enumerate(parts) if each.words.strip()), default=-1)
    before = ""
    for index, part in enumerate(parts):
        if part.words:
            before = part.words
            continue
        leader = led.pop(0)
        is_label = index > last or before.rstrip().endswith(":")
        if leader == "underscore" or (leader in DOTTED and is_label):
            _write(part.element, "" if before == LINE else f" {LINE} ")
            before = LINE
            continue
        if part.element.tag == f"{W}ptab":
            _write(part.element, " ")  # the library passes it over, so that the words beside it would touch
        before = ""


def _leaders(tabs: Sequence[Element], leaders: Sequence[str]) -> list[str]:
    """What each tab draws: the first goes to the first stop, for nobody can tell here how wide the words are."""
    found = [*leaders[: len(tabs)]]
    # Behind the last stop come those that Word sets itself, which draw nothing.
    found += ["none"] * (len(tabs) - len(found))
    if set(found) == {"none"}:
        # Words that are wider than the first stops leave these out.
        found = [next((each for each in leaders if each != "none"), "none")] * len(tabs)
    return [str(tab.get(f"{W}leader") or leader) for tab, leader in zip(tabs, found, strict=True)]


def _write(element: Element, words: str) -> None:
    """Puts words in place of an element."""
    element.tag = f"{W}t"
    element.attrib.clear()
    element.text = words
    element.set(SPACE, "preserve")


def _draw_underlined(run: Element) -> None:
    """Writes a run of underlined spaces or tabs as a line."""
    words = "".join(each.text or "" for each in run.iter(f"{W}t"))
    tabs = list(run.iter(f"{W}tab"))
    if words.strip() or (not tabs and len(words) < SHORTEST):
        return
    if value(run, "rPr", "u") in ("", "none"):
        return
    for child in list(run):
        if child.tag in (f"{W}t", f"{W}tab"):
            run.remove(child)
    _write(lxml.etree.SubElement(run, f"{W}t"), LINE)
