"""Whether the conditions of a form lead somewhere: to answers of its fields, and not in a circle."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from pydantic_core import PydanticCustomError

from mentorsite.errors import did_you_mean
from mentorsite.markdown.slug import slug
from mentorsite.model.blanks import fields_in
from mentorsite.model.choice_fields import ChoiceField, MultiChoiceField, ScaleField, YesNoField
from mentorsite.model.condition import Condition
from mentorsite.model.field_keys import EACH
from mentorsite.model.field_types import CheckboxField, Field
from mentorsite.model.section import Section
from mentorsite.model.text_values import wrong

OTHER = "other"
"""The answer to a choice that is something else than its options."""
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition, where it stands, and the fields that are asked under it."""

    condition: Condition
    at: Path
    fields: tuple[str, ...]


def answers_meant(field: Field, condition: Condition) -> tuple[str, ...]:
    """The answers of a condition as they are saved: the ids of options, `yes` and `no`; an empty box is empty."""
    match field:
        case ChoiceField() | MultiChoiceField():
            return tuple(_option(field, each) for each in condition.answers)
        case YesNoField() | ScaleField() | CheckboxField():
            return tuple(field.fit(each) for each in condition.answers)
        case _:
            message = f"`{condition.field}` is of type `{field.type}`, which has no answers to choose from"
            raise wrong(message, "name a field of type choice, multi-choice, yes-no, scale or checkbox")


def check_conditions(sections: Mapping[str, Section]) -> None:
    """Refuses the first condition that can never be met, or that nobody could answer."""
    fields: dict[str, Field] = {}
    for section in sections.values():
        fields |= section.fields
    asked = list(_asked(sections))
    for each in asked:
        _check(each, fields)
    circle = _circle(asked)
    for each in asked:
        for field in each.fields:
            if (field, each.condition.field) in circle:
                message = f"`{field}` and `{each.condition.field}` wait for each other's answers"
                raise wrong(message, "take one `when` out", at=each.at)


def _circle(asked: Iterable[_Asked]) -> frozenset[tuple[str, str]]:
    """The fields of a circle of conditions, each with the one that it waits for; none where there is no circle."""
    needs: dict[str, set[str]] = {}
    for each in asked:
        for field in each.fields:
            needs.setdefault(field, set()).add(each.condition.field)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        # Its second argument is the circle: each field is needed for the one behind it, and the last is the first.
        return frozenset((waiting, needed) for needed, waiting in pairwise(error.args[1]))
    return frozenset()


def _asked(sections: Mapping[str, Section]) -> Iterator[_Asked]:
    for id, section in sections.items():
        here: Path = ("sections", id)
        if section.when:
            yield _Asked(section.when, (*here, "when"), tuple(section.fields))
        for index, clause in enumerate(section.clauses):
            if clause.when:
                yield _Asked(clause.when, (*here, "clauses", index, "when"), fields_in(clause.text))
        for field_id, field in section.fields.items():
            if field.when:
                yield _Asked(field.when, (*here, "fields", field_id, "when"), (field_id,))


def _check(asked: _Asked, fields: Mapping[str, Field]) -> None:
    name = asked.condition.field
    field = fields.get(name)
    if field is None:
        hint = did_you_mean(name, fields) or "write the id of a field of this form"
        raise wrong(f"`when`: no field of the form has the id `{name}`", hint, at=asked.at)
    if name in asked.fields:
        raise wrong(f"`{name}` is asked under a condition on itself", "name another field", at=asked.at)
    if field.filled_by and field.filled_by.id == EACH:
        raise wrong(f"`when`: each answers `{name}` for themselves", "name a field with one answer", at=asked.at)
    try:
        answers_meant(field, asked.condition)
    except PydanticCustomError as error:
        # The same fault, told at the condition.
        said = error.context or {}
        raise wrong(f"`when`: {said['expected']}", str(said["hint"]), at=asked.at) from error


def _option(field: ChoiceField | MultiChoiceField, text: str) -> str:
    """The id of an option, by that or by the label that it is made from."""
    for id in (text, slug(text)):
        if id in field.options or (field.other and id == OTHER):
            return id
    known = list(field.options)
    if field.other:
        known.append(OTHER)
    hint = did_you_mean(text, known) or f"write one of: {', '.join(known)}"
    raise wrong(f"`{text[:80]}` is no answer", hint)
