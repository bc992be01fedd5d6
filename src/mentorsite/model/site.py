"""A site: everything that was read, as one frozen value."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from mentorsite.model.certificate import Certificate
from mentorsite.model.cohort import Cohort
from mentorsite.model.document_names import Named
from mentorsite.model.form import Form
from mentorsite.model.image import Picture
from mentorsite.model.message import Message
from mentorsite.model.page import Page
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Asset:
    """An image or attachment below `content/`, published as it is. `size` is in bytes."""

    source: str
    address: str
    size: int
    names: tuple[Named, ...] = ()
    """The names of people that it carries besides its words."""
    fault: str = ""
    """Why nobody can open it."""


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """How far a source is translated into a language, in texts; `exists` tells whether there is a translation."""

    source: str
    path: str
    exists: bool
    texts: int
    missing: int
    outdated: int


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    """A program and where it stands."""

    id: str
    source: str
    address: str
    language: str
    order: float | None
    program: Program
    translates: str = ""
    """The source of the program that it is a translation of, if it is one."""
    by_cohort: Mapping[str, Program] = field(default_factory=dict)
    """The program as it reads in a cohort, by its id, where texts speak of `{{ cohort.… }}`: else `program` does."""
    shown_in: str = ""
    """The language whose readers are shown it in place of a translation; nothing where it stands by itself."""

    @property
    def readers(self) -> str:
        """The language of those who read it here."""
        return self.shown_in or self.language

    @property
    def files_address(self) -> str:
        """The address beside which its calendars stand: its own, or that of what is shown in place of a translation."""
        if self.shown_in:
            return self.address.removeprefix(f"{self.shown_in}/")
        return self.address

    def id_of(self, cohort: Cohort) -> str | None:
        """The id of one of its cohorts."""
        for id, each in self.program.cohorts.items():
            if each is cohort:  # two of them may say the same
                return id
        return None

    def in_cohort(self, cohort: str | None) -> Self:
        """The entry with its program as it reads in a cohort."""
        program_in_cohort = self.by_cohort.get(cohort or "")
        if program_in_cohort:
            return replace(self, program=program_in_cohort)
        return self


def _rank(entry: ProgramEntry) -> tuple[bool, float, str, str]:
    """Numbered programs first, by number; then by name."""
    return entry.order is None, entry.order or 0, entry.program.name.casefold(), entry.address


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form and where it stands; `program` is the id of the program that it belongs to, if one does.

    `own` is the address of its source: several programs that list a form have it each at another one.
    """

    address: str
    form: Form
    program: str | None
    own: str
    titles: Mapping[str, str] = field(default_factory=dict)
    """Its title in each cohort, by the cohort's id, where it speaks of `{{ cohort.… }}`."""
    shown_in: str = ""
    """The language whose readers are shown it in place of a translation; nothing where it stands by itself."""

    @property
    def readers(self) -> str:
        """The language of those who read it here."""
        return self.shown_in or self.form.language

    @property
    def files_address(self) -> str:
        """The address beside which its files stand: its own, or that of what is shown in place of a translation."""
        if self.shown_in:
            return self.address.removeprefix(f"{self.shown_in}/")
        return self.address

    def in_cohort(self, cohort: str | None) -> Self:
        """The entry with its title as it reads in a cohort."""
        title = self.titles.get(cohort or "")
        if title:
            return replace(self, form=self.form.model_copy(update={"title": title}))
        return self


@dataclass(frozen=True, slots=True)
class FormCopy:
    """The page that one of several programs has of a form: the program's id and address, and the page's own."""

    program: str
    below: str
    address: str


def copies_of(forms: Iterable[FormEntry], programs: Iterable[ProgramEntry]) -> Mapping[str, tuple[FormCopy, ...]]:
    """The pages of each form that several programs list, by its own address."""
    addresses: defaultdict[str, list[str]] = defaultdict(list)
    for each in programs:
        addresses[each.id].append(each.address)
    found: defaultdict[str, list[FormCopy]] = defaultdict(list)
    for entry in forms:
        if entry.program and entry.address != entry.own:
            below = _above(entry.address, addresses[entry.program])
            found[entry.own].append(FormCopy(entry.program, below, entry.address))
    return {own: tuple(copies) for own, copies in found.items()}


def _above(address: str, programs: Iterable[str]) -> str:
    """The address of a program that another one stands below; nothing where it stands below none."""
    for each in programs:
        if address.startswith(each):
            return each
    return ""


