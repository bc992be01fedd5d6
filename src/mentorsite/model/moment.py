"""Moments: days that are counted from something else, as `match + 2 weeks`; and spans of days."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, cast

from pydantic import PlainValidator, WithJsonSchema

from mentorsite.errors import Place
from mentorsite.model.moments_meant import length_meant, moment_meant, said_of_years, tidied
from mentorsite.model.placed_text import origin
from mentorsite.model.text_values import day_of_text, text_of, with_iso_days, wrong

Anchor = Literal["match", "cohort start", "cohort end", "phase", "check-in", "date", "day"]
Unit = Literal["days", "weeks", "months"]

# More digits are read than may stand there, so that a message can say that the number is too large.
MOMENT = re.compile(
    r"(?P<anchor>match|cohort start|cohort end|(?P<day>\d{4}-\d\d?-\d\d?)|(?P<kind>phase|check-in|date) (?P<id>[\w-]+))"
    r"(?: (?P<sign>[+-]) (?P<number>\d{1,40}) (?P<unit>day|week|month)s?)?"
)
PERIOD = re.compile(r"(?P<number>\d{1,40}) (?P<unit>day|week|month)s?")
LONGEST: dict[Unit, int] = {"days": 36_500, "weeks": 5_200, "months": 1_200}
"""A hundred years: nothing in a program is further from something else."""
HINT = "write for instance `match + 14 days`, `cohort end - 1 week`, `phase work`, `check-in midpoint` or `2027-02-15`"
HINT_OF_PERIOD = "write for instance `14 days`, `2 weeks` or `1 month`"

SPAN = re.compile(r"\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?")
HINT_OF_SPAN = "write 2027-04-05, or 2027-04-05 to 2027-04-16"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in whole units."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        if self.number == 1:
            return f"1 {self.unit.removesuffix('s')}"
        return f"{self.number} {self.unit}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day: an anchor, the id of the phase, check-in or date it is, and what to add to it.

    A `day` is fixed, the same in every cohort: its id is the day, as 2027-02-15.
    """

    anchor: Anchor
    id: str
    sign: Literal[1, -1]
    offset: Period | None
    place: Place

    def __str__(self) -> str:
        if self.anchor == "day":
            anchor = self.id
        elif self.id:
            anchor = f"{self.anchor} {self.id}"
        else:
            anchor = self.anchor
        if not self.offset:
            return anchor
        if self.sign == 1:
            return f"{anchor} + {self.offset}"
        return f"{anchor} - {self.offset}"


def moment_of(value: object) -> Moment:
    """The moment that a text says; raises what `wrong` makes where it says none."""
    text = tidied(text_of(value))
    found = MOMENT.fullmatch(text)
    if not found:
        meant = moment_meant(text[:80])
        if MOMENT.fullmatch(meant):
            hint = f"write `{meant}`{said_of_years(text)}"
        elif re.fullmatch(r"[^\W\d][\w-]*", meant):
            hint = f"{HINT}; if it is an id, say of what: `date {meant}`, `phase {meant}` or `check-in {meant}`"
        else:
            hint = HINT
        raise wrong(f"`{text[:80]}` is not a moment", hint)
    anchor: Anchor
    if found["day"]:
        anchor, id = "day", str(day_of_text(found["day"]))
    elif found["kind"]:
        anchor, id = cast(Anchor, found["kind"]), found["id"]
    else:
        anchor, id = cast(Anchor, found["anchor"]), ""
    offset = None
    if found["number"]:
        offset = _period_of(found)
    sign: Literal[1, -1] = 1
    if found["sign"] == "-":
        sign = -1
    return Moment(anchor, id, sign, offset, origin(value).place)


def _period_of(found: re.Match[str]) -> Period:
    number, unit = int(found["number"]), cast(Unit, f"{found['unit']}s")
    if number > LONGEST[unit]:
        raise wrong(f"{number} {unit} are more than a hundred years", "write a smaller number")
    return Period(number, unit)


def _period(value: object) -> Period:
    text = tidied(text_of(value))
    found = PERIOD.fullmatch(text)
    if not found or int(found["number"]) == 0:
        meant = length_meant(text[:80])
        hint = f"write `{meant}`{said_of_years(text)}" if meant else HINT_OF_PERIOD
        raise wrong(f"`{text[:80]}` is not a length of time", hint)
    return _period_of(found)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, from the first to the last; one day alone is both."""

    first: date
    last: date


def _span(value: object) -> Span:
    """A day, or a first and a last one: `2027-04-05 to 2027-04-16`."""
    text = " ".join(text_of(value).split())
    as_range = with_iso_days(text[:80]).replace(" - ", " to ").replace(" until ", " to ")
    if "," in text:
        known = all(SPAN.fullmatch(each.strip()) for each in as_range.split(","))
        if known:
            days = as_range
        else:
            days = "2027-04-05, 2027-04-12 to 2027-04-16"
        raise wrong(f"`{text[:80]}` is several days in one text", f"write a list: `[{days}]`")
    if " - " in text or " until " in text:
        if SPAN.fullmatch(as_range):
            hint = f"write `{as_range}`"
        else:
            hint = HINT_OF_SPAN
        raise wrong(f"`{text[:80]}` is neither a day nor two", hint)
    first, *more = re.split(r" to | ?(?:\.\.+|–|—) ?", text)
    if len(more) > 1:
        raise wrong(f"`{text[:80]}` is neither a day nor two", HINT_OF_SPAN)
    last = more[0] if more else first
    found = Span(day_of_text(first), day_of_text(last))
    if found.last < found.first:
        raise wrong(f"`{text}` ends before it begins", "swap the two days, or mend the year")
    return found


When = Annotated[Moment, PlainValidator(moment_of), WithJsonSchema({"type": "string", "format": "moment"})]
Days = Annotated[Span, PlainValidator(_span), WithJsonSchema({"type": "string"})]
"""A day or several: `2027-04-05 to 2027-04-16`."""
Length = Annotated[Period, PlainValidator(_period), WithJsonSchema({"type": "string"})]
