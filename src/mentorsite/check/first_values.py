"""What variables would put into fields that can't hold it."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from mentorsite.errors import Problem, problem
from mentorsite.model.field_types import Field
from mentorsite.model.placed_text import Unfilled
from mentorsite.model.site import Site
from mentorsite.structure.current_cohort import cohort_named
from mentorsite.structure.first_values import first_text
from mentorsite.structure.variables import Scope, scopes


def unfit_first_values(site: Site) -> Iterator[Problem]:
    """Fields whose `prefill` or `default` names what is no value of them, as a name in a field for a day."""
    scope_of = scopes(site)
    for entry in site.forms:
        scope = scope_of(entry.program, cohort_named(entry.form), entry.form.language)
        for section in entry.form.sections.values():
            for each in section.fields.values():
                yield from _unfit(each, scope, entry.form.language)


def _unfit(field: Field, scope: Scope, language: str) -> Iterator[Problem]:
    text = first_text(field, scope, language)
    if not text or "{{" in text:
        return
    try:
        field.fit(text)
    except PydanticCustomError as error:
        said = error.context or {}
        message = f"a field of the type `{field.type}` can't begin with this: {said['expected']}"
        if field.prefill:
            yield problem("wrong-value", field.prefill.place, message, "take `prefill` out, or name another variable")
        elif isinstance(field.default, Unfilled):
            yield problem("wrong-value", field.default.origin.place, message, str(said["hint"]))
