"""Which columns a spreadsheet of pairs can have, and what each head means: people, the match, and fields of forms."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from mentorsite.markdown.slug import composed
from mentorsite.render.forms.sheet import Input

Kind = Literal["name", "email", "match", "language", "answer"]
NOT_TYPED = ("signature", "initials")
"""What nobody fills in for someone else."""
HALF_A_YEAR = timedelta(days=183)
"""So long before a cohort begins its pairs may be matched."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column has: the name or email of a person, or the answer to an input."""

    kind: Kind
    role: str = ""
    number: int = 1
    input: Input | None = None


@dataclass(frozen=True, slots=True)
class RoleOfPair:
    """A role that rows name people of: how many at least and at most. `max_pairs` are the rows that may name one.

    `label` is what the handbook calls it. Who signs for a child may give the child's address: `shares_address`.
    """

    id: str
    least: int
    most: int
    max_pairs: int | None = None
    label: str = ""
    shares_address: bool = False


@dataclass(frozen=True, slots=True)
class DaysOfCohort:
    """From when until when a cohort is, as far as it says so."""

    id: str
    start: date | None
    end: date | None

    def outside(self, match: date) -> tuple[str, str] | None:
        """What is wrong with the day of a match that can't be one of this cohort, and what to do."""
        hint = "mend the day, or choose its cohort with --cohort"
        if self.end and match > self.end:
            since = f" from {self.start}" if self.start else ""
            return f"{match} is after the cohort `{self.id}`, which is{since} until {self.end}", hint
        if self.start and match < self.start - HALF_A_YEAR:
            until = f" until {self.end}" if self.end else ""
            return f"{match} is long before the cohort `{self.id}`, which is from {self.start}{until}", hint
        return None


@dataclass(frozen=True, slots=True)
class Question:
    """Where a form asks for an input: the form's title, and what the input is called there."""

    form: str
    label: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a spreadsheet of pairs is about: its roles, the inputs of the program's forms by name, the languages,
    the cohort's days, and where the forms ask for each input.
    """

    roles: tuple[RoleOfPair, ...]
    inputs: Mapping[str, Input]
    languages: tuple[str, ...]
    days: DaysOfCohort | None = None
    asked_in: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)

    def columns(self) -> dict[str, Column]:
        """Every column by its head, those of people first; `mentor_1_name` and `mentor_name` are one."""
        found: dict[str, Column] = {}
        for role in self.roles:
            for number in range(1, role.most + 1):
                for head in _heads(role.id, number):
                    found[f"{head}_name"] = Column("name", role.id, number)
                    found[f"{head}_email"] = Column("email", role.id, number)
        found |= {"match": Column("match"), "language": Column("language")}
        for name, each in self.inputs.items():
            if each.kind not in NOT_TYPED:  # a field that is called like a column of people doesn't take its place
                found.setdefault(name, Column("answer", input=each))
        return found

    def heads_of_people(self) -> Iterator[str]:
        """The heads that a new spreadsheet has: everyone's name and email, where there can be several with a number."""
        for role in self.roles:
            for number in range(1, role.most + 1):
                if role.most == 1:
                    head = role.id
                else:
                    head = f"{role.id}_{number}"
                yield f"{head}_name"
                yield f"{head}_email"


def _heads(role: str, number: int) -> tuple[str, ...]:
    if number == 1:
        return (role, f"{role}_1")
    return (f"{role}_{number}",)


def plain_head(head: str) -> str:
    """A head without what people write in several ways: capitals, spaces, hyphens."""
    return re.sub(r"[\s_-]+", "_", composed(head).strip().casefold())
