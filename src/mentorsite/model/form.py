"""Forms: agreements, checklists and worksheets, one frozen value that every writer reads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Discriminator, PlainValidator, model_validator
from pydantic import Field as Key
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from mentorsite.errors import Place, did_you_mean
from mentorsite.markdown.document import Document
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.markdown.slug import slug
from mentorsite.model.base import (
    LIST_OF_IDS,
    LIST_OF_TEXTS,
    Also,
    Day,
    Definition,
    Ideas,
    Language,
    Line,
    Many,
    Name,
    Number,
    OldAddress,
    Opening,
    Phrase,
    Prose,
    Ref,
    Reference,
    Translated,
    Typed,
    Waived,
    Whole,
    Written,
    YesNo,
    by_ids,
    day_of_text,
    no_number,
    or_key,
    origin,
    reference,
    text_of,
    time_of_text,
    whole_of_text,
    wrong,
    yes_or_no,
)
from mentorsite.model.moment import Moment, When

Folder = Literal["agreements", "checklists", "worksheets"]
Shown = Literal[
    "roles", "expectations", "commitments", "boundaries", "communication", "check_ins", "dates", "success",
    "accountability", "closing", "contacts", "conduct",
]  # fmt: skip
MOST_LINES = 60
"""How many lines a field has at most."""
BOX = re.compile(r"\[[ xX]?\]\s")
"""What makes a box in Markdown, at the beginning of an item."""
Kind = Literal["agreement", "checklist", "worksheet", "evaluation", "agenda", "log"]


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
    rows: TableRows = Rows(number=3)
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


def _typed(value: object) -> object:
    """Fields with their types in small letters and with hyphens: `Long text` is `long-text`."""
    if not isinstance(value, dict):
        return value
    return {key: _with_type(each) for key, each in value.items()}


def _with_type(field: object) -> object:
    if not isinstance(field, dict) or not isinstance(field.get("type"), str):
        return field
    written = re.sub(r"[\s_]+", "-", field["type"].strip()).casefold()
    return {**field, "type": TYPES.get(written, field["type"])}


class Clause(Definition):
    """One point that the parties agree to."""

    text: Prose
    """What the parties agree to, in Markdown."""
    acknowledge: Literal["initials", "checkbox"] | None = None
    """How those who sign show that they read this clause: `initials` is a box in which each writes theirs, `checkbox`
    is one to tick.
    """


class Item(Definition):
    """One thing to do, of a checklist."""

    text: Prose
    """What is to be done, in Markdown."""
    id: Name | None = None
    """Keeps its tick when the words change; made from the words where it is not given."""
    due: When | None = None
    """By when, as `match + 14 days`; it is shown as a day where the cohort fixes it."""
    required: YesNo = False
    """Whether it must be done; it is marked so."""
    audience: Many[Ref] = Key(default=(), alias="for")
    """The ids of the roles that do it; without any, everyone."""

    @model_validator(mode="after")
    def _has_one_box(self) -> Self:
        if BOX.match(self.text.source):
            raise wrong("an item begins with `[ ]`, and it is a box already", "leave `[ ]` out", at="text")
        return self


class Section(Definition):
    """A part of a form: text, then what the program says, then clauses, then items, then fields."""

    title: Phrase | None = None
    """The heading of the section."""
    idea: Ideas = ()
    """Which of the ten ideas of mentoring the section carries, 1 to 10; the page of ideas shows it."""
    text: Prose | None = None
    """What stands below the heading, in Markdown."""
    shows: Many[Shown] = ()
    """Keys of the program whose words stand here, so that nothing is written twice."""
    clauses: Many[Annotated[Clause, or_key("text")]] = ()
    """What the parties agree to, point by point; a text alone is a clause."""
    items: Many[Annotated[Item, or_key("text")]] = ()
    """What is to be done, point by point; a text alone is an item."""
    fields: Annotated[dict[str, Annotated[Field, Discriminator("type")]], BeforeValidator(_typed)] = Key(
        default_factory=dict
    )
    """What is filled in, each by an id that is unique in the form; saved answers are found by it."""


class Party(Definition):
    """How many of a role take part in an agreement."""

    min: Whole = 1
    """How many of the role there are at least; each has its own place to sign."""
    max: Whole = 1
    """How many of the role there can be at most."""


class FormFile(Definition):
    """The keys of every form's file."""

    title: Line
    """What the form is called, on its page, in lists and on paper."""
    description: Line = ""
    """One sentence about it, for lists of forms and for search engines."""
    keywords: Annotated[Many[Line], Translated.OWN] = ()
    """Words that readers may look for and that don't stand in it, as `privacy`; the search finds it by them."""
    language: Annotated[Language | None, Translated.OWN] = None
    """Its language as a code, as `es`, where it is not the handbook's."""
    draft: Annotated[YesNo, Translated.OWN] = False
    """Whether it is a draft: no command publishes it, and `mentorsite serve` shows it, marked."""
    version: Annotated[Line | None, Translated.SAME] = None
    """Its version, printed on it; people whose answers are of another version are told so."""
    effective: Day | None = None
    """The day from which it counts, printed on it."""
    introduction: Opening | None = None
    """What stands before its first section, in Markdown."""
    audience: Many[Ref] = Key(default=(), alias="for")
    """The ids of the roles that it is for; it is on their pages."""
    cohort: Ref | None = None
    """The id of the cohort that it is for, where it is for one alone: its days are that cohort's."""
    due: When | None = None
    """By when it is filled in, as `match + 7 days`; it is shown on the form and in calendars."""
    idea: Ideas = ()
    """Which of the ten ideas of mentoring the form carries, 1 to 10; the page of ideas shows it."""
    waived: Waived = Key(default_factory=dict)
    """Advice that does not apply to this form, by its code, each with the reason."""
    sections: dict[str, Section] = Key(default_factory=dict)
    """The parts of the form, each by an id of its own."""
    order: Number | None = None
    """Its place among its neighbours in lists and the menu; smaller comes first."""
    aliases: Many[OldAddress] = ()
    """Old addresses that lead to it, as `old/page/`."""

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Any:
        seen: dict[str, str] = {}
        for section_id, section in self.sections.items():
            for field_id in section.fields:
                if field_id in seen:
                    raise PydanticCustomError(
                        "duplicate-field",
                        "{expected}",
                        {
                            "expected": f"the field `{field_id}` is already in the section `{seen[field_id]}`",
                            "hint": "give each field of a form an id of its own",
                            "at": ("sections", section_id, "fields", field_id),
                        },
                    )
                seen[field_id] = section_id
        return self


