"""Time zone → VTIMEZONE: its changes in the years of one calendar, and no others.

The library's own search takes steps of two months, so it misses Morocco's change for Ramadan, and it tells
the hour of a change as clocks show it afterwards, where RFC 5545 wants it as they showed it before.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.cal.timezone import TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
Rule = tuple[timedelta, timedelta, str, bool]
"""The offsets from UTC before and after a change, the name after it, and whether that is a summer time."""


def vtimezone(name: str, first: int, last: int) -> Timezone:
    """A time zone from the first day of a year to the last day of another."""
    first, last = max(first, 2), min(last, 9998)
    made = Timezone()
    made.add("tzid", name)
    for rule, (start, *more) in _rules(name, first, last).items():
        made.add_component(_observance(rule, start, more))
    return made


def _observance(rule: Rule, start: datetime, more: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    before, after, name, summer = rule
    made = TimezoneDaylight() if summer else TimezoneStandard()
    made.DTSTART = start
    made.TZOFFSETFROM = before
    made.TZOFFSETTO = after
    made.add("tzname", name)
    if more:
        made.add("rdate", more)
    return made


def _rules(name: str, first: int, last: int) -> dict[Rule, list[datetime]]:
    """When each rule begins, as clocks showed it before; the first one holds from the first day on."""
    zone, begin = ZoneInfo(name), datetime(first, 1, 1, tzinfo=UTC) - DAY
    offset = _offset(begin, zone)
    found: defaultdict[Rule, list[datetime]] = defaultdict(list)
    found[_rule(offset, begin, zone)].append(datetime(first, 1, 1))
    for change in _changes(name, first, last):
        found[_rule(offset, change, zone)].append((change + offset).replace(tzinfo=None))
        offset = _offset(change, zone)
    return found


def _rule(before: timedelta, at: datetime, zone: ZoneInfo) -> Rule:
    local = at.astimezone(zone)
    return before, _offset(at, zone), local.tzname() or zone.key, bool(local.dst())


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


@lru_cache(maxsize=64)
def _changes(name: str, first: int, last: int) -> tuple[datetime, ...]:
    """The moments, in UTC, at which the offset of a zone changes."""
    zone, found = ZoneInfo(name), []
    at, end = datetime(first, 1, 1, tzinfo=UTC) - DAY, datetime(last + 1, 1, 2, tzinfo=UTC)
    offset = _offset(at, zone)
    while at < end:
        before, offset = offset, _offset(at + DAY, zone)
        if before != offset:
            found.append(_change(at, at + DAY, zone))
        at += DAY
    return tuple(found)


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the offset changes between two moments."""
    while high - low > SECOND:
        middle = low + (high - low) // (2 * SECOND) * SECOND
        if _offset(middle, zone) == _offset(low, zone):
            low = middle
        else:
            high = middle
    return high
