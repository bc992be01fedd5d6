"""What happens in a cohort: a thing of the timetable, with its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import time as Time  # noqa: N812 - a field of `TimetableEntry` is called time
from typing import Literal

from mentorsite.markdown.document import Document
from mentorsite.model.cohort import Session
from mentorsite.model.moment import Moment, Period, Span
from mentorsite.model.placed_text import Reference
from mentorsite.model.site import FormEntry

Kind = Literal["phase", "date", "check-in", "form", "item", "message"]


@dataclass(frozen=True, slots=True)
class TimetableEntry:
    """Something that happens in a cohort, on a day, over several or again and again.

    `days` are all the days that it starts on: none when it has no day yet. `last` is the last day of one that
    lasts several. `every` and `endless` are set for a series, `left_out` are days on which it would have been, and
    `sessions` say what single meetings of it have of their own; `off` and `numbered` say both of a series that has no
    day. It is counted from `counted_from`, which may be a day before its first that is left out: of a series from the
    31st, each month has its last day. `roles` are those it is for, by id: none is everyone. `moment` tells the day in
    words, where it is told from something else. `form` is the one to fill in.
    """

    id: str
    kind: Kind
    label: str | Document
    days: tuple[date, ...]
    last: date | None = None
    time: Time | None = None
    minutes: int | None = None
    zone: str | None = None
    every: Period | None = None
    endless: bool = False
    counted_from: date | None = None
    left_out: tuple[date, ...] = ()
    sessions: tuple[tuple[date, Session], ...] = ()
    numbered: tuple[tuple[int, Session], ...] = ()
    off: tuple[Span, ...] = ()
    place: str | None = None
    link: str | None = None
    moment: Moment | None = None
    deadline: bool = False
    signing: bool = False
    roles: tuple[str, ...] = ()
    note: Document | None = None
    agenda: tuple[Document, ...] = ()
    form: FormEntry | None = None

    @property
    def first(self) -> date | None:
        """The day on which it starts, if it has one."""
        if self.days:
            return self.days[0]
        return None


def ids_of(references: Iterable[Reference]) -> tuple[str, ...]:
    """The ids that are named, in their order."""
    return tuple(reference.id for reference in references)
