"""A mentorship program: who takes part, what they promise, and when."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from mentorsite.model.base import (
    LIST_OF_IDS,
    Also,
    Definition,
    Email,
    Id,
    Language,
    Line,
    Many,
    Number,
    OldAddress,
    Opening,
    Phrase,
    Prose,
    Ref,
    Reference,
    Translated,
    Waived,
    WebAddress,
    Whole,
    Written,
    YesNo,
    by_ids,
    or_key,
)
from mentorsite.model.cohort import CheckIn, Cohort, Phase
from mentorsite.model.moment import When

RoleKind = Literal[
    "mentor", "co-mentor", "mentee", "peer", "coordinator", "facilitator", "expert", "sponsor", "alum", "guardian",
    "parent", "teacher",
]  # fmt: skip
Model = Literal["one-to-one", "group", "peer", "reverse", "board", "flash"]


MOST_STEPS = 500
"""How many phases, and how many check-ins, a program may have: each may be told from the one before."""


class Role(Definition):
    """What someone is in the program; the label may be anything. An id such as `mentor` says both by itself."""

    model_config = ConfigDict(json_schema_extra={"required": [], "additionalProperties": False})

    label: Line
    """What people in this role are called, as `Navigator`; without it, the id with a capital."""
    kind: RoleKind
    """What the role is, whatever it is called; an id such as `mentor` says it by itself."""
    responsibilities: Many[Phrase] = ()
    """What is theirs to do, one line each."""
    not_responsible_for: Many[Phrase] = ()
    """What is not theirs to do, one line each."""
    flexibility: Many[Phrase] = ()
    """What may change in the role, one line each."""
    time: Phrase | None = None
    """How much time it takes, as `3 hours per month`."""


class Contact(Definition):
    """Someone to turn to."""

    name: Line
    """The person or the team."""
    email: Email | None = None
    """Where to write to."""
    phone: Line | None = None
    """Where to call."""
    url: Annotated[WebAddress | None, Translated.TEXT] = None
    """Where to read or write on the web, such as a page with office hours."""
    topics: Many[Line] = Field(default=(), alias="for")
    """What to turn to them for, such as `match` or `conduct`."""


class Conduct(Definition):
    """The code of conduct, and whom to tell."""

    code_of_conduct: Annotated[WebAddress | None, Translated.TEXT] = None
    """The web address of the code of conduct."""
    contact: Ref | None = None
    """The id of the contact to turn to when something is wrong."""


class Safeguarding(Definition):
    """What protects people under 18, and what cannot stay confidential."""

    under_18: YesNo = False
    """Whether people under 18 take part; a guardian then signs each agreement that a mentee or a peer signs, too."""
    lead: Ref | None = None
    """The id of the contact who is responsible for safety."""
    policy: Annotated[WebAddress | None, Translated.TEXT] = None
    """The web address of the safeguarding policy."""
    limits_of_confidentiality: Prose | None = None
    """What cannot stay between the two of them, in Markdown."""


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


class Seat(Definition):
    """A seat on a mentee's board."""

    label: Line
    """Who sits there, as `Sponsor`."""
    why: Phrase | None = None
    """What this person is for."""
    inside_organization: Literal["yes", "no", "any"] = "any"
    """Where to look for them: inside the organization (`yes`), outside (`no`) or `any`."""


class BoardOfMentors(Definition):
    """Not one mentor but several."""

    min: Whole | None = None
    """How many people are on a board at least."""
    max: Whole | None = None
    """How many people are on a board at most."""
    seats: Many[Annotated[Seat, or_key("label")]] = ()
    """Who could sit on it; a text alone is the label of a seat."""


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


def _roles(value: object) -> object:
    """Roles with what an id says by itself: `mentor: {}` is a mentor called Mentor."""
    value = by_ids(value)
    if not isinstance(value, dict):
        return value
    return {key: _role(str(key), role) for key, role in value.items()}


def _role(key: str, role: object) -> object:
    if role is not None and not isinstance(role, dict):
        return role
    kinds = get_args(RoleKind)
    implied = {"label": key.replace("-", " ").replace("_", " ").capitalize()}
    if key in kinds:
        implied["kind"] = key
    return {**implied, **(role or {})}


