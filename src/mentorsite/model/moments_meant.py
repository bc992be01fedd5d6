"""What to write for a length of time or a moment that someone wrote otherwise: `weekly`, `2 weeks after match`."""

import re

from mentorsite.model.text_values import with_iso_days

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
"""Numbers in words, each at its place."""
ONE = ("", "a", "an")
OFTEN = {
    "daily": "1 day", "weekly": "1 week", "fortnightly": "2 weeks", "monthly": "1 month", "quarterly": "3 months",
    "yearly": "12 months", "annually": "12 months",
}  # fmt: skip
UNITS = {
    "day": (1, "day"), "d": (1, "day"),
    "week": (1, "week"), "wk": (1, "week"), "w": (1, "week"), "fortnight": (2, "week"),
    "month": (1, "month"), "mo": (1, "month"), "mth": (1, "month"), "quarter": (3, "month"),
    "year": (12, "month"), "yr": (12, "month"), "y": (12, "month"),
}  # fmt: skip
"""How many days, weeks or months a unit has, as people write it."""
YEARS = re.compile(r"years?|yrs?\b|yearly|annually", re.I)
LONGEST_UNIT = "months are the longest unit"
WORDS = "|".join((*NUMBERS, "an", "a", "other"))
LENGTH = re.compile(rf"(?:(?:every|each) )?(?P<number>\d{{1,4}} ?|(?:{WORDS}) )?(?P<unit>[a-z]+?)s?\.?")
SIDES = {"after": "+", "before": "-", "plus": "+", "minus": "-", "+": "+", "-": "-", "\u2212": "-", "\u2013": "-"}
FROM_ANCHOR = re.compile(r"(?P<anchor>.+?) ?(?P<side>\+|[-\u2212\u2013] |\bplus|\bminus) ?(?P<length>.+)", re.I)
TO_ANCHOR = re.compile(r"(?P<length>.+?) (?P<side>after|before) (?:the |your )?(?P<anchor>.+)", re.I)
ANCHORS = {
    "start": "cohort start", "the start": "cohort start", "beginning": "cohort start", "end": "cohort end",
    "the end": "cohort end", "the match": "match", "start of cohort": "cohort start", "end of cohort": "cohort end",
    "start of the cohort": "cohort start", "end of the cohort": "cohort end",
}  # fmt: skip


def tidied(text: str) -> str:
    """A moment or a length of time as it is read: words of ours in small letters, with a space between its parts."""
    text = " ".join(text.split())
    text = re.sub(r"(?i)^(match|cohort start|cohort end|(?:phase|check-in|date)(?= ))", _small, text)
    text = re.sub(r" ?([+-]) ?(\d{1,40}) ?((?i:days?|weeks?|months?))$", r" \1 \2 \3", text)
    return re.sub(r"(?i)(?<=\d) ?(days?|weeks?|months?)$", lambda found: f" {found[1].lower()}", text)


def _small(found: re.Match[str]) -> str:
    return found[1].lower()


def length_meant(text: str) -> str:
    """The length of time that is meant, as it is to be written; nothing where that isn't plain."""
    small = " ".join(text.casefold().split())
    if small in OFTEN:
        return OFTEN[small]
    found = LENGTH.fullmatch(small)
    if not found or found["unit"] not in UNITS:
        return ""
    number = _number((found["number"] or "").strip())
    times, unit = UNITS[found["unit"]]
    if not number:
        return ""
    return f"{number * times} {unit}{'' if number * times == 1 else 's'}"


def _number(written: str) -> int:
    """The number that is meant; 0 where it is none, or nothing."""
    if written.isdecimal():
        return int(written)
    if written in ONE:
        return 1
    if written == "other":
        return 2
    return NUMBERS.index(written) if written in NUMBERS else 0


def moment_meant(text: str) -> str:
    """What is probably meant by a text that is no moment: to be written where that is a moment."""
    text = with_iso_days(" ".join(text.split()))
    found = TO_ANCHOR.fullmatch(text) or FROM_ANCHOR.fullmatch(text)
    if not found:
        return tidied(_anchor(text))
    length = length_meant(found["length"])
    side = SIDES[found["side"].strip().lower()]
    return tidied(f"{_anchor(found['anchor'])} {side} {length}")


def _anchor(text: str) -> str:
    plain = re.sub(r"(?i)^(cohort)[ _-]+(start|end)$", r"\1 \2", text.strip())
    plain = re.sub(r"(?i)^check ?in(?= )", "check-in", plain)
    return ANCHORS.get(plain.casefold(), plain)


def said_of_years(text: str) -> str:
    """What to add to a hint where someone counts in years."""
    if YEARS.search(text):
        return f": {LONGEST_UNIT}"
    return ""
