"""Pairs: two worksheets that ask the same in two voices, and where they stand side by side."""

from collections.abc import Iterator

from mentorsite.model.form import Form
from mentorsite.model.site import FormEntry, Site
from mentorsite.model.urls import relative

SIDE_BY_SIDE = "side-by-side/"


def pairs(site: Site) -> Iterator[tuple[FormEntry, FormEntry]]:
    """Every pair once, the first by id first; once a program, where several programs list it."""
    for entry in site.forms:
        other = partner(site, entry)
        if other and entry.form.id < other.form.id:
            yield entry, other


def pair_address(site: Site, entry: FormEntry) -> str | None:
    """Where a form stands beside its partner, if it has one."""
    other = partner(site, entry)
    if not other:
        original = _original(site, entry)
        return pair_address(site, original) if original else None
    first = min(entry, other, key=lambda each: each.form.id)
    return f"{first.address}{SIDE_BY_SIDE}"


def partner(site: Site, entry: FormEntry) -> FormEntry | None:
    """The nearest entry of the form of the other voice, where each is the other's choice."""
    alike = [each for each in site.forms if _shelf(each) == _shelf(entry)]
    forms = {each.form.id: each.form for each in alike}
    chosen = _choice(forms, entry.form)
    if not chosen or _choice(forms, forms[chosen]) != entry.form.id:
        return None
    found = [each for each in alike if each.form.id == chosen]
    return min(found, key=lambda each: (len(relative(entry.address, each.address)), each.address))


def _original(site: Site, entry: FormEntry) -> FormEntry | None:
    """The form that one is a translation of, or that is shown in place of a translation."""
    source = entry.form.source if entry.shown_in else entry.form.translates
    return next((each for each in site.forms if each.form.source == source and not each.shown_in), None)


def _shelf(entry: FormEntry) -> tuple[str, str, str]:
    return entry.form.folder, entry.form.language, entry.shown_in


def _choice(forms: dict[str, Form], form: Form) -> str | None:
    """The form that a form names, else the first that names it."""
    if form.paired_with:
        named = form.paired_with.id
        return named if named in forms and named != form.id else None
    return min((id for id, each in forms.items() if each.paired_with and each.paired_with.id == form.id), default=None)
