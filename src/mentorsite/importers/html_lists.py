"""Lists of HTML → lists that Markdown can hold: lists stand in items, and whole numbers go up by one."""

import re
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, Tag

KINDS = {"a": "a, b, c", "A": "A, B, C", "i": "i, ii, iii", "I": "I, II, III"}
"""Numbers that lists of a page don't have, as a reader sees them, by how HTML calls them."""
WHOLE = re.compile(r"-?\d{1,6}")


def plain_lists(tree: BeautifulSoup) -> list[str]:
    """Puts lists into items, and parts those whose numbers don't go up by one; gives what is lost of the numbers."""
    _into_items(tree)
    kinds: set[str] = set()
    for listed in tree.find_all("ol"):
        kind = str(listed.get("type", ""))
        if kind in KINDS:
            kinds.add(KINDS[kind])
        numbers = _numbers(listed)
        lowest = min(numbers, default=0)
        if lowest < 0:
            # The number of an item in Markdown is digits alone (CommonMark 5.2), so no list starts below 0.
            kinds.add(f"{lowest}")
            continue
        number_list(tree, listed, numbers)
    return unusual_numbers(kinds)


def _into_items(tree: BeautifulSoup) -> None:
    """Puts each list that stands right in another into the item before it."""
    for inner in tree.find_all(["ul", "ol"]):
        if inner.parent is None or inner.parent.name not in ("ul", "ol"):
            continue
        before = inner.find_previous_sibling("li")
        if before is None:
            inner.unwrap()
        else:
            before.append(inner.extract())


def unusual_numbers(kinds: Iterable[str]) -> list[str]:
    """That numbers of some kinds are others now."""
    said = " and ".join(f"“{kind}”" for kind in sorted(kinds))
    if said:
        return [f"numbers such as {said}: they stand as 1, 2, 3"]
    return []


def _numbers(listed: Tag) -> list[int]:
    """The number of each item of a list, as a reader saw it."""
    items = listed.find_all("li", recursive=False)
    if listed.has_attr("reversed"):
        # HTML has a reversed list without a start count down from how many items it has.
        step, usual = -1, len(items)
    else:
        step, usual = 1, 1
    number = _whole(listed.get("start"), usual)
    found: list[int] = []
    for item in items:
        number = _whole(item.get("value"), number)
        found.append(number)
        number += step
    return found


def _whole(said: object, otherwise: int) -> int:
    if WHOLE.fullmatch(str(said)):
        return int(str(said))
    return otherwise


def number_list(tree: BeautifulSoup, listed: Tag, numbers: Sequence[int]) -> None:
    """Lets a list start at its first number; where the numbers don't go up by one, another list begins."""
    current = listed
    items = listed.find_all("li", recursive=False)
    for place, (item, number) in enumerate(zip(items, numbers, strict=True)):
        if place == 0:
            _start(current, number)
        elif number != numbers[place - 1] + 1:
            # Markdown reads the number of a list's first item alone, and counts on from it (CommonMark 5.3).
            made = tree.new_tag("ol")
            _start(made, number)
            current.insert_after(made)
            current = made
        if current is not listed:
            current.append(item.extract())


def _start(listed: Tag, number: int) -> None:
    del listed["start"]
    if number != 1:
        listed["start"] = str(number)
