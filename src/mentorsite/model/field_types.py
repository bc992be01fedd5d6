"""The kinds of fields that a form can have, each with its keys."""

import re
from typing import Annotated, Literal, Self, get_args

from pydantic import Field as Key
from pydantic import model_validator

from mentorsite.model.choice_fields import ChoiceField, MultiChoiceField, ScaleField, YesNoField
from mentorsite.model.field_keys import FieldKeys
from mentorsite.model.keys import Line, Number, Translated, Whole
from mentorsite.model.table_field import TableField
from mentorsite.model.text_values import (
    day_of_text,
    no_number,
    time_of_text,
    wrong,
    yes_or_no,
)

MOST_LINES = 60
"""How many lines a field has at most."""


class TextField(FieldKeys):
    """One line of text."""

    type: Literal["text"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""


class LongTextField(FieldKeys):
    """Several lines of text."""

    type: Literal["long-text"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""
    lines: Annotated[Whole, Key(ge=1, le=MOST_LINES)] = 4
    """How many lines there are to write on; a longer default gets as many as it takes, up to 60."""


class NumberField(FieldKeys):
    """A number, in a unit."""

    type: Literal["number"]
    """What is filled in here; it decides what else the field can say."""
    unit: Line | None = None
    """What is counted, shown beside the field, as `hours`."""
    min: Number | None = None
    """The smallest number that can be entered."""
    max: Number | None = None
    """The largest number that can be entered."""

    @model_validator(mode="after")
    def _has_numbers(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise wrong(f"`min` ({self.min:g}) is more than `max` ({self.max:g})", "swap them", at="min")
        return self

    def fit(self, text: str) -> str:
        """A number between `min` and `max`, with a point or a comma."""
        if not re.fullmatch(r"-?\d{1,9}([.,]\d{1,9})?", text):
            raise no_number(text, "a number", "write it in digits, as 2 or 1.5")
        number = float(text.replace(",", "."))
        if self.min is not None and number < self.min:
            raise wrong(f"`{text}` is less than `min` ({self.min:g})", "write a larger number")
        if self.max is not None and number > self.max:
            raise wrong(f"`{text}` is more than `max` ({self.max:g})", "write a smaller number")
        return text


class MoneyField(FieldKeys):
    """An amount of money."""

    type: Literal["money"]
    """What is filled in here; it decides what else the field can say."""
    currency: Annotated[Line, Translated.SAME] = "EUR"
    """The currency that is shown beside the field, as `GBP`."""

    def fit(self, text: str) -> str:
        """An amount, in whatever way it is written."""
        if not re.search(r"\d", text):
            raise wrong(f"`{text[:80]}` is no amount of money", "write it in digits, as 20 or 1.50")
        return text


class DateField(FieldKeys):
    """A day."""

    type: Literal["date"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """A day."""
        return day_of_text(text).isoformat()


class TimeField(FieldKeys):
    """A time of day."""

    type: Literal["time"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """An hour, in the four digits that browsers take."""
        return f"{time_of_text(text):%H:%M}"


class DurationField(FieldKeys):
    """A length of time, in words."""

    type: Literal["duration"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""


class EmailField(FieldKeys):
    """An email address; phones show the keyboard for it, and nothing checks what is written."""

    type: Literal["email"]
    """What is filled in here; it decides what else the field can say."""


class PhoneField(FieldKeys):
    """A phone number; phones show the keyboard for it, and nothing checks what is written."""

    type: Literal["phone"]
    """What is filled in here; it decides what else the field can say."""


class CheckboxField(FieldKeys):
    """A box to tick."""

    type: Literal["checkbox"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Something where it is ticked, nothing where it is not."""
        if yes_or_no(text):
            return "yes"
        return ""


class ListField(FieldKeys):
    """A list of short texts."""

    type: Literal["list"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""
    rows: Annotated[Whole, Key(ge=1, le=50)] = 3
    """How many lines the list has to write on."""


class InitialsField(FieldKeys):
    """Someone's initials."""

    type: Literal["initials"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Nothing: who signs writes it."""
        raise wrong("nobody signs before they have read", f"take `{text[:80]}` out")


class SignatureField(FieldKeys):
    """Someone's signature alone: put a field of type `date` below it where the day counts."""

    type: Literal["signature"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Nothing: who signs writes it."""
        raise wrong("nobody signs before they have read", f"take `{text[:80]}` out")


Field = (
    TextField | LongTextField | NumberField | MoneyField | DateField | TimeField | DurationField
    | EmailField | PhoneField
    | ChoiceField | MultiChoiceField | YesNoField | ScaleField | CheckboxField | ListField
    | TableField | InitialsField | SignatureField
)  # fmt: skip
TYPES: dict[str, str] = {}
for _kind in get_args(Field):
    for _type in get_args(_kind.model_fields["type"].annotation):
        TYPES[_type.casefold()] = _type


def normalized_types(value: object) -> object:
    """Fields with their types in small letters and with hyphens: `Long text` is `long-text`."""
    if not isinstance(value, dict):
        return value
    return {key: _with_type(each) for key, each in value.items()}


def _with_type(field: object) -> object:
    if not isinstance(field, dict) or not isinstance(field.get("type"), str):
        return field
    written = re.sub(r"[\s_]+", "-", field["type"].strip()).casefold()
    return {**field, "type": TYPES.get(written, field["type"])}
