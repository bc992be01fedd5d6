"""A text as someone typed it → a day, an hour, a number, an address; or what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic_core import PydanticCustomError

from mentorsite.markdown.sanitize import safe_link
from mentorsite.markdown.web_links import no_web_link
from mentorsite.model.placed_text import Reference, Scalar, origin
from mentorsite.model.urls import RESERVED, unsafe_name, whole_address

EMPTY = "write one, or take the key out"
ONE_TEXT = "write one text; put it between quotes if it has `: ` in it"
INSTEAD: dict[type, str] = {
    list: "write one text, without `[ ]` and `- `",
    dict: "write the text alone, or where it takes several a list such as `[one, two]`; no key stands below it",
}
"""What to write where a list or keys stand in place of a text."""


def _instead(value: object) -> str:
    """What to write for something that is no text."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, said),) = value.items()
        if not said or (isinstance(said, str) and (" " in said or _begins_text(key))):
            return _quoted_instead(key, said or "")
    return INSTEAD.get(type(value), ONE_TEXT)


def _begins_text(key: str) -> bool:
    """Whether a key looks like the beginning of a sentence, as no key does."""
    return " " in key or key[:1].isupper()


def _quoted_instead(key: str, said: str) -> str:
    """What to write for one key and a text behind it: they may be one text, which has a colon."""
    text = f"{key}: {said}".strip()
    if '"' in text:
        quoted = "'" + text.replace("'", "''") + "'"
    else:
        quoted = f'"{text}"'
    if len(quoted) > LONGEST_SHOWN:
        quoted = f"{quoted[:LONGEST_SHOWN]}…"
    if _begins_text(key):
        return f"put the whole text between quotes, for it has a `:` in it: `{quoted}`"
    return f"write the text alone, without `{key}:`; or if that is a part of it, put all between quotes: `{quoted}`"


DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A day as it is to be written. `\\d` would take the figures of other scripts, too."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that a handbook can speak of: calendar programs, time zones and people know what is between them."""
LONGEST_SHOWN = 80
LONGEST_MATCHED = 2_048
"""How long a text may be that a pattern matches whole: a web address can be, all others are shorter. Matching a longer
one could take time by its length squared."""


