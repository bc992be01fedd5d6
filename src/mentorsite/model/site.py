"""A site: everything that was read, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
    order: float | None
    program: Program


def _rank(entry: ProgramEntry) -> tuple[bool, float, str, str]:
    """Numbered programs first, by number; then by name."""
    return entry.order is None, entry.order or 0, entry.program.name.casefold(), entry.address


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form and where it stands; `program` is the id of the program that it belongs to, if one does."""

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
    today: date | None = None
    """The day on which the handbook is made: it decides which cohort stands in front. None where that is not known."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """What is known of each image, by its source."""
    drawings: Mapping[str, bytes] = field(default_factory=dict)
    """Each SVG as it is published, by its source."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """The address that each draft would have, by its source. They are not in the site, but where it is a preview."""

    @property
    def default_program(self) -> str | None:
        """The id of the program that texts speak of which name none: site.yml's, else the first as lists have them."""
        chosen = self.settings.program
        if chosen and self.program(chosen.id):
            return chosen.id
        own = [entry for entry in self.programs if entry.language == self.settings.default_language]
        first = min(own or self.programs, key=_rank, default=None)
        return first.id if first else None

    def unread(self, folder: str) -> frozenset[str]:
        """The sources in a folder of `content/` that could not be understood."""
        return frozenset(source for source in self.broken if source.startswith(f"content/{folder}/"))

    def program(self, id: str | None) -> Program | None:
        """The program of an id, in the default language."""
        return next((entry.program for entry in self.programs if entry.id == id), None)

    def program_of(self, entry: FormEntry) -> Program | None:
        """The program that a page of a form is for, where several programs list the form."""
        several = entry.address != self.sources[entry.form.source]
        return self.program(entry.program) if several else None