def _binding(value: object) -> bool | None:
    """Whether something binds; None where that is not said."""
    if isinstance(value, str) and value.strip().lower() == UNSAID:
        return None
    try:
        return yes_or_no(value)
    except PydanticCustomError as error:
        raise wrong(
            f"`{text_of(value)[:80]}` is neither yes, no nor {UNSAID}", "write true, false or unsaid"
        ) from error


UNSAID = "unsaid"
Binding = Annotated[bool | None, PlainValidator(_binding), Schema({"enum": [True, False, UNSAID]})]


class AgreementFile(FormFile):
    """The keys of content/agreements/<id>.yml."""

    binding: Binding = False
    """Whether it binds legally; where it does not, it says so in words.

    `unsaid` says nothing of it, for what adults sign for others: a parent's permission does bind.
    """
    minors: YesNo | None = None
    """Whether people under 18 sign it, or take part in what it says, so that a guardian signs, too.

    Without it they do where the program is for them and a mentee or a peer signs or is a party.
    """
    parties: Annotated[dict[Written, Party], BeforeValidator(by_ids), Also((LIST_OF_IDS,))] = Key(default_factory=dict)
    """Who takes part, by role, and how many of each: `{mentor: {max: 3}, mentee: {}}`."""
    signatures: Many[Ref] = ()
    """The ids of the roles that sign it, in this order."""
    sign_by: When | None = None
    """By when it is signed, as `match + 14 days`; it is shown on the form and in calendars."""
    amendments: Annotated[Whole, Key(ge=0, le=50)] = 0
    """How many rows it has for later changes."""


