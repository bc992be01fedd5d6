"""Which of several programs the pages that name none speak of, where site.yml doesn't say."""

from collections.abc import Iterator

from mentorsite.check.same_mistake import about_program
from mentorsite.check.used_names import PROGRAM_NAMES, Use, used
from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.tree import SITE_FILE
from mentorsite.model.site import Site
from mentorsite.structure.variables import Scopes, Unknown, look_up, scopes

WHICH_PROGRAM = "which program"
"""What all names are about that are unknown only because pages speak of another program than they mean."""
OTHERS = "a page can name another between its `---` lines"


def which_program(site: Site) -> Iterator[Problem]:
    """That nothing names the program, where texts speak of one; an error where they mean another than the first."""
    first = site.default_program
    if not is_open(site) or not any(use.names_no_program for use in used(site)):
        return
    meant = program_meant(site, scopes(site))
    if meant:
        message = f"pages use names of the program `{meant}`, and speak of `{first}`, the first of several"
        hint = f"add `program: {meant}` to site.yml; {OTHERS}"
        yield problem("other-program", Place(SITE_FILE), message, hint, about=WHICH_PROGRAM, root=True)
        return
    message = f"there are several programs, and pages that name none speak of `{first}`, the first of them"
    hint = f"if that is right, add `program: {first}` to site.yml; {OTHERS}"
    yield problem("which-program", Place(SITE_FILE), message, hint)


def program_meant(site: Site, scope_of: Scopes) -> str | None:
    """The program that has more of the names that pages use than the first one has, if there is one."""
    first = site.default_program
    if not first or not is_open(site):
        return None
    uses = [use for use in used(site) if use.names_no_program]
    missing = {first: _missing(uses, first, scope_of)}
    if not missing[first]:
        return None
    for entry in site.originals:
        missing.setdefault(entry.id, _missing(uses, entry.id, scope_of))
    best = min(missing, key=lambda id: missing[id])
    if best != first:
        return best
    return None


def is_open(site: Site) -> bool:
    """Whether there are several programs, and site.yml names none of them."""
    several = len({entry.id for entry in site.programs}) > 1
    return several and not site.settings.program and not site.unread("programs")


def program_not_there(site: Site, use: Use) -> str:
    """What a name of a program is about where its text speaks of one that isn't there, by its own words or site.yml's.

    Another program stands in for that one: what it doesn't say is no mistake of its own.
    """
    chosen = site.settings.program
    named = use.program or (chosen.id if chosen else "")
    if not named or site.program(named) or site.unread("programs") or use.name.split(".")[0] not in PROGRAM_NAMES:
        return ""
    return about_program(named)


def is_known(use: Use, program: str, scope_of: Scopes) -> bool:
    """Whether a name has a text in a program."""
    return not isinstance(look_up(use.name, scope_of(program, use.cohort, use.language), use.language), Unknown)


def _missing(uses: list[Use], program: str, scope_of: Scopes) -> int:
    return sum(1 for use in uses if not is_known(use, program, scope_of))
