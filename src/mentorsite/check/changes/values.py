"""What values say, without where they stand; and how a sentence shows them."""

from collections.abc import Callable, Mapping
from datetime import date, time

from mentorsite.markdown.document import Document
from mentorsite.model.base import Definition
from mentorsite.model.condition import Condition
from mentorsite.model.moment import Moment, Period, Span
from mentorsite.model.placed_text import Reference
from mentorsite.theme import dates_and_numbers

LONG = 90
"""How many characters a text has at most that is shown in a sentence."""
ANCHORS = {
    "match": "the match", "cohort start": "the start of the cohort", "cohort end": "the end of the cohort",
}  # fmt: skip
Called = Callable[[str], str]
"""Gives what something is called, by its id."""


def plain(value: object) -> object:
    """What a value says, in values that are equal where they say the same, wherever they stand."""
    match value:
        case Document():
            return " ".join(value.source.split())
        case Reference():
            return value.id
        case Moment() | Period():
            return str(value)
        case Definition():
            return tuple((key, plain(getattr(value, key))) for key in type(value).model_fields)
        case Mapping():
            return tuple((str(key), plain(each)) for key, each in value.items())
        case tuple() | list():
            return tuple(plain(each) for each in value)
        case str():
            return str(value)
        case _:
            return value


def is_empty(value: object) -> bool:
    """Whether a value says nothing."""
    return value is None or value == "" or value == () or value == {} or (isinstance(value, Document) and not value)


def is_long(value: object) -> bool:
    """Whether a value is a text that a sentence can't hold."""
    if isinstance(value, Document):
        return len(value.source.strip()) > LONG or "\n" in value.source.strip()
    return isinstance(value, str) and len(value) > LONG


def shortened(text: str) -> str:
    """The first words of a text."""
    words = " ".join(text.split())
    if len(words) <= LONG:
        return words
    return f"{words[:LONG].rsplit(' ', 1)[0]} …"


def shown(value: object, called: Called) -> str:
    """A value as a sentence shows it: days as English says them, ids as what they stand for, words in quotes."""
    match value:
        case bool():  # before numbers, since it is one to Python
            if value:
                return "yes"
            return "no"
        case Document():
            return f'"{shortened(value.source)}"'
        case Reference():
            return called(value.id)
        case Moment():
            return moment(value, called)
        case Condition():
            return f'"{value.field}: {", ".join(value.answers)}"'
        case Period() | int() | float() | Span() | date() | time():
            return _measured(value)
        case _:
            return f'"{shortened(str(value))}"'


def _measured(value: Period | float | Span | date | time) -> str:
    match value:
        case float() if not value.is_integer():
            return dates_and_numbers.number(value, "en")
        case float():
            return str(int(value))
        case Span():
            return dates_and_numbers.interval(value.first, value.last, "en")
        case date():
            return dates_and_numbers.day(value, "en")
        case time():
            return dates_and_numbers.hour(value, "en")
        case _:
            return str(value)


def moment(value: Moment, called: Called) -> str:
    """A moment as people say it: 2 weeks after the match."""
    if value.anchor == "day":
        start = dates_and_numbers.day(date.fromisoformat(value.id), "en")
    elif value.id:
        start = called(value.id)
    else:
        start = ANCHORS[value.anchor]
    if not value.offset:
        return start
    direction = "after" if value.sign == 1 else "before"
    return f"{value.offset} {direction} {start}"


def days(first: date, last: date | None) -> str:
    """A day, or several in a row."""
    return dates_and_numbers.interval(first, last or first, "en")


def from_to(was: date, now: date) -> tuple[str, str]:
    """Two days, the first without the year where both are of one."""
    old, new = dates_and_numbers.day(was, "en"), dates_and_numbers.day(now, "en")
    if was.year == now.year:
        old = old.removesuffix(f" {was.year}")
    return old, new