class ChecklistFile(FormFile):
    """The keys of content/checklists/<id>.yml."""

    items: Many[Annotated[Item, or_key("text")]] = ()
    """What is to be done, point by point; a text alone is an item."""


class WorksheetFile(FormFile):
    """The keys of content/worksheets/<id>.yml."""

    kind: Literal["worksheet", "evaluation", "agenda", "log"] = "worksheet"
    """What sort of worksheet it is, as lists and its page call it."""
    paired_with: Ref | None = None
    """The id of the worksheet that asks the same in the other voice; the two can be read side by side."""


@dataclass(frozen=True, slots=True)
class Form:
    """An agreement, a checklist or a worksheet."""

    id: str
    folder: Folder
    kind: Kind
    source: str
    language: str
    title: str
    description: str
    keywords: tuple[str, ...]
    order: float | None
    aliases: tuple[str, ...]
    version: str | None
    effective: date | None
    introduction: Document | None
    audience: tuple[Reference, ...]
    cohort: Reference | None
    due: Moment | None
    idea: tuple[int, ...]
    waived: Mapping[str, str]
    sections: Mapping[str, Section]
    binding: bool | None = None
    minors: bool | None = None
    parties: Mapping[str, Party] = field(default_factory=dict)
    signatures: tuple[Reference, ...] = ()
    sign_by: Moment | None = None
    amendments: int = 0
    paired_with: Reference | None = None
    translates: str = ""
    """The source of the form that it is a translation of, if it is one."""
    named_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words of the items of the form that it translates, by section: items without an id are named by them."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the keys of its file stand that a check may speak of."""

    def place_of(self, *keys: str) -> Place:
        """Where the first of the keys that was written stands, else where the form begins."""
        return next((self.places[key] for key in keys if key in self.places), Place(self.source))


def form(typed: FormFile, *, id: str, source: str, language: str, order: float | None) -> Form:
    """The form that a file means."""
    shared: dict[str, Any] = {
        "id": id,
        "source": source,
        "language": typed.language or language,
        "order": typed.order if typed.order is not None else order,
        "places": {name: typed.place_of(name) for name in ("title", "description", "sections", "signatures")},
        **{name: getattr(typed, name) for name in SHARED},
    }
    match typed:
        case AgreementFile():
            own = {name: getattr(typed, name) for name in AGREEMENT}
            return Form(folder="agreements", kind="agreement", **shared, **own)
        case ChecklistFile():
            sections = {"items": Section(items=typed.items), **typed.sections} if typed.items else typed.sections
            return Form(folder="checklists", kind="checklist", **{**shared, "sections": sections})
        case WorksheetFile():
            return Form(folder="worksheets", kind=typed.kind, paired_with=typed.paired_with, **shared)
        case _:
            raise TypeError(typed)


def translation_of(original: Form, form: Form) -> Form:
    """A form as a translation: its items are called as those of the original, whatever their words."""
    named_by = {}
    for key, section in original.sections.items():
        if section.items:
            named_by[key] = tuple(item.text.source for item in section.items)
    return replace(form, translates=original.source, named_by=named_by)


SHARED = (
    "title", "description", "keywords", "aliases", "version", "effective", "introduction", "audience", "cohort", "due",
    "idea", "waived", "sections",
)  # fmt: skip
AGREEMENT = ("binding", "minors", "parties", "signatures", "sign_by", "amendments")


def roles_named(form: Form) -> Iterator[Reference]:
    """Every role that a form names, with the place where it does."""
    yield from form.audience
    yield from form.signatures
    yield from (Reference(party, origin(party).place) for party in form.parties)
    for section in form.sections.values():
        for item in section.items:
            yield from item.audience
        yield from (each.filled_by for each in section.fields.values() if each.filled_by)


def meant_for(form: Form, role: str) -> bool:
    """Whether a role needs a form: it is for it, or signed by it; one that says neither is for everyone."""
    said = {reference.id for reference in (*form.audience, *form.signatures)}
    return not said or role in said
