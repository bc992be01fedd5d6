"""Days and times as a language says them."""

import re
from collections.abc import Sequence
from datetime import date, time

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_timezone,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

UTC_NAMES = ("UTC", "UCT", "Universal", "Zulu", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich")
"""What the time zone of the whole world is called beside."""

DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
}
"""The figures of languages that don't write 0 to 9, by what CLDR calls them."""


def locale(language: str) -> Locale:
    """The conventions of a language; those of English where Babel has none.

    Plain English takes the day before the month, as most of the world reads it.
    """
    if language == "en":
        return Locale("en", "GB")
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return str(locale(language).text_direction)


def language_name(named: str, language: str) -> str:
    """What a language calls another, or itself: Spanish, inglés; its code where it has no name for it."""
    names, code = locale(language).languages, named.replace("-", "_")
    return str(names.get(code) or names.get(code.partition("_")[0]) or named)


def day(value: date, language: str) -> str:
    """A day in full: 1 February 2027."""
    return in_digits(format_date(value, "long", locale=locale(language)), language)


def interval(first: date, last: date, language: str) -> str:
    """Days in a row: 5 – 16 April 2027; one alone in full."""
    if first == last:
        return day(first, language)
    days = str(format_interval(first, last, "yMMMMd", locale=locale(language)))
    return in_digits(days, language)


def month(value: date, language: str, *, with_year: bool) -> str:
    """A month in short: Feb, or Feb 2027."""
    if with_year:
        skeleton = "yMMM"
    else:
        skeleton = "MMM"
    return in_digits(format_skeleton(skeleton, value, locale=locale(language)), language)


def hour(value: time, language: str) -> str:
    """A time of day: 18:00."""
    return in_digits(format_time(value, "short", locale=locale(language)), language)


def length(number: int, unit: str, language: str) -> str:
    """A length of time, its unit one of minutes, days, weeks and months: 2 weeks."""
    return in_digits(format_unit(number, f"duration-{unit.removesuffix('s')}", locale=locale(language)), language)


def number(value: float, language: str) -> str:
    """A number: 1,250."""
    return in_digits(format_decimal(value, locale=locale(language), numbering_system="default"), language)


def in_digits(text: str, language: str) -> str:
    """A text with the figures that the language writes."""
    # Babel takes a language's separators and names of months, and writes 0 to 9 all the same.
    digits = DIGITS.get(locale(language).default_numbering_system)
    if digits:
        return text.translate(str.maketrans("0123456789", digits))
    return text


def capitalized(text: str, language: str) -> str:
    """A text as it begins a sentence."""
    # Turkish and Azerbaijani have a dot on the capital, too, and `upper` knows no languages.
    if text[:1] == "i" and locale(language).language in ("az", "tr"):
        first = "İ"
    else:
        first = text[:1].upper()
    return first + text[1:]


def listed(texts: Sequence[str], language: str) -> str:
    """Texts as people say them one after the other: `a`, `a and b`, `a, b and c`."""
    return format_list(texts, locale=locale(language))


def either(texts: Sequence[str], language: str) -> str:
    """Texts of which one counts: `a`, `a or b`, `a, b or c`."""
    return format_list(texts, style="or", locale=locale(language))


def zone(name: str, language: str) -> str:
    """A time zone as people say it: London time, hora de Nueva York, UTC, UTC+3."""
    bare = name.removeprefix("Etc/")
    if bare in UTC_NAMES:
        return "UTC"
    if name.startswith("Etc/GMT"):  # those are named the other way round
        sign, hours = bare[3], bare[4:]
        if sign == "+":
            return f"UTC-{hours}"
        return f"UTC+{hours}"
    if "/" not in name:
        return name.replace("_", " ")
    known = locale(language)
    city = get_timezone_location(get_timezone(name), locale=known, return_city=True)
    pattern = str(known.zone_formats.get("region", "%s"))
    if "," in pattern:  # in some languages it speaks of summer time alone
        return city
    return (pattern % city).replace(" Time", " time")  # CLDR writes the English ones as in a title


def unit(number: int, unit: str, language: str) -> str:
    """The unit of a length of time alone, as it stands after a number: week, or weeks."""
    return re.sub(r"[\d\s]+", " ", length(number, unit, language)).strip()
