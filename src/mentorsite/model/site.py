"""A site: everything that was read, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorsite.model.form import Form
from mentorsite.model.page import Page
from mentorsite.model.picture import Picture
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Asset:
    """An image or attachment below `content/`, published as it is. `size` is in bytes."""

    source: str
    address: str
    size: int


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    """A program and where it stands."""

    id: str
    source: str
    address: str
    language: str
    order: int | None
    program: Program


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form and where it stands; `program` is the id of the program whose words it takes."""

    address: str
    form: Form
    program: str | None


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
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """What is known of each image, by its source."""

    def program(self, id: str | None) -> Program | None:
        """The program of an id, in the default language."""
        return next((entry.program for entry in self.programs if entry.id == id), None)

    def program_of(self, entry: FormEntry) -> Program | None:
        """The program that a page of a form is for, where several programs list the form."""
        several = entry.address != self.sources[entry.form.source]
        return self.program(entry.program) if several else None
