"""Time zone → VTIMEZONE: one rule each way where the zone keeps to one, else its changes one by one.

Outlook reads rules alone. So the changes are looked up for the years of one calendar and some more: where they
follow one rule for as long as weekdays and leap years need to come round, the rule is told and they are not.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.cal.timezone import TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ROUND = 28
"""After so many years each day of the year has been each day of the week, and every pattern of a rule was seen."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS = ((1, 7, 1), (8, 14, 2), (15, 21, 3), (22, 28, 4))
"""The first and the last day of the month that the first, second, third and fourth of a weekday can be."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks: the moment as they showed it before, and the offsets from UTC before and after."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


Rule = dict[str, object]
Onset = tuple[datetime, Rule]
"""When a rule holds for the first time, and the rule."""


def vtimezone(name: str, first: int, last: int) -> Timezone:
    """A time zone from the first day of a year to the last day of another."""
    made = Timezone()
    made.add("tzid", name)
    begin = _regular_from(name, first, last)
    for same in _alike(_one_by_one(name, first, begin - 1, last)):
        made.add_component(_listed(same))
    if begin <= last:
        for change in _changes(name, begin):
            made.add_component(_ruled(name, change, begin, before_first=begin == first))
    return made


def _one_by_one(name: str, first: int, until: int, last: int) -> list[Change]:
    """The changes of years that no rule tells, and before them how the clocks stood; all years but the regular."""
    regular = until < last and len(_changes(name, until + 1)) > 0
    if regular and until < first:
        return []
    start = datetime(first, 1, 1)
    offset, named, summer = _standing(start.replace(tzinfo=UTC) - DAY, ZoneInfo(name))
    # a change to how the clocks stand anyway: before its first change a time zone says nothing
    found = [Change(start, offset, offset, named, summer)]
    for year in range(first, until + 1):
        found += _changes(name, year)
    return found


def _alike(changes: Iterable[Change]) -> Iterable[list[Change]]:
    """Changes that differ in their moment alone, together."""
    groups: defaultdict[tuple[object, ...], list[Change]] = defaultdict(list)
    for each in changes:
        groups[each.before, each.after, each.name, each.summer].append(each)
    return groups.values()


def _listed(changes: list[Change]) -> TimezoneStandard | TimezoneDaylight:
    made = _observance(changes[0], changes[0].at, summer=changes[0].summer)
    if len(changes) > 1:
        made.add("rdate", [each.at for each in changes[1:]])
    return made


def _ruled(name: str, change: Change, begin: int, *, before_first: bool) -> TimezoneStandard | TimezoneDaylight:
    """A change each year, by a rule; from the year before on, where nothing else says how the clocks stood then."""
    at, rule = _rule(change, [_same(change, _changes(name, year)) for year in _round(begin)])
    if before_first:
        start = _moment_of(rule, at, begin - 1)
    else:
        start = at
    made = _observance(change, start, summer=change.after > change.before)
    made.add("rrule", rule)
    return made


def _observance(change: Change, start: datetime, *, summer: bool) -> TimezoneStandard | TimezoneDaylight:
    made = TimezoneDaylight() if summer else TimezoneStandard()
    made.DTSTART = start
    made.TZOFFSETFROM = change.before
    made.TZOFFSETTO = change.after
    made.add("tzname", change.name)
    return made


def _regular_from(name: str, first: int, last: int) -> int:
    """The year from which on the clocks change by one rule, or never, up to the last year and for a round after it.

    The year after the last one where there is none.
    """
    if not _one_rule(name, last):
        return last + 1
    shape = _shape(name, last)
    begin = last
    while begin > first and _shape(name, begin - 1) == shape and _one_rule(name, begin - 1):
        begin -= 1
    return begin


def _round(year: int) -> range:
    return range(year, year + ROUND)


def _shape(name: str, year: int) -> tuple[object, ...]:
    """What is the same each year where the clocks change by a rule."""
    return tuple((each.before, each.after, each.name, each.at.time()) for each in _changes(name, year))


@lru_cache(maxsize=1024)
def _one_rule(name: str, begin: int) -> bool:
    """Whether the clocks change by one rule for a whole round of years: twice a year, or never."""
    shape = _shape(name, begin)
    if len(shape) not in (0, 2) or any(_shape(name, year) != shape for year in _round(begin)):
        return False
    years = [_changes(name, year) for year in _round(begin)]
    for change in _changes(name, begin):
        of_each_year = [_same(change, changes) for changes in years]
        if not _follows_rule(change, of_each_year):
            return False
    return True


def _same(change: Change, others: Iterable[Change]) -> Change:
    """The change of another year that is the same way."""
    return next(each for each in others if (each.before, each.after) == (change.before, change.after))


def _follows_rule(change: Change, years: list[Change]) -> bool:
    at, rule = _rule(change, years)
    moved = at - change.at
    return all(_moment_of(rule, at, each.at.year) == each.at + moved for each in years)


def _rule(change: Change, years: list[Change]) -> Onset:
    """The rule of a change: the weekday of a month that it is on, as the last Sunday in March.

    A change at midnight after the last Thursday is told a second early, on that Thursday: Outlook reads no other
    rules than such. What is on no such day is told by the days of the month that it can be.
    """
    found = _weekday_rule([each.at for each in years])
    if found:
        return change.at, found
    is_midnight = not (change.at.hour or change.at.minute or change.at.second)
    if is_midnight:
        found = _weekday_rule([each.at - SECOND for each in years])
        if found:
            return change.at - SECOND, found
    days = sorted({each.at.day for each in years})
    weekday = WEEKDAYS[change.at.weekday()]
    return change.at, {"freq": "YEARLY", "bymonth": change.at.month, "byday": weekday, "bymonthday": days}


def _weekday_rule(days: list[datetime]) -> Rule | None:
    months, weekdays = {each.month for each in days}, {each.weekday() for each in days}
    if len(months) > 1 or len(weekdays) > 1:
        return None
    (month,), (weekday,) = months, weekdays
    numbers = [each.day for each in days]
    # "the last" goes before "the fourth", which it is in most months
    if all(each.day + 7 > monthrange(each.year, each.month)[1] for each in days):
        return {"freq": "YEARLY", "bymonth": month, "byday": f"-1{WEEKDAYS[weekday]}"}
    for low, high, number in WEEKS:
        if low <= min(numbers) and max(numbers) <= high:
            return {"freq": "YEARLY", "bymonth": month, "byday": f"{number}{WEEKDAYS[weekday]}"}
    return None


def _moment_of(rule: Rule, at: datetime, year: int) -> datetime:
    """When a rule that holds at a moment holds in a year."""
    month, days = at.month, range(1, monthrange(year, at.month)[1] + 1)
    fitting = []
    for each in days:
        if datetime(year, month, each).weekday() == at.weekday():
            fitting.append(each)
    if "bymonthday" in rule:
        allowed = rule["bymonthday"]
        day = next(each for each in fitting if isinstance(allowed, list) and each in allowed)
    else:
        number = int(str(rule["byday"])[:-2])  # as 2 in `2SU`, or -1 for the last
        if number > 0:
            number -= 1
        day = fitting[number]
    return at.replace(year=year, day=day)


def _standing(at: datetime, zone: ZoneInfo) -> tuple[timedelta, str, bool]:
    """How the clocks stand at a moment: their offset, its name, and whether that is a summer time."""
    local = at.astimezone(zone)
    return _offset(at, zone), local.tzname() or zone.key, bool(local.dst())


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


@lru_cache(maxsize=4096)
def _changes(name: str, year: int) -> tuple[Change, ...]:
    """The changes of the clocks in a year."""
    zone, found = ZoneInfo(name), []
    # a year of the zone's own clocks may begin up to a day before or after one of UTC
    at, end = datetime(year, 1, 1, tzinfo=UTC) - DAY, datetime(year + 1, 1, 1, tzinfo=UTC) + DAY
    offset = _offset(at, zone)
    while at < end:
        before, offset = offset, _offset(at + DAY, zone)
        if before != offset:
            found.append(_change(at, at + DAY, zone))
        at += DAY
    return tuple(each for each in found if each.at.year == year)


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> Change:
    """The change that is between two moments, found to the second."""
    before = _offset(low, zone)
    while high - low > SECOND:
        middle = low + (high - low) // (2 * SECOND) * SECOND
        if _offset(middle, zone) == before:
            low = middle
        else:
            high = middle
    after, name, summer = _standing(high, zone)
    return Change((high + before).replace(tzinfo=None), before, after, name, summer)
