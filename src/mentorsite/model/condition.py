"""Under which answer to another field something is asked."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator
from pydantic import WithJsonSchema as Schema

from mentorsite.model.keys import Translated
from mentorsite.model.text_values import text_of, wrong

EXAMPLE = "write `when: {how_often: other}`, with the id of the field and of its answer"


@dataclass(frozen=True, slots=True)
class Condition:
    """A field and the answers to it, as they are typed: one of them has to be given."""

    field: str
    answers: tuple[str, ...]


def _condition(value: object) -> Condition:
    if not isinstance(value, dict) or len(value) != 1:
        raise wrong("`when` names one field and the answer to it", EXAMPLE)
    ((field, said),) = value.items()
    if not isinstance(said, list):
        said = [said]
    answers = tuple(_answer(each) for each in said)
    if not answers:
        raise wrong("`when` names no answer", EXAMPLE)
    return Condition(str(field), answers)


def _answer(value: object) -> str:
    if isinstance(value, bool):  # before whole numbers, which Python counts it among
        if value:
            return "yes"
        return "no"
    if isinstance(value, int):
        return str(value)
    return text_of(value).strip()


_ONE: list[dict[str, Any]] = [{"type": "string"}, {"type": "boolean"}, {"type": "integer"}]
_ANSWERS = {"anyOf": [*_ONE, {"type": "array", "items": {"anyOf": _ONE}, "minItems": 1}]}
When = Annotated[
    Condition,
    PlainValidator(_condition),
    Schema({"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _ANSWERS}),
    Translated.SAME,
]
"""The field and the answers, as `{how_often: other}` or `{how_often: [weekly, other]}`."""
