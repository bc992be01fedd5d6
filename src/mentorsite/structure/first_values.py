"""What the fields of a form hold at first."""

from datetime import date, time

from pydantic_core import PydanticCustomError

from mentorsite.model.choice_fields import YesNoField
from mentorsite.model.field_types import CheckboxField, DateField, Field, LongTextField, TimeField
from mentorsite.structure.variables import Scope, Unknown, filled, look_up, value_at


def first_value(field: Field, scope: Scope, language: str) -> str:
    """What a field holds at first: its default, or the variable that fills it; nothing where that can't stand there.

    It is one line, but for a field that has several.
    """
    said = first_text(field, scope, language)
    if not isinstance(field, LongTextField):
        said = " ".join(line.strip() for line in said.splitlines() if line.strip())
    if not said:
        return ""
    try:
        return field.fit(said)
    except PydanticCustomError:
        return ""


def first_text(field: Field, scope: Scope, language: str) -> str:
    """The text that would stand in a field at first, whether or not it can."""
    if not field.prefill:
        return filled(field.default or "", scope, language)
    # Days, hours and ticks go into fields as a browser has them, not in words of a language.
    raw = value_at(field.prefill.id, scope.names)
    match field, raw:
        case DateField(), date():
            return raw.isoformat()
        case TimeField(), time():
            return f"{raw:%H:%M}"
        case YesNoField() | CheckboxField(), bool():
            if raw:
                return "yes"
            return "no"
    found = look_up(field.prefill.id, scope, language)
    if isinstance(found, Unknown):
        return ""
    return found
