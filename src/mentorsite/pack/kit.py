"""What many pairs have alike: the forms of a program in a language, for a day of the match, which are drawn once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from mentorsite.build.cache import Cache
from mentorsite.build.downloads import in_order
from mentorsite.build.prepare import Build
from mentorsite.model.cohort import Cohort
from mentorsite.model.form import meant_for
from mentorsite.model.formats import ENDINGS, DownloadFormat
from mentorsite.model.output import DownloadOutput
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.pack.columns import DaysOfCohort, Question, RoleOfPair, Wanted
from mentorsite.pack.pair import Pair
from mentorsite.render.download_jobs import form_job
from mentorsite.render.forms.docx import DrawnDocx
from mentorsite.render.forms.downloads import Download
from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.sheet import Input, inputs
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.cohort_days import announced_match
from mentorsite.structure.current_cohort import no_cohort
from mentorsite.structure.guardians import guardian_of, needs_guardian
from mentorsite.structure.of_pair import site_of_pair

FOLDERS = ("agreements", "checklists", "worksheets")
FIRST = "agreements"
"""The forms that a pair needs first."""
FORMATS: tuple[DownloadFormat, ...] = ("pdf", "docx")
NOT_OF_PAIRS = ("coordinator", "facilitator", "expert", "sponsor", "alum")
"""The kinds of role that are in no pair: what is for them alone goes to none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pack is made of: a program of a handbook, and one of its cohorts, if it has any."""

    program: str
    cohort: str | None

    def entry(self, site: Site, language: str) -> ProgramEntry:
        """The program as readers of a language have it."""
        found = {each.readers: each for each in site.programs if each.id == self.program}
        return found.get(language) or found[site.settings.default_language]

    def cohort_in(self, program: Program) -> Cohort:
        """The cohort; one in which nothing has a day, where the program has none."""
        if self.cohort:
            return program.cohorts[self.cohort]
        return no_cohort(program)


@dataclass(frozen=True, slots=True)
class Alike:
    """What pairs have in common whose forms are the same but for what is filled in."""

    match: date
    language: str
    people: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form that is drawn: its job, without answers, and the bytes of the file.

    `word` is set for a Word file that pairs have answers in.
    """

    name: str
    job: Job
    data: bytes
    word: DrawnDocx | None = None


@dataclass(frozen=True, slots=True)
class Kit:
    """The forms of pairs that are alike, and the context in which everything for them is written.

    `late` is the day of their match where that came after the others were announced.
    """

    late: date | None
    language: str
    site: Site
    entry: ProgramEntry
    files: tuple[FormFile, ...]


def alike(pair: Pair, roles: Iterable[RoleOfPair]) -> Alike:
    """What decides the forms of a pair, but for its answers."""
    # A form has a place to sign for each: where there is but one for a role, it is the same for all pairs.
    people = tuple((role.id, pair.number_of(role.id)) for role in roles if role.most > 1)
    return Alike(pair.match, pair.language, people)


def forms_of(site: Site, asked: Asked, language: str) -> tuple[FormEntry, ...]:
    """The forms that a program lists, as readers of a language have them, in its order."""
    program = site.program(asked.program, language)
    if program is None:
        return ()
    pair = []
    for id, role in program.roles.items():
        if role.kind not in NOT_OF_PAIRS:
            pair.append(id)
    by_name: dict[tuple[str, str], FormEntry] = {}
    for entry in site.forms_in(language):
        if entry.program == asked.program and _is_for(entry, asked.cohort, pair):
            by_name[entry.form.folder, entry.form.id] = entry
    listed = ((folder, id) for folder in FOLDERS for id in program.forms[folder])
    return tuple(by_name[name] for name in listed if name in by_name)


def _is_for(entry: FormEntry, cohort: str | None, roles: Iterable[str]) -> bool:
    """Whether a form is for a cohort, and for one of some roles at least."""
    form = entry.form
    return (form.cohort is None or form.cohort.id == cohort) and any(meant_for(form, role) for role in roles)


def wanted(build: Build, asked: Asked) -> Wanted:
    """What a spreadsheet of pairs can say: who is in a pair, and what the program's forms ask."""
    site, context = build.site, SiteContext(build.site, build.theme, build.outline)
    language = site.settings.default_language
    entries = forms_of(site, asked, language)
    found: dict[str, Input] = {}
    asked_in: dict[str, tuple[Question, ...]] = {}
    for entry in entries:
        sheet = form_sheet(context, entry)
        for each in inputs(sheet):
            found.setdefault(each.name, each)
            asked_in[each.name] = (*asked_in.get(each.name, ()), Question(sheet.title, each.label))
    program = site.program(asked.program)
    if program:
        roles = tuple(_roles(program, entries))
    else:
        roles = ()
    languages = tuple(site.settings.homes.values())
    return Wanted(roles, found, languages, _days(program, asked.cohort), asked_in)


