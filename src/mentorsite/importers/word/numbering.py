"""The numbers of a Word text's lists, which Word counts by itself → the numbers at which lists of HTML start."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.html_lists import number_list, unusual_numbers
from mentorsite.importers.word.controls import SPACE, Element, W
from mentorsite.importers.word.list_styles import Listed, deepen, depths
from mentorsite.importers.word.number_text import Level, written
from mentorsite.importers.word.styles import by_id, own_depth, places, value
from mentorsite.importers.word.symbol_fonts import box, font_of
from mentorsite.markdown.long_numbers import number_of_mark

START_MARK, END_MARK = "\ue9f2", "\ue9f3"
"""Characters for a program's own use: they stand around the number of a paragraph while it becomes HTML."""
MARK = re.compile(rf"{START_MARK}(\d+){END_MARK}")
LEVELS = 9


@dataclass(frozen=True, slots=True)
class _List:
    """A list as the document defines it; lists of one `base` count on from each other."""

    base: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class _Counters:
    """How far the lists have been counted: the numbers of each base's levels, and which lists have begun."""

    numbers: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, id: str, listed: _List, depth: int) -> int:
        """The number of the next paragraph of a list."""
        numbers = self.numbers.setdefault(listed.base, [])
        while len(numbers) <= depth:
            level = listed.levels.get(len(numbers))
            numbers.append(level.start - 1 if level else 0)
        # Lists of one base count on from each other, but one that says where to start does so once.
        if depth in listed.restarts and (id, depth) not in self.begun:
            numbers[depth] = listed.restarts[depth] - 1
        self.begun.add((id, depth))
        numbers[depth] += 1
        # Deeper levels begin again behind this one.
        del numbers[depth + 1 :]
        return numbers[depth]


def number_paragraphs(text: Element, numberings: Sequence[Element], sheets: Sequence[Element]) -> list[str]:
    """Marks each numbered paragraph of a text with its number; gives what of the numbers is lost.

    `numberings` and `sheets` are the document's parts for lists and for styles: one each, or none.
    """
    if not numberings:
        return []
    lists = _lists(numberings[0], sheets[0] if sheets else None)
    direct = dict(_styled(numberings[0], lists))
    styles = by_id(sheets)
    by_style, by_name = places(styles, direct), depths(styles)
    listed_ones: list[Listed] = []
    counters = _Counters()
    kinds: set[str] = set()
    for paragraph in text.iter(f"{W}p"):
        id, depth = _place(paragraph, by_style)
        listed = lists.get(id)
        level = listed.levels.get(depth) if listed else None
        kind = ""
        if level and (level.kind == "bullet" or level.is_counted):
            kind = level.kind
        deeper = 0
        if own_depth(paragraph) is None:
            deeper = by_name.get(_style_of(paragraph), 0)
        listed_ones.append(Listed(paragraph, kind, depth, deeper))
        if listed is not None and _style_of(paragraph) not in direct:
            # mammoth asks a paragraph and its own style alone, not those that the style is based on.
            _put_in(paragraph, id, depth)
        if listed is None or level is None:
            continue
        if level.kind == "bullet":
            if level.box:
                _insert(paragraph, f"{level.box} ")
            continue
        number = counters.next(id, listed, depth)
        if level.is_counted:
            _insert(paragraph, f"{START_MARK}{number}{END_MARK}")
        else:
            _take_off(paragraph)
            levels = [listed.levels.get(each) for each in range(depth + 1)]
            words = written(levels, counters.numbers[listed.base], level.pattern or "")
            _insert(paragraph, f"{words} " if words else "")
        kinds.add(level.unusual)
    # Only now: the numbers are those of the lists as the document has them.
    deepen(numberings[0], listed_ones)
    return unusual_numbers(kinds - {""})


def _lists(numbering: Element, styles: Element | None) -> dict[str, _List]:
    bases = {str(each.get(f"{W}abstractNumId")): each for each in numbering.iter(f"{W}abstractNum")}
    nums = {str(each.get(f"{W}numId")): each for each in numbering.iter(f"{W}num")}
    found: dict[str, _List] = {}
    for id, num in nums.items():
        base = _value(num, "abstractNumId")
        # A list may be said by a style of lists, which names another list that has the levels.
        linked = _value(bases.get(base), "numStyleLink")
        if linked and styles is not None:
            base = _value(nums.get(_list_of_style(styles, linked)), "abstractNumId") or base
        if base not in bases:
            continue
        levels = {int(depth): level for depth, level in _levels(bases[base])}
        restarts: dict[int, int] = {}
        for override in num.iter(f"{W}lvlOverride"):
            depth = _number(str(override.get(f"{W}ilvl", "")), 0)
            levels |= {int(each): level for each, level in _levels(override)}
            if _value(override, "startOverride"):
                restarts[depth] = _number(_value(override, "startOverride"), 1)
        found[id] = _List(base, levels, restarts)
    return found


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for each in parent.findall(f"{W}lvl"):
        depth = _number(str(each.get(f"{W}ilvl", "")), 0)
        if depth < LEVELS:
            kind = _value(each, "numFmt") or "decimal"
            pattern = None
            if each.find(f"{W}lvlText") is not None:
                pattern = _value(each, "lvlText")
            shown = box(pattern or "", font_of(each)) if kind == "bullet" else ""
            yield depth, Level(_number(_value(each, "start"), 1), kind, pattern, shown)


