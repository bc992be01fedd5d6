"""A mentorship program: who takes part, what they promise, and when."""

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from mentorsite.model.cohort import CheckIn, Cohort, Phase
from mentorsite.model.definition import (
    Definition,
    Email,
    Id,
    Line,
    Many,
    OldAddress,
    Phrase,
    Prose,
    Ref,
    Waived,
    WebAddress,
    Whole,
    YesNo,
    or_key,
)

RoleKind = Literal["mentor", "co-mentor", "mentee", "peer", "coordinator", "facilitator", "expert", "sponsor", "alum"]
Model = Literal["one-to-one", "group", "peer", "reverse", "board", "flash"]


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
    aliases: Many[OldAddress] = ()
    model: Model = "one-to-one"
    eligibility: dict[str, Many[Phrase]] = Field(default_factory=dict)
    """Who may join, by role."""
    roles: Annotated[dict[Id, Role], BeforeValidator(_roles)]
    contacts: dict[Id, Contact] = Field(default_factory=dict)
    conduct: Conduct = Conduct()
    safeguarding: Safeguarding | None = None
    cohorts: dict[Id, Cohort] = Field(default_factory=dict)
    phases: dict[Id, Phase] = Field(default_factory=dict)
    check_ins: dict[Id, CheckIn] = Field(default_factory=dict)
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
    waived: Waived = Field(default_factory=dict)
    """Advice that does not apply here, by its code, each with the reason."""

    @cached_property
    def phase_before(self) -> Mapping[str, str]:
        """The phase that comes before each, by id; the first has none."""
        return {after: before for before, after in pairwise(self.phases)}

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
