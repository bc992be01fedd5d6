"""Tables to fill in: their columns and rows."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Key
from pydantic import WithJsonSchema as Schema

from mentorsite.model.base import Definition
from mentorsite.model.choice_fields import Labels, Options, by_label, no_scale, no_text
from mentorsite.model.field_keys import FieldKeys
from mentorsite.model.keys import LIST_OF_TEXTS, Also, Phrase, Typed, Whole, YesNo, or_key
from mentorsite.model.text_values import whole_of_text, wrong


class Column(Definition):
    """A column of a table field."""

    label: Phrase
    """The words at the head of the column."""
    type: Literal[
        "text", "long-text", "number", "money", "date", "time", "email", "phone", "choice", "scale", "checkbox",
        "initials",
    ] = "text"  # fmt: skip
    """What is filled in in each cell of the column."""
    options: Options | None = None
    """What can be chosen, in a column of the type `choice`."""
    min: Whole = 1
    """The number of the lowest step, in a column of the type `scale`."""
    max: Whole = 5
    """The number of the highest step, 1 to 10 more than the lowest."""
    labels: Labels = Key(default_factory=dict)
    """Words for some of the steps, by number: `{1: never, 5: always}`."""
    show_next_time: YesNo = False
    """Whether its cells stand above the next copy of a form that repeats; a table that says so itself shows all."""

    @model_validator(mode="after")
    def _has_what_its_type_needs(self) -> "Column":
        if self.type == "choice" and not self.options:
            raise wrong("a column of type `choice` needs `options`")
        if self.type == "scale" and (fault := no_scale(self)):
            raise fault
        for key in ("min", "max", "labels"):
            # What the file says is in `model_fields_set`, and no default.
            if self.type != "scale" and key in self.model_fields_set:
                raise wrong(
                    f"a column of type `{self.type}` has no `{key}`", "write `type: scale`, or take it out", at=key
                )
        return self


class Rows(Definition):
    """The rows of a table: how many, and the words that head each, if any."""

    number: Annotated[int, Key(ge=1, le=100)]
    """How many rows the table has."""
    headings: tuple[Phrase, ...] = ()
    """The words at the head of each row."""


def _rows(value: object) -> object:
    if isinstance(value, list):
        return {"number": len(value), "headings": value}
    if isinstance(value, str) and "," in value:
        raise wrong("several words in one text", f"write a list, with a row for each: `[{value[:80]}]`")
    return {"number": whole_of_text(value)}


TableRows = Annotated[
    Rows,
    BeforeValidator(_rows),
    Schema({"anyOf": [{"type": "integer"}, LIST_OF_TEXTS]}),
    Typed(tuple[Phrase, ...]),
]


def _columns(value: object) -> object:
    """Columns by id: a list of labels gets its ids from the labels."""
    no_text(value)
    if not isinstance(value, list):
        return value
    return by_label(value, "column")


class TableField(FieldKeys):
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


def shows_next_time(field: FieldKeys) -> bool:
    """Whether an answer to a field, or a column of it, stands above the next copy of its form."""
    if field.show_next_time:
        return True
    return isinstance(field, TableField) and any(column.show_next_time for column in field.columns.values())
