"""Pairs: two worksheets that ask the same in two voices, and where they stand side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mentorsite.model.form import Form
from mentorsite.model.site import FormEntry, Site
from mentorsite.model.urls import relative

SIDE_BY_SIDE = "side-by-side/"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The forms that may be partners: their entries by id, and by id the first form that names each."""

    entries: dict[str, list[FormEntry]] = field(default_factory=dict)
    named_by: dict[str, str] = field(default_factory=dict)


Shelves = Mapping[tuple[str, str, str], _Shelf]


def pairs(site: Site) -> Iterator[tuple[FormEntry, FormEntry]]:
    """Every pair once, the first by id first; once a program, where several programs list it."""
    shelves = _shelves(site)
    for entry in site.forms:
        other = _partner(shelves, entry)
        if other and entry.form.id < other.form.id:
            yield entry, other


def pair_addresses(site: Site) -> Mapping[str, str]:
    """Where forms stand beside their partners, by their own addresses; others have none."""
    shelves = _shelves(site)
    found = {}
    for entry in site.forms:
        other = _partner(shelves, entry)
        if other:
            first = min(entry, other, key=lambda each: each.form.id)
            found[entry.address] = f"{first.address}{SIDE_BY_SIDE}"
    # A translation whose partner is not translated leads to the pair of the originals.
    written = {each.form.source: each.address for each in reversed(site.forms) if not each.shown_in}
    for entry in site.forms:
        if entry.shown_in:
            source = entry.form.source
        else:
            source = entry.form.translates
        original = written.get(source or "")
        if original in found:
            found.setdefault(entry.address, found[original])
    return found


def partner(site: Site, entry: FormEntry) -> FormEntry | None:
    """The nearest entry of the form of the other voice, where each is the other's choice."""
    return _partner(_shelves(site), entry)


def _shelves(site: Site) -> Shelves:
    found: dict[tuple[str, str, str], _Shelf] = {}
    for entry in site.forms:
        shelf = found.setdefault(_shelf(entry), _Shelf())
        shelf.entries.setdefault(entry.form.id, []).append(entry)
        if entry.form.paired_with:
            named = entry.form.paired_with.id
            shelf.named_by[named] = min(entry.form.id, shelf.named_by.get(named, entry.form.id))
    return found


def _partner(shelves: Shelves, entry: FormEntry) -> FormEntry | None:
    shelf = shelves[_shelf(entry)]
    chosen = _choice(shelf, entry.form)
    if not chosen or _choice(shelf, shelf.entries[chosen][-1].form) != entry.form.id:
        return None

    def distance(other: FormEntry) -> tuple[int, str]:
        """How long the way there is: of the copies of a form, one of the same program is near."""
        return len(relative(entry.address, other.address)), other.address

    return min(shelf.entries[chosen], key=distance)


def _shelf(entry: FormEntry) -> tuple[str, str, str]:
    return entry.form.folder, entry.form.language, entry.shown_in


def _choice(shelf: _Shelf, form: Form) -> str | None:
    """The form that a form names, else the first that names it."""
    if form.paired_with:
        named = form.paired_with.id
        if named in shelf.entries and named != form.id:
            return named
        return None
    return shelf.named_by.get(form.id)
