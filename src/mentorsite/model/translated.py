"""What a translation of a definition can say, read off the models: which of its keys are texts.

A text is what has the type `Line`, `Phrase` or `Prose`, or is marked `Translated.TEXT`. Everything else is said once,
in the definition that is translated: ids, types, dates, order, who signs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator, Discriminator
from pydantic.fields import FieldInfo

from mentorsite.model.base import Definition
from mentorsite.model.keys import Translated, Typed, or_key
from mentorsite.model.moment import Moment, Period, Span
from mentorsite.model.placed_text import Reference

NEVER_TEXT = (bool, int, float, date, time, Reference, Moment, Period, Span)
"""What words of no language are made of."""


class UndecidedError(TypeError):
    """The models don't say whether a key is translated."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text: the translation has its own."""


@dataclass(frozen=True, slots=True)
class Same:
    """Something that is said once; a translation may say the same. `kind` is the type of it."""

    kind: Any


@dataclass(frozen=True, slots=True)
class Own:
    """Something that is true of the translation alone."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with the keys of a model; a text alone stands for the one under `alone`."""

    model: type[Definition]
    alone: or_key | None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A mapping with the keys of one of several models, which the value of `key` tells."""

    key: str
    models: Mapping[str, type[Definition]]


@dataclass(frozen=True, slots=True)
class ById:
    """Values by id; `before` gives what else may be written as such a mapping, as a list of labels."""

    each: "Shape"
    before: Callable[..., Any] | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; what stands alone is its only item, or, where `alone` is not set, something that is said once."""

    each: "Shape"
    alone: bool


Shape = Text | Same | Own | Keys | OneOf | ById | Listed


@cache
def shapes(model: type[Definition]) -> Mapping[str, tuple[Shape, FieldInfo]]:
    """The shape of each key of a model, as it is written in YAML."""
    fields = model.model_fields.items()
    found = {}
    for name, field in fields:
        shape = _shape(f"{model.__name__}.{name}", field.annotation, tuple(field.metadata))
        found[field.alias or name] = (shape, field)
    return found


def innermost(shape: Shape) -> Shape:
    """The shape of what lists and mappings by id hold."""
    while isinstance(shape, ById | Listed):
        shape = shape.each
    return shape


def models_of(shape: Shape) -> tuple[type[Definition], ...]:
    """The models whose keys a shape has."""
    match shape:
        case Keys(model=model):
            return (model,)
        case OneOf(models=models):
            return tuple(models.values())
        case _:
            return ()


def _shape(name: str, kind: Any, marks: tuple[Any, ...]) -> Shape:
    """The shape of a type; `marks` are what stands with it in `Annotated`. Marks outside go before those inside."""
    said = [mark for mark in marks if isinstance(mark, Translated)]
    if said:  # those from further outside come last
        return _leaf(said[-1], kind, marks)
    typed = next((mark.kind for mark in marks if isinstance(mark, Typed)), None)
    if typed:
        return Listed(_shape(name, get_args(typed)[0], ()), alone=False)
    match get_origin(kind):
        case origin if origin is Annotated:
            inner, *more = get_args(kind)
            return _shape(name, inner, (*more, *marks))
        case origin if origin in (Union, UnionType):
            return _union(name, kind, marks)
        case origin if origin is tuple:
            return _listed(name, kind, marks)
        case origin if origin is dict:
            return ById(_shape(name, get_args(kind)[1], ()), _before(marks))
        case origin if origin is Literal:
            return _same(kind, marks)
    if isinstance(kind, type) and issubclass(kind, Definition):
        return Keys(kind, next((mark for mark in marks if isinstance(mark, or_key)), None))
    if kind in NEVER_TEXT:
        return _same(kind, marks)
    raise UndecidedError(f"{name}: mark its type with Translated.TEXT or Translated.SAME")


def _same(kind: Any, marks: tuple[Any, ...]) -> Same:
    """What is said once, with the marks by which it is validated."""
    if marks:  # `Annotated` takes no type alone
        return Same(Annotated[(kind, *marks)])
    return Same(kind)


def _leaf(said: Translated, kind: Any, marks: tuple[Any, ...]) -> Shape:
    match said:
        case Translated.TEXT:
            return Text()
        case Translated.SAME:
            return Same(Annotated[(kind, *marks)])
        case Translated.OWN:
            return Own()


def _union(name: str, kind: Any, marks: tuple[Any, ...]) -> Shape:
    kinds = []
    for each in get_args(kind):
        if each is not NoneType:
            kinds.append(each)
    for mark in marks:
        if isinstance(mark, Discriminator):
            return _one_of(str(mark.discriminator), kinds)
    if len(kinds) == 1:
        return _shape(name, kinds[0], marks)
    raise UndecidedError(f"{name}: a key that takes several types")


def _one_of(key: str, kinds: Iterable[type[Definition]]) -> OneOf:
    """Models by the word that each takes for a key."""
    models = {}
    for each in kinds:
        word = get_args(each.model_fields[key].annotation)[0]
        models[word] = each
    return OneOf(key, models)


def _listed(name: str, kind: Any, marks: tuple[Any, ...]) -> Shape:
    each = _shape(name, get_args(kind)[0], ())
    if isinstance(each, Same):  # the whole list is said once then
        return _same(kind, marks)
    if isinstance(each, Own):
        return each
    return Listed(each, alone=_before(marks) is not None)


def _before(marks: tuple[Any, ...]) -> Callable[..., Any] | None:
    """What is done with a value before it is understood."""
    return next((mark.func for mark in marks if isinstance(mark, BeforeValidator)), None)
