"""Forms that are filled in once alone, and say something of the next time."""

from collections.abc import Iterator

from mentorsite.errors import Problem, problem
from mentorsite.model.form import Form
from mentorsite.model.site import Site
from mentorsite.model.table_field import shows_next_time
from mentorsite.structure.repeated_forms import repeats

HINT = "write `repeats: true`, name it as the `worksheet` of a check-in with `every`, or take this out"


def nothing_next_time(site: Site) -> Iterator[Problem]:
    """Keys that count for the next copy, in forms of which there is none. Without a program nothing is said of that."""
    if not site.programs or site.unread("programs"):
        return
    for form in {entry.form.source: entry.form for entry in site.forms if not entry.form.translates}.values():
        if not repeats(form, site):
            yield from _said_in_vain(form)


def _said_in_vain(form: Form) -> Iterator[Problem]:
    said = []
    for section in form.sections.values():
        for field in section.fields.values():
            if shows_next_time(field):
                said.append(field)
    if said:
        place = said[0].place_of("show_next_time")
        yield problem("never-repeated", place, "this is to be shown next time, and the form doesn't repeat", HINT)
    if form.new_copy:
        place = form.place_of("new_copy")
        yield problem("never-repeated", place, "nobody begins another copy of a form that doesn't repeat", HINT)
