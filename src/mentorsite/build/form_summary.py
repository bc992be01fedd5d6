"""What other pages tell of a form: its title, its days, and what the ideas and the checklists need. Not its text.

So an edit of an agreement's words makes the agreement anew, and leaves alone what only leads to it.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from mentorsite.errors import Place
from mentorsite.markdown.document import Document
from mentorsite.markdown.origin import Origin
from mentorsite.model.form import Form
from mentorsite.model.section import Section
from mentorsite.structure.coverage import is_signed


def form_summary(form: Form) -> object:
    """All of a form but what only its own page, its files and the page of its pair show."""
    own: dict[str, object] = {"introduction": None, "sections": {}}
    sections = [(key, _section(section)) for key, section in form.sections.items()]
    return [_said(form.model_copy(update=own)), is_signed(form), sections]


def _section(section: Section) -> object:
    return _said(section.model_copy(update={"text": None, "clauses": (), "fields": {}}))


def _said(value: object) -> object:
    """A value as plain lists, without the places where its parts were written."""
    match value:
        case Place() | Origin():
            return None
        case Document():
            return value.source
        case Mapping():
            return [(str(key), _said(each)) for key, each in value.items()]
        case tuple():
            return [_said(each) for each in value]
        case BaseModel():
            return [_said(getattr(value, name)) for name in type(value).model_fields]
        case _ if is_dataclass(value):
            return [type(value).__name__, *(_said(getattr(value, each.name)) for each in fields(value))]
        case _:
            return repr(value)
