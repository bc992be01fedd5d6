"""What all definitions share: the base class, and the types of their keys."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar, cast, get_args, get_origin
from urllib.parse import unquote, urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic import WithJsonSchema as Schema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from mentorsite.errors import CODES, Place, did_you_mean, nearest, problem
from mentorsite.markdown import parser
from mentorsite.markdown.contact_links import ADDRESS
from mentorsite.markdown.document import Document
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import BELOW_SECTION, BELOW_TITLE
from mentorsite.markdown.sanitize import safe_link
from mentorsite.markdown.web_links import no_web_link
from mentorsite.model.urls import RESERVED, unsafe_name, whole_address


class Translated(Enum):
    """What a translation of a definition says of a key: see `model.translated`."""

    TEXT = "in its own language"
    SAME = "the same, or nothing"
    OWN = "what is true of it alone"


ODD = "\u00a0\u202f\u3000\u200b\ufeff\uff1a\u201c\u201d\u201e\u2018\u2019\u2013\u2014\u2212\u2022"
"""Spaces, quotes and dashes that are letters to YAML."""
EMPTY = "write one, or take the key out"
ONE_TEXT = "write one text; put it between quotes if it has `: ` in it"


class Scalar(str):
    """A text as it was written in YAML, and where it stands."""

    __slots__ = ("is_bare", "origin")
    origin: Origin
    is_bare: bool
    """Set for a key inside `{ }` without a `:` behind it."""


class Unfilled(str):
    """A plain text with variables in it, and where it stands."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Self:
        """The text, as it stands there."""
        made = super().__new__(cls, text)
        made.origin = origin
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, Origin]]:
        """What it is made of again in another process."""
        return type(self), (str(self), self.origin)


