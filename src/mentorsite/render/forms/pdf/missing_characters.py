"""Characters that no font has: what Typst tells of them, and the same texts without them."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LACKED_TEXT = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
"""How Typst tells of a character that no font has, or that no font has together with those around it."""
ESCAPED = re.compile(r"\\u\{(?P<number>[0-9a-f]+)\}|\\(?P<sign>.)")
"""How Typst writes rare characters and those that end a text."""
JOINS = re.compile(
    r"[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]"
)
"""Characters that nobody sees: a text says the same without them."""
SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
"""Colours of skin, which change the emoji before them."""


def is_unseen(character: str) -> bool:
    """Whether a character stands for nothing that is seen, such as one that joins two emoji."""
    return bool(JOINS.fullmatch(character)) or "\U000e0000" <= character <= "\U000e0fff"


def lacking(diagnostic: str) -> frozenset[str]:
    """The characters that Typst tells of: of a sign with a mark both, though fonts may have each alone."""
    found: set[str] = set()
    for text in LACKED_TEXT.findall(diagnostic):
        found |= set(ESCAPED.sub(_unescaped, text))
    return frozenset(found)


def _unescaped(found: re.Match[str]) -> str:
    if found["number"]:
        return chr(int(found["number"], 16))
    return found["sign"]


def without(data: Any, lacked: frozenset[str]) -> tuple[Any, frozenset[str]]:
    """The same data with texts that can be drawn sooner, and what was taken out of them, if anything.

    Marks go before the signs that they stand on, for the fonts may have these. One call takes out one kind alone: what
    is lacking then Typst tells.
    """
    for way in (_bare_signs, _no_marks, _unknown_signs):  # what takes least away comes first
        taken: set[str] = set()
        made = _with_texts(data, partial(way, lacked=lacked, taken=taken))
        if taken:
            return made, frozenset(taken)
    return data, frozenset()


def worth_telling(taken: frozenset[str]) -> frozenset[str]:
    """What people can see of all that was taken out; a sign that is told needs no word of its marks."""
    seen = set()
    for each in taken:
        if not all(map(is_unseen, each)):
            seen.add(each)
    return frozenset(each for each in seen if len(each) == 1 or each[0] not in seen)


def _with_texts(data: Any, changed: Callable[[str], str]) -> Any:
    """The same data with other texts; names, and where links lead, stay as they are."""
    if isinstance(data, str):
        return changed(data)
    if isinstance(data, dict):
        return {name: each if name in ("id", "to") else _with_texts(each, changed) for name, each in data.items()}
    if isinstance(data, list | tuple):
        # the attributes of a link, among which its URL is
        is_link = len(data) > 1 and data[0] == "a" and isinstance(data[1], dict)
        return [each if is_link and each is data[1] else _with_texts(each, changed) for each in data]
    return data


def _bare_signs(text: str, lacked: frozenset[str], taken: set[str]) -> str:
    """The text with those signs bare that no font has with the marks on them."""
    made = []
    for cluster in _clusters(text):
        if len(cluster) == 1 or not lacked.issuperset(cluster):
            made.append(cluster)
            continue
        taken.add(cluster)
        if not _continues(cluster[0]):  # a text may begin with a mark, which stands on nothing
            made.append(cluster[0])
    return "".join(made)


def _no_marks(text: str, lacked: frozenset[str], taken: set[str]) -> str:
    """The text without the marks that fonts lack, wherever they stand."""
    found = set()
    for each in lacked.intersection(text):
        if _continues(each):
            found.add(each)
    taken |= found
    return "".join(each for each in text if each not in found)


def _unknown_signs(text: str, lacked: frozenset[str], taken: set[str]) -> str:
    """The text with � for what fonts lack. Every font has ASCII: what is told of that is not of these texts."""
    found = set()
    for each in lacked.intersection(text):
        if not each.isascii() and each != UNKNOWN:
            found.add(each)
    taken |= found
    return "".join(UNKNOWN if each in found else each for each in text)


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks that stand on it."""
    start = 0
    for place in range(1, len(text)):
        if not _continues(text[place]):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _continues(character: str) -> bool:
    """Whether a character changes the one before it."""
    is_mark = unicodedata.category(character).startswith("M")
    return is_mark or is_unseen(character) or bool(SKIN.fullmatch(character))
