"""Fields in which something is chosen: options, yes or no, a step of a scale."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Protocol

from pydantic import BeforeValidator, PlainValidator, model_validator
from pydantic import Field as Key
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from mentorsite.errors import did_you_mean
from mentorsite.markdown.slug import slug
from mentorsite.model.field_keys import FieldKeys
from mentorsite.model.keys import LIST_OF_TEXTS, Also, Line, Whole, YesNo
from mentorsite.model.text_values import text_of, whole_of_text, wrong, yes_or_no


def no_text(value: object) -> None:
    """Refuses one text where a list of labels belongs."""
    if isinstance(value, str):
        parts = []
        for part in re.split(r"[,;/]", value):
            if part.strip():
                parts.append(part.strip())
        raise wrong("expected a list", f"write `[{', '.join(parts) or 'Yes, No'}]`")


def _options(value: object) -> object:
    """Options by id: a list of labels gets its ids from the labels."""
    no_text(value)
    if not isinstance(value, list):
        return value
    # To YAML, `- Yes: always` is a key and what it says.
    for each in value:
        if isinstance(each, dict) and len(each) == 1:
            ((key, said),) = each.items()
            raise wrong(f"`{key}: {said}` is no text: it has a `: ` in it", f'put it between quotes: `"{key}: {said}"`')
    return by_label(value, "option")


def by_label(labels: list[object], what: str) -> dict[str, object]:
    """Labels by the ids that are made of them."""
    found: dict[str, object] = {}
    for each in labels:
        label = each.get("label", "") if isinstance(each, dict) else each
        if not isinstance(label, str) or not label.strip():
            raise wrong(f"one {what} has no label", f"write {what}s as `id: label`")
        id = slug(label)
        if not id:
            raise wrong(f"`{label[:80]}` has no letter or digit for an id", f"write {what}s as `id: label`")
        if id in found:
            hint = f"take one of them away; if both are meant, write {what}s as `id: label`"
            raise wrong(f"two {what}s are the same: `{label[:80]}`", hint)
        found[id] = each
    return found


Options = Annotated[dict[str, Line], BeforeValidator(_options), Key(min_length=1), Also((LIST_OF_TEXTS,))]


def _option(text: str, options: Mapping[str, str]) -> str:
    """The id of the option that a text names, by its id or its label."""
    if text in options:
        return text
    labels = {label.casefold(): id for id, label in options.items()}
    found = labels.get(text.casefold())
    if found is None:
        near = did_you_mean(text, options)
        raise wrong(f"`{text[:80]}` is none of the options", near or f"write one of: {', '.join(options)}")
    return found


class ChoiceField(FieldKeys):
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


class MultiChoiceField(FieldKeys):
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


class YesNoField(FieldKeys):
    """Yes or no."""

    type: Literal["yes-no"]
    """What is filled in here; it decides what else the field can say."""

    def fit(self, text: str) -> str:
        """Yes or no."""
        if yes_or_no(text):
            return "yes"
        return "no"


def _step(value: object) -> int:
    """The number of a step, as a key."""
    try:
        return whole_of_text(value)
    except PydanticCustomError as error:
        hint = "write the number first: `1: low`"
        raise wrong(f"`{text_of(value)[:80]}` is not the number of a step", hint) from error


def _labels(value: object) -> object:
    """Words by their steps: a list says of none which one it is for."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        steps = range(1, len(value) + 1)
        if len(value) == 2:  # the lowest and the highest, as a scale has them that says nothing else
            steps = range(1, 6, 4)
        parts = [f"{step}: {label}" for step, label in zip(steps, value, strict=True)]
        hint = f"write `{{{', '.join(parts)}}}`, with the number of each step"
        raise wrong("expected the number of a step before each", hint)
    return value


Labels = Annotated[
    dict[Annotated[int, PlainValidator(_step), Schema({"type": "integer"})], Line], BeforeValidator(_labels)
]


class Scale(Protocol):
    """Steps from one whole number to another, some of them with words."""

    @property
    def min(self) -> int:
        """The number of the lowest step."""

    @property
    def max(self) -> int:
        """The number of the highest step."""

    @property
    def labels(self) -> Mapping[int, str]:
        """Words for some of the steps."""


def no_scale(scale: Scale) -> PydanticCustomError | None:
    """What is wrong with the steps of a scale, if anything is."""
    if not 1 <= scale.max - scale.min <= 10:
        return wrong("a scale has 2 to 11 steps", "let `max` be 1 to 10 more than `min`")
    for step in scale.labels:
        if not scale.min <= step <= scale.max:
            message = f"`labels` has words for {step}, and the scale goes from {scale.min} to {scale.max}"
            return wrong(message, "mend the number, or `min` and `max`", at="labels")
    return None


class ScaleField(FieldKeys):
    """A step on a scale of whole numbers."""

    type: Literal["scale"]
    """What is filled in here; it decides what else the field can say."""
    min: Whole = 1
    """The number of the lowest step."""
    max: Whole = 5
    """The number of the highest step, 1 to 10 more than the lowest."""
    labels: Labels = Key(default_factory=dict)
    """Words for some of the steps, by number: `{1: never, 5: always}`."""

    @model_validator(mode="after")
    def _has_steps(self) -> "ScaleField":
        if fault := no_scale(self):
            raise fault
        return self

    def fit(self, text: str) -> str:
        """The number of a step."""
        step = whole_of_text(text)
        if not self.min <= step <= self.max:
            raise wrong(f"`{text}` is no step from {self.min} to {self.max}", "write the number of a step")
        return str(step)
