"""A translation of a definition, laid over its source: the texts are its own, everything else is the source's.

Both are values as YAML gives them, so that what comes out is understood as any definition is, each value with the place
where it was written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.loader.yaml_text import Loc, YamlText
from mentorsite.model.base import Definition, settled, words_of
from mentorsite.model.translated import ById, Keys, Listed, OneOf, Own, Same, Shape, Text, shapes

LEAVE_OUT = "take it out: what is no text is said once, in the source"
IN_ORDER = "give both the same ones, in the same order"
LONGEST_SAID = 60
"""How much of a value a message has, in characters."""
ID = "id"
"""The key by which items of a list are found, where all of a translation have it."""


def laid_over(model: type[Definition], source: YamlText, translation: YamlText) -> tuple[YamlText, tuple[Problem, ...]]:
    """A definition in the words of its translation, and a problem for all that the translation says besides."""
    if source.value is None or not isinstance(translation.value, dict | None):
        return translation, ()
    over = _Over(source, translation)
    value = over.lay(Keys(model, None), source.value, translation.value, (), ())
    problems = (*source.problems, *translation.problems)
    return YamlText(value, translation.path, over.places, over.keys, problems), tuple(over.problems)


class _Over:
    """Lays one translation over its source.

    `at` is where a value stands in the source, and in what comes out; `here` is where it stands in the translation.
    """

    def __init__(self, source: YamlText, translation: YamlText) -> None:
        self.source, self.translation = source, translation
        self.places, self.keys = dict(source.places), dict(source.keys)
        self.problems: list[Problem] = []

    def lay(self, shape: Shape, source: Any, other: Any, at: Loc, here: Loc) -> Any:
        """What comes out where the translation says something, or nothing."""
        if other is None:  # a key without a value says nothing: what is not translated stays the source's
            if isinstance(shape, Own):
                return None
            return source
        match shape:
            case Text() | Own():
                return self.put(other, at, here)
            case Same():
                self.same(shape, source, other, at, here)
                return source
            case Keys() | OneOf():
                return self.mapping(shape, source, other, at, here)
            case ById():
                return self.by_id(shape, source, other, at, here)
            case Listed():
                return self.listed(shape, source, other, at, here)

    def put(self, other: Any, at: Loc, here: Loc) -> Any:
        """A value of the translation, with its place."""
        self.places[at], self.keys[at] = self.translation.place(here), self.translation.key(here)
        return other

    def same(self, shape: Same, source: Any, other: Any, at: Loc, here: Loc) -> None:
        """Tells where the translation says something else than the source of what is said once."""
        # `yes` and `true` may mean the same: where the two are not written alike, it is worked out what they mean.
        if _bare(source) != _bare(other) and _meant(shape, source) != _meant(shape, other):
            if isinstance(source, str):
                said = f" `{_short(source)}`"
            else:
                said = " something else"
            self.tell(here, f"`{_name(here)}` is{said} in {self.where(at)}", LEAVE_OUT)

    def mapping(self, shape: Keys | OneOf, source: Any, other: Any, at: Loc, here: Loc) -> Any:
        if isinstance(shape, Keys) and shape.alone:
            source, other = shape.alone.expanded(source), shape.alone.expanded(other)
        if not isinstance(other, dict):
            return self.put(other, at, here)
        model = model_of(shape, source)
        if not isinstance(source, dict) or model is None:
            if other:
                return self.nothing_there(source, here)
            return source
        known, words, laid = shapes(model), words_of(model), {}
        # `Open` in one file and `open` in the other is the same word of a closed list.
        for key, value in other.items():
            if key not in known:
                laid[key] = value  # what reads the whole says that there is no such key
                continue
            each, field = known[key]
            said = settled(value, words.get(key))
            if key in source or isinstance(each, Text | Own):
                ours = settled(source.get(key), words.get(key))
                laid[key] = self.lay(each, ours, said, (*at, key), (*here, key))
            elif said is not None:
                self.added(each, field, said, (*here, key))
        kept = {key: value for key, value in source.items() if key in laid or not _is_own(known, key)}
        return _with(kept, laid)

    def added(self, shape: Shape, field: FieldInfo, value: Any, here: Loc) -> None:
        """Tells of what the source leaves out, unless it is what holds without it."""
        default = field.get_default(call_default_factory=True)
        if isinstance(shape, Same) and _meant(shape, value) == (True, default):
            return
        self.nothing_there(None, here)

    def nothing_there(self, source: Any, here: Loc) -> Any:
        self.tell(here, f"`{_name(here)}` is said here, and not in {self.source.path}", LEAVE_OUT)
        return source

    def by_id(self, shape: ById, source: Any, other: Any, at: Loc, here: Loc) -> Any:
        source = with_ids(shape, source)
        if isinstance(source, dict) and other == list(source):
            return source  # a list of ids says nothing of them
        if source is None and other:
            return self.nothing_there(source, here)
        if not isinstance(source, dict):
            return source
        if isinstance(other, list) and shape.before:
            return self.by_place(shape, source, other, at, here)
        if not isinstance(other, dict):
            return self.put(other, at, here)
        laid = {}
        for key, value in other.items():
            if key in source:
                laid[key] = self.lay(shape.each, source[key], value, (*at, key), (*here, key))
            else:
                there = ", ".join(map(str, source))
                hint = did_you_mean(key, source) or f"there is: {there}"
                message = f"`{_name(here)}` has no `{key}` in {self.where(at)}"
                self.problems.append(problem("translation", self.translation.key((*here, key)), message, hint))
        return _with(source, laid)

    def by_place(self, shape: ById, source: dict[Any, Any], other: list[Any], at: Loc, here: Loc) -> dict[Any, Any]:
        """A list over values by id, which may be written as a list."""
        if not self.as_many(source, other, at, here):
            return source
        laid = {}
        for index, (key, value) in enumerate(source.items()):
            laid[key] = self.lay(shape.each, value, other[index], (*at, key), (*here, index))
        return laid

    def listed(self, shape: Listed, source: Any, other: Any, at: Loc, here: Loc) -> Any:
        if not shape.alone and not (isinstance(source, list) and isinstance(other, list)):
            if source != other:
                self.tell(here, f"`{_name(here)}` is `{_short(source)}` in {self.where(at)}", LEAVE_OUT)
            return source
        ours, theirs = many(source), many(other)
        # By id, a translation may have fewer items, in another order; else only their order says which is which.
        found = places_by_id(ours, theirs)
        if found is None and not self.as_many(ours, theirs, at, here):
            return source
        made = []
        for index, each in enumerate(ours):
            if found is not None:
                place = found.get(each[ID])
            else:
                place = index
            if place is None:
                made.append(each)
                continue
            if isinstance(other, list):
                where = (*here, place)
            else:
                where = here
            made.append(self.lay(shape.each, each, theirs[place], (*at, index), where))
        if found:
            self.strange(ours, theirs, at, here)
        return made

    def strange(self, ours: list[Any], theirs: list[Any], at: Loc, here: Loc) -> None:
        """Tells of the items that the source doesn't have."""
        known = [each[ID] for each in ours]
        for index, each in enumerate(theirs):
            if each[ID] not in known:
                message = f"there is no item `{each[ID]}` in {self.where(at)}"
                hint = did_you_mean(each[ID], known) or f"there is: {', '.join(known)}"
                place = self.translation.place((*here, index, ID))
                self.problems.append(problem("translation", place, message, hint))

    def as_many(self, source: Any, other: Any, at: Loc, here: Loc) -> bool:
        """Whether the translation has as many of something as the source."""
        if len(source) == len(other):
            return True
        message = f"`{_name(here)}` has {len(other)} here and {len(source)} in {self.where(at)}"
        self.problems.append(problem("translation", self.translation.key(here), message, IN_ORDER))
        return False

    def tell(self, here: Loc, message: str, hint: str) -> None:
        self.problems.append(problem("translation", self.translation.key(here), message, hint))

    def where(self, at: Loc) -> str:
        """The file and line of the source where something stands, or would stand."""
        place: Place = self.source.key(at)
        return f"{place.path}, line {place.line}"