def _days(program: Program | None, cohort: str | None) -> DaysOfCohort | None:
    if program is None or cohort is None:
        return None
    found = program.cohorts[cohort]
    return DaysOfCohort(cohort, found.start, found.end)


def _roles(program: Program, entries: tuple[FormEntry, ...]) -> Iterable[RoleOfPair]:
    """Who is in a pair: the parties of its agreements, else who signs them, else its mentors, mentees and peers."""
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    for entry in entries:
        for role, party in entry.form.parties.items():
            least[role] = max(least.get(role, 0), party.min)
            most[role] = max(most.get(role, 0), party.min, party.max)
        for each in entry.form.signatures:
            if each.id not in entry.form.parties:
                least.setdefault(each.id, 1)
                most.setdefault(each.id, 1)
        if needs_guardian(entry.form, program):  # whose name not every coordinator knows
            least.setdefault(guardian_of(program), 0)
            most.setdefault(guardian_of(program), 1)
    if not most:
        kinds = {"mentor": 1, "mentee": 1, "peer": 2}  # two peers are a pair
        found = {id: kinds[role.kind] for id, role in program.roles.items() if role.kind in kinds}
        least, most = found, found
    guardian = guardian_of(program)
    return [_role(role, program, least[role], most[role], shares_address=role == guardian) for role in most]


def _role(id: str, program: Program, least: int, most: int, *, shares_address: bool) -> RoleOfPair:
    role = program.roles.get(id)
    if role is None:
        return RoleOfPair(id, least, most, shares_address=shares_address)
    return RoleOfPair(id, least, most, role.max_pairs, role.label, shares_address)


def kits(build: Build, asked: Asked, kinds: Sequence[Alike], cache: Cache, *, workers: int | None = None) -> list[Kit]:
    """The forms of pairs that are alike, for each kind of them, drawn. They hold no name: what is kept of them may be
    anyone's. What several kinds have alike is drawn once.
    """
    plans = [_planned(build, asked, kind) for kind in kinds]
    jobs = [job for plan in plans for job in plan.jobs]
    made = iter(in_order(jobs, cache, workers=workers, few=0))  # in processes, so that those that fill in are forked
    return [plan.drawn(made) for plan in plans]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The forms of pairs that are alike, to be drawn."""

    late: date | None
    language: str
    site: Site
    entry: ProgramEntry
    jobs: tuple[Job, ...]

    def drawn(self, made: Iterator[Download]) -> Kit:
        """The forms with their files, which come in the order of the jobs."""
        files = [FormFile(_place(job.path), job, next(made).data) for job in self.jobs]
        return Kit(self.late, self.language, self.site, self.entry, tuple(files))


def _planned(build: Build, asked: Asked, alike: Alike) -> _Plan:
    site = site_of_pair(build.site, asked.program, asked.cohort, alike.match, dict(alike.people))
    context = SiteContext(site, build.theme, build.outline)
    jobs: list[Job] = []
    for form in forms_of(site, asked, alike.language):
        for format in FORMATS:
            path = f"{form.form.folder}/{form.form.id}{ENDINGS[format]}"
            jobs.append(form_job(context, DownloadOutput(path, form, format)))
    late = _late_match(build.site, asked, alike.match)
    return _Plan(late, alike.language, site, asked.entry(site, alike.language), tuple(jobs))


def _place(path: str) -> str:
    """Where a form stands in a pair's folder: agreements at the top, others by their kind."""
    file = PurePosixPath(path)
    if file.parts[0] == FIRST:
        return file.name
    return path


def day_of_match(site: Site, asked: Asked) -> date | None:
    """The day on which the program announces matches in a cohort, for pairs that say none."""
    program = site.program(asked.program)
    if program is None or asked.cohort is None:
        return None
    return announced_match(program, program.cohorts[asked.cohort])


def _late_match(site: Site, asked: Asked, match: date) -> date | None:
    """The day of a match that came after the others were announced: what was over by then is not the pair's."""
    announced = day_of_match(site, asked)
    if announced and match > announced:
        return match
    return None