def wrong(expected: str, hint: str = "", *, at: str | tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error for a value that is not what its key takes; `at` names the key below it that is to blame."""
    context: dict[str, Any] = {"expected": expected, "hint": hint}
    if at:
        context["at"] = (at,) if isinstance(at, str) else at
    # The text stands in the context, and not in the template, whose braces Pydantic fills in.
    return PydanticCustomError("wrong-value", "{expected}", context)


def text_of(value: object) -> str:
    """The value, when it is a text that is not empty."""
    if not isinstance(value, str):
        raise wrong("expected a text", _instead(value))
    if not value.strip():
        raise wrong("expected a text, and it is empty", EMPTY)
    return value


def as_it_is(value: object) -> str:
    """A text that other places go by, and so one in which nothing is filled in."""
    text = text_of(value).strip()
    if "{{" in text:
        raise wrong("a variable can't stand here", "write the word itself that it stands for")
    return text


def reference(value: object) -> Reference:
    """An id, with its place."""
    return Reference(as_it_is(value), origin(value).place)


def day_of_text(value: object) -> date:
    """A day that was written as 2027-02-01."""
    text = text_of(value).strip()
    # `date.fromisoformat` takes more than this, as 2027-W05-1.
    if not re.fullmatch(DAY, text):
        raise wrong(f"`{text[:80]}` is not a date", _day_meant(text[:80]))
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise wrong(f"`{text}` is not a day of the calendar", "write year-month-day, as 2027-02-01") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        hint = "mend the year, or leave the day out where it is not known"
        raise wrong(f"`{text}` is not in the years {FIRST_DAY.year} to {LAST_DAY.year}", hint)
    return day


DAY_AND_HOUR = re.compile(rf"({DAY})(?:[T,]| at)? ?(\d{{1,2}}:\d\d)(?::\d\d)?")
TWO_DAYS = re.compile(rf"({DAY}) ?(?:-|–|—|to|until|/|\.\.+) ?({DAY})")


def _day_meant(text: str) -> str:
    """What to write for a day that was written otherwise."""
    known = with_iso_days(text)
    with_hour, two = DAY_AND_HOUR.fullmatch(known), TWO_DAYS.fullmatch(known)
    if with_hour:
        return f'write the day alone, `{with_hour[1]}`; where an hour can be said, `time: "{with_hour[2]}"` is for it'
    if two:
        return f"write the first day alone, `{two[1]}`; where there can be a last one, `end: {two[2]}` is for it"
    if known != text:
        return f"write `{known}`"
    return "write year-month-day, as 2027-02-01"


def with_iso_days(text: str) -> str:
    """A text with its days as they are to be written, where their order is plain: `26.12.2026`, `2026/12/26`."""
    text = re.sub(r"\b(\d{4})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])\b", _iso_day_of_year_first, text)
    # Not with slashes: whether `1/2/2027` is in January or in February depends on the country.
    return re.sub(r"\b(0?[1-9]|[12]\d|3[01])\.\s?(0?[1-9]|1[0-2])\.\s?(\d{4})\b", _iso_day, text)


def _iso_day(found: re.Match[str]) -> str:
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def _iso_day_of_year_first(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


HOUR = re.compile(r"(\d{1,2})(?:[:.h ]*([0-5]\d))? ?(a|p|am|pm|a\.m\.|p\.m\.|h|uhr|o'clock)?", re.I)
SPAN = re.compile(r"(\d{1,2}:\d\d) ?(?:-|–|to) ?\d{1,2}:\d\d")
CALLED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
"""Hours by what they are called."""
ANY_HOUR = 'write hours and minutes, as "18:00"'


def _hour_meant(text: str) -> str:
    """What to write for an hour that was written otherwise, as `6 pm` or `18h00`."""
    if text.casefold() in CALLED:
        return f'write "{CALLED[text.casefold()]}"'
    text = re.sub(r"^(\d{1,2}:\d\d):\d\d$", r"\1", text)
    if text == "24:00":
        return 'write "23:59", or "00:00" with the day after'
    span, found = SPAN.fullmatch(text), HOUR.fullmatch(text)
    if span:
        return f'write when it starts, as "{span[1]}", and how long it takes as `minutes`'
    if not found:
        return ANY_HOUR
    hour = int(found[1])
    half = (found[3] or "").lower()[:1]
    if half in ("a", "p"):
        hour %= 12  # 12 am is midnight, 12 pm is noon
    if half == "p":
        hour += 12
    if hour > 23:
        return ANY_HOUR
    return f'write "{hour:02}:{found[2] or "00"}"'


def time_of_text(value: object) -> time:
    """An hour that was written as 18:00."""
    text = text_of(value).strip()
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    if not found:
        raise wrong(f"`{text[:80]}` is not a time of day", _hour_meant(text))
    return time(int(found[1]), int(found[2]))


def yes_or_no(value: object) -> bool:
    """Yes or no, as it was written."""
    text = text_of(value).strip().lower()
    if text in ("true", "yes", "on"):
        return True
    if text in ("false", "no", "off"):
        return False
    raise wrong(f"`{text[:80]}` is neither yes nor no", "write true or false")


def no_number(text: str, what: str, hint: str = "") -> PydanticCustomError:
    """The error for a text that is no number, or one of more digits than are read."""
    if re.fullmatch(r"[+-]?\d{10,}([.,]\d*)?", text):
        return wrong(f"`{text[:80]}` is too large a number", "write one of at most nine digits")
    if re.fullmatch(r"[+-]?\d+[.,]\d{10,}", text):
        return wrong(f"`{text[:80]}` has too many digits", "write at most nine after the point")
    return wrong(f"`{text[:80]}` is not {what}", hint)


def whole_of_text(value: object) -> int:
    """A whole number, as it was written."""
    text = text_of(value).strip()
    if not re.fullmatch(r"-?\d{1,9}", text):
        counted = re.fullmatch(r"(\d{1,9}) ?(?:min|mins|minutes|x|times|rows?|lines?)\.?", text)
        if counted:
            raise no_number(text, "a whole number", f"write `{counted[1]}` alone")
        hours = re.fullmatch(r"(\d{1,2}) ?(?:h|hrs?|hours?)", text, re.I)
        if hours:
            raise no_number(text, "a whole number", f"write it in minutes: `{int(hours[1]) * 60}`")
        raise no_number(text, "a whole number", "write it in digits, as 12")
    return int(text)


def number_of_text(value: object) -> float:
    """A number, as it was written."""
    text = text_of(value).strip()
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text):
        raise no_number(text, "a number", "write it in digits, as 2 or 1.5")
    if "." in text:
        return float(text)
    return int(text)


def old_address(value: object) -> str:
    """A path below the site's root, decoded: each name in it one that can be published, none that leads up."""
    text = as_it_is(value)
    path = unquote(text).strip("/")
    names = path.split("/") if path else []  # the first page's own is empty
    leads_elsewhere = any(not name or name.startswith(".") for name in names)
    if leads_elsewhere or "#" in path or unsafe_name(path):
        raise wrong(f"`{text[:80]}` is not an address in this handbook", "write its path alone, as old/page/")
    return path


def matching(pattern: str, expected: str, hint: str = "") -> Callable[[object], str]:
    """A validator for a text that a pattern matches whole."""

    def check(value: object) -> str:
        text = as_it_is(value)
        if len(text) > LONGEST_MATCHED or not re.fullmatch(pattern, text):
            raise wrong(f"`{text[:80]}` is not {expected}", hint)
        return text

    return check


def language_code(value: object) -> str:
    """The code of a language; its first part in small letters, as `EN` means."""
    code = matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language", "write its code, as en or pt-BR")(value)
    first, hyphen, rest = code.partition("-")
    return f"{first.lower()}{hyphen}{rest}"


def id_of_text(value: object) -> str:
    """The key of something, as it may stand in an address and be a file's name."""
    text = matching(r"[\w-]{1,60}", "an id", "use letters, digits and hyphens, as `spring-2027`")(value)
    if RESERVED.match(text):
        raise wrong(f"`{text}` is a name that Windows keeps for itself", f"write another, as `{text}-1`")
    if isinstance(value, Scalar) and value == text:
        return value  # with its place
    return text


def web_address(value: object) -> str:
    """A whole address on the web."""
    hint = "write it whole, with https://"
    meant = whole_address(text_of(value).strip())
    if meant.startswith("http"):
        hint = f"write it whole, as `{meant[:80]}`"
    text = matching(r"https?://[^\s/<>\"]+[^\s<>\"]*", "a web address", hint)(value)
    try:
        urlsplit(text)
    except ValueError as error:  # of a bracket in the host, say
        raise wrong(f"`{text[:80]}` is not a web address", hint) from error
    if not safe_link(text):
        fault, hint = no_web_link(text)
        raise wrong(f"`{text[:80]}` {fault}", hint[:200])
    return text
