"""The people of a program: what each is, whom to turn to, and what protects them."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from mentorsite.model.base import Definition
from mentorsite.model.keys import Email, Line, Many, Phrase, Prose, Ref, Translated, WebAddress, Whole, YesNo, or_key
from mentorsite.model.text_values import wrong

RoleKind = Literal[
    "mentor", "co-mentor", "mentee", "peer", "coordinator", "facilitator", "expert", "sponsor", "alum", "guardian",
    "parent", "teacher",
]  # fmt: skip

MOST_PAIRS = 1_000
"""In as many pairs a role may say that someone can be."""


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
    max_pairs: Annotated[Whole, Field(ge=1, le=MOST_PAIRS)] | None = None
    """In how many pairs someone in this role is at most, as `2` mentees for a mentor; the role's page says so, and
    `mentorsite pack` refuses more.
    """


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

    @model_validator(mode="after")
    def _in_order(self) -> "BoardOfMentors":
        if self.min is not None and self.max is not None and self.max < self.min:
            raise wrong(f"`max` ({self.max}) is less than `min` ({self.min})", "swap them, or mend one", at="max")
        return self
