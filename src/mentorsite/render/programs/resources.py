"""The parts of a program's page that lead on: feedback, the board of mentors, forms and guidelines."""

from collections.abc import Iterable, Iterator

from mentorsite.model.page import Page
from mentorsite.model.people import BoardOfMentors, Seat
from mentorsite.model.placed_text import Reference
from mentorsite.render.program_lines import Line, NewLine, joined, line, lines
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.render.views import Card


class Texts(SectionWriter):
    """Writes the blocks about a program's resources and its board of mentors."""

    def feedback(self) -> Iterator[PartBlock]:
        """How feedback is given, and what helps."""
        said = self.program.feedback
        if said.principles:
            yield PartBlock("list", items=lines(said.principles))
        cards = self.form_cards("worksheets", said.worksheets)
        if cards:
            yield PartBlock("cards", cards=cards)

    def board(self) -> Iterator[PartBlock]:
        """Who could sit on a mentee's board."""
        board = self.program.board_of_mentors
        if board:
            entries = tuple((seat.label, self.seat(seat)) for seat in board.seats)
            yield PartBlock("definitions", paragraphs=(line(self.board_size(board)),), entries=entries)

    def board_size(self, board: BoardOfMentors) -> str:
        """How many people, in words."""
        if board.min and board.max:
            return self.words["board_size"].format(board.min, board.max)
        if board.min:
            return self.words["board_min"].format(board.min)
        if board.max:
            return self.words["board_max"].format(board.max)
        return ""

    def seat(self, seat: Seat) -> Line:
        """What a seat is for, and where to look for someone."""
        said = "inside_organization" in seat.model_fields_set  # its default would say something that nobody wrote
        if said:
            where = self.words[f"seat_inside_{seat.inside_organization}"]
        else:
            where = ""
        return joined(NewLine(), (line(seat.why), line(where)))

    def forms(self, folder: str) -> Iterator[PartBlock]:
        """The forms of a folder that the program lists."""
        cards = self.form_cards(folder, getattr(self.program, folder))
        if cards:
            yield PartBlock("cards", cards=cards)

    def form_cards(self, folder: str, references: Iterable[Reference]) -> tuple[Card, ...]:
        """Forms by their ids, in the program's own words."""
        references = tuple(references)
        if not references:  # phases and check-ins often name none, and a handbook may have hundreds of forms
            return ()
        wanted = {reference.id for reference in references}
        found = {}
        for entry in self.context.site.forms_in(self.entry.language):
            form = entry.form
            is_ours = entry.program in (None, self.entry.id)
            if form.folder == folder and form.id in wanted and is_ours:
                url, kind = self.context.url(entry.address), self.words[f"kind_{form.kind}"]
                found[form.id] = Card(form.title, url, form.description, kind)
        return tuple(found[reference.id] for reference in references if reference.id in found)

    def guidelines(self) -> Iterator[PartBlock]:
        """The pages that explain how."""
        cards = []
        for page in self.pages(self.program.guidelines):
            cards.append(Card(page.title, self.context.url(page.address), page.description))
        if cards:
            yield PartBlock("cards", cards=tuple(cards))

    def pages(self, references: Iterable[Reference]) -> Iterator[Page]:
        """Pages by their address or the last part of it."""
        for reference in references:
            page = self.context.site.page(reference.id, self.entry.language)
            if page:
                yield page
