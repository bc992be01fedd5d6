"""The number of a paragraph as Word shows it: its kind, and the words and marks around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = {
    "lowerLetter": "a, b, c", "upperLetter": "A, B, C", "lowerRoman": "i, ii, iii", "upperRoman": "I, II, III",
    "ordinal": "1st, 2nd, 3rd", "ordinalText": "First, Second, Third", "cardinalText": "One, Two, Three",
    "decimalZero": "01, 02, 03",
}  # fmt: skip
"""Numbers that lists of a page don't have, as a reader sees them."""
PLAIN = ("decimal", "bullet", "none")
WRITTEN = ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimalZero")
"""Those that are written out, where words stand with them."""
PLACE = re.compile(r"%([1-9])")
MARKS = re.compile(r"[\s.,:;()\[\]{}<>–—-]*")
"""What may stand around a number that is nothing but one."""
ROMAN = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V",
    4: "IV", 1: "I",
}  # fmt: skip
LARGEST = 3_999


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered; `pattern` is None where nothing is said of it.

    `box` is what stands before each where its bullets are boxes to tick.
    """

    start: int
    kind: str
    pattern: str | None
    box: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether a reader sees a number and no words with it, so that a list can show it."""
        shows_number = self.pattern is None or PLACE.search(self.pattern) is not None
        return self.kind != "none" and shows_number and not self.has_words

    @property
    def has_words(self) -> bool:
        """Whether more than a number stands before each paragraph."""
        return MARKS.fullmatch(PLACE.sub("", self.pattern or "")) is None

    @property
    def unusual(self) -> str:
        """What the numbers are that a list of a page doesn't have, as a reader sees them."""
        if not self.is_counted and (self.kind in WRITTEN or not PLACE.search(self.pattern or "")):
            return ""
        if self.is_counted and len(PLACE.findall(self.pattern or "")) > 1:
            return "1.1"
        if self.kind in PLAIN:
            return ""
        return SHOWN.get(self.kind, self.kind)


def written(levels: Sequence[Level | None], numbers: Sequence[int], pattern: str) -> str:
    """What stands before a paragraph: the pattern with the numbers of each level."""

    def number(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        if depth >= min(len(levels), len(numbers)):
            return ""
        level = levels[depth]
        kind = level.kind if level else "decimal"
        return _number(numbers[depth], kind)

    return " ".join(PLACE.sub(number, pattern).split())


def _number(number: int, kind: str) -> str:
    if kind == "none":
        return ""
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= LARGEST:
        # Word goes on with aa, bb, cc behind z, not with aa, ab, ac.
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        if kind == "lowerLetter":
            return letters
        return letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= LARGEST:
        if kind == "lowerRoman":
            return _roman(number).lower()
        return _roman(number)
    if kind == "decimalZero":
        return f"{number:02}"
    return str(number)


def _roman(number: int) -> str:
    made = ""
    for value, letters in ROMAN.items():
        made += letters * (number // value)
        number %= value
    return made