@dataclass(frozen=True, slots=True)
class Site:
    """What a handbook is made of. `broken` are sources that could not be understood."""

    settings: Settings
    pages: tuple[Page, ...]
    programs: tuple[ProgramEntry, ...]
    forms: tuple[FormEntry, ...]
    assets: tuple[Asset, ...]
    broken: frozenset[str]
    sources: Mapping[str, str]
    """The address of each source that a link can lead to, and of each folder of `content/`."""
    by_address: Mapping[str, str]
    """The source behind each address."""
    digests: Mapping[str, str]
    """A hash of each page and definition, with all that it is understood from."""
    today: date | None = None
    """The day on which the handbook is made: it decides which cohort stands in front. None where that is not known."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """What is known of each image, by its source."""
    drawings: Mapping[str, bytes] = field(default_factory=dict)
    """Each SVG as it is published, by its source."""
    translated_settings: Mapping[str, Settings] = field(default_factory=dict)
    """What site.yml says in each language that it is translated into, by its code."""
    translated: Mapping[str, tuple[TranslatedFile, ...]] = field(default_factory=dict)
    """How far each source is translated, by the codes of languages, where a page shows that."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """The address that each draft would have, by its source. They are not in the site, but where it is a preview."""

    messages: tuple[Message, ...] = ()
    """What coordinators send, in each language, in its order."""
    certificates: tuple[Certificate, ...] = ()
    """What people who took part are given, in each language, in its order."""
    copies: Mapping[str, tuple[FormCopy, ...]] = field(default_factory=dict)
    """The pages of each form that several programs list, by its own address."""
    pages_of: Mapping[str, str] = field(default_factory=dict)
    """The id of the program that a page speaks of, by its source; of no page that names none."""

    @property
    def default_program(self) -> str | None:
        """The id of the program that texts speak of which name none: site.yml's, else the first as lists have them."""
        chosen = self.settings.program
        if chosen and self.program(chosen.id):
            return chosen.id
        own = []
        for entry in self.programs:
            if entry.language == self.settings.default_language:
                own.append(entry)
        first = min(own or self.programs, key=_rank, default=None)
        if first:
            return first.id
        return None

    def default_first(self, programs: Iterable[ProgramEntry]) -> tuple[ProgramEntry, ...]:
        """Some programs, in front the one that texts speak of which name none."""
        default = self.default_program
        return tuple(sorted(programs, key=lambda entry: entry.id != default))

    def settings_in(self, language: str) -> Settings:
        """What site.yml says, in the words of a language."""
        return self.translated_settings.get(language, self.settings)

    def unread(self, folder: str) -> frozenset[str]:
        """The sources in a folder of `content/` that could not be understood."""
        return frozenset(source for source in self.broken if source.startswith(f"content/{folder}/"))

    @property
    def originals(self) -> tuple[ProgramEntry, ...]:
        """The programs that are translations of no other: what is true of one is true of its translations."""
        return tuple(entry for entry in self.programs if not entry.translates and not entry.shown_in)

    def originals_for(self, named: Reference | None) -> tuple[ProgramEntry, ...]:
        """The programs whose people get a message or a certificate: the one that it names, else all."""
        return tuple(entry for entry in self.originals if named is None or entry.id == named.id)

    def program(self, id: str | None, language: str | None = None) -> Program | None:
        """The program of an id in a language; in the default one where it is not translated, or no language is said."""
        found: dict[str, Program] = {}
        for entry in self.programs:
            if entry.id == id:
                found.setdefault(entry.language, entry.program)
        for each in (language or "", self.settings.default_language, *found):
            if each in found:
                return found[each]
        return None

    def program_of(self, entry: FormEntry) -> Program | None:
        """The program that a page of a form is for, where several programs list the form."""
        several = entry.address != entry.own
        if several:
            return self.program(entry.program, entry.form.language)
        return None

    def forms_in(self, language: str) -> tuple[FormEntry, ...]:
        """The forms as a reader of a language has them: in the default one where they are not translated."""
        own = [entry for entry in self.forms if entry.readers == language]
        if language == self.settings.default_language:
            return tuple(own)
        default = [entry for entry in self.forms if entry.readers == self.settings.default_language]
        # In the order of the default language, and at the end what that doesn't have.
        by_name = {_name(entry): entry for entry in own}
        found = [by_name.pop(_name(entry), entry) for entry in default]
        return (*found, *by_name.values())

    def messages_in(self, language: str) -> tuple[Message, ...]:
        """The messages as a reader of a language has them: in the default one where they are not translated."""
        default = self.settings.default_language
        own = {each.id: each for each in self.messages if each.language == language}
        return tuple(own.get(each.id, each) for each in self.messages if each.language == default)

    def certificates_in(self, language: str) -> tuple[Certificate, ...]:
        """The certificates as a reader of a language has them: in the default one where they are not translated."""
        default = self.settings.default_language
        own = {each.id: each for each in self.certificates if each.language == language}
        return tuple(own.get(each.id, each) for each in self.certificates if each.language == default)

    def page(self, id: str, language: str) -> Page | None:
        """The page that an id names, its address or the last part of that, in a language if there is one."""
        found: dict[str, Page] = {}
        for page in self.pages:
            if id in page.ids:
                found.setdefault(page.readers, page)
        for each in (language, self.settings.default_language, *found):
            if each in found:
                return found[each]
        return None


def _name(entry: FormEntry) -> tuple[str, str, str | None]:
    """What tells a form from all others of its language; several programs may have it."""
    return entry.form.folder, entry.form.id, entry.program
