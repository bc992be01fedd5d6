"""Variables that lead to no text."""

from collections.abc import Iterator

from mentorsite.check.texts import SiteText, texts
from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.model.site import Site
from mentorsite.text.document import Image, Link, Variable
from mentorsite.text.grammar import VARIABLE
from mentorsite.variables import Unknown, look_up, scopes


def unknown_variables(site: Site) -> Iterator[Problem]:
    """Every `{{ name }}`, in a text or in a link's target, that has no value."""
    scope_of = scopes(site)
    for text in texts(site):
        for name, place in names(text):
            found = look_up(name, scope_of(text.program), text.language)
            if isinstance(found, Unknown) and not _told_already(site, found):
                yield _unknown(found, place)


def _told_already(site: Site, unknown: Unknown) -> bool:
    """Whether what would give the value could not be read: that has a problem of its own."""
    root = unknown.name.split(".")[0]
    if root in SETTINGS_NAMES:
        return "site.yml" in site.broken
    programs_broken = any(source.startswith("content/programs/") for source in site.broken)
    return root in PROGRAM_NAMES and programs_broken and not unknown.known


def names(text: SiteText) -> Iterator[tuple[str, Place]]:
    """The names of a text, each with its place; once for a link whose words and target are one name."""
    in_links: set[tuple[str, int]] = set()
    for piece in (*text.document.title, *text.document.pieces):
        match piece:
            case Variable() if (piece.name, piece.place.line) not in in_links:
                yield piece.name, piece.place
            case Link() | Image() if "{{" in piece.target:
                for found in VARIABLE.finditer(piece.target):
                    in_links.add((found[2], piece.place.line))
                    yield found[2], piece.place


def _unknown(unknown: Unknown, place: Place) -> Problem:
    step = unknown.name.removeprefix(unknown.known).lstrip(".").split(".")[0]
    if unknown.known == unknown.name:
        message = f"`{unknown.name}` is not one text, it holds several"
        return problem("unknown-variable", place, message, f"go on with one of: {_list(unknown)}")
    message = f"there is no `{unknown.name}`"
    near = did_you_mean(step, unknown.names)
    where = f"`{unknown.known}` has: {_list(unknown)}" if unknown.known else f"known names: {_list(unknown)}"
    if near and unknown.known:
        near = near.replace("`", f"`{unknown.known}.", 1)
    return problem("unknown-variable", place, message, near or where)


SETTINGS_NAMES = ("site", "organization")
PROGRAM_NAMES = ("program", "roles", "contact", "conduct", "cohort", "cohorts", "closing", "communication")


def _list(unknown: Unknown) -> str:
    return ", ".join(unknown.names) or "nothing"
