"""Messages that a coordinator sends to people of a program: to whom, when, and in which words."""

from dataclasses import dataclass
from typing import Annotated

from mentorsite.model.base import Definition
from mentorsite.model.keys import Language, Line, Many, Number, Prose, Ref, Translated, YesNo
from mentorsite.model.moment import When

PEOPLE = ("recipient", "partner")
"""Of whom a message speaks, as `{{ recipient.name }}`."""
OF_PEOPLE = ("name", "email", "role")
ROOTS = (*PEOPLE, "pair", "links")
"""What a message's variables may begin with, besides those of the handbook."""


class MessageFile(Definition):
    """The keys of content/messages/<id>.yml."""

    title: Line
    """What the list of messages calls it, such as `Introduction`."""
    description: Line = ""
    """When it is sent and what for, in one sentence."""
    to: Many[Ref]
    """The ids of the roles that it goes to, as `[mentor, mentee]`; each person gets one of their own."""
    when: When | None = None
    """When it is sent, as `match` or `check-in midpoint - 7 days`: it is in coordinators' calendars, and
    `mentorsite pack` makes it for each pair. Without it, it is sent when it is needed.
    """
    subject: Line
    """The subject of the mail."""
    text: Prose
    """What it says, in Markdown: with the handbook's variables, and with `{{ recipient.name }}`, `{{ partner.name }}`,
    `{{ pair.match }}` and `{{ links.mentoring-agreement }}`.
    """
    attach: Many[Ref] = ()
    """The ids of the forms that go with it, filled in as far as they are known, and of the recipient's certificates."""
    calendar: YesNo = False
    """Whether the recipient's own calendar goes with it."""
    program: Ref | None = None
    """The id of the program that it is for, where the handbook has several."""
    order: Number | None = None
    """Its place among the messages; smaller comes first."""
    language: Annotated[Language | None, Translated.OWN] = None
    """Its language as a code, as `es`, where it is not the handbook's."""
    draft: Annotated[YesNo, Translated.OWN] = False
    """Whether it is a draft: no command publishes it, and `mentorsite serve` shows it, marked."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a handbook, in a language."""

    id: str
    source: str
    language: str
    order: float | None
    file: MessageFile
    translates: str = ""
    """The source of the message that it is a translation of, if it is one."""


def message_rank(message: Message) -> tuple[bool, float, str, str]:
    """The place of a message: by its order, else by its id."""
    return message.order is None, message.order or 0, message.id, message.language
