"""Advice about mentoring: what good programs say and this one does not. A definition may waive it, with a reason."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mentorsite.check.stale_years import stale_years
from mentorsite.errors import CODES, Place, Problem, problem
from mentorsite.model.form import Form
from mentorsite.model.page import Page
from mentorsite.model.placed_text import origin
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.coverage import NAMES, guidelines, is_signed
from mentorsite.structure.current_cohort import beginning_alike, cohorts_of_today, current_cohort

HELPERS = ("coordinator", "facilitator")
"""The kinds of role that help when it stalls."""
ENOUGH = 2
"""As many check-ins at a moment of their own make a rhythm, too."""
OF_AGREEMENTS = ("no-signature", "stale-year")
"""The advice that an agreement may be given, and a program may waive."""
PageOf = Callable[[int, str], Page | None]
Advice = Iterator[tuple[str, Place, str, str]]
"""A code, a place, what is missing, and what to write."""


@dataclass(frozen=True, slots=True)
class _Advised:
    """A definition, the advice for it, and its waivers; `above` are those of the programs that list a form."""

    source: str
    advice: tuple[Problem, ...]
    waived: Mapping[str, str]
    above: tuple[ProgramEntry, ...] = ()


def mentoring(site: Site, today: date | None) -> Iterator[Problem]:
    """The advice that no definition waives, and the waivers of advice that would not be given.

    What is only true on a day is not said without one.
    """
    page_of = guidelines(site)
    forms = [_advised_form(page_of, form, above) for form, above in _agreements(site)]
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms:
        for entry in form.above:
            codes[entry.source] |= {each.code for each in form.advice}
    programs = [_advised_program(page_of, entry, today) for entry in site.originals]
    # What may be waived though it isn't given here: `upcoming` gives the first; others are given on a day alone, or
    # of what couldn't be read.
    unknown = {"no-day-yet"}
    if not today:
        unknown |= {"cohort-over", "cohort-begun", "several-cohorts"}
    if site.unread("agreements") or site.unread("programs"):
        unknown |= set(OF_AGREEMENTS)
    for each in (*forms, *programs):
        above = {code for entry in each.above for code in entry.program.waived}
        for advice in each.advice:
            if advice.code not in each.waived and advice.code not in above:
                yield advice
        yield from _unused(each, codes[each.source] | unknown)


def _unused(advised: _Advised, more: Collection[str]) -> Iterator[Problem]:
    given = {each.code for each in advised.advice}
    for code in advised.waived:
        if code not in given and code not in more:
            message = f"`{code}` is waived, but this advice would not be given"
            yield problem("unused-waiver", origin(code).place, message, "take the line out")


def _agreements(site: Site) -> Iterator[tuple[Form, tuple[ProgramEntry, ...]]]:
    """Each form once, with the programs in whose words it is read."""
    entries = {(entry.id, entry.language): entry for entry in site.programs}
    above: defaultdict[str, list[ProgramEntry]] = defaultdict(list)
    for each in site.forms:
        key = (each.program or "", each.form.language)
        if key in entries:
            above[each.form.source].append(entries[key])
    for source, form in {each.form.source: each.form for each in site.forms}.items():
        yield form, tuple(above[source])


def _advised_form(page_of: PageOf, form: Form, above: tuple[ProgramEntry, ...]) -> _Advised:
    found: Iterable[tuple[str, Place, str, str]] = ()
    if form.folder == "agreements":
        found = _of_agreement(form, [entry.program for entry in above])
    return _Advised(form.source, _problems(page_of, form.language, found), form.waived, above)


def _advised_program(page_of: PageOf, entry: ProgramEntry, today: date | None) -> _Advised:
    found: list[tuple[str, Place, str, str]] = []
    for rule in RULES:
        found += rule(entry.program)
    if today:
        for rule_of_today in OF_TODAY:
            found += rule_of_today(entry.program, today)
    return _Advised(entry.source, _problems(page_of, entry.language, found), entry.program.waived)


def _problems(page_of: PageOf, language: str, advice: Iterable[tuple[str, Place, str, str]]) -> tuple[Problem, ...]:
    """The advice as problems, each naming the idea that it serves and the page that explains it."""
    return tuple(_problem(page_of, language, *each) for each in advice)


def _problem(page_of: PageOf, language: str, code: str, place: Place, missing: str, write: str) -> Problem:
    idea = CODES[code].idea
    if idea is None:
        return problem(code, place, missing, write)
    page = page_of(idea, language)
    if page:
        hint = f"{write}; {page.source} says why"
    else:
        hint = write
    return problem(code, place, f"{missing} (idea {idea}: {NAMES[idea]})", hint)


def _of_agreement(form: Form, programs: list[Program]) -> Advice:
    if not form.translates and not is_signed(form):
        write = "add `signatures:` with the roles that sign, as `[mentor, mentee]`"
        yield "no-signature", form.place_of("title"), "nobody signs this agreement", write
    for place, year in stale_years(form, programs):
        write = "write the year of the cohort, or a variable such as `{{ cohort.start }}`"
        yield "stale-year", place, f"the agreement says {year}, and no cohort of today is in that year", write


def _boundaries(program: Program) -> Advice:
    if not program.boundaries:
        write = "add `boundaries:`, each with a `topic` and a `stance`: in-scope, discuss-first or off-limits"
        yield "no-boundaries", program.place_of("name"), "the program sets no boundaries", write


def _commitment(program: Program) -> Advice:
    said = program.commitments
    roles_say_time = any(role.time for role in program.roles.values())
    if not (said.time or said.money or said.action or roles_say_time):
        missing = "the program doesn't say what it takes: no time, no money, no action"
        write = "add `commitments:` with `time`, `money` and `action`; what costs nothing can say so"
        yield "no-commitment", program.place_of("commitments", "name"), missing, write


def _help(program: Program) -> Advice:
    contacts = []
    for each in program.contacts.values():
        if set(each.topics) != {"conduct"}:  # who is there for misconduct alone helps no pair that stalls
            contacts.append(each)
    rungs = (rung.by.id for rung in program.accountability.ladder if rung.by)
    helping = any(program.roles[id].kind in HELPERS for id in rungs if id in program.roles)
    if not contacts and not helping:
        write = "add a contact with `for: [match]` below `contacts:`, and steps to take below `accountability: ladder:`"
        missing = "there is nobody to turn to when it stalls"
        yield "no-help", program.place_of("contacts", "accountability", "name"), missing, write


def _check_ins(program: Program) -> Advice:
    """A program of single conversations has no rhythm to keep."""
    check_ins = program.check_ins.values()
    rhythm = any(each.every for each in check_ins) or len(check_ins) >= ENOUGH
    if not rhythm and program.model != "flash":
        write = "add a meeting with `every: 2 weeks` below `check_ins:`"
        yield "no-check-ins", program.place_of("check_ins", "name"), "there is no rhythm of check-ins", write


def _closing(program: Program) -> Advice:
    if program.closing is None:
        write = "add `closing:` with `no_fault: true`, a `notice` and the `steps` of a good ending"
        yield "no-closing", program.place_of("name"), "the program doesn't say how it closes", write
    elif not program.closing.no_fault:
        missing = "the program doesn't say that ending early is nobody's fault"
        yield "no-closing", program.closing.place_of("no_fault"), missing, "write `no_fault: true` below `closing:`"


def _conduct(program: Program) -> Advice:
    named = program.conduct.contact or any("conduct" in each.topics for each in program.contacts.values())
    lacks = []
    if not program.conduct.code_of_conduct:
        lacks.append("no code of conduct")
    if not named:
        lacks.append("nobody to turn to when something is wrong")
    if lacks:
        write = "add `conduct:` with `code_of_conduct`, a web address, and `contact`, an id of `contacts:`"
        missing = f"there is {' and '.join(lacks)}, which keeps everyone safe"
        yield "no-conduct", program.place_of("conduct", "name"), missing, write


def _over(program: Program, today: date) -> Advice:
    for cohort in program.cohorts.values():
        if cohort.status in ("open", "running") and cohort.end and cohort.end < today:
            missing = f"the cohort `{cohort.label}` is {cohort.status}, and it ended on {cohort.end}"
            yield "cohort-over", cohort.place_of("status"), missing, "write `status: closed`, or mend its `end`"


def _begun(program: Program, today: date) -> Advice:
    """A cohort is planned where nobody says how far it is, and then one that is open goes before it."""
    front = current_cohort(program, today)
    for cohort in program.cohorts.values():
        if cohort.status != "planning" or not cohort.start or cohort.start > today:
            continue
        missing = f"the cohort `{cohort.label}` began on {cohort.start}, and is still `planning`"
        write = "write `status: running`, or mend its `start`"
        if cohort.end and cohort.end < today:
            write = f"it ended on {cohort.end}: write `status: closed`, or mend its days"
        elif front and front is not cohort:
            missing = f"{missing}: pages and forms tell the days of `{front.label}`"
        yield "cohort-begun", cohort.place_of("status", "label"), missing, write


def _several(program: Program, today: date) -> Advice:
    found = cohorts_of_today(program, today)
    front = current_cohort(program, today)
    if front is None:
        return
    run = "run at the same time"
    if not found:
        found = beginning_alike(program, front)
        run = "begin on the same day"
    if len(found) > 1:
        labels = " and ".join(f"`{each.label}`" for each in found[:3])
        same = [each for each in found if each.start == front.start]
        which = "the last to begin" if len(same) == 1 else "the first in the file"
        missing = f"{labels} {run}: pages and forms tell the days of `{front.label}`, {which}"
        write = "give pages and forms of another one `cohort: <id>`, or mend `status`"
        yield "several-cohorts", front.place_of("status", "label"), missing, write


OF_TODAY = (_over, _begun, _several)
"""What a program is advised of on a day."""
RULES = (_boundaries, _commitment, _help, _check_ins, _closing, _conduct)
"""What a program is advised of, whatever the day."""
