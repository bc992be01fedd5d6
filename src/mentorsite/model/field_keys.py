"""The keys that every field of a form has."""

from typing import Annotated, Self

from pydantic import PlainValidator, model_validator
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from mentorsite.markdown.grammar import VARIABLE
from mentorsite.model.base import Definition
from mentorsite.model.condition import When
from mentorsite.model.keys import Line, Phrase, Ref, Translated, YesNo
from mentorsite.model.placed_text import Reference
from mentorsite.model.text_values import reference, text_of, wrong


def _variable(value: object) -> Reference:
    """The name of a variable, without its braces."""
    text = text_of(value).strip()
    named = VARIABLE.fullmatch(text)
    if named:
        raise wrong("`prefill` takes the name of a variable alone", f"write `prefill: {named[2]}`")
    return reference(value)


EACH = "each"
"""What `filled_by` says in place of a role where each who takes part has a place of their own."""


class FieldKeys(Definition):
    """What every field has."""

    label: Phrase
    """The question or the words beside the field."""
    help: Phrase | None = None
    """One line of help that stands with it."""
    required: YesNo = False
    """Whether it has to be filled in; it is marked so."""
    filled_by: Ref | None = None
    """The id of the role that fills it in; its name stands with the field.

    `each` asks each who takes part, those of the form's `parties`, else who signs, else whom it is for: everyone has a
    place of their own.
    """
    when: When | None = None
    """It is asked where another field has this answer, as `{how_often: other}`, or one of a list of them.

    That field is a choice, multi-choice, yes-no, scale or checkbox; `other` is something else than its options.
    """
    show_next_time: YesNo = False
    """Whether its answer stands above the next copy of a form that repeats, as what was agreed last time."""
    default: Annotated[Line | None, Translated.SAME] = None
    """What stands in it until someone changes it."""
    prefill: Annotated[Reference, PlainValidator(_variable), Schema({"type": "string"})] | None = None
    """A variable whose value stands in it at first, as `program.name`."""

    @model_validator(mode="after")
    def _default_fits(self) -> Self:
        if self.default is None or "{{" in self.default:  # what a variable says is looked at once it is filled in
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
