"""Translations that are not built as their source is: what people fill in must fit both."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.model.cohort import Cohort
from mentorsite.model.form import Form, Section, TableField
from mentorsite.model.program import Program
from mentorsite.model.site import Site

T = TypeVar("T")
MAPPINGS = ("roles", "contacts", "cohorts", "phases", "check_ins")
"""The keys of a program whose ids a translation keeps."""


def different_ids(site: Site) -> Iterator[Problem]:
    """Forms and programs of another language whose ids are not those of the source."""
    default = site.settings.default_language
    forms = {each.form.source: each.form for each in site.forms}.values()
    for source, form in _translated(forms, lambda form: (form.folder, form.id), lambda form: form.language, default):
        yield from _form(source, form)
    entries = _translated(site.programs, lambda entry: (entry.id,), lambda entry: entry.language, default)
    for entry, other in entries:
        yield from _program(entry.program, entry.source, other.program)


def _translated(
    all_: Iterable[T], name: Callable[[T], tuple[str, ...]], language: Callable[[T], str], default: str
) -> Iterator[tuple[T, T]]:
    """Each source with each of its translations."""
    found = list(all_)
    sources = {name(each): each for each in found if language(each) == default}
    for each in found:
        if language(each) != default and name(each) in sources:
            yield sources[name(each)], each


def _form(source: Form, form: Form) -> Iterator[Problem]:
    yield from _differing("sections", source.source, source.sections, form.sections, form.place_of("sections"))
    for key, section in form.sections.items():
        if key in source.sections:
            yield from _section(key, source.source, source.sections[key], section)
    signing = [each.id for each in form.signatures]
    signatures = [each.id for each in source.signatures]
    yield from _differing("signatures", source.source, signatures, signing, form.place_of("signatures"))


def _section(key: str, source: str, before: Section, section: Section) -> Iterator[Problem]:
    place = section.place_of("fields", "items")
    yield from _differing(f"fields of `{key}`", source, before.fields, section.fields, place)
    for name, field in section.fields.items():
        other = before.fields.get(name)
        if isinstance(field, TableField) and isinstance(other, TableField):
            where = field.place_of("columns")
            yield from _differing(f"columns of `{name}`", source, other.columns, field.columns, where)
    ids, source_ids = _item_ids(section), _item_ids(before)
    if len(section.items) != len(before.items):
        message = f"`{key}` has {len(section.items)} items here and {len(before.items)} in `{source}`"
        yield problem("translation", section.place_of("items"), message, "give both the same items, in the same order")
    else:
        yield from _differing(f"items of `{key}`", source, source_ids, ids, section.place_of("items"))


def _item_ids(section: Section) -> list[str]:
    return [item.id for item in section.items if item.id]


def _program(program: Program, source: str, other: Program) -> Iterator[Problem]:
    for key in MAPPINGS:
        before: Mapping[str, object] = getattr(program, key)
        yield from _differing(key, source, before, getattr(other, key), other.place_of(key))
    for name, cohort in other.cohorts.items():
        if name in program.cohorts:
            yield from _dates(name, source, program.cohorts[name], cohort)


def _dates(name: str, source: str, before: Cohort, cohort: Cohort) -> Iterator[Problem]:
    yield from _differing(f"dates of `{name}`", source, before.dates, cohort.dates, cohort.place_of("dates"))


def _differing(what: str, source: str, before: Iterable[str], here: Iterable[str], place: Place) -> Iterator[Problem]:
    """One problem for all ids of a kind that only one of the two has."""
    known, ids = list(before), list(here)
    missing = [each for each in known if each not in ids]
    strange = [each for each in ids if each not in known]
    if not missing and not strange:
        return
    parts = [f"missing here: {_list(missing)}" if missing else "", f"only here: {_list(strange)}" if strange else ""]
    message = f"the {what} are not those of `{source}`; {'; '.join(part for part in parts if part)}"
    near = next((hint for each in strange if (hint := did_you_mean(each, missing))), "")
    yield problem("translation", place, message, near or "keep the ids, and translate what they stand for")


def _list(ids: list[str]) -> str:
    return ", ".join(f"`{each}`" for each in ids)
