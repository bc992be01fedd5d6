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
        happening = {}
        if front:
            happening = {each.id: each for each in timetable(self.context.site, self.entry, front)}
        for id, phase in self.program.phases.items():
            start = NOTHING
            if phase.start:
                start = moment_line(phase.start, self.program, self.words, self.context.language)
            elif before:  # a phase without a start of its own follows the one above it
                start = line(self.words["after_phase"].format(before))
            before = phase.label
            said = [begun(start, self.context.language)]
            if phase.duration:
                said.append(line(lasting_words(phase.duration, self.words)))
            span = joined(self.words["list_separator"], said)
            paragraphs = (span, self.days(happening.get(f"phase-{id}")))
            yield PartBlock("list", phase.label, paragraphs, items=lines(phase.goals))
            yield from self.taking(self.phase_forms(phase), phase.pages)

    def phase_forms(self, phase: Phase) -> tuple[Card, ...]:
        """The forms of a phase."""
        cards: list[Card] = []
        for folder in ("agreements", "checklists", "worksheets"):
            cards += self.form_cards(folder, getattr(phase, folder))
        return tuple(cards)

    def taking(self, forms: Iterable[Card], pages: Iterable[Reference]) -> Iterator[PartBlock]:
        """What to fill in, and what to read."""
        fill_in = [(card.title, card.url) for card in forms]
        read = [(page.title, self.context.url(page.address)) for page in self.pages(pages)]
        paragraphs = []
        if fill_in:
            paragraphs.append(self.linked("fill_in", fill_in))
        if read:
            paragraphs.append(self.linked("read", read))
        if paragraphs:
            yield PartBlock("text", paragraphs=tuple(paragraphs))

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
            if days:  # they tell the hour already
                said = self.rhythm(check_in, None)
            else:
                said = self.rhythm(check_in, found)
            rhythm = joined(self.words["list_separator"], said)
            paragraphs = (
                begun(rhythm, self.context.language),
                days,
                joined(" ", place_and_link(check_in.place, check_in.link, self.context)),
                left_out(found, self.context),
                *sessions(found, self.context),
            )
            yield PartBlock("list", check_in.label, paragraphs, items=lines(check_in.agenda))
            if check_in.worksheet:
                yield from self.taking(self.form_cards("worksheets", [check_in.worksheet]), ())

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
