"""A mentorship program: who takes part, what they promise, and when."""

from typing import Annotated, Any, Literal, get_args
from zoneinfo import available_timezones

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, model_validator
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from mentorsite.errors import did_you_mean
from mentorsite.model.definition import (
    Clock,
    Day,
    Definition,
    Email,
    Line,
    Many,
    Phrase,
    Prose,
    Ref,
    WebAddress,
    Whole,
    YesNo,
    or_key,
    text_of,
    wrong,
)
from mentorsite.model.schedule import Length, When

RoleKind = Literal["mentor", "co-mentor", "mentee", "coordinator", "facilitator", "expert", "sponsor", "alum"]
Model = Literal["one-to-one", "group", "peer", "reverse", "board", "flash"]
Status = Literal["planning", "open", "running", "closed", "archived"]


def _zone(value: object) -> str:
    name = text_of(value).strip()
    zones = available_timezones()
    if name not in zones:
        raise wrong(f"`{name[:80]}` is not a time zone", did_you_mean(name, zones) or "write it as Europe/London")
    return name


Zone = Annotated[str, PlainValidator(_zone), Schema({"type": "string"})]


class Role(Definition):
    """What someone is in the program; the label may be anything. An id such as `mentor` says both by itself."""

    model_config = ConfigDict(json_schema_extra={"required": [], "additionalProperties": False})

    label: Line
    kind: RoleKind
    responsibilities: Many[Phrase] = ()
    not_responsible_for: Many[Phrase] = ()
    flexibility: Many[Phrase] = ()
    time: Phrase | None = None


class Contact(Definition):
    """Someone to turn to."""

    name: Line
    email: Email | None = None
    phone: Line | None = None
    topics: Many[Line] = Field(default=(), alias="for")


class Conduct(Definition):
    """The code of conduct, and whom to tell."""

    code_of_conduct: WebAddress | None = None
    contact: Ref | None = None


class Safeguarding(Definition):
    """What protects people under 18, and what cannot stay confidential."""

    under_18: YesNo = False
    lead: Ref | None = None
    policy: WebAddress | None = None
    limits_of_confidentiality: Prose | None = None


class DatedEvent(Definition):
    """A day, a period or an hour of a cohort; undated, it is to be announced."""

    label: Line
    date: Day | None = None
    end: Day | None = None
    time: Clock | None = None
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    note: Phrase | None = None
    audience: Many[Ref] = Field(default=(), alias="for")

    @model_validator(mode="after")
    def _in_order(self) -> "DatedEvent":
        if self.end and not self.date:
            raise wrong("an `end` without a `date`", "give the first day as `date`")
        if self.end and self.date and self.end < self.date:
            raise wrong(
                f"the end ({self.end}) is before the date ({self.date})", "swap them, or mend the year", at="end"
            )
        if self.time and not self.date:
            raise wrong("a `time` without a `date`", "give the day as `date`")
        return self


class Cohort(Definition):
    """One run of the program."""

    label: Line
    status: Status = "planning"
    timezone: Zone | None = None
    start: Day | None = None
    end: Day | None = None
    dates: dict[str, DatedEvent] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _in_order(self) -> "Cohort":
        if self.start and self.end and self.end < self.start:
            raise wrong(
                f"the end ({self.end}) is before the start ({self.start})", "swap them, or mend the year", at="end"
            )
        if not self.timezone and any(event.time for event in self.dates.values()):
            raise wrong("a time of day needs a time zone", "add `timezone:` with a name such as Europe/London")
        return self


class Phase(Definition):
    """A stretch of a cohort, and what belongs to it."""

    label: Line
    start: When | None = None
    duration: Length | None = None
    goals: Many[Phrase] = ()
    pages: Many[Ref] = ()
    agreements: Many[Ref] = ()
    checklists: Many[Ref] = ()
    worksheets: Many[Ref] = ()


class CheckIn(Definition):
    """A meeting that comes back, or a review at one moment."""

    label: Line
    every: Length | None = None
    count: Annotated[Whole, Field(ge=1, le=500)] | None = None
    start: When | None = Field(default=None, alias="from")
    at: When | None = None
    time: Clock | None = None
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    organizer: Ref | None = None
    agenda: Many[Phrase] = ()
    worksheet: Ref | None = None

    @model_validator(mode="after")
    def _one_rhythm(self) -> "CheckIn":
        if self.at and (self.every or self.start or self.count):
            raise wrong("`at` is for one day, `every`, `from` and `count` for many", "keep one or the other")
        return self


