"""The kinds of fields that a form can have, each with its keys."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, PlainValidator, model_validator
from pydantic import Field as Key
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from mentorsite.errors import did_you_mean
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.markdown.slug import slug
from mentorsite.model.base import Definition
from mentorsite.model.keys import LIST_OF_TEXTS, Also, Line, Phrase, Ref, Translated, Typed, Whole, YesNo, or_key
from mentorsite.model.placed import Reference
from mentorsite.model.text_values import (
    day_of_text,
    no_number,
    reference,
    text_of,
    time_of_text,
    whole_of_text,
    wrong,
    yes_or_no,
)

MOST_LINES = 60
"""How many lines a field has at most."""


def _variable(value: object) -> Reference:
    """The name of a variable, without its braces."""
    text = text_of(value).strip()
    named = VARIABLE.fullmatch(text)
    if named:
        raise wrong("`prefill` takes the name of a variable alone", f"write `prefill: {named[2]}`")
    return reference(value)


class _Field(Definition):
    """What every field has."""

    label: Phrase
    """The question or the words beside the field."""
    help: Phrase | None = None
    """One line of help that stands with it."""
    required: YesNo = False
    """Whether it has to be filled in; it is marked so."""
    filled_by: Ref | None = None
    """The id of the role that fills it in; its name stands with the field."""
    default: Annotated[Line | None, Translated.SAME] = None
    """What stands in it until someone changes it."""
    prefill: Annotated[Reference, PlainValidator(_variable), Schema({"type": "string"})] | None = None
    """A variable whose value stands in it at first, as `program.name`."""

    @model_validator(mode="after")
    def _default_fits(self) -> Self:
        if self.default is None or "{{" in self.default:
            return self
        try:
            self.fit(self.default)
        except PydanticCustomError as error:
            said = error.context or {}
            raise wrong(f"`default`: {said['expected']}", str(said["hint"]), at="default") from error
        return self

    def fit(self, text: str) -> str:
        """A text as it stands in the field; an error where it can't stand there."""
        return text