class Definition(BaseModel):
    """A frozen mapping with known keys."""

    model_config = ConfigDict(
        frozen=True,
        arbitrary_types_allowed=True,
        json_schema_extra={"additionalProperties": False},
        defer_build=True,  # most commands understand few kinds of definition anew
    )
    unknown_key_code: ClassVar[str] = "unknown-key"
    called_elsewhere: ClassVar[Mapping[str, str]] = {}
    """Keys of ours by those that others have for the same."""
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _knows_where_its_keys_stand(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        made = handler(value)
        if isinstance(value, dict):
            made._places |= {str(key): key.origin.place for key in value if isinstance(key, Scalar)}
        return made

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they stand."""
        return type(self) is type(other) and all(
            getattr(self, name) == getattr(other, name) for name in type(self).model_fields
        )

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in type(self).model_fields))

    @classmethod
    def of(cls, **values: Any) -> Self:
        """A definition of values that are right as they are, for defaults: Pydantic builds nothing for it."""
        return cast("Self", cls.model_construct(None, **values))

    def place_of(self, *keys: str) -> Place:
        """Where the first of the keys that was written stands, else where the definition begins."""
        written = [self._places[key] for key in keys if key in self._places]
        return next(iter([*written, *self._places.values()]), Place(""))

    @model_validator(mode="before")
    @classmethod
    def _names_unknown_keys(cls, value: Any, info: ValidationInfo) -> Any:
        """Adds a problem for each key that the model does not have to the list that is the context.

        A key with nothing behind it says nothing, and nothing where keys are expected is no keys.
        """
        value = {} if value is None else value
        if isinstance(value, dict) and isinstance(info.context, list):
            known = {field.alias or name for name, field in cls.model_fields.items()}
            info.context.extend(
                problem(cls.unknown_key_code, key.origin.place, f"unknown key `{key}`", cls.instead(key, value, known))
                for key in value
                if key not in known and isinstance(key, Scalar)
            )
        if not isinstance(value, dict):
            return value
        words = words_of(cls)
        return {key: settled(each, words.get(key)) for key, each in value.items() if each is not None}

    @classmethod
    def instead(cls, key: Scalar, value: Mapping[str, Any], known: set[str]) -> str:
        """What to write in place of a key that is not known."""
        if key in cls.called_elsewhere:
            return f"`{cls.called_elsewhere[key]}` is for that here; or take it out"
        return _instead(key, value[key], known)


@cache
def words_of(model: type[Definition]) -> Mapping[str, Mapping[str, str]]:
    """The closed list of words that each key of a model takes, where it takes one."""
    found = {(field.alias or name): _words(field.annotation) for name, field in model.model_fields.items()}
    return {key: _by_bare_word(words) for key, words in found.items() if words}


def _by_bare_word(words: Iterable[str]) -> dict[str, str]:
    return {_bare(word): word for word in words}


def _words(annotation: Any) -> tuple[str, ...]:
    """The words of a `Literal`, which may stand alone, in a list, or as the values of a mapping."""
    inside = get_args(annotation)
    if get_origin(annotation) is Literal:
        return tuple(each for each in inside if isinstance(each, str))
    return tuple(word for each in inside for word in _words(each))


def _bare(word: str) -> str:
    """A word without what people write in several ways: capitals, hyphens, underscores, spaces."""
    return re.sub(r"[\s_-]+", "", word).casefold()


def settled(value: Any, words: Mapping[str, str] | None) -> Any:
    """A value with each word as the closed list has it: `Open` is `open`."""
    if words is None:
        return value
    match value:
        case str():
            return words.get(_bare(value), value)
        case list():
            return [settled(each, words) for each in value]
        case dict():
            return {key: settled(each, words) for key, each in value.items()}
        case _:
            return value


QUOTE_TEXT = "if it is a text with `: ` in it, put it between quotes"


def _instead(key: Scalar, value: Any, known: set[str]) -> str:
    odd = next((each for each in key if each in ODD), "")
    if odd:
        return f"`{odd}` (U+{ord(odd):04X}) is a letter like others here: delete it, or write the plain sign"
    if value is None and getattr(key, "is_bare", False):
        return "a comma inside `{ }` ends a value: put the whole value between quotes"
    near = near_key(key, known)
    if near:
        return f"did you mean `{near}`?"
    if " " in key:
        return QUOTE_TEXT
    some = f"known here: {', '.join(sorted(known))}"
    return f"{some}; {QUOTE_TEXT}" if key[:1].isupper() else some


def near_key(key: str, known: Iterable[str]) -> str:
    """The key that was meant by one that is not known, if one is near; `due date` means `due`."""
    names = set(known)
    if " " not in key:
        return nearest(key, names)
    first, *rest = key.split()
    if first in names and len(rest) == 1 and key.islower():
        return first
    return nearest("_".join(key.split()), names, SURELY)


SURELY = 0.8
"""How near a key has to be of which a space makes a text likelier."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of something that is defined elsewhere, and where it is named."""

    id: str
    place: Place


def wrong(expected: str, hint: str = "", *, at: str = "") -> PydanticCustomError:
    """The error for a value that is not what its key takes; `at` names the key below it that is to blame."""
    context = {"expected": expected, "hint": hint}
    return PydanticCustomError("wrong-value", "{expected}", {**context, "at": (at,)} if at else context)


def origin(value: object) -> Origin:
    """Where a value was written; values that were not read from a file have no place."""
    return value.origin if isinstance(value, Scalar) else Origin(Place(""))


def text_of(value: object) -> str:
    """The value, when it is a text that is not empty."""
    if not isinstance(value, str):
        raise wrong("expected a text", ONE_TEXT)
    if not value.strip():
        raise wrong("expected a text, and it is empty", EMPTY)
    return value


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


def _as_it_is(value: object) -> str:
    """A text that other places go by, and so one in which nothing is filled in."""
    text = text_of(value).strip()
    if "{{" in text:
        raise wrong("a variable can't stand here", "write the word itself that it stands for")
    return text


def reference(value: object) -> Reference:
    """An id, with its place."""
    return Reference(_as_it_is(value), origin(value).place)


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that a handbook can speak of: calendar programs, time zones and people know what is between them."""


def day_of_text(value: object) -> date:
    """A day that was written as 2027-02-01."""
    text = text_of(value).strip()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        known = with_iso_days(text[:80])
        hint = f"write `{known}`" if known != text else "write year-month-day, as 2027-02-01"
        raise wrong(f"`{text[:80]}` is not a date", hint)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise wrong(f"`{text}` is not a day of the calendar", "write year-month-day, as 2027-02-01") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        hint = "mend the year, or leave the day out where it is not known"
        raise wrong(f"`{text}` is not in the years {FIRST_DAY.year} to {LAST_DAY.year}", hint)
    return day


def with_iso_days(text: str) -> str:
    """A text with its days as they are to be written, where points say that the day stands first: `26.12.2026`."""
    return re.sub(r"\b(0?[1-9]|[12]\d|3[01])\.\s?(0?[1-9]|1[0-2])\.\s?(\d{4})\b", _iso_day, text)


def _iso_day(found: re.Match[str]) -> str:
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def time_of_text(value: object) -> time:
    """An hour that was written as 18:00."""
    text = text_of(value).strip()
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text)
    if not found:
        raise wrong(f"`{text}` is not a time of day", 'write hours and minutes, as "18:00"')
    return time(int(found[1]), int(found[2]))


def yes_or_no(value: object) -> bool:
    """Yes or no, as it was written."""
    text = text_of(value).strip().lower()
    if text in ("true", "yes", "on"):
        return True
    if text in ("false", "no", "off"):
        return False
    raise wrong(f"`{text}` is neither yes nor no", "write true or false")


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
        raise no_number(text, "a whole number")
    return int(text)


def _number(value: object) -> float:
    text = text_of(value).strip()
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text):
        raise no_number(text, "a number", "write it in digits, as 2 or 1.5")
    return float(text) if "." in text else int(text)


def _old_address(value: object) -> str:
    """A path below the site's root, decoded: each name in it one that can be published, none that leads up."""
    text = _as_it_is(value)
    path = unquote(text).strip("/")
    names = path.split("/") if path else []
    if any(not name or name.startswith(".") for name in names) or "#" in path or unsafe_name(path):
        raise wrong(f"`{text[:80]}` is not an address in this handbook", "write its path alone, as old/page/")
    return path


def _list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


LONGEST_MATCHED = 2_048
"""How long a text may be that a pattern matches whole: a web address can be, all others are shorter. Matching a longer
one could take time by its length squared."""


def by_ids(value: object) -> object:
    """A mapping; a list of ids is one in which nothing is said of them: `[mentor, mentee]`."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return {each: {} for each in value}
    return value


def matching(pattern: str, expected: str, hint: str = "") -> Callable[[object], str]:
    """A validator for a text that a pattern matches whole."""

    def check(value: object) -> str:
        text = _as_it_is(value)
        if len(text) > LONGEST_MATCHED or not re.fullmatch(pattern, text):
            raise wrong(f"`{text[:80]}` is not {expected}", hint)
        return text

    return check


def _language(value: object) -> str:
    """The code of a language; its first part in small letters, as `EN` means."""
    code = matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language", "write its code, as en or pt-BR")(value)
    first, hyphen, rest = code.partition("-")
    return f"{first.lower()}{hyphen}{rest}"


def _id(value: object) -> str:
    text = matching(r"[\w-]{1,60}", "an id", "use letters, digits and hyphens, as `spring-2027`")(value)
    if RESERVED.match(text):
        raise wrong(f"`{text}` is a name that Windows keeps for itself", f"write another, as `{text}-1`")
    return value if isinstance(value, Scalar) and value == text else text


def _web_address(value: object) -> str:
    hint = "write it whole, with https://"
    meant = whole_address(text_of(value).strip())
    if meant.startswith("http"):
        hint = f"write it whole, as `{meant[:80]}`"
    text = matching(r"https?://[^\s/<>\"]+[^\s<>\"]*", "a web address", hint)(value)
    try:
        urlsplit(text)
    except ValueError as error:
        raise wrong(f"`{text[:80]}` is not a web address", hint) from error
    if not safe_link(text):
        fault, hint = no_web_link(text)
        raise wrong(f"`{text[:80]}` {fault}", hint[:200])
    return text


_STRING: dict[str, Any] = {"type": "string"}


class _OneOrMany:
    """Tells editors that one item may stand for a list of it."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


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

Name = Annotated[str, PlainValidator(_as_it_is), Schema(_STRING), Translated.SAME]
"""A plain text that other places go by, without variables."""
Language = Annotated[str, PlainValidator(_language), Schema(_STRING), Translated.SAME]
"""The code of a language."""
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    WrapValidator(_line_with_variables),
    Translated.TEXT,
]
"""A plain text of one line, which may hold variables."""
Many = Annotated[tuple[T, ...], BeforeValidator(_list), _OneOrMany()]
"""A list; one item may stand alone."""
Prose = Annotated[Document, PlainValidator(_blocks), Schema(_STRING), Translated.TEXT]
"""Markdown with paragraphs and lists."""
Opening = Annotated[Document, PlainValidator(_opening), Schema(_STRING), Translated.TEXT]
"""Markdown with blocks that stands right below a page's title."""
Phrase = Annotated[Document, PlainValidator(_line), Schema(_STRING), Translated.TEXT]
"""Markdown of one line: emphasis, links, code, variables."""
Ref = Annotated[Reference, PlainValidator(reference), Schema(_STRING)]
Id = Annotated[
    str,
    PlainValidator(_id),
    Schema({"type": "string"}),
]
"""The key of something that other places name, and that may stand in an address; it keeps its place: see `origin`."""
Day = Annotated[date, PlainValidator(day_of_text), Schema({"type": "string", "format": "date"})]
Clock = Annotated[time, PlainValidator(time_of_text), Schema({"type": "string", "pattern": r"^\d?\d:\d\d$"})]
YesNo = Annotated[bool, PlainValidator(yes_or_no), Schema({"type": "boolean"})]
Number = Annotated[float, PlainValidator(_number), Schema({"type": "number"})]
Whole = Annotated[int, PlainValidator(whole_of_text), Schema({"type": "integer"})]
Email = Annotated[
    str,
    PlainValidator(matching(ADDRESS, "one email address", "write the address alone, as name@example.org")),
    Schema({"type": "string", "format": "email"}),
    Translated.SAME,
]
WebAddress = Annotated[
    str,
    PlainValidator(_web_address),
    Schema({"type": "string", "format": "uri"}),
    Translated.SAME,
]
"""An address that starts with https:// or http://."""
OldAddress = Annotated[str, PlainValidator(_old_address), Schema({"type": "string"}), Translated.OWN]
"""Where something stood before, below the site's root: `old/page/`."""


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
        return {self.key: value} if isinstance(value, str) else value


