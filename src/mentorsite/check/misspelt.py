"""Ids of a program that nothing names, and that are near to one that several places name: one mistake, at the id."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mentorsite.check.references import named_ids
from mentorsite.check.same_mistake import about_id
from mentorsite.check.used_names import used
from mentorsite.check.variables import IDS
from mentorsite.errors import Problem, nearest, problem
from mentorsite.model.placed_text import origin
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site

SEVERAL = 2
"""Where as many places name what is not there, it is not they that are wrong."""


def misspelt_ids(site: Site, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The causes of problems that name an id which is not there."""
    places = Counter(each.about for each in problems if each.about)
    if not any(number >= SEVERAL for number in places.values()):
        return  # as in most handbooks: their names need not be looked through
    named = {*named_ids(site), *_in_variables(site)}
    for entry in site.programs:
        for what, ids in _ids(entry.program).items():
            unnamed = [id for id in ids if (what, id) not in named]
            named_so = sorted(id for kind, id in named if kind == what)
            yield from _misspelt(entry, what, unnamed, named_so, places)


def _ids(program: Program) -> Mapping[str, Iterable[str]]:
    return {
        "role": program.roles, "contact": program.contacts, "check-in": program.check_ins, "phase": program.phases,
    }  # fmt: skip


def _in_variables(site: Site) -> Iterator[tuple[str, str]]:
    for use in used(site):
        first, *rest = use.name.split(".")
        if first in IDS and rest:
            yield IDS[first], rest[0]


def _misspelt(
    entry: ProgramEntry, what: str, unnamed: list[str], named: list[str], places: Mapping[str, int]
) -> Iterator[Problem]:
    for id in named:
        about = about_id(what, id, entry.source)
        if places.get(about, 0) < SEVERAL:
            continue
        near = nearest(id, unnamed)
        for key in unnamed:
            if key != near:  # the key itself knows its place, and `near` is a text alone
                continue
            message = f"nothing names the {what} `{near}`, and several places name `{id}`, which is not there"
            hint = f"write `{id}` here, or `{near}` in all those places"
            yield problem("unknown-reference", origin(key).place, message, hint, about=about, root=True)
