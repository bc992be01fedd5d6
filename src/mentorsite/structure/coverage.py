"""The ten ideas of mentoring, and what carries each of them in a program."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from mentorsite.markdown.document import Document, Value, Variable
from mentorsite.markdown.tree import words
from mentorsite.model.form import Folder, Form
from mentorsite.model.keys import IDEAS
from mentorsite.model.page import Page
from mentorsite.model.program import Program, parts
from mentorsite.model.section import Section
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.structure.variables import Scope, filled, scopes

NAMES: Mapping[int, str] = {
    1: "a mentor who fits",
    2: "expectations and success, said at the start",
    3: "boundaries, agreed before they are needed",
    4: "roles, and how they may change",
    5: "the whole commitment in writing, signed",
    6: "either may speak up",
    7: "checking in often",
    8: "feedback to heart, not personally",
    9: "not one mentor but a board",
    10: "closing well, then passing it on",
}
"""Each idea in a few words."""
Way = Literal["page", "agreement", "worksheet", "program"]
WAYS: tuple[Way, ...] = ("page", "agreement", "worksheet", "program")
"""How an idea is carried: a page explains it, people sign it, they work on it, the program's days and rules keep it.

Checklists stand with the program: both tell what to do, and when.
"""
WAY_OF: Mapping[Folder, Way] = {"agreements": "agreement", "worksheets": "worksheet", "checklists": "program"}
PARTS: Mapping[str, int] = {
    "eligibility": 1, "expectations": 2, "success": 2, "boundaries": 3, "roles": 4, "commitments": 5,
    "accountability": 6, "check-ins": 7, "feedback": 8, "board-of-mentors": 9, "closing": 10,
}  # fmt: skip
"""The idea that each part of a program keeps."""
SHOWN: Mapping[str, int] = {
    "roles": 4, "expectations": 2, "success": 2, "commitments": 5, "boundaries": 3, "check_ins": 7,
    "accountability": 6, "closing": 10,
}  # fmt: skip
"""The idea that a section of a form carries by what it shows of the program."""
SIGN_BY, LAST_DAY = "sign_by", "last_day"
"""The days that carry an idea: by when to sign, and when a cohort ends."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Something that carries an idea, and where it is read.

    `key` is set for what the program says: the id of one of its parts, or of a day. A part has no title of its own.
    """

    title: str
    address: str
    fragment: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """One of the ten, with all that carries it in a program, by way."""

    number: int
    carriers: Mapping[Way, tuple[Carrier, ...]]

    @property
    def missing(self) -> tuple[Way, ...]:
        """The ways in which nothing carries it."""
        return tuple(way for way in WAYS if not self.carriers[way])


@dataclass(frozen=True, slots=True)
class IdeasOf:
    """A program, and what carries each idea there."""

    entry: ProgramEntry
    ideas: tuple[Idea, ...]

    @property
    def missing(self) -> tuple[Idea, ...]:
        """The ideas that are not carried in every way."""
        return tuple(idea for idea in self.ideas if idea.missing)


def name_of(carrier: Carrier, words: Mapping[str, str]) -> str:
    """What a carrier is called, in the words of a theme."""
    if carrier.key in (SIGN_BY, LAST_DAY):
        return words[f"ideas_{carrier.key}"]
    if carrier.key:
        return words[f"part_{carrier.key.replace('-', '_')}"]
    return carrier.title


def ideas(site: Site) -> tuple[IdeasOf, ...]:
    """The ten ideas in each program of the default language."""
    language, scope_of = site.settings.default_language, scopes(site)
    forms: dict[str | None, list[FormEntry]] = {}
    for form in site.forms:
        if form.readers == language:
            forms.setdefault(form.program, []).append(form)
    pages = []
    for page in site.pages:
        if page.front.idea and page.readers == language:
            pages.append(page)
    entries = []
    for entry in site.programs:
        if entry.readers == language:
            entries.append(entry)
    return tuple(_ideas_of(entry, pages, forms.get(entry.id, []), scope_of(entry.id)) for entry in entries)


def guidelines(site: Site) -> Callable[[int, str], Page | None]:
    """The first page that carries an idea, in a language if there is one."""
    found: dict[tuple[int | None, str | None], Page] = {}
    for page in site.pages:
        found.setdefault((page.front.idea, page.language), page)
        found.setdefault((page.front.idea, None), page)

    def guideline(idea: int, language: str) -> Page | None:
        return found.get((idea, language)) or found.get((idea, None))

    return guideline


def _ideas_of(entry: ProgramEntry, pages: Iterable[Page], forms: Iterable[FormEntry], scope: Scope) -> IdeasOf:
    def plain(title: str | Document) -> str:
        return _plain(title, scope, entry.language)

    # A sheet carries an idea once, however many of its sections do: a mapping keeps each carrier once and in order.
    found: dict[tuple[int, Way], dict[Carrier, None]] = {}
    for idea, way, carrier in (*_in_pages(entry, pages, plain), *_in_forms(forms, plain), *_in_program(entry)):
        found.setdefault((idea, way), {})[carrier] = None
    ideas = []
    for number in range(1, IDEAS + 1):
        ideas.append(Idea(number, {way: tuple(found.get((number, way), ())) for way in WAYS}))
    return IdeasOf(entry, tuple(ideas))


def _plain(title: str | Document, scope: Scope, language: str) -> str:
    """A title as plain words, its variables looked up."""
    if isinstance(title, str):
        return filled(title, scope, language)
    return "".join(words(title.tree, lambda value: _said(value, scope, language)))


def _said(value: Value, scope: Scope, language: str) -> str:
    if isinstance(value, Variable):
        return filled(value.source, scope, language)
    return ""


FoundCarriers = Iterator[tuple[int, Way, Carrier]]
Plain = Callable[[str | Document], str]


def _in_pages(entry: ProgramEntry, pages: Iterable[Page], plain: Plain) -> FoundCarriers:
    for page in pages:
        is_of_program = page.front.program is None or page.front.program.id == entry.id
        if page.front.idea and is_of_program:
            yield page.front.idea, "page", Carrier(plain(page.title), page.address)


def _in_forms(forms: Iterable[FormEntry], plain: Plain) -> FoundCarriers:
    for entry in forms:
        form, way = entry.form, WAY_OF[entry.form.folder]
        for idea in form.idea:
            yield idea, way, Carrier(plain(form.title), entry.address)
        for key, section in form.sections.items():
            for idea in _of_section(section):
                if idea not in form.idea:  # else the whole form was named for it
                    yield idea, way, _section(entry, key, section, plain)
        if form.sign_by and form.signatures:
            yield 5, "program", Carrier(plain(form.title), entry.address, key=SIGN_BY)


def _of_section(section: Section) -> tuple[int, ...]:
    shown = (SHOWN[key] for key in section.shows if key in SHOWN)
    return tuple(dict.fromkeys((*section.idea, *shown)))


def _section(entry: FormEntry, key: str, section: Section, plain: Plain) -> Carrier:
    """A section of an agreement by its own title; of a sheet by that of the sheet, which is what people look for."""
    if entry.form.folder != "agreements" or section.title is None:
        return Carrier(plain(entry.form.title), entry.address)
    return Carrier(plain(section.title), entry.address, key)


def _in_program(entry: ProgramEntry) -> FoundCarriers:
    program = entry.program
    for part in parts(program):
        # Every program has roles, so that they are there says nothing yet.
        says_something = part != "roles" or _roles_say_something(program)
        if part in PARTS and says_something:
            yield PARTS[part], "program", Carrier("", entry.address, part, part)
    if any(cohort.end for cohort in program.cohorts.values()):
        yield 10, "program", Carrier("", entry.address, "cohorts", LAST_DAY)


def _roles_say_something(program: Program) -> bool:
    """Whether the roles are more than names."""
    return any(role.responsibilities or role.not_responsible_for or role.flexibility for role in program.roles.values())


def is_signed(form: Form) -> bool:
    """Whether someone signs a form: below it, or in a field."""
    if form.signatures:
        return True
    fields = (each for section in form.sections.values() for each in section.fields.values())
    return any(each.type == "signature" for each in fields)
