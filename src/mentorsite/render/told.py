"""What the writers of a program's parts share: a program, and the place where it is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from mentorsite.model.definition import Reference
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry
from mentorsite.render.setting import Setting
from mentorsite.render.views import Block
from mentorsite.text.document import Document
from mentorsite.theme import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A program in one place, in the words of a theme."""

    entry: ProgramEntry
    setting: Setting
    words: Words

    @property
    def program(self) -> Program:
        """The program itself."""
        return self.entry.program

    def html(self, document: Document | None) -> Markup:
        """A text as HTML; nothing for none."""
        return self.setting.html(document)

    def paragraph(self, *texts: str | Markup) -> Markup:
        """Texts as one paragraph; nothing for none."""
        said = [escape(text) for text in texts if text]
        return Markup("<p>{}</p>").format(Markup(" ").join(said)) if said else Markup("")

    def lists(self, titled: Iterable[tuple[str, Iterable[Markup]]]) -> Iterator[Block]:
        """A block for each list that has something in it, under its title."""
        for title, items in titled:
            shown = tuple(items)
            if shown:
                yield Block("list", title, items=shown)

    def columns(self, *keys: str) -> tuple[str, ...]:
        """The heads of a table's columns."""
        return tuple(self.words[f"column_{key}"] for key in keys)

    def role(self, reference: Reference | None) -> str:
        """What the program calls a role; nothing for none."""
        if reference is None:
            return ""
        known = self.program.roles.get(reference.id)
        return self.setting.filled(known.label) if known else reference.id.replace("-", " ").capitalize()

    def labels(self, *kinds: str) -> str:
        """What the program calls its roles of some kinds, each once."""
        found = dict.fromkeys(role.label for role in self.program.roles.values() if role.kind in kinds)
        return self.words["list_separator"].join(found)

    def mentors(self) -> str:
        """What the program calls those who give."""
        return self.labels("mentor", "co-mentor") or self.labels("peer")

    def mentees(self) -> str:
        """What the program calls those who are mentored."""
        return self.labels("mentee") or self.labels("peer")
