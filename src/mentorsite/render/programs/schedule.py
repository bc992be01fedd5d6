"""The parts of a program's page about its course: phases, and meetings that come back."""

from collections.abc import Iterable, Iterator

from mentorsite.model.cohort import CheckIn, Cohort, Phase
from mentorsite.model.placed_text import Reference
from mentorsite.render.phrases import lasting_words, rhythm_words
from mentorsite.render.program_lines import NOTHING, Line, LinkTo, begun, filled, joined, line, lines
from mentorsite.render.programs.counted import moment_line, since_line
from mentorsite.render.programs.event_text import hour_alone, left_out, place_and_link, sessions, when
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.render.programs.resources import Texts
from mentorsite.render.views import Card
from mentorsite.structure.cohort_days import meeting
from mentorsite.structure.current_cohort import current_cohort, no_cohort
from mentorsite.structure.timetable import timetable
from mentorsite.structure.timetable_entry import TimetableEntry as Happening
from mentorsite.theme.dates_and_numbers import length


class Schedule(Texts):
    """Writes the blocks about a program's phases, check-ins and dates."""

    @property
    def front(self) -> Cohort | None:
        """The cohort that stands in front."""
        return current_cohort(self.program, self.context.site.today)

    def days(self, found: Happening | None) -> Line:
        """When something is in the cohort that stands in front; nothing where it has no day there."""
        front = self.front
        if front is None or found is None or not found.days:
            return NOTHING
        said = when(found, self.program, self.context)
        return filled(self.words["in_cohort"], front.label, said)

    def phases(self) -> Iterator[PartBlock]:
        """What happens when, one phase after the other."""
        before = ""
        front = self.front
        if front:
            found = timetable(self.context.site, self.entry, front)
        else:
            found = ()
        happening = {each.id: each for each in found}
        for id, phase in self.program.phases.items():
            start = line(self.words["after_phase"].format(before) if before else "")
            if phase.start:
                start = moment_line(phase.start, self.program, self.words, self.context.language)
            before = phase.label
            if phase.duration:
                lasting = lasting_words(phase.duration, self.words)
            else:
                lasting = ""
            span = joined(self.words["list_separator"], (begun(start, self.context.language), line(lasting)))
            paragraphs = (span, self.days(happening.get(f"phase-{id}")))
            yield PartBlock("list", phase.label, paragraphs, items=lines(phase.goals))
            yield from self.taking(self.phase_forms(phase), phase.pages)

    def phase_forms(self, phase: Phase) -> tuple[Card, ...]:
        """The forms of a phase."""
        folders = ("agreements", "checklists", "worksheets")
        return tuple(card for folder in folders for card in self.form_cards(folder, getattr(phase, folder)))

    def taking(self, forms: Iterable[Card], pages: Iterable[Reference]) -> Iterator[PartBlock]:
        """What to fill in, and what to read."""
        fill_in = [(card.title, card.url) for card in forms]
        read = [(page.title, self.context.url(page.address)) for page in self.pages(pages)]
        paragraphs = tuple(self.linked(key, links) for key, links in (("fill_in", fill_in), ("read", read)) if links)
        if paragraphs:
            yield PartBlock("text", paragraphs=paragraphs)

    def linked(self, key: str, links: Iterable[tuple[str, str]]) -> Line:
        """Links in one paragraph, with what they are for."""
        shown = joined(self.words["list_separator"], ((LinkTo(url, line(title)),) for title, url in links))
        return filled(self.words[f"to_{key}"], shown)

    def check_ins(self) -> Iterator[PartBlock]:
        """Meetings that come back, and reviews at one moment."""
        cohort = self.front or no_cohort(self.program)
        for id, check_in in self.program.check_ins.items():
            found = meeting(id, check_in, self.program, cohort)
            days = self.days(found)
            rhythm = joined(self.words["list_separator"], self.rhythm(check_in, None if days else found))
            paragraphs = (
                begun(rhythm, self.context.language),
                days,
                joined(" ", place_and_link(check_in.place, check_in.link, self.context)),
                left_out(found, self.context),
                *sessions(found, self.context),
            )
            yield PartBlock("list", check_in.label, paragraphs, items=lines(check_in.agenda))
            if check_in.worksheet:
                worksheet = [check_in.worksheet]
            else:
                worksheet = []
            yield from self.taking(self.form_cards("worksheets", worksheet), ())

    def rhythm(self, check_in: CheckIn, found: Happening | None) -> Iterator[Line]:
        """How often, from when, at which hour if it is told here, for how long, and who comes."""
        if check_in.every:
            yield line(rhythm_words(check_in.every, self.words))
        if check_in.count:
            yield line(self.words["times"].format(check_in.count))
        if check_in.start:
            yield since_line(check_in.start, self.program, self.words, self.context.language)
        if check_in.at:
            yield moment_line(check_in.at, self.program, self.words, self.context.language)
        if found:
            for each in hour_alone(found, self.context):
                yield line(each)
        if check_in.minutes:
            yield line(length(check_in.minutes, "minutes", self.context.language))
        if check_in.organizer:
            yield line(self.words["organized_by"].format(self.role(check_in.organizer)))
        if check_in.audience:
            coming = self.words["list_separator"].join(self.role(each) for each in check_in.audience)
            yield line(self.words["who_comes"].format(coming))
