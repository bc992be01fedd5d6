"""Variables that lead to no text."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.check.texts import plain_texts, texts
from mentorsite.current import cohort_named
from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.model.definition import Reference, Unfilled
from mentorsite.model.form import Form
from mentorsite.model.site import Site
from mentorsite.text.document import Document, Image, Link, Variable
from mentorsite.text.grammar import VARIABLE
from mentorsite.variables import LONGEST_VALUE, Unknown, look_up, scopes


def unknown_variables(site: Site) -> Iterator[Problem]:
    """Every `{{ name }}`, in a text or in a link's target, that has no value. The site's texts are as written."""
    scope_of = scopes(site)
    for each in _used(site):
        found = look_up(each.name, scope_of(each.program, each.cohort), each.language)
        if isinstance(found, Unknown) and not _told_already(site, found):
            yield _unknown(found, each.place)


@dataclass(frozen=True, slots=True)
class _Use:
    """A name where a text uses it, and the program and the cohort that it speaks of."""

    name: str
    place: Place
    language: str
    program: str | None
    cohort: str | None


def _used(site: Site) -> Iterator[_Use]:
    for text in texts(site):
        yield from (_Use(name, place, text.language, text.program, text.cohort) for name, place in names(text.document))
    for plain in plain_texts(site):
        yield from (
            _Use(name, place, plain.language, plain.program, plain.cohort) for name, place in _in_plain(plain.text)
        )
    for entry in site.forms:
        spoken = entry.form.language, entry.program, cohort_named(entry.form)
        yield from (_Use(each.id, each.place, *spoken) for each in _prefilling(entry.form))


def _prefilling(form: Form) -> Iterator[Reference]:
    """The variables that fields of a form are filled with at first."""
    for section in form.sections.values():
        yield from (each.prefill for each in section.fields.values() if each.prefill)


def _told_already(site: Site, unknown: Unknown) -> bool:
    """Whether what would give the value could not be read: that has a problem of its own."""
    root = unknown.name.split(".")[0]
    if root in SETTINGS_NAMES:
        return "site.yml" in site.broken
    programs_broken = any(source.startswith("content/programs/") for source in site.broken)
    return root in PROGRAM_NAMES and programs_broken and not unknown.known


def names(document: Document) -> Iterator[tuple[str, Place]]:
    """The names of a text, each with its place; once for a link whose words and target are one name."""
    in_links: set[tuple[str, int]] = set()
    for piece in (*document.title, *document.pieces):
        match piece:
            case Variable() if (piece.name, piece.place.line) not in in_links:
                yield piece.name, piece.place
            case Link() | Image() if "{{" in piece.target:
                for found in VARIABLE.finditer(piece.target):
                    in_links.add((found[2], piece.place.line))
                    yield found[2], piece.place


def _in_plain(text: Unfilled) -> Iterator[tuple[str, Place]]:
    for found in VARIABLE.finditer(text):
        before = text[: found.start()]
        yield found[2], text.origin.at(before.count("\n"), len(before) - before.rfind("\n") - 1)


def _unknown(unknown: Unknown, place: Place) -> Problem:
    step = unknown.name.removeprefix(unknown.known).lstrip(".").split(".")[0]
    if unknown.why == "circle":
        message = f"`{unknown.name}` leads in a circle: its text names itself, or one that leads back to it"
        return problem("unknown-variable", place, message, "write out one of the texts")
    if unknown.why == "long":
        message = f"the text of `{unknown.name}` has more than {LONGEST_VALUE:,} characters when it is filled in"
        return problem("unknown-variable", place, message, "write a shorter text")
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
