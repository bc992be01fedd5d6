"""A pair: who they are, when they were matched, what is known of their forms; and what is wrong with a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorsite.pack.spreadsheet_cells import Spot


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone of a pair; `number` tells two of one role apart and counts from 1. The email may be empty."""

    role: str
    number: int
    name: str
    email: str

    @property
    def key(self) -> str:
        """What the names of their inputs end with."""
        if self.number == 1:
            return self.role
        return f"{self.role}__{self.number}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the spreadsheet. No other pair has its `folder`, which it is made in; `answers` are by input."""

    row: int
    folder: str
    match: date
    language: str
    people: tuple[Participant, ...]
    answers: Mapping[str, str]

    def number_of(self, role: str) -> int:
        """How many of a role there are."""
        return sum(each.role == role for each in self.people)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a spreadsheet, where, and what to write instead. `head` is the column's."""

    spot: Spot
    head: str
    message: str
    hint: str

    def __str__(self) -> str:
        where = f"row {self.spot.row}"
        if self.spot.column:
            where += f", column {self.spot.letter}"
            if self.head:
                where += f" ({self.head})"
        return f"{where}: {self.message}. {self.hint[:1].upper()}{self.hint[1:]}."
