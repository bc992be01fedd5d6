"""Lists of Pandoc whose items begin with what no list of ours does: `#.`, `a)`, `(2)` or `iv.`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mentorsite.importers.html_lists import unusual_numbers
from mentorsite.importers.markdown.lines import Lines, Note, code_rows

AUTOMATIC = re.compile(r"(\s*)#\.(\s+\S.*)")
FANCY = re.compile(r"(\s*)(\(?(?:[a-zA-Z]|[ivxlcIVXLC]{1,6}|\d{1,4})[.)])(\s+)(\S.*)")
PLAIN = re.compile(r"\d{1,4}[.)]")
INITIAL = re.compile(r"[A-Z]\.")
MARK = re.compile(r"\s*(?:[-*+]|\(?\w{1,6}[.)])\s+\S.*")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: its row, how far it is indented, its mark, and its words with the spaces before them."""

    row: int
    indent: str
    mark: str
    space: str
    words: str

    @property
    def kind(self) -> tuple[str, str, str]:
        """What items of one list have alike."""
        name = self.mark.strip("().")
        around = self.mark.replace(name, "")
        if name.isdigit():
            return self.indent, around, "1"
        return self.indent, around, "A" if name.isupper() else "a"


def lists(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Items that begin with letters, Roman numbers or brackets become those of a list with numbers."""
    made = list(lines)
    code = code_rows(lines)
    for row, line in enumerate(lines):
        found = AUTOMATIC.fullmatch(line.text)
        if found and not code[row]:
            # Each can be 1: a list of ours counts on from its first number.
            made[row] = replace(line, text=f"{found[1]}1.{found[2]}")
    notes: list[Note] = []
    for items in _lists(lines, code):
        numbers = _numbers([each.mark.strip("().").lower() for each in items])
        if not numbers:
            continue
        notes += (Note(lines[items[0].row].number, what) for what in unusual_numbers([items[0].mark]))
        for item, number in zip(items, numbers, strict=True):
            # As wide as it was, so that what stands below goes on to belong to the item.
            width = len(item.mark) + len(item.space)
            mark = f"{number}. ".ljust(width)
            made[item.row] = replace(lines[item.row], text=f"{item.indent}{mark}{item.words}")
    return tuple(made), tuple(notes)


def _lists(lines: Lines, code: Sequence[bool]) -> Iterator[list[_Item]]:
    """The items of each list, two at least: each right behind the one before it, or behind lines that belong to it."""
    open_lists: list[list[_Item]] = []
    for row, line in enumerate(lines):
        if not line.text.strip():
            continue
        item = None if code[row] else _item(lines, row)
        indent = len(line.text) - len(line.text.lstrip())
        while open_lists and _ends(open_lists[-1], indent, item):
            yield from _whole(open_lists.pop())
        if item and open_lists and item.kind == open_lists[-1][0].kind:
            open_lists[-1].append(item)
        elif item and _may_begin(lines, row):
            open_lists.append([item])
    for each in open_lists:
        yield from _whole(each)


def _whole(items: list[_Item]) -> Iterator[list[_Item]]:
    if len(items) > 1:
        yield items


def _ends(items: list[_Item], indent: int, item: _Item | None) -> bool:
    """Whether a line belongs to a list no more: it is indented no further than its items, and is none of them."""
    own = len(items[0].indent)
    return indent < own or (indent == own and (item is None or item.kind != items[0].kind))


def _item(lines: Lines, row: int) -> _Item | None:
    found = FANCY.fullmatch(lines[row].text)
    if not found or PLAIN.fullmatch(found[2]) or found[2].count("(") > found[2].count(")"):
        return None
    # Pandoc wants two spaces behind a capital letter with a dot, which begins a name otherwise: `B. Russell`.
    is_name = INITIAL.fullmatch(found[2]) and len(found[3]) < 2
    if is_name:
        return None
    return _Item(row, *found.groups())


def _may_begin(lines: Lines, row: int) -> bool:
    """Whether a list can begin on a row: behind a blank line, or right below an item."""
    above = lines[row - 1].text if row else ""
    return not above.strip() or MARK.fullmatch(above) is not None


def _numbers(names: Sequence[str]) -> list[int]:
    """The number of each item, where they go up by one; nothing else."""
    # Letters may be either: a list that begins with `i` counts in Roman numbers, if it can.
    readings: list[Callable[[str], int]] = [_letter, _roman]
    if names[0].isdigit():
        readings = [int]
    elif names[0] == "i":
        readings = [_roman, _letter]
    for read in readings:
        numbers = [read(each) for each in names]
        if numbers[0] > 0 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]:
            return numbers
    return []


def _letter(name: str) -> int:
    if len(name) == 1:
        return ord(name) - ord("a") + 1
    return 0


def _roman(name: str) -> int:
    values = [ROMAN.get(each, 0) for each in name]
    total = 0
    for value, following in pairwise([*values, 0]):
        # A smaller sign before a larger one is taken off it, as in `iv`.
        if value < following:
            total -= value
        else:
            total += value
    return total
