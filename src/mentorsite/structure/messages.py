"""The messages of a program: the names that they may use besides the handbook's, and when coordinators send them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mentorsite.model.cohort import Cohort
from mentorsite.model.message import Message
from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.moments import due_day, is_known
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.structure.variables import Scope

SENDERS = ("coordinator", "facilitator")
"""The kinds of role that send messages."""


def messages_of(site: Site, program: str, language: str) -> tuple[Message, ...]:
    """The messages that people of a program get: its own, and those that name no program."""
    found = site.messages_in(language)
    return tuple(each for each in found if each.file.program is None or each.file.program.id == program)


def sent_at(message: Message, program: Program) -> Moment | None:
    """When people of a program are sent a message; None where that is when it is needed.

    A message of all programs may count from what only some of them have: in the others, too, it has no day.
    """
    moment = message.file.when
    if moment and is_known(moment, program):
        return moment
    return None


def with_people(scope: Scope, names: Mapping[str, object]) -> Scope:
    """The names that a message may use: those of the handbook, and of whom it goes to."""
    # What was found for a name must not be kept for the next person, but for what is said of cohorts by their ids.
    return replace(scope, names={**scope.names, **names}, own={})


def message_days(site: Site, entry: ProgramEntry, program: Program, cohort: Cohort) -> Iterator[TimetableEntry]:
    """The days on which coordinators send messages; none where the program has nobody for that."""
    senders = tuple(id for id, role in program.roles.items() if role.kind in SENDERS)
    if not senders:
        return
    for message in messages_of(site, entry.id, entry.language):
        moment = sent_at(message, program)
        if moment:
            day = due_day(moment, program, cohort)
            days = (day,) if day else ()
            yield TimetableEntry(
                f"message-{message.id}",
                "message",
                message.file.title,
                days,
                moment=moment,
                deadline=True,
                roles=senders,
            )