class TimeCommitment(Definition):
    """How much time a role gives."""

    role: Ref
    amount: Phrase


class MoneyCommitment(Definition):
    """What costs money, and who pays."""

    item: Phrase
    paid_by: Literal["mentor", "mentee", "split", "program", "each"]
    limit: Line | None = None


class ActionCommitment(Definition):
    """What a role does each time."""

    role: Ref
    text: Phrase


class Commitments(Definition):
    """The whole commitment: time, money and action."""

    time: Many[TimeCommitment] = ()
    money: Many[MoneyCommitment] = ()
    action: Many[ActionCommitment] = ()


class Boundary(Definition):
    """A topic, and where it stands."""

    topic: Line
    stance: Literal["in-scope", "discuss-first", "off-limits"]
    guidance: Prose | None = None


class Communication(Definition):
    """How people reach each other."""

    channels: Many[Line] = ()
    hours: Line | None = None
    reply_within: Line | None = None
    cancel_notice: Line | None = None


class Expectations(Definition):
    """What each may expect of the other."""

    of_mentor: Many[Phrase] = ()
    of_mentee: Many[Phrase] = ()
    of_program: Many[Phrase] = ()


class SuccessMeasure(Definition):
    """What success means, and how one would know."""

    statement: Phrase
    kind: Literal["outcome", "progress", "relationship", "program"] = "outcome"
    measure: Phrase | None = None
    review_at: Ref | None = None
    """The check-in at which it is looked at."""


class Rung(Definition):
    """One step of the accountability ladder."""

    when: Phrase
    do: Phrase
    by: Ref | None = None
    within: Line | None = None


class Accountability(Definition):
    """What happens when it stalls."""

    ladder: Many[Rung] = ()
    renegotiate: Prose | None = None


class Feedback(Definition):
    """How feedback is given and taken."""

    principles: Many[Phrase] = ()
    worksheets: Many[Ref] = ()


class Seat(Definition):
    """A seat on a mentee's board."""

    label: Line
    why: Phrase | None = None
    inside_organization: Literal["yes", "no", "any"] = "any"


class BoardOfMentors(Definition):
    """Not one mentor but several."""

    min: Whole | None = None
    max: Whole | None = None
    seats: Many[Annotated[Seat, or_key("label")]] = ()


class Closing(Definition):
    """How a relationship ends well."""

    no_fault: YesNo = False
    notice: Line | None = None
    reasons_required: YesNo = False
    notify: Ref | None = None
    steps: Many[Phrase] = ()
    questions: Many[Phrase] = ()
    afterwards: Many[Phrase] = ()


def _roles(value: object) -> object:
    """Roles with what an id says by itself: `mentor: {}` is a mentor called Mentor."""
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
    purpose: Prose
    description: Line = ""
    language: Line | None = None
    order: Whole | None = None
    aliases: Many[Line] = ()
    model: Model = "one-to-one"
    eligibility: dict[str, Many[Phrase]] = Field(default_factory=dict)
    """Who may join, by role."""
    roles: Annotated[dict[str, Role], BeforeValidator(_roles)]
    contacts: dict[str, Contact] = Field(default_factory=dict)
    conduct: Conduct = Conduct()
    safeguarding: Safeguarding | None = None
    cohorts: dict[str, Cohort] = Field(default_factory=dict)
    phases: dict[str, Phase] = Field(default_factory=dict)
    check_ins: dict[str, CheckIn] = Field(default_factory=dict)
    commitments: Commitments = Commitments()
    boundaries: Many[Boundary] = ()
    communication: Communication = Communication()
    expectations: Expectations = Expectations()
    success: Many[Annotated[SuccessMeasure, or_key("statement")]] = ()
    accountability: Accountability = Accountability()
    feedback: Feedback = Feedback()
    board_of_mentors: BoardOfMentors | None = None
    closing: Closing | None = None
    agreements: Many[Ref] = ()
    checklists: Many[Ref] = ()
    worksheets: Many[Ref] = ()
    guidelines: Many[Ref] = ()

    @model_validator(mode="after")
    def _has_both_roles(self) -> Any:
        kinds = {role.kind for role in self.roles.values()}
        missing = [kind for kind in ("mentor", "mentee") if kind not in kinds]
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
