"""Years in the words of an agreement that none of its cohorts is in: left over from an earlier run."""

import re
from collections.abc import Iterable, Iterator

from mentorsite.errors import Place
from mentorsite.markdown.document import Document
from mentorsite.markdown.tree import words
from mentorsite.model.cohort import Cohort
from mentorsite.model.field_types import Field
from mentorsite.model.form import Form
from mentorsite.model.nested_values import within
from mentorsite.model.program import Program

YEAR = re.compile(r"(?<![\w£$€])(?:19|20)\d\d(?!\w| ?[€£$%]| [A-Z]{3}\b)")
"""A year, and no price or count."""
ADDRESS = re.compile(r"\b\w++://\S+|www\.\S+")
"""A web address; a word is read once, from its first letter."""
RUNNING = ("planning", "open", "running")


def stale_years(form: Form, programs: Iterable[Program]) -> Iterator[tuple[Place, str]]:
    """Each year that a form names and no cohort of today is in, with its place; none where no cohort has a day."""
    current = set()
    for program in programs:
        for cohort in _current(program):
            for year in _years(cohort):
                current.add(year)
    if not current:
        return
    for place, text in _texts(form):
        for year in dict.fromkeys(YEAR.findall(text)):
            if int(year) not in current:
                yield place, year


def _current(program: Program) -> list[Cohort]:
    """The cohorts that are not over; the last one where all are."""
    cohorts = list(program.cohorts.values())
    return [each for each in cohorts if each.status in RUNNING] or cohorts[-1:]


def _years(cohort: Cohort) -> range:
    """The years from a cohort's first day to its last."""
    events = [day for event in cohort.dates.values() for day in (event.date, event.end)]
    days = [day for day in (cohort.start, cohort.end, *events) if day]
    if days:
        return range(min(days).year, max(days).year + 1)
    return range(0)


def _texts(form: Form) -> Iterator[tuple[Place, str]]:
    """What a form says, without code and web addresses: its words and what stands in its fields at first."""
    yield form.place_of("title"), form.title
    yield form.place_of("description"), form.description
    for document in within((form.introduction, form.sections), Document):
        yield document.place, _prose(document)
    for section in form.sections.values():
        for field in section.fields.values():
            yield from _values(field)


def _values(field: Field) -> Iterator[tuple[Place, str]]:
    """What a field has besides words of Markdown: what stands in it at first, and its options."""
    yield field.place_of("default"), field.default or ""
    options = getattr(field, "options", None) or {}  # only fields to choose in have some
    yield field.place_of("options"), "\n".join(options.values())


def _prose(document: Document) -> str:
    said = " ".join(words(document.tree, lambda _value: "", but=("code",)))
    return ADDRESS.sub(" ", said)
