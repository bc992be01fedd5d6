"""The parts of a program's page about its course: phases, and meetings that come back."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from mentorsite.model.cohort import CheckIn, Phase
from mentorsite.model.schedule import Moment
from mentorsite.moments import beginning
from mentorsite.render.program_texts import Texts
from mentorsite.render.views import Block
from mentorsite.render.when import when
from mentorsite.render.words import moment_words, period_words
from mentorsite.timetable import Entry as Happening
from mentorsite.timetable import timetable
from mentorsite.variables import current_cohort


class Schedule(Texts):
    """Writes them."""

    def days(self, id: str) -> Markup:
        """When something is in the cohort that stands in front; nothing where it has no day there."""
        cohort = current_cohort(self.program)
        if cohort is None:
            return Markup("")
        found: list[Happening] = [
            each for each in timetable(self.setting.site, self.entry, cohort) if each.id == id and each.days
        ]
        if not found:
            return Markup("")
        said = when(found[0], self.program, self.setting, self.words)
        return escape(self.words["in_cohort"]).format(cohort.label, said)

    def phases(self) -> Iterator[Block]:
        """What happens when, one phase after the other."""
        for id, phase in self.program.phases.items():
            begins = phase.start or beginning(Moment("phase", id, 1, None, phase.place_of()), self.program)
            start = moment_words(begins, self.program, self.words) if begins else ""
            length = period_words(phase.duration, self.words) if phase.duration else ""
            line = self.words["list_separator"].join(text for text in (start[:1].upper() + start[1:], length) if text)
            html = self.paragraph(line) + self.paragraph(self.days(f"phase-{id}"))
            yield Block("list", phase.label, html, items=(*self.setting.each(phase.goals), *self.phase_links(phase)))

    def phase_links(self, phase: Phase) -> Iterator[Markup]:
        """The forms and pages of a phase."""
        for folder in ("agreements", "checklists", "worksheets"):
            for card in self.form_cards(folder, getattr(phase, folder)):
                yield Markup('<a href="{}">{}</a>').format(card.url, card.title)
        for page in self.pages(phase.pages):
            yield Markup('<a href="{}">{}</a>').format(self.setting.url(page.address), page.title)

    def check_ins(self) -> Iterator[Block]:
        """Meetings that come back, and reviews at one moment."""
        for id, check_in in self.program.check_ins.items():
            line = self.words["list_separator"].join(self.rhythm(check_in))
            html = self.paragraph(line[:1].upper() + line[1:]) + self.paragraph(self.days(f"check-in-{id}"))
            links = tuple(self.worksheet_link(check_in))
            yield Block("list", check_in.label, html, items=(*self.setting.each(check_in.agenda), *links))

    def rhythm(self, check_in: CheckIn) -> Iterator[str]:
        """How often, from when, for how long, and who comes."""
        if check_in.every:
            yield self.words["every"].format(period_words(check_in.every, self.words))
        if check_in.count:
            yield self.words["times"].format(check_in.count)
        if check_in.start:
            yield self.words["from_moment"].format(moment_words(check_in.start, self.program, self.words))
        if check_in.at:
            yield moment_words(check_in.at, self.program, self.words)
        if check_in.minutes:
            yield self.words["minutes"].format(check_in.minutes)
        if check_in.organizer:
            yield self.words["organized_by"].format(self.role(check_in.organizer))
        if check_in.audience:
            yield self.words["who_comes"].format(
                self.words["list_separator"].join(self.role(each) for each in check_in.audience)
            )

    def worksheet_link(self, check_in: CheckIn) -> Iterator[Markup]:
        """The worksheet that goes with it."""
        for card in self.form_cards("worksheets", [check_in.worksheet] if check_in.worksheet else []):
            yield Markup('<a href="{}">{}</a>').format(card.url, card.title)
