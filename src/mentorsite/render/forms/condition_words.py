"""A condition → the sentence that stands before what it is for, and what a page compares."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.model.choice_fields import ChoiceField, MultiChoiceField, ScaleField, YesNoField
from mentorsite.model.condition import Condition
from mentorsite.model.condition_checks import OTHER, answers_meant
from mentorsite.model.field_types import Field
from mentorsite.render.forms.form_context import FormContext
from mentorsite.render.forms.sheet import Input, Only
from mentorsite.theme.dates_and_numbers import either


def only(context: FormContext, condition: Condition | None) -> Only | None:
    """A condition as every writer reads it; none for none."""
    if condition is None:
        return None
    fields: dict[str, Field] = {}
    for section in context.form.sections.values():
        fields |= section.fields
    field = fields[condition.field]
    answers = answers_meant(field, condition)
    return Only(_words(context, field, answers), condition.field, answers)


def not_required(each: Input) -> Input:
    """An input that may be left empty, for there may be no occasion to fill it in."""
    return replace(each, required=False)


def _words(context: FormContext, field: Field, answers: tuple[str, ...]) -> str:
    words = context.words
    label = words["quoted"].format(context.rich(field.label).plain.strip())
    if field.type == "checkbox" and answers[0]:
        return words["when_ticked"].format(label)
    if field.type == "checkbox":
        return words["when_not_ticked"].format(label)
    said = [words["quoted"].format(each) for each in _labels(context, field, answers)]
    return words["when_is"].format(label, either(said, context.form.language))


def _labels(context: FormContext, field: Field, answers: tuple[str, ...]) -> Iterator[str]:
    words = context.words
    for answer in answers:
        match field:
            case ChoiceField() | MultiChoiceField():
                yield field.options.get(answer, words["other_answer"] if answer == OTHER else answer)
            case YesNoField():
                yield words[f"answer_{answer}"]
            case ScaleField():
                yield field.labels.get(int(answer), answer)
            case _:
                yield answer
