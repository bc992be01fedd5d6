"""What people in a program promise each other, from time and money to how it ends."""

from typing import Literal

from mentorsite.model.base import Definition
from mentorsite.model.keys import Line, Many, Phrase, Prose, Ref, YesNo


class TimeCommitment(Definition):
    """How much time a role gives."""

    role: Ref
    """The id of the role that gives the time."""
    amount: Phrase
    """How much time, as `3 hours per month`."""


class MoneyCommitment(Definition):
    """What costs money, and who pays."""

    item: Phrase
    """What costs money, as `Lunches and coffees`."""
    paid_by: Literal["mentor", "mentee", "split", "program", "each"]
    """Who pays: one role, the program, all in equal parts (`split`), or all their own part (`each`)."""
    limit: Line | None = None
    """How much at most, as `20 EUR`."""


class ActionCommitment(Definition):
    """What a role does each time."""

    role: Ref
    """The id of the role that does it."""
    text: Phrase
    """What they do, as `Sends the agenda a day before`."""


class Commitments(Definition):
    """The whole commitment: time, money and action."""

    time: Many[TimeCommitment] = ()
    """How much time each role gives."""
    money: Many[MoneyCommitment] = ()
    """What costs money, and who pays for it."""
    action: Many[ActionCommitment] = ()
    """What each role promises to do."""


class Boundary(Definition):
    """A topic, and where it stands."""

    topic: Line
    """What it is about, as `Personal life`."""
    stance: Literal["in-scope", "discuss-first", "off-limits"]
    """Where it stands: `in-scope` is fine, `discuss-first` needs asking, `off-limits` is no part of this."""
    guidance: Prose | None = None
    """What that means in practice, in Markdown."""


class Communication(Definition):
    """How people reach each other."""

    channels: Many[Line] = ()
    """The ways to reach each other, as `email`."""
    hours: Line | None = None
    """When people can be reached, as `weekdays 9-18`."""
    reply_within: Line | None = None
    """How soon an answer comes, as `2 days`."""
    cancel_notice: Line | None = None
    """How long before a meeting one cancels at the latest, as `24 hours`."""


class Expectations(Definition):
    """What each may expect of the other."""

    of_mentor: Many[Phrase] = ()
    """What can be expected of the mentor, one line each."""
    of_mentee: Many[Phrase] = ()
    """What can be expected of the mentee, one line each."""
    of_program: Many[Phrase] = ()
    """What can be expected of the program, one line each."""


class SuccessMeasure(Definition):
    """What success means, and how one would know."""

    statement: Phrase
    """What success is, in one line."""
    kind: Literal["outcome", "progress", "relationship", "program"] = "outcome"
    """Whether it is what it leads to, what shows on the way, what is between the two, or for the program."""
    measure: Phrase | None = None
    """How one will know."""
    review_at: Ref | None = None
    """The id of the check-in at which it is looked at, as `midpoint`."""


class Rung(Definition):
    """One step of the accountability ladder."""

    when: Phrase
    """What has happened, as `Two meetings were missed`."""
    do: Phrase
    """What is done about it."""
    by: Ref | None = None
    """The id of the role that does it; without it, any of them."""
    within: Line | None = None
    """How soon, as `14 days`."""


class Accountability(Definition):
    """What happens when it stalls."""

    ladder: Many[Rung] = ()
    """What to do when it stalls, step by step, the mildest first."""
    renegotiate: Prose | None = None
    """What to do when something has to change, in Markdown."""


class Feedback(Definition):
    """How feedback is given and taken."""

    principles: Many[Phrase] = ()
    """How feedback is given and taken, one line each."""
    worksheets: Many[Ref] = ()
    """The ids of worksheets for it."""


class Closing(Definition):
    """How a relationship ends well."""

    no_fault: YesNo = False
    """Whether anyone may end it without it being a fault; the page then says so."""
    notice: Line | None = None
    """How long before, as `7 days`."""
    reasons_required: YesNo = False
    """Whether one has to say why."""
    notify: Ref | None = None
    """The id of the contact who is told."""
    steps: Many[Phrase] = ()
    """What to do to close it, one line each."""
    questions: Many[Phrase] = ()
    """What to ask in the last conversation, one line each."""
    afterwards: Many[Phrase] = ()
    """What may come after it, one line each."""
