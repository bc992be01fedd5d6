"""What someone typed into a cell → the answer that a form holds, or what is wrong with it."""

import re
from datetime import date

from pydantic_core import PydanticCustomError

from mentorsite.markdown.contact_links import ADDRESS
from mentorsite.model.text_values import LONGEST_MATCHED, day_of_text, number_of_text, time_of_text
from mentorsite.render.forms.pdf.paper_room import has_room
from mentorsite.render.forms.sheet import Input

YES, NO = ("yes", "y", "true", "x", "1", "☒"), ("no", "n", "false", "0", "☐")
SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d\d)")
"""A day as Excel shows it in English: 1-Feb-27, 1 February 2027."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MIDNIGHT = re.compile(r"[ T]0?0:00(:00)?$")
"""The hour that some programs write behind a day."""
SERIAL = re.compile(r"[3-7]\d{4}")
"""A day as Excel counts it, from 1982 to 2119."""
MOST_SHOWN = 60


class WrongCellError(Exception):
    """A cell that is not what its column takes; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def day(text: str) -> date:
    """A day, as 2027-02-01, or as the coordinator's own country writes it where it can only be one.

    Raises `WrongCellError`.
    """
    if SERIAL.fullmatch(text):
        raise WrongCellError(f"`{text}` is how Excel counts days", "format the column as a date, or write 2027-02-01")
    typed = _with_number_of_month(MIDNIGHT.sub("", text))
    typed = re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$", r"\1-\2-\3", typed)  # 2027/2/1
    typed = re.sub(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$", r"\3-\2-\1", typed)  # 1.2.2027: with dots the day is first
    slashes = SLASHES.fullmatch(typed)
    if slashes:
        first, second, year = map(int, slashes.groups())
        if first <= 12 and second <= 12 and first != second:  # some countries begin with the day, some with the month
            hint = f"write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
            raise WrongCellError(f"`{text}` can be two days", hint)
        if second > 12:
            typed = f"{year}-{first}-{second}"
        else:
            typed = f"{year}-{second}-{first}"
    typed = re.sub(r"-(\d)(?=-|$)", r"-0\1", typed)  # 2027-2-1
    try:
        return day_of_text(typed)
    except PydanticCustomError as error:
        hint = "write the day as 2027-02-01"
        raise WrongCellError(f"`{shown(text)}` is not a day", hint) from error


def _with_number_of_month(text: str) -> str:
    named = NAMED.fullmatch(text)
    if named is None or named[2][:3].lower() not in MONTHS:
        return text
    if len(named[3]) == len("2027"):
        year = named[3]
    else:
        year = f"20{named[3]}"
    return f"{year}-{MONTHS.index(named[2][:3].lower()) + 1}-{named[1]}"


def email(text: str) -> str:
    """One e-mail address.

    Raises `WrongCellError`.
    """
    if len(text) > LONGEST_MATCHED or not re.fullmatch(ADDRESS, text):
        hint = "write the address alone, as name@example.org"
        raise WrongCellError(f"`{shown(text)}` is not one e-mail address", hint)
    return text


def answer(each: Input, text: str) -> str:
    """The answer that an input of a form gets.

    Raises `WrongCellError`.
    """
    match each.kind:
        case "date":
            return day(text).isoformat()
        case "email":
            return email(text)
        case "check":
            return _ticked(text)
        case "one-of":
            return _option(each, text)
        case "any-of":
            parts = (part.strip() for part in text.split(";"))
            return "\n".join(_option(each, part) for part in parts if part)
        case "number":
            return _number(each, text)
        case "time":
            return _hour(text)
        case _:
            return _text(each, text)


def _ticked(text: str) -> str:
    if text.casefold() in YES:
        return "yes"
    if text.casefold() in NO:
        return ""
    raise WrongCellError(f"`{shown(text)}` is neither yes nor no", "write yes or no")


def _hour(text: str) -> str:
    try:
        return time_of_text(text).isoformat("minutes")
    except PydanticCustomError as error:
        raise WrongCellError(f"`{shown(text)}` is not an hour", "write hours and minutes, as 17:30") from error


def _option(each: Input, text: str) -> str:
    wanted = text.casefold()
    for option in each.options:
        if wanted in (option.value.casefold(), option.label.casefold()):
            return option.value
    known = ", ".join(option.value for option in each.options)
    hint = f"write one of: {known}"
    if each.kind == "any-of":
        hint += "; several with a semicolon between them"
    raise WrongCellError(f"`{shown(text)}` is no answer that the form has", hint)


def _number(each: Input, text: str) -> str:
    if text.count(",") == 1 and "." not in text:  # `1,5`, as many countries write it
        plain = text.replace(",", ".")
    else:
        plain = text
    try:
        value = number_of_text(plain)
    except PydanticCustomError as error:
        raise WrongCellError(f"`{shown(text)}` is not a number", "write it in digits, as 2 or 1.5") from error
    is_too_small = each.min is not None and value < each.min
    is_too_large = each.max is not None and value > each.max
    if is_too_small or is_too_large:
        raise WrongCellError(f"{text} is out of range", f"write a number {_range(each)}")
    return plain


def _range(each: Input) -> str:
    if each.min is None:
        return f"up to {each.max:g}"
    if each.max is None:
        return f"from {each.min:g}"
    return f"from {each.min:g} to {each.max:g}"


def _text(each: Input, text: str) -> str:
    lines = each.lines if each.kind == "lines" else 1
    if lines == 1:
        text = " ".join(text.split())
    if not has_room(text, lines):
        hint = "write less, or leave it to the two of them"
        raise WrongCellError(f"the text has {len(text):,} letters, more than its field shows", hint)
    return text


def shown(text: str) -> str:
    """A text as a message has it: in one line, and not all of a long one."""
    text = " ".join(text.split())
    if len(text) <= MOST_SHOWN:
        return text
    return f"{text[:MOST_SHOWN]}…"
