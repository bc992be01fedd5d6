"""Where lines of a folded text are broken once it has been changed: where they were, as far as its words are the same.

A text is taken as words and line breaks of its own, with what stands between two words: a space, or a fold, which is a
break of lines that readers take for a space. What differs from before is found word by word. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

NARROWEST, WIDEST = 60, 120
MORE = 20
"""By how many characters a line that was changed may be longer than the longest, before it is broken."""
BREAK, SPACE, FOLD = "\n", " ", "\n "
"""A line break of the text, as a word of its own; and what stands between two words."""
BETWEEN = re.compile(r"(?<=[^ ]) (?=[^ ])(?!(?:[-*\u2012-\u2015\u2022\u2212]|(?:\d{1,3}|[a-z])[.)]) )")
"""A single space, where a line may be broken: more of them stay together, and no line may begin like an item of a list.
"""  # U+2012 to U+2015 are dashes, U+2022 is a bullet, U+2212 a minus
ANEW = 0.5
"""A text that shares less with the one before is broken anew."""


@dataclass(slots=True)
class _Words:
    """Words, and what stands before each of them and behind the last."""

    words: list[str]
    between: list[str]


def lines_of(text: str, before: Sequence[str], indent: int) -> list[str]:
    """The lines of a folded text without their indent, in place of those before it."""
    old, new = _in_lines(before), _of_text(text)
    longest = max([NARROWEST, *map(len, before)])
    limit = longest + MORE
    width = min(longest, max(NARROWEST, WIDEST - indent))
    touched = _keep_folds(old, new, width, limit)
    rows = _broken(_rows(new, touched), width, limit)
    return list(_lines(rows))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines that are broken at single spaces."""
    lines: list[str] = []
    for word in BETWEEN.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _of_text(text: str) -> _Words:
    """The words of a text, none of them folded yet."""
    words: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            words.append(BREAK)
        if paragraph:
            words += BETWEEN.split(paragraph)
    return _Words(words, [SPACE] * (len(words) + 1))


def _in_lines(lines: Sequence[str]) -> _Words:
    """The words of lines, folded where one ends."""
    found = _Words([], [])
    for line in lines:
        words = BETWEEN.split(line) if line else [BREAK]  # between folded lines an empty one is a line break
        found.words += words
        found.between += [FOLD, *[SPACE] * (len(words) - 1)]
    return _Words(found.words, [SPACE, *found.between[1:], SPACE])


def _keep_folds(old: _Words, new: _Words, width: int, limit: int) -> set[int]:
    """Folds new words as the old ones are; gives the indexes of those that are new, or stand beside such."""
    touched: set[int] = set()
    # By itself difflib passes over words that come often in a long text, as `the`.
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    if matcher.ratio() < ANEW:
        return {*range(len(new.words))}
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            new.between[start + 1 : end] = old.between[first + 1 : last]
            continue
        touched |= {*range(max(start - 1, 0), end + 1)}
        gap = old.between[first : last + 1]
        # Words went from within lines: what is left of these becomes one line, if it has room.
        is_within = start == end and FOLD not in (gap[0], gap[-1])
        if is_within and _have_room(old, last, new, start, limit):
            continue
        new.between[start : end + 1] = _gap(new, start, end, gap, width)
    return touched


def _gap(new: _Words, start: int, end: int, gap: list[str], width: int) -> list[str]:
    """What stands before, between and behind the words from `start` to `end`, for what did in a gap of old words."""
    count = end - start
    made = [SPACE] * (count + 1)
    folds = []
    for index, each in enumerate(gap):
        if each == FOLD:
            folds.append(index)
    if not folds:
        return made
    if len(gap) == 1:  # no word stood there: as many as have room go to the end of the line above
        made[_fitting(new, start, end, width)] = FOLD
        return made
    made[min(folds[0], count)] = FOLD
    if len(folds) > 1:
        made[max(count - (len(gap) - 1 - folds[-1]), 0)] = FOLD
    return made


def _fitting(new: _Words, start: int, end: int, width: int) -> int:
    """How many of some new words have room in the line that ends before them."""
    room = width - _length_before(new, start)
    for index in range(start, end):
        room -= 1 + len(new.words[index])
        if room < 0:
            return index - start
    return end - start


def _have_room(old: _Words, last: int, new: _Words, start: int, limit: int) -> bool:
    """Whether the rest of an old line has room in the new one that ends before it."""
    end = last
    while end < len(old.words) and old.words[end] != BREAK and (end == last or old.between[end] == SPACE):
        end += 1
    return _length_before(new, start) + len(" ".join(["", *old.words[last:end]])) <= limit


def _length_before(new: _Words, end: int) -> int:
    """How long the line is by now that ends before a word."""
    first = end
    while first > 0 and new.words[first - 1] != BREAK and (first == end or new.between[first] == SPACE):
        first -= 1
    return len(" ".join(new.words[first:end]))


@dataclass(slots=True)
class _Row:
    """A line, and whether something in it is new."""

    text: str
    is_touched: bool


def _rows(text: _Words, touched: set[int]) -> Iterator[_Row]:
    row: list[int] = []
    for index, word in enumerate(text.words):
        if row and (word == BREAK or text.between[index] == FOLD):
            yield from _row(text, row, touched)
            row = []
        if word == BREAK:
            yield _Row(BREAK, is_touched=False)
        else:
            row.append(index)
    yield from _row(text, row, touched)


def _row(text: _Words, row: list[int], touched: set[int]) -> Iterator[_Row]:
    if row:
        yield _Row(" ".join(text.words[index] for index in row), not touched.isdisjoint(row))


def _broken(rows: Iterator[_Row], width: int, limit: int) -> Iterator[str]:
    """The lines; one that has become too long is broken, and what is over goes to the next where that has room."""
    over = ""
    for row in rows:
        joined = f"{over} {row.text}".lstrip()
        if over and (row.text == BREAK or len(joined) > width):
            yield over
            joined = row.text
        over = ""
        if row.is_touched and len(joined) > limit:
            *full, over = wrapped(joined, width)
            yield from full
        else:
            yield joined
    if over:
        yield over


def _lines(rows: Iterator[str]) -> Iterator[str]:
    """Lines with an empty one for each line break of the text."""
    for row in rows:
        yield "" if row == BREAK else row
