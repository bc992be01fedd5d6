"""Forms that several programs list, and that name what one of these does not have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mentorsite.errors import Problem, problem
from mentorsite.model.form import Form, roles_named
from mentorsite.model.moment import Moment
from mentorsite.model.nested_values import within
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site

Named = tuple[str, str]
"""What is named (in words), and its id."""
FOR_EVERYONE = ("role", "guardian")
"""What forms may name, and no program has to have."""


def forms_unfit_for_a_program(site: Site) -> Iterator[Problem]:
    """Forms that a program lists without having what they name, where another that lists them has it."""
    listing: defaultdict[tuple[str, str], list[ProgramEntry]] = defaultdict(list)
    for entry in site.originals:
        for folder in ("agreements", "checklists", "worksheets"):
            for id in entry.program.forms[folder]:
                listing[folder, id].append(entry)
    for form in {entry.form.source: entry.form for entry in site.forms if not entry.form.translates}.values():
        yield from _unfit(form, listing[form.folder, form.id])


def _unfit(form: Form, programs: list[ProgramEntry]) -> Iterator[Problem]:
    wanted = []
    for named, _ in names_in(form):
        if named != FOR_EVERYONE:
            wanted.append(named)
    held = {entry.id: ids_in(entry.program) for entry in programs}
    for entry in programs:
        missing = []
        for each in dict.fromkeys(wanted):
            if each not in held[entry.id]:
                missing.append(each)
        # What no program has is told at the form: see `references`.
        having = [id for id in held if id != entry.id and held[id] & {*missing}]
        elsewhere = set().union(*(held[id] for id in having))
        lost = [each for each in missing if each in elsewhere]
        if lost:
            yield _at_its_list(form, entry, having[0], lost)


def _at_its_list(form: Form, entry: ProgramEntry, other: str, lost: list[Named]) -> Problem:
    listed = entry.program.forms[form.folder][form.id]
    said = " and ".join(f"the {what} `{id}`" for what, id in lost)
    message = f"`{form.id}` names {said}, which the program `{other}` has and `{entry.id}` does not"
    hint = f"take it out here, or name a copy of {form.source} that is written for `{entry.id}`"
    return problem("unknown-reference", listed.place, message, hint)


def names_in(form: Form) -> Iterator[tuple[Named, Reference]]:
    """What a form names that a program has: roles, phases, check-ins, dates and its cohort."""
    for each in roles_named(form):
        yield (("role", each.id), each)
    for moment in within(form, Moment):
        if moment.anchor in ("phase", "check-in", "date"):
            yield (moment.anchor, moment.id), Reference(moment.id, moment.place)
    if form.cohort:
        yield ("cohort", form.cohort.id), form.cohort


def ids_in(program: Program) -> frozenset[Named]:
    """What forms can name in a program."""
    known: Mapping[str, set[str]] = {
        "role": {*program.roles},
        "phase": {*program.phases},
        "check-in": {*program.check_ins},
        "date": {key for cohort in program.cohorts.values() for key in cohort.dates},
        "cohort": {*program.cohorts},
    }
    return frozenset((what, id) for what, ids in known.items() for id in ids)
