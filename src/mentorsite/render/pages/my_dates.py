"""What a page asks its reader, so that the browser can say what is due for them next."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import own_dates_path, relative
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import MyCohort, MyDates, PageView
from mentorsite.structure.current_cohort import current_cohort, open_cohorts


def with_my_dates(
    view: PageView,
    context: SiteContext,
    address: str,
    program: str | None = None,
    roles: Iterable[str] = (),
    cohort: str | None = None,
) -> PageView:
    """A page that asks its reader who they are: in one program, or in any; `roles` are those that it is for.

    A page of one cohort says what is due in that.
    """
    entries = []
    for each in context.site.programs:
        if each.readers == view.language and program in (None, each.id):
            entries.append(each)
    entries = [*context.site.default_first(entries)]  # of several cohorts that are current the first is chosen
    cohorts: list[MyCohort] = []
    for entry in entries:
        cohorts += _cohorts(context, entry, address, len(entries) > 1)
    if cohort:
        cohorts = [replace(each, current=True) for each in cohorts if each.id == f"{program}/{cohort}"]
    if not cohorts:
        return view
    known: dict[str, str] = {}
    for entry in reversed(entries):  # of two labels of a role, the first program's counts
        known |= {id: role.label for id, role in entry.program.roles.items()}
    meant = [id for id in roles if id in known]
    only = ""
    if len(meant) == 1:  # of a page for several, nobody can tell which its reader is
        only = meant[0]
    asks = any(context.counts_from_match(each) for each in entries)
    return replace(view, my_dates=MyDates(tuple(known.items()), only, tuple(cohorts), asks))


def _cohorts(context: SiteContext, entry: ProgramEntry, address: str, several: bool) -> Iterator[MyCohort]:
    front = current_cohort(entry.program, context.site.today)
    for key in open_cohorts(entry.program):
        yield MyCohort(
            id=f"{entry.id}/{key or ''}",
            label=_label(context, entry, key, several),
            dates=relative(address, own_dates_path(entry.files_address, key)),
            current=key is None or entry.program.cohorts[key] is front,
        )


def _label(context: SiteContext, entry: ProgramEntry, key: str | None, several: bool) -> str:
    program: Program = entry.program
    if key is None:
        return program.name
    label = program.cohorts[key].label
    if several:
        return context.words(entry.language)["calendar_name"].format(program.name, label)
    return label
