"""Time zones by their names in the database that all systems share, and what is meant by what isn't one of these."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import PlainValidator, WithJsonSchema

from mentorsite.errors import nearest
from mentorsite.model.keys import Translated
from mentorsite.model.text_values import text_of, wrong

HOW = "write a continent and a large city of that zone, as Europe/London, Asia/Kolkata or America/New_York"
LARGE_CITIES = (
    "Europe/London", "Europe/Berlin", "Europe/Athens", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi",
    "Europe/Istanbul", "Asia/Tehran", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka",
    "Asia/Jakarta", "Asia/Singapore", "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney", "Pacific/Auckland",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Bogota",
    "America/Anchorage", "America/Halifax", "America/Sao_Paulo", "Pacific/Honolulu",
)  # fmt: skip
SHORT_NAMES = {
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"), "BST": ("Europe/London", "Asia/Dhaka"),
    "WEST": ("Europe/Lisbon",), "CEST": ("Europe/Berlin", "Europe/Paris"), "MEZ": ("Europe/Berlin",),
    "MESZ": ("Europe/Berlin",), "EEST": ("Europe/Athens", "Europe/Helsinki"), "MSK": ("Europe/Moscow",),
    "WAT": ("Africa/Lagos",), "CAT": ("Africa/Harare",), "EAT": ("Africa/Nairobi",), "SAST": ("Africa/Johannesburg",),
    "GST": ("Asia/Dubai",), "PKT": ("Asia/Karachi",), "NPT": ("Asia/Kathmandu",), "ICT": ("Asia/Bangkok",),
    "WIB": ("Asia/Jakarta",), "SGT": ("Asia/Singapore",), "HKT": ("Asia/Hong_Kong",), "PHT": ("Asia/Manila",),
    "JST": ("Asia/Tokyo",), "KST": ("Asia/Seoul",), "AWST": ("Australia/Perth",), "ACST": ("Australia/Adelaide",),
    "ACDT": ("Australia/Adelaide",), "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AEDT": ("Australia/Sydney",), "NZST": ("Pacific/Auckland",), "NZDT": ("Pacific/Auckland",),
    "ET": ("America/New_York",), "EDT": ("America/New_York",), "CT": ("America/Chicago",),
    "CST": ("America/Chicago", "Asia/Shanghai"), "CDT": ("America/Chicago",), "MT": ("America/Denver",),
    "MDT": ("America/Denver",), "PT": ("America/Los_Angeles",), "PST": ("America/Los_Angeles", "Asia/Manila"),
    "PDT": ("America/Los_Angeles",), "AKST": ("America/Anchorage",), "AKDT": ("America/Anchorage",),
    "AST": ("America/Halifax", "Asia/Riyadh"), "ADT": ("America/Halifax",), "BRT": ("America/Sao_Paulo",),
    "ART": ("America/Buenos_Aires",), "COT": ("America/Bogota",), "EASTERN TIME": ("America/New_York",),
    "CENTRAL TIME": ("America/Chicago",), "MOUNTAIN TIME": ("America/Denver",),
    "PACIFIC TIME": ("America/Los_Angeles",), "CENTRAL EUROPEAN TIME": ("Europe/Berlin",),
    **dict.fromkeys(("GMT", "GMT0", "GMT+0", "GMT-0", "GREENWICH"), ("Europe/London", "Africa/Accra", "UTC")),
    "EST": ("America/New_York", "America/Panama"), "MST": ("America/Denver", "America/Phoenix"),
    "HST": ("Pacific/Honolulu",),
}  # fmt: skip
"""The zones that people mean by a short name. Some of these are in the database, as an hour without summer time."""
NO_PLACE = ("Factory", "localtime")
"""Names in the database that are no zone by themselves."""
OFFSET = re.compile(r"(?:UTC|GMT|Z)? ?([+-])(\d{1,2})(?::?([0-5]\d))?", re.I)
# With summer time or without, on either side of the equator.
SEASONS = (datetime(2027, 1, 15), datetime(2027, 7, 15))
MOST_CITIES = 3
SHORTEST_CITY = 4
"""Shorter words are countries and short names, and like some city by chance."""
NEAR = 0.7


@cache  # Python looks through the files of the database for it
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()).difference(NO_PLACE)


def _zone(value: object) -> str:
    name = text_of(value).strip()
    by_small = {each.casefold(): each for each in _zones()}
    found = by_small.get(re.sub(r"\s+", "_", name).casefold())
    if not found:
        raise wrong(f"`{name[:80]}` is not a time zone", _hint(name))
    if found.upper() in SHORT_NAMES:
        message = f"`{name}` doesn't say whether clocks change in summer"
        raise wrong(message, f"did you mean {_either(SHORT_NAMES[found.upper()])}?")
    return found


def _hint(name: str) -> str:
    """The zone of what was written, by its short name, its offset or its city; else how zones are written."""
    offset = OFFSET.fullmatch(name.replace("−", "-"))
    if offset:
        return _hint_of_offset(offset)
    cities = SHORT_NAMES.get(name.upper())
    if cities:
        return f"did you mean {_either(cities)}?"
    if name.isupper() and len(name) <= 5:
        return HOW
    found = _by_city(name) or nearest(name, _zones())
    if found:
        return f"did you mean `{found}`?"
    return HOW


def _by_city(name: str) -> str:
    # Of one city in several places, the first by the alphabet stays: it is put in last.
    cities = {each.rpartition("/")[2].casefold(): each for each in sorted(_zones(), reverse=True) if _has_city(each)}
    # From the end, where the city is in `Europe/Paris`; what is none, as in `Paris, France`, is passed over.
    written = [each.strip(" )").replace(" ", "_").casefold() for each in reversed(re.split(r"[/,(]", name))]
    for each in written:
        if each in cities:
            return cities[each]
    for each in written:
        if len(each) >= SHORTEST_CITY:
            near = nearest(each, cities, NEAR)
            if near:
                return cities[near]
    return ""


def _has_city(name: str) -> bool:
    return "/" in name and not name.startswith("Etc/")


def _hint_of_offset(offset: re.Match[str]) -> str:
    """Cities that have it for a part of the year at least; and the zone that has it all year, with its odd sign."""
    sign, hours, minutes = offset[1], int(offset[2]), int(offset[3] or 0)
    ahead = timedelta(hours=hours, minutes=minutes)
    odd_sign = "-"
    if sign == "-":
        ahead, odd_sign = -ahead, "+"
    cities = [each for each in LARGE_CITIES if ahead in _offsets(each)][:MOST_CITIES]
    if cities:
        city = f"name a large city, as {_either(cities)}, so that summer time is minded"
    else:
        city = HOW
    fixed = f"Etc/GMT{odd_sign}{hours}"
    if minutes or fixed not in _zones():
        return city
    return f"{city}; where clocks never change, UTC{sign}{hours} is called `{fixed}`, with the sign the other way round"


def _offsets(city: str) -> Iterator[timedelta | None]:
    for each in SEASONS:
        yield each.replace(tzinfo=ZoneInfo(city)).utcoffset()


def _either(cities: tuple[str, ...] | list[str]) -> str:
    *before, last = [f"`{each}`" for each in cities]
    if before:
        return f"{', '.join(before)} or {last}"
    return last


Zone = Annotated[str, PlainValidator(_zone), WithJsonSchema({"type": "string"}), Translated.SAME]
