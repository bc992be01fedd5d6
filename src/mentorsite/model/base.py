"""What all definitions share: a frozen mapping with known keys, each of which knows where it stands."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, ClassVar, Literal, Self, cast, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from mentorsite.errors import Place, nearest, problem
from mentorsite.model.look_alikes import COLONS, HYPHENS, INVISIBLE, SPACES, in_plain_letters, look_alike_hint
from mentorsite.model.placed_text import Scalar

ODD = frozenset({*INVISIBLE, *SPACES, *HYPHENS, *COLONS, *"\u201c\u201d\u201e\u2018\u2019\u2022"})
"""Spaces, quotes and dashes that are letters to YAML."""


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
        # The keys of the YAML, which are `Scalar`s, know where they stand: Pydantic keeps the names of fields alone.
        if isinstance(value, dict):
            made._places |= {str(key): key.origin.place for key in value if isinstance(key, Scalar)}
        return made

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they stand."""
        if type(self) is not type(other):
            return False
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in type(self).model_fields))

    @classmethod
    def of(cls, **values: Any) -> Self:
        """A definition of values that are right as they are, for defaults: Pydantic builds nothing for it."""
        return cast("Self", cls.model_construct(None, **values))

    def place_of(self, *keys: str) -> Place:
        """Where the first of the keys that was written stands, else where the definition begins."""
        for key in keys:
            if key in self._places:
                return self._places[key]
        for place in self._places.values():  # in the order of the file
            return place
        return Place("")

    @model_validator(mode="before")
    @classmethod
    def _names_unknown_keys(cls, value: Any, info: ValidationInfo) -> Any:
        """Adds a problem for each key that the model does not have to the list that is the context.

        A key with nothing behind it says nothing, and nothing where keys are expected is no keys.
        """
        if value is None:
            value = {}
        if not isinstance(value, dict):
            return value
        # Added to the context and not raised: Pydantic would stop at the first, and tell of none of the values.
        if isinstance(info.context, list):
            known = {field.alias or name for name, field in cls.model_fields.items()}
            value = cls._with_commas(value, known, info.context)
            for key in value:
                if key not in known and isinstance(key, Scalar):
                    hint = cls.instead(key, value, known)
                    info.context.append(problem(cls.code_of(key), key.origin.place, f"unknown key `{key}`", hint))
        words = words_of(cls)
        return {key: settled(each, words.get(key)) for key, each in value.items() if each is not None}

    @classmethod
    def _with_commas(cls, value: dict[str, Any], known: set[str], problems: list[Any]) -> dict[str, Any]:
        """The value, where each text in `{ }` has back what its commas parted from it: to YAML, those are keys."""
        found: dict[str, Any] = {}
        parted: dict[str, list[Scalar]] = {}
        last = ""
        for key, said in value.items():
            if last and said is None and key not in known and getattr(key, "is_bare", False):
                parted.setdefault(last, []).append(cast(Scalar, key))
                continue
            found[key] = said
            last = key if key in known and isinstance(said, str) else ""
        for key, more in parted.items():
            whole = _joined([found[key], *more])
            hint = f'put the whole value between quotes: `{key}: "{whole}"`'
            if cls._takes_several(key):
                hint = f"write a list: `{key}: [{whole}]`"
                found[key] = [found[key], *more]
            message = f"a comma inside `{{ }}` ends a value, so that `{more[0]}` is read as a key"
            problems.append(problem(cls.unknown_key_code, more[0].origin.place, message, hint[:LONGEST_HINT]))
        return found

    @classmethod
    def _takes_several(cls, key: str) -> bool:
        """Whether a key takes a list, or things by their ids."""
        for name, field in cls.model_fields.items():
            if key == (field.alias or name):
                return get_origin(field.annotation) in (tuple, list, dict)
        return False

    @classmethod
    def code_of(cls, _key: str) -> str:
        """The code of the problem that a key is not known."""
        return cls.unknown_key_code

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
    words: list[str] = []
    for each in inside:
        words += _words(each)
    return tuple(words)


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


def _joined(parts: Iterable[Scalar]) -> str:
    """The parts of a value with the commas that stood between them, and a space where one did."""
    whole, end = "", 0
    for part in parts:
        start = part.origin.place.column
        if whole:
            whole += ", " if start > end + 1 else ","
        whole += part
        end = start + len(part)
    return whole


QUOTE_TEXT = "if it is a text with `: ` in it, put it between quotes"


def _instead(key: Scalar, value: Any, known: set[str]) -> str:
    if in_plain_letters(key) in known:
        return look_alike_hint(key)
    for odd in key:
        if odd in ODD:
            return f"`{odd}` (U+{ord(odd):04X}) is a letter like others here: delete it, or write the plain sign"
    # To YAML, `{label: Goals, and more}` has a key `and more` without a value.
    if value is None and getattr(key, "is_bare", False):
        return "a comma inside `{ }` ends a value: put the whole value between quotes"
    near = near_key(key, known)
    if near:
        return f"did you mean `{near}`?"
    if " " in key:
        return QUOTE_TEXT
    some = f"known here: {', '.join(sorted(known))}"
    if key[:1].isupper():
        return f"{some}; {QUOTE_TEXT}"
    return some


LONGEST_HINT = 200
SHORT = 4
"""Of a word with as many letters or fewer, one letter is much."""


def how_near(word: str) -> float:
    """How near another word has to be to be the one that was meant: further off, others share as many letters."""
    if len(word) > SHORT:
        return 0.7
    return 0.6


def near_key(key: str, known: Iterable[str]) -> str:
    """The key that was meant by one that is not known, if one is near; `due date` means `due`."""
    names = set(known)
    if " " not in key:
        for each in CALLED_ELSEWHERE.get(key.casefold(), ()):
            if each in names:
                return each
        return nearest(key, names, how_near(key))
    first, *rest = key.split()
    if first in names and len(rest) == 1 and key.islower():
        return first
    return nearest("_".join(key.split()), names, SURELY)


CALLED_ELSEWHERE = {
    "title": ("label", "name", "heading"), "name": ("label", "title"), "heading": ("title", "label"),
    "caption": ("label", "title"), "deadline": ("due",), "when": ("date", "at", "due"), "day": ("date", "due"),
    "begin": ("start",), "from": ("start",), "until": ("end",), "finish": ("end",), "role": ("for",), "roles": ("for",),
    "duration": ("minutes",), "length": ("minutes",), "location": ("place",), "venue": ("place",), "url": ("link",),
}  # fmt: skip
"""Keys by what others call them, the likeliest first."""
SURELY = 0.8
"""How near a key has to be of which a space makes a text likelier."""
