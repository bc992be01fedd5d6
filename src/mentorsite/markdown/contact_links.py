"""Links that open mail or a telephone: an address and nothing after it, a number and not the words around it."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

ADDRESS = r"[\w.+'*!$=~-]+@[\w-]+(?:\.[\w-]+)+"
"""An email address. No `?`, `,` or `%`: what stands after those would be headers and other recipients."""
BETWEEN = r"[ .\-\u00a0\u2010-\u2013\u202f]"
"""What people put between digits of one number."""
BRACKETS = r"\(\+?\d+(?: \d+)*\)"
BEFORE_BRACKETS = rf"(?:0\d{{1,2}}{BETWEEN})?\d{{1,5}}{BETWEEN}?"
"""A country, maybe with what is dialled before it: `00 49`."""
AREA = rf"(?:{BEFORE_BRACKETS})?{BRACKETS}{BETWEEN}?(?:\(0\){BETWEEN}?)?"
RUN = re.compile(rf"(?:\+[ \u00a0]?)?(?:{AREA})?\d+(?:{BETWEEN}\d+)*")
"""Digits of a telephone number, with an area or a `0` in brackets near their start."""
AFTER_AREA = re.compile(r"[ \u00a0]?[/\-\u2010-\u2013][ \u00a0]?")
"""What may stand after an area, and elsewhere between two numbers: `030 / 1234`, `555-0100 / 555-0101`."""
HOURS = re.compile(
    r"""(?<![\d)][ .\-/])(?<![\d+.\-/])(?:
        24\s?/\s?7 | 7\s?/\s?7
      | \d\d?(?:[:.h]\d\d)?\s?[-\u2010-\u2014]\s?\d\d?(?:[:.h]\d\d)?(?:\s?(?:h|hrs?|Uhr|[ap]\.?m\.?)\b)?
      | \d\d?:\d\d
      | \d\d?(?:[.:]\d\d)?\s?(?:h|hrs?|hours?|horas?|heures?|Stunden|Uhr|[ap]\.?m\.?|days?)\b
    )(?![ .\-/]?[\d(])""",
    re.VERBOSE | re.IGNORECASE,
)
"""When someone answers: `24/7`, `9-17 h`, `8:30`."""
TRUNK_ZERO = re.compile(r"(?<=\d)([^\d(]*)\(0")
"""The zero of calls within a country, which people write in brackets after the country: `+44 (0)20`, `+44 (020)`."""
INTERNATIONAL = re.compile(r"[(\s]*(?:\+|00|011)[\s()]*")
KEEP_ZERO = ("39", "378", "225", "241", "242")
"""Countries whose numbers keep their zero when they are called from elsewhere: Italy, Ivory Coast and others."""
LONGEST_AREA = 7
"""How many digits a country and an area have at most."""
# Of the parameters that RFC 3966 knows, an extension alone leaves the number what it is.
DIALLED = re.compile(r"\+?[\d().\-\s]*(?:;ext=\d{1,10})?")
# `1-800-MENTORS` and `24h` go on in letters; `x5` is an extension.
WORD_GOES_ON = re.compile(r"[-.]?(?!x\d)[^\W\d_]")
FEWEST_DIGITS = 2
USUAL_DIGITS = 3
"""A number of fewer digits is taken where there is no other: it may be a room."""


def mail_link(target: str) -> str | None:
    """A link that writes to one address, as it stands in a page; None where `mailto:…` is more than an address."""
    # Unquoted before it is looked at: a mail program reads `%3Fbcc=…` as `?bcc=…`.
    address = unquote(target.partition(":")[2].strip())
    if re.fullmatch(ADDRESS, address):
        return f"mailto:{quote(address, safe='@+*!$=~')}"
    return None


def no_mail_link(target: str) -> tuple[str, str]:
    """What is wrong with a `mailto:…` that is no link to one address, and what to write."""
    whole = unquote(target.partition(":")[2].strip())
    address, more, _ = whole.partition("?")
    if re.fullmatch(ADDRESS, address):
        known = address
    else:
        known = "name@example.org"
    if more:
        return "says more than an email address", f"write `mailto:{known}`, and the subject as text"
    if whole.count("@") > 1:
        return "has more than one email address", "write a link for each, as `mailto:name@example.org`"
    return "is no email address", f"write a whole one, as `mailto:{known}`"


def no_phone_link(target: str) -> tuple[str, str]:
    """What is wrong with a `tel:…` that dials no number, and what to write."""
    is_code = re.search(r"[*#,;]", unquote(target))
    if is_code:
        wrong = "says more than a telephone number"
    else:
        wrong = "is no telephone number"
    return wrong, "write its digits alone, as `tel:+15550100`"


def phone_link(target: str) -> str | None:
    """A link that dials a number; None where `tel:…` is more than one, as a code that a telephone acts on."""
    number = unquote(target.partition(":")[2].strip())
    if DIALLED.fullmatch(number):
        return _link(number)
    return None


def _link(number: str) -> str | None:
    before, _, extension = number.partition(";")
    abroad = INTERNATIONAL.match(before)
    if abroad and not before[abroad.end() :].startswith(KEEP_ZERO):
        before = TRUNK_ZERO.sub(r"\1(", before, count=1)
    digits = _digits(before)
    if len(digits) < FEWEST_DIGITS:
        return None
    link = f"tel:{digits}"
    if before.lstrip(" (").startswith("+"):
        link = f"tel:+{digits}"
    if extension:
        link += f";{extension}"
    return link


def _digits(text: str) -> str:
    return "".join(each for each in text if each in "0123456789")


def number_in(text: str) -> tuple[str, str, str, str] | None:
    """The number that a text tells: what stands before it, the number, what stands after it, and a link that dials it.

    A number at the start counts first, then one with its country, then the longest. One that goes on in letters, as
    `1-800-MENTORS`, is none that could be dialled, nor are hours.
    """
    found = []
    for start, end in _numbers(HOURS.sub(lambda hours: "_" * len(hours[0]), text)):
        link = _link(text[start:end])
        if link and not WORD_GOES_ON.match(text, end):
            usual = len(_digits(link)) >= USUAL_DIGITS
            found.append(((usual, start == 0, "+" in link, end - start), start, end, link))
    if not found:
        return None
    _, start, end, link = max(found, key=lambda each: each[0])
    return text[:start], text[start:end], text[end:], link


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand in a text; an area and what follows it are one."""
    runs = [each.span() for each in RUN.finditer(text)]
    while runs:
        start, end = runs.pop(0)
        if runs and AFTER_AREA.fullmatch(text, end, runs[0][0]) and _is_area(text[start:end], text[slice(*runs[0])]):
            end = runs.pop(0)[1]
        yield start, end


def _is_area(first: str, then: str) -> bool:
    """Whether digits are the area of the number after them."""
    digits, after = len(_digits(first)), len(_digits(then))
    if not then[0].isdigit() or then[0] == "0":
        return False
    if first[0] in "+(0":
        return digits <= LONGEST_AREA and after >= USUAL_DIGITS
    return digits == 3 and after == 7
