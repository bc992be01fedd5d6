"""The types of keys: what may be typed for each, as it is read, and as editors are told of it."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic import WithJsonSchema as Schema
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from mentorsite.errors import CODES, did_you_mean
from mentorsite.markdown import parser
from mentorsite.markdown.contact_links import ADDRESS
from mentorsite.markdown.document import Document, with_blanks
from mentorsite.markdown.parser import BELOW_SECTION, BELOW_TITLE
from mentorsite.model.placed_text import Reference, Scalar, Unfilled, origin
from mentorsite.model.text_values import (
    as_it_is,
    day_of_text,
    id_of_text,
    language_code,
    matching,
    number_of_text,
    old_address,
    reference,
    text_of,
    time_of_text,
    web_address,
    whole_of_text,
    wrong,
    yes_or_no,
)


class Translated(Enum):
    """What a translation of a definition says of a key: see `model.translated`."""

    TEXT = "in its own language"
    SAME = "the same, or nothing"
    OWN = "what is true of it alone"


def _blocks(value: object) -> Document:
    return parser.parse_part(text_of(value), origin(value), BELOW_SECTION)


def _opening(value: object) -> Document:
    return parser.parse_part(text_of(value), origin(value), BELOW_TITLE)


def _line(value: object) -> Document:
    return parser.parse_inline(text_of(value).strip(), origin(value))


def _line_with_variables(value: object, is_text: ValidatorFunctionWrapHandler) -> str:
    text: str = is_text(value)
    if not isinstance(value, Scalar) or "{{" not in text:
        return text
    return Unfilled(text, value.origin)


def _list(value: object) -> object:
    if isinstance(value, list | tuple):
        return value
    return [value]


def by_ids(value: object) -> object:
    """A mapping; a list of ids is one in which nothing is said of them: `[mentor, mentee]`."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return {each: {} for each in value}
    return value


_STRING: dict[str, Any] = {"type": "string"}
_MARKDOWN = {**_STRING, "contentMediaType": "text/markdown"}


class _OneOrMany:
    """Tells editors that one item may stand for a list of it."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


# Types are hashed with their marks. `eq=False` leaves it the hash of any object, as its dicts have none.
@dataclass(frozen=True, slots=True, eq=False)
class Also:
    """Tells editors what else may be written; a validator turns it into the one form."""

    forms: tuple[dict[str, Any], ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [*self.forms, handler(schema)]}


@dataclass(frozen=True, slots=True)
class Typed:
    """What people type for a key as a list, where a validator makes something else of it."""

    kind: Any


LIST_OF_TEXTS: dict[str, Any] = {"type": "array", "items": _STRING, "minItems": 1}
LIST_OF_IDS: dict[str, Any] = {"type": "array", "items": _STRING, "minItems": 1, "uniqueItems": True}
T = TypeVar("T")
Name = Annotated[str, PlainValidator(as_it_is), Schema(_STRING), Translated.SAME]
"""A plain text that other places go by, without variables."""
Language = Annotated[str, PlainValidator(language_code), Schema(_STRING), Translated.SAME]
"""The code of a language."""
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    WrapValidator(_line_with_variables),
    Translated.TEXT,
]
"""A plain text of one line, which may hold variables."""
NameLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    WrapValidator(_line_with_variables),
    Translated.SAME,
]
"""A name or an id, the same in every language, which may hold variables."""
Many = Annotated[tuple[T, ...], BeforeValidator(_list), _OneOrMany()]
"""A list; one item may stand alone."""
Prose = Annotated[Document, PlainValidator(_blocks), Schema(_MARKDOWN), Translated.TEXT]
"""Markdown with paragraphs and lists."""
Sentence = Annotated[Prose, AfterValidator(with_blanks)]
"""The same in a form, where a field of its section may stand among the words, as `{{ field.minutes }}`."""
Opening = Annotated[Document, PlainValidator(_opening), Schema(_MARKDOWN), Translated.TEXT]
"""Markdown with blocks that stands right below a page's title."""
Phrase = Annotated[Document, PlainValidator(_line), Schema(_STRING), Translated.TEXT]
"""Markdown of one line: emphasis, links, code, variables."""
Ref = Annotated[Reference, PlainValidator(reference), Schema(_STRING)]
Id = Annotated[
    str,
    PlainValidator(id_of_text),
    Schema({"type": "string"}),
]
"""The key of something that other places name, and that may stand in an address; it keeps its place: see `origin`."""
Day = Annotated[date, PlainValidator(day_of_text), Schema({"type": "string", "format": "date"})]
Clock = Annotated[time, PlainValidator(time_of_text), Schema({"type": "string", "pattern": r"^\d?\d:\d\d$"})]
YesNo = Annotated[bool, PlainValidator(yes_or_no), Schema({"type": "boolean"})]
Number = Annotated[float, PlainValidator(number_of_text), Schema({"type": "number"})]
Whole = Annotated[int, PlainValidator(whole_of_text), Schema({"type": "integer"})]
Email = Annotated[
    str,
    PlainValidator(matching(ADDRESS, "one email address", "write the address alone, as name@example.org")),
    Schema({"type": "string", "format": "email"}),
    Translated.SAME,
]
WebAddress = Annotated[
    str,
    PlainValidator(web_address),
    Schema({"type": "string", "format": "uri"}),
    Translated.SAME,
]
"""An address that starts with https:// or http://."""
OldAddress = Annotated[str, PlainValidator(old_address), Schema({"type": "string"}), Translated.OWN]
"""Where something stood before, below the site's root: `old/page/`."""


# A class, and no validator alone: editors and translations are told of the key by it.
@dataclass(frozen=True, slots=True)
class or_key:  # noqa: N801 - it is used as a function
    """Lets a text stand for a mapping that has it under one key: `- Bring goals` for `- text: …`."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.expanded, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [_STRING, handler(schema)]}

    def expanded(self, value: object) -> object:
        """A text as the mapping that it stands for."""
        if isinstance(value, str):
            return {self.key: value}
        return value


def _waivable(value: object) -> object:
    if not isinstance(value, dict):
        return value
    known = []
    for code, each in CODES.items():
        if each.waivable:
            known.append(code)
    for code in value:
        if code not in known:
            hint = did_you_mean(code, known) or ", ".join(known)
            raise wrong(f"`{code}` is not advice that can be waived", hint)
    return value


def _as_written(value: object) -> str:
    if isinstance(value, str):
        return value
    return text_of(value)


Written = Annotated[str, PlainValidator(_as_written), Schema({"type": "string"})]
"""A key that keeps its place: see `origin`."""
Waived = Annotated[dict[Written, Line], BeforeValidator(_waivable)]
"""The reason, by the code of the advice that does not apply."""
IDEAS = 10
Ideas = Many[Annotated[Whole, Field(ge=1, le=IDEAS)]]
"""Which of the ten ideas of mentoring something carries."""
