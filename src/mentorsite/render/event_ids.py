"""The ids by which calendar programs know events: the same wherever an event is found, and in no other handbook."""

from hashlib import sha256
from urllib.parse import urlsplit

from mentorsite.markdown.slug import slug
from mentorsite.model.settings import Settings
from mentorsite.model.site import ProgramEntry, Site


def event_id(name: str, id: str, host: str) -> str:
    """The UID of an entry of the timetable; `name` is what `name_of_cohort` says."""
    return f"{name}-{id}@{host}"


def name_of_cohort(site: Site, program: str, cohort: str) -> str:
    """A cohort among all of a handbook: `board-2027` and `spring` are not `board` and `2027-spring`."""
    name = f"{program}-{cohort}"
    alike = set()
    for each in site.programs:
        start = f"{each.id}-"
        if name.startswith(start) and name.removeprefix(start) in each.program.cohorts:
            alike.add(each.id)
    if len(alike) == 1:
        return name
    # hyphens stay everywhere else: whoever subscribes would have each event of another id twice
    return f"{program}/{cohort}"


def host_of(settings: Settings, entry: ProgramEntry | None) -> str:
    """What makes ids differ from those of every other handbook: where this one lives, else all that names it.

    A subscriber has the ids of a handbook that says where it lives: they must never change. A translation has those of
    what it translates, so that nobody has an event twice.
    """
    if settings.url:
        where = urlsplit(settings.url)
        host = f"{where.netloc}{where.path}".rstrip("/")
    else:
        host = _named(settings)
    if entry is None or entry.translates or entry.language == settings.default_language:
        return host
    return f"{host}/{entry.language}"


def _named(settings: Settings) -> str:
    """What a handbook is called that doesn't say where it lives, and a hash of what else tells it from others."""
    organization = settings.organization
    names = [settings.title, settings.repository, settings.description]
    names += [organization.name, organization.url] if organization else []
    return f"{slug(settings.title) or 'handbook'}-{sha256(repr(names).encode()).hexdigest()[:12]}"
