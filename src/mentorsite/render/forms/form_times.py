"""Forms in the order in which people need them, and what lists say of each: when it is due, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from mentorsite.model.people import Role
from mentorsite.model.placed_text import Reference
from mentorsite.model.site import FormEntry, ProgramEntry
from mentorsite.render.context import RenderContext
from mentorsite.render.program_lines import html
from mentorsite.render.programs.event_text import when
from mentorsite.structure.current_cohort import current_cohort
from mentorsite.structure.timetable import forms_in_time
from mentorsite.structure.timetable_entry import TimetableEntry


@dataclass(frozen=True, slots=True)
class FormTime:
    """When a form is due, and the roles that it is for, by id and in words; none where it is for all."""

    due: Markup
    roles: tuple[str, ...]
    audience: tuple[str, ...]


@dataclass(frozen=True)
class FormTimes:
    """The forms of a site, as readers of a page need them."""

    context: RenderContext
    _known: dict[str, dict[str, TimetableEntry | None]] = field(default_factory=dict)

    def sorted(self, entries: Iterable[FormEntry]) -> list[FormEntry]:
        """Forms in the order of time, those of a program together; of which no program speaks, last."""
        return sorted(entries, key=self._rank)

    def of(self, entry: FormEntry) -> FormTime:
        """What lists say of a form."""
        program = self._program(entry)
        if program:
            found = self._times(program).get(entry.form.source)
        else:
            found = None
        if program and found:
            due = html(when(found, program.program, self.context), self.context)
        else:
            due = Markup("")
        # an agreement that says of nobody whom it is for is for those who sign it
        named: tuple[Reference, ...] = entry.form.audience or tuple(entry.form.signatures)
        roles: dict[str, Role] = dict(program.program.roles) if program else {}
        ids = tuple(dict.fromkeys(each.id for each in named))
        if set(ids) >= set(roles):
            return FormTime(due, (), ())
        return FormTime(due, ids, tuple(roles[id].label for id in ids if id in roles))

    def _rank(self, entry: FormEntry) -> tuple[int, int]:
        program = self._program(entry)
        if program is None:
            return len(self.context.site.programs), 0
        order = list(self._times(program))
        if entry.form.source in order:
            place = order.index(entry.form.source)
        else:
            place = len(order)
        return self.context.site.programs.index(program), place

    def _program(self, entry: FormEntry) -> ProgramEntry | None:
        """The program that a form is of: its own, else the first that names it."""
        language = entry.form.language
        for each in self.context.site.programs:
            own = entry.program in (None, each.id) and each.language == language
            if own and entry.form.id in each.program.forms[entry.form.folder]:
                return each
        return None

    def _times(self, program: ProgramEntry) -> dict[str, TimetableEntry | None]:
        if program.address not in self._known:
            cohort = current_cohort(program.program, self.context.site.today)
            self._known[program.address] = forms_in_time(self.context.site, program, cohort)
        return self._known[program.address]
