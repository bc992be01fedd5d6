"""Variables that lead to no text."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, splitext

from mentorsite.check.same_mistake import NO_PROGRAM, about_id
from mentorsite.check.site_texts import plain_texts
from mentorsite.check.unknown_names import KNOWN_NAMES, SETTINGS_NAMES, in_words, shown
from mentorsite.check.used_names import PROGRAM_NAMES, Use, place_in, used, used_in_each_cohort
from mentorsite.check.which_program import WHICH_PROGRAM, is_known, program_meant, program_not_there
from mentorsite.errors import Place, Problem, nearest, problem
from mentorsite.loader.tree import SITE_FILE
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.markdown.near_misses.in_line import VARIABLE as NEARLY
from mentorsite.markdown.near_misses.in_line import no_variable
from mentorsite.model.certificate import ROOTS as CERTIFICATE_ROOTS
from mentorsite.model.message import ROOTS as MESSAGE_ROOTS
from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.variables import Scope, Unknown, look_up, scopes, value_at

HOW_NEAR = 0.7
"""How near a name has to be to that of a person whom a message speaks of."""


def unknown_variables(site: Site) -> Iterator[Problem]:
    """Every `{{ name }}`, in a text or in a link's target, that has no value. The site's texts are as written."""
    scope_of = scopes(site)
    meant = program_meant(site, scope_of)
    people: dict[str, tuple[str, ...]] = {each.source: MESSAGE_ROOTS for each in site.messages}
    for certificate in site.certificates:
        people[certificate.source] = CERTIFICATE_ROOTS
    reported: set[tuple[Place, str]] = set()
    for use in (*used(site), *used_in_each_cohort(site)):
        scope = scope_of(use.program, use.cohort, use.language)
        found = look_up(use.name, scope, use.language)
        if not isinstance(found, Unknown) or (use.place, use.name) in reported or _reported_elsewhere(site, use, found):
            continue
        if _counts_from_nothing(found, scope):
            continue
        reported.add((use.place, use.name))
        cause = program_not_there(site, use)
        if meant and use.names_no_program and is_known(use, meant, scope_of):
            cause = WHICH_PROGRAM
        without = _without_cohort(site, use, found)
        if without and not cause:
            yield from _no_cohort(without, use)
            continue
        special = _of_a_draft(site, use)
        message, hint = special or in_words(found, scope, use.language)
        if not found.known:
            hint = _with_people(found.name, hint, people.get(use.place.path, ()))
        if not special and found.known != found.name and _is_shared(site, use.place.path):
            message = f"{message} in the program `{use.program}`, which lists this form"
        yield problem("unknown-variable", use.place, message, hint, about=cause or _about(site, use, found))


def _with_people(name: str, hint: str, roots: tuple[str, ...]) -> str:
    """A hint for a name that begins like none, with those that messages and certificates have besides: `roots`."""
    root, dot, rest = name.partition(".")
    if not roots and root in MESSAGE_ROOTS:
        return f"write it in a message, which goes to someone; {hint}"
    others = re.findall(r"^did you mean `([\w-]+)", hint)
    near = nearest(root, [*roots, *others], HOW_NEAR)
    if near in roots:
        return f"did you mean `{near}{dot}{rest}`?"
    if roots and hint.startswith(KNOWN_NAMES):
        return f"{hint}, {', '.join(roots)}"
    return hint


def nearly_variables(site: Site) -> Iterator[Problem]:
    """What stands between braces in plain texts and is no name; of Markdown, reading it tells."""
    # One that several programs or cohorts read stands in one place, and is told once.
    by_place = {plain.text.origin.place: plain.text for plain in plain_texts(site)}
    for text in by_place.values():
        for found in NEARLY.finditer(text):
            if not VARIABLE.match(text, found.start()):
                for message, hint in no_variable(found):
                    yield problem("nearly-markdown", place_in(text, found.start()), message, hint)


def _reported_elsewhere(site: Site, use: Use, unknown: Unknown) -> bool:
    """Whether what would give the value could not be read: that has a problem of its own."""
    root, *rest = unknown.name.split(".")
    if root in SETTINGS_NAMES:
        return SITE_FILE in site.broken
    if unknown.known == "forms" and rest:
        return any(f"/{rest[0]}." in source for source in site.broken)
    if unknown.known == "program" and not (rest and rest[0] in Program.model_fields):
        return False  # no program has it
    return root in PROGRAM_NAMES and _is_unread(site, use)


def _counts_from_nothing(unknown: Unknown, scope: Scope) -> bool:
    """Whether a name is of a moment whose phase, check-in or date is not there, which is told of the moment."""
    moment = value_at(unknown.known, scope.names)
    if not isinstance(moment, Moment) or not moment.id or moment.anchor == "day":
        return False
    if moment.anchor == "date":
        cohorts = value_at("cohorts", scope.names)
        return isinstance(cohorts, Mapping) and not any(moment.id in cohort.dates for cohort in cohorts.values())
    return isinstance(value_at(f"{ANCHORS[moment.anchor]}.{moment.id}", scope.names), Unknown)


def _is_shared(site: Site, source: str) -> bool:
    """Whether a source is a form that several programs list."""
    return sum(1 for entry in site.forms if entry.form.source == source) > 1


def _is_unread(site: Site, use: Use) -> bool:
    """Whether the program that a text speaks of may be one that could not be read."""
    unread = {splitext(basename(source))[0] for source in site.unread("programs")}
    return bool(unread) and (use.program is None or use.program in unread or not use.listed)


def _about(site: Site, use: Use, unknown: Unknown) -> str:
    """What an unknown name is about: the same for all texts that miss one thing."""
    first, *rest = unknown.name.split(".")
    if first in PROGRAM_NAMES and not site.programs:
        return NO_PROGRAM
    id = use.program or site.default_program
    source = next((entry.source for entry in site.programs if entry.id == id), "")
    if unknown.known == "forms" and rest:
        return _about_form(site, id, rest[0])
    if first in IDS and unknown.known == first and rest:
        return about_id(IDS[first], rest[0], source)
    in_cohort = f" in {use.cohort}" if unknown.known == "cohort" else ""
    return f"variable {unknown.name} of {source}{in_cohort}"


def _about_form(site: Site, program: str | None, id: str) -> str:
    """What a form that is not there is about: the same as for all that name it by its folder."""
    lists = site.program(program)
    for folder in FOLDERS:
        if lists and id in {each.id for each in getattr(lists, folder)}:
            return f"{folder}/{id}"
    return f"form {id}"


def _without_cohort(site: Site, use: Use, unknown: Unknown) -> ProgramEntry | None:
    """The program that a text speaks of when it says `cohort`, where it has none to speak of."""
    if unknown.known or use.cohort or use.name.split(".")[0] != "cohort":
        return None
    id = use.program or site.default_program
    return next((entry for entry in site.originals if entry.id == id), None)


def _no_cohort(entry: ProgramEntry, use: Use) -> Iterator[Problem]:
    """What to say of the program, once, and of each text that speaks of its cohort."""
    program, about = entry.program, f"no cohort of {entry.source}"
    why = f"all cohorts of the program `{entry.id}` are archived"
    hint = "write `status: closed` for the last one, or add the next one"
    if not program.cohorts:
        why, hint = f"the program `{entry.id}` has no cohorts", "add one below `cohorts:`"
    message = f"{why}, and texts speak of `{{{{ cohort.… }}}}`"
    place = program.place_of("cohorts", "name")
    yield problem("unknown-variable", place, message, f"{hint}; or take the variables out", about=about, root=True)
    message = f"there is no `{shown(use.name)}`: {why}"
    yield problem("unknown-variable", use.place, message, hint, about=about)


def _of_a_draft(site: Site, use: Use) -> tuple[str, str] | None:
    """What to say of a name that would have a text if a program or form were no draft."""
    first, *rest = use.name.split(".")
    source = ""
    if first == "forms" and rest:
        source = _draft(site, FOLDERS, rest[0])
    elif first in PROGRAM_NAMES and not site.program(use.program or site.default_program):
        source = _draft(site, ("programs",), use.program)
    if not source:
        return None
    hint = "take what marks the draft away from it when it is ready, or the variable out until then"
    return f"there is no `{shown(use.name)}`: `{source}` is a draft, which is not published", hint


def _draft(site: Site, folders: tuple[str, ...], id: str | None) -> str:
    """The source of a draft in some folders, of an id if one is given; nothing where there is none."""
    for source, address in site.drafts.items():
        *_, folder, name = ("", *address.rstrip("/").split("/"))  # the home page has an empty address, and no folder
        if folder in folders and id in (None, name):
            return source
    return ""


ANCHORS = {"phase": "phase", "check-in": "check_in"}
"""The first step of the names of what a moment counts from."""
IDS = {"contact": "contact", "roles": "role", "cohorts": "cohort", "check_in": "check-in", "phase": "phase"}
"""What the second step of a name is the id of, by the first."""
FOLDERS = ("agreements", "checklists", "worksheets")
