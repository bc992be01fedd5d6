"""Lines that were meant as points of a list, and run together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from markdown_it.token import Token

SPACE_AFTER = "write an ordinary space after"
NO_BREAK, WIDE = "\u00a0\u2007\u202f", "\u3000"
"""Spaces that Markdown doesn't take for one: of word processors, and of Chinese and Japanese."""
POINT = re.compile(rf"([-*+]|\d{{1,9}}[.)])([{NO_BREAK}{WIDE}])|([•◦▪‣●·➢➤►❖✓✔\uf0b7\uf0a7]|§(?!\s+\d))(?=\s)")
TIGHT_TASK = re.compile(r"([-*+])\[[ xX]\]")
TIGHT_IN_ITEM = {
    "-": re.compile(r"-(?=[^\W\d_]|\[[ xX]\])"),
    ".": re.compile(r"\d{1,3}\.(?=[^\W\d_])"),
    ")": re.compile(r"\d{1,3}\)(?=[^\W\d_])"),
}
"""What may begin a point of a list behind a first one, by the list's sign."""
HARD_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)[ ]*$", re.I)
"""What keeps the line below it a line of its own."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
LARGE_ROMAN = tuple(each.upper() for each in ROMAN)
ALPHABETS = (
    ascii_lowercase, ascii_uppercase, ROMAN, LARGE_ROMAN, "абвгдежзиклмно", "АБВГДЕЖЗИКЛМНО", "αβγδεζηθ", "ΑΒΓΔΕΖΗΘ",
)  # fmt: skip
BY_HYPHEN, BY_EITHER = "begin each with `- `", "begin each with `- `, or with `1. `"
BY_NUMBER, BY_BOX = "begin each with `1. `", "begin each with `- `, or with `- [ ] ` for a box"

Found = tuple[int, str, str]
"""An offset in a text, and the message and the hint for it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What may begin points: its group is the sign. One alone goes on with a sentence: so many lines have to have it,
    where all lines do, where words with a colon stand above, and where other words do. Two with dashes may be what two
    people say, one star may be that of `*required`.
    """

    pattern: re.Pattern[str]
    hint: str = BY_EITHER
    whole: int = 2
    below_colon: int = 2
    below_words: int = 2
    counts: bool = False


MARKS = (
    Mark(re.compile(r"([–—]) +\S|(–)[^\W\d_]"), BY_HYPHEN, whole=3, below_words=3),
    Mark(re.compile(r"(o) +\S"), BY_HYPHEN, below_colon=3, below_words=3),
    Mark(re.compile(r"([→⇒➔➜]) *\S"), BY_HYPHEN),
    Mark(re.compile(r"([☐☑☒□]) *\S"), BY_BOX),
    Mark(re.compile(r"([■▶◆◇○◯★☆✅❌➕🔹🔸・･])\ufe0f? *\S"), BY_HYPHEN),
    Mark(re.compile(r"([①-⑳]|[一二三四五六七八九十]{1,3}[、．]) *\S"), BY_NUMBER),
    Mark(re.compile(r"(\d{1,3}[、．]) *[^\s\d]"), BY_NUMBER, counts=True),
    Mark(re.compile(r"([A-Za-zα-θΑ-Θа-оА-О][.)]|\([A-Za-zα-θΑ-Θа-оА-О]\)) +\S"), counts=True),
    Mark(re.compile(r"([ivx]{1,4}[.)]|\([ivx]{1,4}\)) +\S"), counts=True),
    Mark(re.compile(r"([IVX]{1,4}[.)]|\([IVX]{1,4}\)) +\S"), counts=True),
    Mark(re.compile(r"(\(\d{1,3}\)) *\S"), counts=True),
)
"""Signs that begin no list at all."""
NUMBERS = Mark(re.compile(r"(\d{1,3}[.)]) +\S"), "put an empty line above the first", counts=True)
"""A list that begins with another number than 1 can't stand right below words."""
TIGHT = (
    Mark(re.compile(r"(-)[^\W\d_]")),
    Mark(re.compile(r"(\+)[^\W\d_]")),
    Mark(re.compile(r"(\*)[^\W_][^*]*$")),
    Mark(re.compile(r"(\d{1,3}[.)])(?!x\b)[^\W\d_]"), counts=True),
)
"""Signs that lack the space after them."""


def starts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each line with the offset that it begins at."""
    at = 0
    for line in lines:
        yield at, line
        at += len(line) + 1


def space_name(space: str) -> str:
    """What a space that Markdown doesn't take for one is called."""
    if space == WIDE:
        return "a wide space"
    return "a no-break space"


def points(lines: list[str]) -> Iterator[Found]:
    """The first of the lines that would be points of a list."""
    for at, line in starts(lines):
        found = POINT.match(line)
        if found and found[1]:
            message = f"this is no point of a list: {space_name(found[2])} follows `{found[1]}`"
            yield at, message, f"{SPACE_AFTER} `{found[1]}`"
            return
        if found:
            yield at, f"`{found[3]}` makes no list: the lines run together", "begin each with `- `"
            return
    if found := TIGHT_TASK.match(lines[0]):
        yield 0, "this is no task: it needs a space before its box", f"write `{found[1]} {lines[0][1:]}`"
    for mark in TIGHT:
        if marked := _marked(lines, mark):
            at, sign = marked[0]
            shown = "1." if sign[0].isdigit() else sign
            yield at, f"these are no points of a list: they need a space after `{shown}`", "write it after each"
            return
    for mark in (*MARKS, NUMBERS):
        marked = _marked(lines, mark)
        if marked and not are_apart(lines):
            at, sign = marked[0]
            yield at, f"`{sign}` makes no list{' here' if mark is NUMBERS else ''}: the lines run together", mark.hint
            return


def _marked(lines: list[str], mark: Mark) -> list[tuple[int, str]]:
    """Where the lines with a mark begin, and their signs; none where too few have it, or not one after the other."""
    found, above = [], ""
    for number, (at, line) in enumerate(starts(lines)):
        if begins := mark.pattern.match(line):
            found.append((at, next(filter(None, begins.groups()))))
            if len(found) == 1 and number:
                above = lines[number - 1].rstrip()
    if len(found) == len(lines):
        wanted = mark.whole
    elif above.endswith(":"):
        wanted = mark.below_colon
    else:
        wanted = mark.below_words
    if len(found) < wanted or (mark.counts and not _follow([sign for _, sign in found])):
        return []
    return found


def are_apart(lines: list[str]) -> bool:
    """Whether each line stays one of its own."""
    return all(HARD_BREAK.search(line) for line in lines[:-1])


def _follow(signs: list[str]) -> bool:
    """Whether numbers count on, one by one, and letters from the first; or all are one number, as Markdown takes it."""
    bare = [sign.strip("().、．") for sign in signs]
    if all(each.isdigit() for each in bare):
        numbers = [int(each) for each in bare]
        return len(set(numbers)) == 1 or numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return any(bare == list(known[: len(bare)]) for known in ALPHABETS)


def tight_in_item(lines: list[str], above: Token) -> Iterator[Found]:
    """A point of a list that runs on in the one above it, for it lacks its space."""
    pattern = TIGHT_IN_ITEM.get(above.markup) if above.type == "list_item_open" else None
    if pattern is None:
        return
    for at, line in [*starts(lines)][1:]:
        if found := pattern.match(line):
            message = f"this is no point of the list: it needs a space after `{found[0]}`"
            yield at, message, f"write `{found[0]} {line[found.end() :][:60]}`"
            return
