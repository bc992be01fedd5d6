"""What the writers of a program's parts share: a program, and the place where it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry
from mentorsite.render.context import RenderContext
from mentorsite.render.program_lines import Line
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.theme.dates_and_numbers import listed
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class SectionWriter:
    """A program in one place."""

    entry: ProgramEntry
    context: RenderContext

    @property
    def words(self) -> Words:
        """What the theme says there."""
        return self.context.words

    @property
    def program(self) -> Program:
        """The program itself."""
        return self.entry.program

    def lists(self, titled: Iterable[tuple[str, Iterable[Line]]]) -> Iterator[PartBlock]:
        """A block for each list that has something in it, under its title."""
        for title, items in titled:
            shown = tuple(items)
            if shown:
                yield PartBlock("list", title, items=shown)

    def table(self, title: str | None, keys: Sequence[str], rows: Iterable[tuple[Line, ...]]) -> Iterator[PartBlock]:
        """A table without the columns in which nothing stands; nothing for no rows."""
        written = tuple(rows)
        if not written:
            return
        columns = zip(*written, strict=True)
        filled = {key: cells for key, cells in zip(keys, columns, strict=True) if any(cells)}
        heads = tuple(self.words[f"column_{key}"] for key in filled)
        yield PartBlock("table", title, columns=heads, rows=tuple(zip(*filled.values(), strict=True)))

    def role(self, reference: Reference | None) -> str:
        """What the program calls a role; nothing for none."""
        if reference is None:
            return ""
        known = self.program.roles.get(reference.id)
        if known:
            return known.label
        return reference.id.replace("-", " ").capitalize()

    def labels(self, *kinds: str) -> str:
        """What the program calls its roles of some kinds, each once."""
        roles = self.program.roles.values()
        return self.joined(dict.fromkeys(role.label for role in roles if role.kind in kinds))

    def joined(self, texts: Iterable[str]) -> str:
        """Texts as people say them one after the other: `a`, `a and b`, `a, b and c`."""
        return listed([*texts], self.context.language)

    def pair(self) -> str:
        """What the program calls those who meet."""
        return self.labels("mentor", "co-mentor", "mentee", "peer")

    def mentors(self) -> str:
        """What the program calls those who give."""
        return self.labels("mentor", "co-mentor") or self.labels("peer")

    def mentees(self) -> str:
        """What the program calls those who are mentored."""
        return self.labels("mentee") or self.labels("peer")