def _styled(numbering: Element, lists: Mapping[str, _List]) -> Iterator[tuple[str, tuple[str, int]]]:
    """The list and the depth that a style of paragraphs stands for."""
    # From the last on, so that the first list of each base is the one that stays.
    ids = {listed.base: id for id, listed in reversed(list(lists.items()))}
    for base in numbering.iter(f"{W}abstractNum"):
        for level in base.findall(f"{W}lvl"):
            style = _value(level, "pStyle")
            id = ids.get(str(base.get(f"{W}abstractNumId")))
            if style and id:
                yield style, (id, _number(str(level.get(f"{W}ilvl", "")), 0))


def _list_of_style(styles: Element, name: str) -> str:
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}styleId") == name:
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is None:
                return ""
            return str(number.get(f"{W}val", ""))
    return ""


def _place(paragraph: Element, by_style: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """The list that a paragraph belongs to, and its depth in it; an empty id where it belongs to none."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if number is not None:
        depth = own_depth(paragraph)
        if depth is None:
            _, depth = by_style.get(_style_of(paragraph), ("", 0))
        return str(number.get(f"{W}val", "")), depth
    return by_style.get(_style_of(paragraph), ("", 0))


def _style_of(paragraph: Element) -> str:
    return value(paragraph, "pPr", "pStyle")


def _put_in(paragraph: Element, id: str, depth: int) -> None:
    """Has a paragraph say itself in which list it is, where only a style that its own is based on does."""
    properties = paragraph.find(f"{W}pPr")
    if properties is not None and properties.find(f"{W}numPr") is None:
        _number_in(properties, str(depth), id)


def _insert(paragraph: Element, words: str) -> None:
    """Puts words at the beginning of a paragraph."""
    run = lxml.etree.Element(f"{W}r")
    text = lxml.etree.SubElement(run, f"{W}t")
    text.text = words
    text.set(SPACE, "preserve")
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def _take_off(paragraph: Element) -> None:
    """Takes a paragraph off its list, whether it or its style says that it is in one."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = lxml.etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for each in properties.findall(f"{W}numPr"):
        properties.remove(each)
    # A list of the id 0 takes off what a style has put a paragraph into (ECMA-376, 17.9.18).
    _number_in(properties, "0", "0")


def _number_in(properties: Element, depth: str, id: str) -> None:
    number = lxml.etree.SubElement(properties, f"{W}numPr")
    for name, said in (("ilvl", depth), ("numId", id)):
        lxml.etree.SubElement(number, f"{W}{name}").set(f"{W}val", said)


def _value(parent: Element | None, name: str) -> str:
    if parent is None:
        return ""
    child = parent.find(f"{W}{name}")
    if child is None:
        return ""
    return str(child.get(f"{W}val", ""))


def _number(text: str, otherwise: int) -> int:
    if re.fullmatch(r"\d{1,6}", text):
        return int(text)
    return otherwise


def start_lists(tree: BeautifulSoup) -> list[str]:
    """Lets each list of a tree start at the number that its first item is marked with, and takes the marks out.

    Where the numbers don't go on from one item to the next, another list begins. Gives what is lost: the numbers of
    headings.
    """
    for listed in tree.find_all("ol"):
        _number_list(tree, listed)
    headings = []
    for each in tree.find_all(re.compile("^h[1-6]$")):
        if MARK.search(each.get_text()):
            headings.append(_without_mark(each))
    for text in tree.find_all(string=MARK):
        text.replace_with(MARK.sub("", str(text)))
    first = next((each for each in headings if each), "")
    if first:
        return [f"the numbers of headings, as before “{first}”; their words stay"]
    return []


def _number_list(tree: BeautifulSoup, listed: Tag) -> None:
    numbers: list[int] = []
    for item in listed.find_all("li", recursive=False):
        mark = MARK.match(item.get_text().lstrip())
        number = number_of_mark(mark[1]) if mark else -1
        if number >= 0:
            numbers.append(number)
        else:
            numbers.append(numbers[-1] + 1 if numbers else 1)
    number_list(tree, listed, numbers)


def _without_mark(heading: Any) -> str:
    return " ".join(MARK.sub("", heading.get_text()).split())