class TextField(_Field):
    """One line of text."""

    type: Literal["text"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""


class LongTextField(_Field):
    """Several lines of text."""

    type: Literal["long-text"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""
    lines: Annotated[Whole, Key(ge=1, le=MOST_LINES)] = 4
    """How many lines there are to write on; a longer default gets as many as it takes, up to 60."""


class NumberField(_Field):
    """A number, in a unit."""

    type: Literal["number"]
    """What is filled in here; it decides what else the field can say."""
    unit: Line | None = None
    """What is counted, shown beside the field, as `hours`."""
    min: float | None = None
    """The smallest number that can be entered."""
    max: float | None = None
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


class MoneyField(_Field):
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


class DateField(_Field):
    """A day."""

    type: Literal["date"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """A day."""
        return day_of_text(text).isoformat()


class TimeField(_Field):
    """A time of day."""

    type: Literal["time"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """An hour, in the four digits that browsers take."""
        return f"{time_of_text(text):%H:%M}"


class DurationField(_Field):
    """A length of time, in words."""

    type: Literal["duration"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""


def _no_text(value: object) -> None:
    """Refuses one text where a list of labels belongs."""
    if isinstance(value, str):
        parts = [part.strip() for part in re.split(r"[,;/]", value) if part.strip()]
        raise wrong("expected a list", f"write `[{', '.join(parts) or 'Yes, No'}]`")


def _options(value: object) -> object:
    """Options by id: a list of labels gets its ids from the labels."""
    _no_text(value)
    if not isinstance(value, list):
        return value
    ids = [slug(each) if isinstance(each, str) else "" for each in value]
    if len(set(ids)) < len(ids) or "" in ids:
        raise wrong("two options are the same, or one is no text", "write options as `id: label`")
    return dict(zip(ids, value, strict=True))


Options = Annotated[dict[str, Line], BeforeValidator(_options), Key(min_length=1), Also((LIST_OF_TEXTS,))]


def _option(text: str, options: Mapping[str, str]) -> str:
    """The id of the option that a text names, by its id or its label."""
    labels = {label.casefold(): id for id, label in options.items()}
    found = text if text in options else labels.get(text.casefold())
    if found is None:
        near = did_you_mean(text, options)
        raise wrong(f"`{text[:80]}` is none of the options", near or f"write one of: {', '.join(options)}")
    return found


class ChoiceField(_Field):
    """One of several options."""

    type: Literal["choice"]
    """What is filled in here; it decides what else the field can say."""
    options: Options
    """What can be chosen: a list of labels, or `id: label` for each."""
    other: YesNo = False
    """Whether something else may be written instead."""

    def fit(self, text: str) -> str:
        """The id of an option."""
        return _option(text, self.options)


class MultiChoiceField(_Field):
    """Any of several options."""

    type: Literal["multi-choice"]
    """What is filled in here; it decides what else the field can say."""
    options: Options
    """What can be chosen: a list of labels, or `id: label` for each."""
    other: YesNo = False
    """Whether something else may be written as well."""

    def fit(self, text: str) -> str:
        """The id of an option."""
        return _option(text, self.options)


class YesNoField(_Field):
    """Yes or no."""

    type: Literal["yes-no"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Yes or no."""
        return "yes" if yes_or_no(text) else "no"


def _step(value: object) -> int:
    """The number of a step, as a key."""
    try:
        return whole_of_text(value)
    except PydanticCustomError as error:
        hint = "write the number first: `1: low`"
        raise wrong(f"`{text_of(value)[:80]}` is not the number of a step", hint) from error


class ScaleField(_Field):
    """A step on a scale of whole numbers."""

    type: Literal["scale"]
    """What is filled in here; it decides what else the field can say."""
    min: Whole = 1
    """The number of the lowest step."""
    max: Whole = 5
    """The number of the highest step, 1 to 10 more than the lowest."""
    labels: dict[Annotated[int, PlainValidator(_step), Schema({"type": "integer"})], Line] = Key(default_factory=dict)
    """Words for some of the steps, by number: `{1: never, 5: always}`."""

    @model_validator(mode="after")
    def _has_steps(self) -> "ScaleField":
        if not 1 <= self.max - self.min <= 10:
            raise wrong("a scale has 2 to 11 steps", "let `max` be 1 to 10 more than `min`")
        for step in self.labels:
            if not self.min <= step <= self.max:
                message = f"`labels` has words for {step}, and the scale goes from {self.min} to {self.max}"
                raise wrong(message, "mend the number, or `min` and `max`", at="labels")
        return self

    def fit(self, text: str) -> str:
        """The number of a step."""
        step = whole_of_text(text)
        if not self.min <= step <= self.max:
            raise wrong(f"`{text}` is no step from {self.min} to {self.max}", "write the number of a step")
        return str(step)


class CheckboxField(_Field):
    """A box to tick."""

    type: Literal["checkbox"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Something where it is ticked, nothing where it is not."""
        return "yes" if yes_or_no(text) else ""


class ListField(_Field):
    """A list of short texts."""

    type: Literal["list"]
    """What is filled in here; it decides what else the field can say."""
    default: Line | None = None
    """What stands in it until someone changes it."""
    rows: Annotated[Whole, Key(ge=1, le=50)] = 3
    """How many lines the list has to write on."""


class Column(Definition):
    """A column of a table field."""

    label: Phrase
    """The words at the head of the column."""
    type: Literal["text", "long-text", "number", "money", "date", "time", "choice", "checkbox", "initials"] = "text"
    """What is filled in in each cell of the column."""
    options: Options | None = None
    """What can be chosen, in a column of the type `choice`."""

    @model_validator(mode="after")
    def _choice_has_options(self) -> "Column":
        if self.type == "choice" and not self.options:
            raise wrong("a column of type `choice` needs `options`")
        return self


class Rows(Definition):
    """The rows of a table: how many, and the words that head each, if any."""

    number: Annotated[int, Key(ge=1, le=100)]
    """How many rows the table has."""
    headings: tuple[Phrase, ...] = ()
    """The words at the head of each row."""


def _rows(value: object) -> object:
    return {"number": len(value), "headings": value} if isinstance(value, list) else {"number": value}


TableRows = Annotated[
    Rows,
    BeforeValidator(_rows),
    Schema({"anyOf": [{"type": "integer"}, LIST_OF_TEXTS]}),
    Typed(tuple[Phrase, ...]),
]


def _columns(value: object) -> object:
    """Columns by id: a list of labels gets its ids from the labels."""
    _no_text(value)
    if not isinstance(value, list):
        return value
    labels = [each.get("label", "") if isinstance(each, dict) else each for each in value]
    ids = [slug(each) if isinstance(each, str) else "" for each in labels]
    if len(set(ids)) < len(ids) or "" in ids:
        raise wrong("two columns are the same, or one has no label", "write columns as `id: label`")
    return dict(zip(ids, value, strict=True))


class TableField(_Field):
    """A table to fill in."""

    type: Literal["table"]
    """What is filled in here; it decides what else the field can say."""
    columns: Annotated[
        dict[str, Annotated[Column, or_key("label")]],
        BeforeValidator(_columns),
        Key(min_length=1),
        Also((LIST_OF_TEXTS,)),
    ]
    """The columns: a list of labels, or each by its id; a text alone is the label of a column of text."""
    rows: TableRows = Rows.of(number=3)
    """How many rows there are, or a list of words with a row for each."""
    layout: Literal["table", "map"] = "table"
    """On the page and in print, `map` shows a card for each row: its heading, then its cells.

    The first column says who or what is there; where that is empty the card is a gap.
    """

    @model_validator(mode="after")
    def _map_has_headings(self) -> "TableField":
        if self.layout == "map" and not self.rows.headings:
            raise wrong("a map needs words for each row", "write `rows` as a list of headings")
        return self

    def fit(self, text: str) -> str:
        """Nothing: a table has many cells."""
        raise wrong("a table begins empty", f"take `{text[:80]}` out; `rows` may be a list of words")


class InitialsField(_Field):
    """Someone's initials."""

    type: Literal["initials"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Nothing: who signs writes it."""
        raise wrong("nobody signs before they have read", f"take `{text[:80]}` out")


class SignatureField(_Field):
    """Someone's signature, with the day."""

    type: Literal["signature"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Nothing: who signs writes it."""
        raise wrong("nobody signs before they have read", f"take `{text[:80]}` out")


Field = (
    TextField | LongTextField | NumberField | MoneyField | DateField | TimeField | DurationField
    | ChoiceField | MultiChoiceField | YesNoField | ScaleField | CheckboxField | ListField
    | TableField | InitialsField | SignatureField
)  # fmt: skip
TYPES = {each.casefold(): each for kind in get_args(Field) for each in get_args(kind.model_fields["type"].annotation)}


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
