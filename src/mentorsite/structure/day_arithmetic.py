"""Days moved by a length of time."""

from calendar import monthrange
from datetime import date, timedelta

from mentorsite.model.moment import Period
from mentorsite.model.text_values import FIRST_DAY, LAST_DAY


def moved(start: date, by: Period, sign: int) -> date | None:
    """A day moved by a length of time; months keep the day of the month where there is one.

    None where that is before or after all days that a handbook can speak of.
    """
    try:
        found = _moved(start, by, sign)
    except (OverflowError, ValueError):
        return None
    if FIRST_DAY <= found <= LAST_DAY:
        return found
    return None


def _moved(start: date, by: Period, sign: int) -> date:
    if by.unit == "days":
        return start + timedelta(days=sign * by.number)
    if by.unit == "weeks":
        return start + timedelta(weeks=sign * by.number)
    # Months of all years, counted from 0, so that going over a year's end in either direction is nothing special.
    months = start.year * 12 + start.month - 1 + sign * by.number
    year, month = divmod(months, 12)
    _, last_day = monthrange(year, month + 1)
    return date(year, month + 1, min(start.day, last_day))
