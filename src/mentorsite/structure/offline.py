"""What a device keeps of a handbook, so that it opens without a network: which pages, and for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto

from mentorsite.model.output import (
    CohortOutput,
    DownloadsPageOutput,
    FormOutput,
    KeptPageOutput,
    Output,
    OwnDatesOutput,
    PageOutput,
    PairOutput,
    ProgramOutput,
    RoleOutput,
    SectionOutput,
)
from mentorsite.model.page import Page
from mentorsite.model.site import Site

WORKER = "sw.js"
"""The script that keeps a handbook: it stands at the top, for it works for what is below it."""
MANIFEST = "manifest.webmanifest"
"""What a browser is told of a handbook that someone puts on their home screen, beside the first page of each language.
"""
INDEX = "index.html"


class Rank(IntEnum):
    """What is kept first: where room is short, the last is left out."""

    HOME = auto()
    PROGRAM = auto()
    DATES = auto()
    ROLE = auto()
    PAGE_OF_ROLE = auto()
    FORM = auto()
    LIST = auto()
    PAIR = auto()
    COHORT = auto()


@dataclass(frozen=True, slots=True, order=True)
class OfflineFile:
    """A file that a device keeps, for readers of one language; `roles` are empty where it is for everyone."""

    rank: Rank
    place: int
    path: str
    language: str
    roles: tuple[str, ...] = ()


def keeps_offline(site: Site) -> bool:
    """Whether mentorsite's own script keeps the handbook: not where `publish` names another one."""
    return site.settings.offline and not publishes_own_worker(site)


def publishes_own_worker(site: Site) -> bool:
    """Whether a file of the content stands where the script that keeps a handbook would."""
    return any(asset.address == WORKER for asset in site.assets)


def offline_files(site: Site, outputs: Iterable[Output]) -> tuple[OfflineFile, ...]:
    """Pages of everyone and of each role, in the order in which they are kept."""
    found: list[OfflineFile] = []
    for place, output in enumerate(outputs):
        for rank, roles in _ranks(site, output):
            readers = _readers(site, output)
            for language in readers:
                found.append(OfflineFile(rank, place, output.path, language, roles))
    return tuple(sorted(found))


def _readers(site: Site, output: Output) -> tuple[str, ...]:
    """The languages of those who need a file: a program that is not translated has its dates in one place."""
    language = site.settings.language_at(output.path)
    if not isinstance(output, OwnDatesOutput):
        return (language,)
    here = output.entry.address
    languages = [language]
    for entry in site.programs:
        if entry.shown_in and entry.files_address == here:
            languages.append(entry.shown_in)
    return tuple(languages)


def _ranks(site: Site, output: Output) -> Iterator[tuple[Rank, tuple[str, ...]]]:
    """The rank of an output and the roles that it is for; nothing for one that is not kept unread."""
    # Not every page: a phone that is asked for a whole handbook deletes other things for it.
    match output:
        case PageOutput(page=page):
            yield from _of_page(site, page)
        case ProgramOutput():
            yield Rank.PROGRAM, ()
        case OwnDatesOutput():
            yield Rank.DATES, ()
        case RoleOutput(role=role):
            yield Rank.ROLE, (role,)
        case FormOutput(other=None):
            yield Rank.FORM, ()
        case SectionOutput() | DownloadsPageOutput() | KeptPageOutput():
            yield Rank.LIST, ()
        case PairOutput():
            yield Rank.PAIR, ()
        case CohortOutput():
            yield Rank.COHORT, ()


def _of_page(site: Site, page: Page) -> Iterator[tuple[Rank, tuple[str, ...]]]:
    """Home is for everyone, and a page for the roles that it names."""
    roles = tuple(each.id for each in page.front.audience)
    if page.address in site.settings.homes:
        yield Rank.HOME, ()
    elif roles:
        yield Rank.PAGE_OF_ROLE, roles


def offline_address(path: str) -> str:
    """What a browser asks for to get a file: the folder of a page."""
    if path == INDEX or path.endswith(f"/{INDEX}"):
        return path.removesuffix(INDEX)
    return path


def top_names(outputs: Iterable[Output]) -> list[str]:
    """What stands at the top: by it a handbook's own is told from another handbook's that lies within it."""
    return sorted({output.path.partition("/")[0] for output in outputs})