def within(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of one type that a value is made of, in the order of its keys; what Markdown is made of is not."""
    match value:
        case kind():
            yield value
        case Document():
            return
        case _:
            for part in _parts(value):
                yield from within(part, kind)


def _parts(value: object) -> Iterator[object]:
    """The values that a value is made of."""
    match value:
        case BaseModel():
            yield from (getattr(value, name) for name in type(value).model_fields)
        case Mapping():
            yield from value.values()
        case tuple():
            yield from value
        case _ if is_dataclass(value):
            yield from (getattr(value, each.name) for each in fields(value))


def _waivable(value: object) -> object:
    known = [code for code, each in CODES.items() if each.waivable]
    for code in value if isinstance(value, dict) else ():
        if code not in known:
            raise wrong(f"`{code}` is not advice that can be waived", did_you_mean(code, known) or ", ".join(known))
    return value


def _as_written(value: object) -> str:
    return value if isinstance(value, str) else text_of(value)


Written = Annotated[str, PlainValidator(_as_written), Schema({"type": "string"})]
"""A key that keeps its place: see `origin`."""
Waived = Annotated[dict[Written, Line], BeforeValidator(_waivable)]
"""The reason, by the code of the advice that does not apply."""
IDEAS = 10
Ideas = Many[Annotated[Whole, Field(ge=1, le=IDEAS)]]
"""Which of the ten ideas of mentoring something carries."""
