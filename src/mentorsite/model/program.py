"""A mentorship program: who takes part, what they promise, and when."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from mentorsite.model.base import Definition
from mentorsite.model.cohort import CheckIn, Cohort, Phase
from mentorsite.model.keys import (
    LIST_OF_IDS,
    Also,
    Id,
    Language,
    Line,
    Many,
    Number,
    OldAddress,
    Opening,
    Phrase,
    Ref,
    Translated,
    Waived,
    Written,
    YesNo,
    by_ids,
    or_key,
)
from mentorsite.model.moment import When
from mentorsite.model.people import BoardOfMentors, Conduct, Contact, Role, RoleKind, Safeguarding
from mentorsite.model.placed_text import Reference
from mentorsite.model.promises import (
    Accountability,
    Boundary,
    Closing,
    Commitments,
    Communication,
    Expectations,
    Feedback,
    SuccessMeasure,
)

Model = Literal["one-to-one", "group", "peer", "reverse", "board", "flash"]
MOST_STEPS = 500
"""How many phases, and how many check-ins, a program may have: each may be told from the one before."""


def _roles(value: object) -> object:
    """Roles with what an id says by itself: `mentor: {}` is a mentor called Mentor."""
    value = by_ids(value)
    if not isinstance(value, dict):
        return value
    return {key: _role(str(key), role) for key, role in value.items()}


def _role(key: str, role: object) -> object:
    if role is not None and not isinstance(role, dict):
        return role  # the model says what is wrong with it
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
        missing = []
        for kind in ("mentor", "mentee"):
            if not kinds & {kind, "peer"}:
                missing.append(kind)
        if missing:
            names = " and no ".join(missing)
            # Not by `wrong`: it has a code of its own.
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
    # A definition is true even if it says nothing: then it is as its default.
    return bool(value) and value != Program.model_fields[key].default


def forms_named(program: Program, folder: str) -> Iterator[Reference]:
    """Where a program names forms of a folder: in its list, in its phases, at its check-ins and for feedback."""
    yield from getattr(program, folder)
    for phase in program.phases.values():
        yield from getattr(phase, folder)
    if folder == "worksheets":
        yield from program.feedback.worksheets
        for check_in in program.check_ins.values():
            if check_in.worksheet:
                yield check_in.worksheet
