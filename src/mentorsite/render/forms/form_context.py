"""A form where it is shown, in the words of a program: what its roles are called there, and when something is due."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from mentorsite.markdown.document import Document
from mentorsite.model.cohort import Cohort
from mentorsite.model.form import Form
from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import event_id, host_of, name_of_cohort
from mentorsite.render.forms.sheet import HeadingBlock, Rich, TextBlock
from mentorsite.render.phrases import moment_words
from mentorsite.render.program_lines import Counted, Line, line, words
from mentorsite.render.program_lines import html as line_html
from mentorsite.render.text.nodes import Paragraph
from mentorsite.structure.current_cohort import cohort_of, live_cohorts
from mentorsite.structure.due_days import name_of_form
from mentorsite.structure.moments import after_match, due_day, fixed_day
from mentorsite.theme.dates_and_numbers import day
from mentorsite.theme.values import Words


@dataclass(frozen=True)
class FormContext:
    """A form in one place, in the words of a program."""

    form: Form
    program: Program | None
    render_context: RenderContext

    @property
    def words(self) -> Words:
        """What the theme says there."""
        return self.render_context.words

    @cached_property
    def cohort(self) -> Cohort | None:
        """The cohort whose days it tells."""
        if self.program:
            return cohort_of(self.form, self.program, self.render_context.site.today)
        return None

    @cached_property
    def entry(self) -> ProgramEntry | None:
        """The program, as the site has it."""
        for each in self.render_context.site.programs:
            if each.program is self.program:
                return each
        return None

    def rich(self, document: Document) -> Rich:
        """A text, as every writer reads it."""
        return Rich(self.render_context.html(document), self.render_context.portable(document))

    def heading(self, id: str, key: str) -> HeadingBlock:
        """A heading that the theme has the words of."""
        return HeadingBlock(id, None, Rich.of(self.words[key]))

    def paragraph(self, said: Line) -> TextBlock:
        """A text of the theme."""
        html = Markup("<p>{}</p>").format(line_html(said, self.render_context))
        return TextBlock(Rich(html, (Paragraph(words(said, self.render_context)),)))

    def role(self, id: str) -> str:
        """What a role is called."""
        # a guardian signs for those under 18, also where the program has no such role
        if id == "guardian" and not (self.program and id in self.program.roles):
            return self.words["role_guardian"]
        return role_label(id, self.program)

    def due(self, moment: Moment | None) -> str | None:
        """When something is due: the day that the cohort fixes, else words."""
        if moment is None:
            return None
        fixed = self.day(moment)
        if fixed is None:
            return moment_words(moment, self.program, self.words, self.form.language)
        said = day(fixed, self.form.language)
        if moment.anchor == "day":  # the same in each cohort
            return said
        several = self.program is not None and len(live_cohorts(self.program)) > 1
        if several and self.cohort:
            return self.words["day_of_cohort"].format(said, self.render_context.filled(self.cohort.label))
        return said

    def due_line(self, moment: Moment | None) -> Line:
        """When something is due, as a line."""
        after = self.after(moment)
        said = self.due(moment)
        if after is None or said is None:
            return line(said)
        return (Counted(said, after),)

    def day(self, moment: Moment | None) -> date | None:
        """The day by which something is due, if it is fixed."""
        if moment and moment.anchor == "day":
            return fixed_day(moment)
        if moment is None or self.program is None:
            return None
        return due_day(moment, self.program, self.cohort)

    def after(self, moment: Moment | None) -> str | None:
        """What is counted from the match."""
        if moment:
            return after_match(moment, self.program)
        return None

    def event(self, id: str, moment: Moment | None) -> str:
        """The UID of a day by which something is due: that of the cohort's calendar, where it is there."""
        if moment is None:
            return ""
        site, entry, fixed = self.render_context.site, self.entry, self.day(moment)
        host = host_of(site.settings, entry)
        if entry:
            name = entry.id
        else:
            name = site.default_program or "handbook"
        id = f"{name_of_form(self.form)}-{id}"
        if entry and self.cohort:
            cohort = entry.id_of(self.cohort)
        else:
            cohort = None
        if fixed and cohort:
            return event_id(name_of_cohort(site, name, cohort), id, host)
        if fixed:
            return event_id(name, f"{id}-{fixed.isoformat()}", host)
        return event_id(name, id, host)


def role_label(id: str, program: Program | None) -> str:
    """What a program calls a role; its id where no program says."""
    if program and id in program.roles:
        return program.roles[id].label
    return id.replace("-", " ").replace("_", " ").capitalize()
