"""The names of variables that texts use, where they do, and the program and cohort that they speak of."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.check.site_texts import is_listed, plain_texts, texts
from mentorsite.errors import Place
from mentorsite.loader.sources import CONTENT
from mentorsite.markdown.document import Document, Image, Link, Variable
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.model import certificate, message
from mentorsite.model.form import Form
from mentorsite.model.nested_values import within
from mentorsite.model.placed_text import Reference, Unfilled
from mentorsite.model.site import Site
from mentorsite.structure.current_cohort import cohort_named

PROGRAM_NAMES = (
    "program", "roles", "contact", "conduct", "cohort", "cohorts", "check_in", "phase", "closing", "communication",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """A name where a text uses it, and the program and cohort that it speaks of: see `texts` for `listed`."""

    name: str
    place: Place
    language: str
    program: str | None
    cohort: str | None = None
    listed: bool = True

    @property
    def names_no_program(self) -> bool:
        """Whether the name is of a program, and the text doesn't say of which."""
        return self.program is None and self.name.split(".")[0] in PROGRAM_NAMES


def used(site: Site) -> Iterator[Use]:
    """Every name that a text uses."""
    for text in texts(site):
        for name, place in _of_handbook(text.source, names(text.document)):
            yield Use(name, place, text.language, text.program, text.cohort, text.listed)
    for plain in plain_texts(site):
        for name, place in _of_handbook(plain.text.origin.place.path, in_plain(plain.text)):
            yield Use(name, place, plain.language, plain.program, plain.cohort, plain.listed)
    for entry in site.forms:
        listed = is_listed(site, entry)
        for each in _prefilling(entry.form):
            yield Use(each.id, each.place, entry.form.language, entry.program, cohort_named(entry.form), listed)


def used_in_each_cohort(site: Site) -> Iterator[Use]:
    """The names that check-ins and phases use: they stand on the page of every cohort."""
    for entry in site.programs:
        parts = entry.program.check_ins, entry.program.phases
        found: list[tuple[str, Place]] = []
        for document in within(parts, Document):
            found += names(document)
        for text in within(parts, Unfilled):
            found += in_plain(text)
        for cohort in entry.program.cohorts:
            yield from (Use(name, place, entry.language, entry.id, cohort) for name, place in found)


def _prefilling(form: Form) -> Iterator[Reference]:
    """The variables that fields of a form are filled with at first."""
    for section in form.sections.values():
        for each in section.fields.values():
            if each.prefill:
                yield each.prefill


def names(document: Document) -> Iterator[tuple[str, Place]]:
    """The names of a text, each with its place; once for a link whose words and target are one name."""
    in_links: set[tuple[str, int]] = set()  # a link stands before its words among the pieces
    for piece in (*document.title, *document.pieces):
        match piece:
            case Variable() if (piece.name, piece.place.line) not in in_links:
                yield piece.name, piece.place
            case Link() | Image() if "{{" in piece.target:
                for found in VARIABLE.finditer(piece.target):
                    in_links.add((found[2], piece.place.line))
                    yield found[2], piece.place


OF_PEOPLE = {f"{CONTENT}messages/": message.ROOTS, f"{CONTENT}certificates/": certificate.ROOTS}
"""What names of people begin with, by the folder whose definitions may have them."""


def _of_handbook(source: str, found: Iterator[tuple[str, Place]]) -> Iterator[tuple[str, Place]]:
    """The names without those of people: `check.people_named` looks at them."""
    of_people: tuple[str, ...] = ()
    for folder, roots in OF_PEOPLE.items():
        if source.startswith(folder):
            of_people = roots
    for name, place in found:
        if name.split(".")[0] not in of_people:
            yield name, place


def in_plain(text: str) -> Iterator[tuple[str, Place]]:
    """The names of a plain text, each with its place."""
    if not isinstance(text, Unfilled):
        return
    for found in VARIABLE.finditer(text):
        yield found[2], place_in(text, found.start())


def place_in(text: Unfilled, index: int) -> Place:
    """Where a character of a plain text stands."""
    before = text[:index]
    return text.origin.at(before.count("\n"), len(before) - before.rfind("\n") - 1)
