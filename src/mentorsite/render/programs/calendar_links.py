"""Where a page leads to a calendar: a file to download, and a link that a calendar program subscribes to."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import calendar_path
from mentorsite.render.context import RenderContext
from mentorsite.structure.timetable import for_role, timetable


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """A calendar as pages show it. `subscribe` is None where the site has no web address, `role` where it is of all."""

    name: str
    role: str | None
    download: str
    subscribe: str | None


def calendar_links(context: RenderContext, entry: ProgramEntry, cohort: str, role: str | None) -> CalendarLinks | None:
    """The links to the calendar of a cohort, or of one of its roles; None where nothing has a day yet."""
    found = timetable(context.site, entry, entry.program.cohorts[cohort])
    if role is None:
        mine = found
    else:
        mine = for_role(found, role)
    if not any(each.days for each in mine):
        return None
    path = calendar_path(entry.files_address, cohort, role)
    name = entry.program.cohorts[cohort].label
    label = None
    if role:
        label = entry.program.roles[role].label
        name = context.words["calendar_of_role"].format(name, label)
    return CalendarLinks(
        name=name,
        role=label,
        download=context.url(path),
        subscribe=_subscribed(context.site.settings.canonical(path)),
    )


def _subscribed(url: str | None) -> str | None:
    if url:  # a device opens its calendar program for `webcal:`, and a file for `https:`
        return urlsplit(url)._replace(scheme="webcal").geturl()
    return None