class Program(Definition):
    """The keys of content/programs/<id>.yml."""

    name: Line
    """What the program is called."""
    purpose: Opening
    """What it is for, in Markdown; it stands at the top of the program's page."""
    description: Line = ""
    """One sentence about it, for lists of programs and for search engines."""
    keywords: Annotated[Many[Line], Translated.OWN] = ()
    """Words that readers may look for and that don't stand in it, as `privacy`; the search finds it by them."""
    language: Annotated[Language | None, Translated.OWN] = None
    """Its language as a code, as `es`, where it is not the handbook's."""
    draft: Annotated[YesNo, Translated.OWN] = False
    """Whether it is a draft: no command publishes it, and `mentorsite serve` shows it, marked."""
    order: Number | None = None
    """Its place among the programs; smaller comes first."""
    aliases: Many[OldAddress] = ()
    """Old addresses that lead to it, as `old/page/`."""
    model: Model = "one-to-one"
    """How mentoring is done in it, shown at the top of its page."""
    eligibility: dict[Written, Many[Phrase]] = Field(default_factory=dict)
    """Who may join, by the id of the role, one line each."""
    roles: Annotated[dict[Id, Role], BeforeValidator(_roles), Also((LIST_OF_IDS,))]
    """Who takes part, by id; there has to be a mentor and a mentee, or a peer."""
    contacts: dict[Id, Contact] = Field(default_factory=dict)
    """Whom to turn to, by id."""
    conduct: Conduct = Conduct.of()
    """The code of conduct, and whom to tell when something is wrong."""
    safeguarding: Safeguarding | None = None
    """What protects people under 18, and what cannot stay confidential."""
    cohorts: dict[Id, Cohort] = Field(default_factory=dict)
    """Each run of the program, by id, with its dates; each has a page and a calendar."""
    match: When | None = None
    """When people hear of their match, as `date matching`; lists put there what counts from the match.

    Without it, the date or the phase whose id begins with `match` says so.
    """
    phases: dict[Id, Phase] = Field(default_factory=dict, max_length=MOST_STEPS)
    """The stretches of a cohort in their order, by id, and what belongs to each."""
    check_ins: dict[Id, CheckIn] = Field(default_factory=dict, max_length=MOST_STEPS)
    """Meetings that come back and reviews, by id; they are in the calendars."""
    commitments: Commitments = Commitments.of()
    """What people give: time, money and action."""
    boundaries: Many[Boundary] = ()
    """What is fine to talk about, what needs asking first, and what is no part of it."""
    communication: Communication = Communication.of()
    """How people reach each other."""
    expectations: Expectations = Expectations.of()
    """What each may expect of the others."""
    success: Many[Annotated[SuccessMeasure, or_key("statement")]] = ()
    """What success means; a text alone is a statement."""
    accountability: Accountability = Accountability.of()
    """What happens when it stalls."""
    feedback: Feedback = Feedback.of()
    """How feedback is given and taken."""
    board_of_mentors: BoardOfMentors | None = None
    """The people a mentee can ask, since one mentor is not enough."""
    closing: Closing | None = None
    """How it ends, clearly and well."""
    agreements: Many[Ref] = ()
    """The ids of its agreements, as `mentoring-agreement` for `content/agreements/mentoring-agreement.yml`."""
    checklists: Many[Ref] = ()
    """The ids of its checklists."""
    worksheets: Many[Ref] = ()
    """The ids of its worksheets."""
    guidelines: Many[Ref] = ()
    """The ids of the pages that explain it, as `choosing-a-mentor`."""
    waived: Waived = Field(default_factory=dict)
    """Advice that does not apply to this program, by its code, each with the reason."""

    @cached_property
    def phase_before(self) -> Mapping[str, str]:
        """The phase that comes before each, by id; the first has none."""
        return {after: before for before, after in pairwise(self.phases)}

    @cached_property
    def forms(self) -> Mapping[str, Mapping[str, Reference]]:
        """By folder and id, each form that it names anywhere, where it names it first."""
        found: dict[str, dict[str, Reference]] = {"agreements": {}, "checklists": {}, "worksheets": {}}
        for folder, named in found.items():
            for each in forms_named(self, folder):
                named.setdefault(each.id, each)
        return found

    @model_validator(mode="after")
    def _has_both_roles(self) -> Any:
        kinds = {role.kind for role in self.roles.values()}
        missing = [kind for kind in ("mentor", "mentee") if not kinds & {kind, "peer"}]
        if missing:
            names = " and no ".join(missing)
            raise PydanticCustomError(
                "missing-role",
                "{expected}",
                {
                    "expected": f"the program has no {names} role",
                    "hint": f"add `{missing[0]}: {{kind: {missing[0]}}}` below `roles:`",
                    "at": ("roles",),
                },
            )
        return self


PARTS = (
    "roles", "eligibility", "cohorts", "phases", "check-ins", "commitments", "boundaries", "communication",
    "expectations", "success", "accountability", "feedback", "board-of-mentors", "closing", "conduct",
    "safeguarding", "contacts", "agreements", "checklists", "worksheets", "guidelines",
)  # fmt: skip
"""The parts of a program's page, in order; each has this id there."""


def parts(program: Program) -> tuple[str, ...]:
    """The parts that a program says something about."""
    return tuple(part for part in PARTS if _says(program, part.replace("-", "_")))


def _says(program: Program, key: str) -> bool:
    value = getattr(program, key)
    return bool(value) and value != Program.model_fields[key].default


def forms_named(program: Program, folder: str) -> Iterator[Reference]:
    """Where a program names forms of a folder: in its list, in its phases, at its check-ins and for feedback."""
    yield from getattr(program, folder)
    for phase in program.phases.values():
        yield from getattr(phase, folder)
    if folder == "worksheets":
        yield from program.feedback.worksheets
        yield from (check_in.worksheet for check_in in program.check_ins.values() if check_in.worksheet)