def _with(source: dict[Any, Any], laid: dict[Any, Any]) -> dict[Any, Any]:
    """The source's mapping with other values, in its order; their keys know where the translation has them."""
    # Keys are equal by their text, and a mapping keeps the one that it had: so the source's is taken out for the other.
    written = {key: key for key in laid}
    ours = {written.get(key, key): laid.get(key, value) for key, value in source.items()}
    return {**ours, **laid}


def model_of(shape: Keys | OneOf, source: Any) -> type[Definition] | None:
    """The model whose keys a mapping has; None where the source doesn't say which."""
    if isinstance(shape, Keys):
        return shape.model
    if isinstance(source, dict):
        return shape.models.get(str(source.get(shape.key)))
    return None


def _is_own(known: Mapping[str, tuple[Shape, FieldInfo]], key: str) -> bool:
    return key in known and isinstance(known[key][0], Own)


def with_ids(shape: ById, source: Any) -> Any:
    """Values by id, where they are written in another way, too; as they are where that gives none."""
    if source is None or not shape.before:
        return source
    try:
        return shape.before(source)
    except PydanticCustomError:
        return source


def many(value: Any) -> list[Any]:
    """The items of a list; what stands alone is its only one."""
    if value is None:
        return []
    if isinstance(value, list):
        return value
    return [value]


def places_by_id(ours: list[Any], theirs: list[Any]) -> dict[str, int] | None:
    """Where the translation has each item, by id; None where some of either have none."""
    if not theirs or not all(_has_id(each) for each in (*ours, *theirs)):
        return None
    return {each[ID]: index for index, each in enumerate(theirs)}


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get(ID), str)


def _meant(shape: Same, value: Any) -> tuple[bool, Any]:
    """What a value means, wherever it stands; the value itself where it means nothing."""
    bare = _bare(value)
    try:
        return True, TypeAdapter(shape.kind).validate_python(bare)
    except ValidationError:
        return False, bare


def _bare(value: Any) -> Any:
    """A value without its places."""
    match value:
        case dict():
            return {str(key): _bare(each) for key, each in value.items()}
        case list():
            return [_bare(each) for each in value]
        case str():
            return str(value)
        case _:
            return value


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    if len(text) <= LONGEST_SAID:
        return text
    return f"{text[:LONGEST_SAID]}…"


def _name(here: Loc) -> str:
    """The keys of a spot as people say them, with the number of an item: `items 2 due`."""
    return ".".join(_steps(here)) or "the file"


def _steps(here: Loc) -> Iterator[str]:
    for step in here:
        if isinstance(step, int):
            yield str(step + 1)
        else:
            yield str(step)
