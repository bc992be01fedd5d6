"""A spreadsheet's cells → the pairs in it, with everything that is wrong: a wrong row takes nothing but itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentorsite.pack.columns import Column, Wanted
from mentorsite.pack.folder_names import folder_names
from mentorsite.pack.heads import columns_of, fills, heads_below
from mentorsite.pack.pair import Pair, Participant, RowProblem
from mentorsite.pack.same_people import both_roles, in_too_many, one_address, same_twice
from mentorsite.pack.spreadsheet_cells import Spot, Table
from mentorsite.pack.values import WrongCellError, answer, day, email, shown

LONGEST_NAME = 100
EARLIEST, LATEST = 1990, 2100
"""The years in which people can be matched."""
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
"""What a spreadsheet shows where a formula fails."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs whose rows have no fault, and what is wrong: `general` is what concerns the spreadsheet as a whole.

    `fills` says of each column which fields of forms it fills in, `slips` what may be one.
    """

    good: tuple[Pair, ...]
    general: tuple[RowProblem, ...]
    of_rows: tuple[RowProblem, ...]
    fills: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """Everything that is wrong, in the order of the spreadsheet."""
        return tuple(sorted((*self.general, *self.of_rows), key=lambda each: each.spot))


def read_pairs(table: Table, wanted: Wanted, *, match: date | None, language: str) -> Pairs:
    """The pairs of a spreadsheet. `match` and `language` are those of rows that don't say theirs."""
    stray = heads_below(table, wanted)
    if stray:  # told alone: read with these heads, every column would seem wrong
        return Pairs((), (stray,), ())
    columns, general = columns_of(table, wanted, match)
    rows = [_Row(number, cells, columns, table.heads) for number, cells in table.rows.items()]
    pairs: list[Pair] = []
    faults: list[RowProblem] = []
    for row in rows:
        pair, found = row.read(wanted, match, language)
        faults += found
        if pair and not found:
            pairs.append(pair)
    if not rows and not general:
        general.append(
            RowProblem(
                Spot(table.row_of_heads, 0), "", "the spreadsheet has no pair", "write one a row, below the heads"
            )
        )
    twice = [*both_roles(pairs, wanted, columns, table.heads), *same_twice(pairs)]
    # A pair that is written twice counts once for how many someone may be in.
    again = {each.spot.row for each in twice}
    once = [pair for pair in pairs if pair.row not in again]
    twice += in_too_many(once, wanted, columns, table.heads)
    faulty = {each.spot.row for each in twice}
    single = [pair for pair in pairs if pair.row not in faulty]
    folders = folder_names(single)
    named = tuple(replace(pair, folder=folder) for pair, folder in zip(single, folders, strict=True))
    filled, slips = tuple(fills(table, columns, wanted)), tuple(one_address(named, wanted))
    return Pairs(named, tuple(general), (*faults, *twice), filled, slips)


class _Row:
    """One row, while it is read."""

    def __init__(self, number: int, cells: Mapping[int, str], columns: Mapping[int, Column], heads: Mapping[int, str]):
        self.number, self.cells, self.columns, self.heads = number, cells, columns, heads
        self.problems: list[RowProblem] = []
        self.failed: set[Column] = set()
        self.by_column = {column: at for at, column in columns.items()}

    def read(self, wanted: Wanted, match: date | None, language: str) -> tuple[Pair | None, list[RowProblem]]:
        """The pair, if it can be told, and what is wrong."""
        for column, at in self.by_column.items():
            if ERROR.fullmatch(self.cells.get(at, "")):
                self.tell(column, f"`{self.cells[at]}` is an error", "mend the formula, or write the value")
                self.failed.add(column)
        people = tuple(self.people(wanted))
        matched = self.match(wanted, match)
        said = self.language(wanted, language)
        answers = dict(self.answers(people))
        if matched is None:
            return None, self.problems
        return Pair(self.number, "", matched, said, people, answers), self.problems

    def tell(self, column: Column, message: str, hint: str) -> None:
        if column in self.failed:  # its formula is told of already
            return
        at = self.by_column.get(column, 0)
        self.problems.append(RowProblem(Spot(self.number, at), shown(self.heads.get(at, "")), message, hint))

    def text(self, column: Column) -> str:
        return self.cells.get(self.by_column.get(column, 0), "")

    def people(self, wanted: Wanted) -> Iterator[Participant]:
        for role in wanted.roles:
            for number in range(1, role.most + 1):
                name, address = (Column(kind, role.id, number) for kind in ("name", "email"))
                said, written = " ".join(self.text(name).split()), self.text(address)
                if not said and (number <= role.least or written) and name in self.by_column:
                    self.tell(name, f"the name of the {role.id} is missing", "write it")
                elif len(said) > LONGEST_NAME:
                    self.tell(name, f"the name has {len(said)} letters", f"write at most {LONGEST_NAME}")
                elif said:
                    yield Participant(role.id, number, said, self.email(address, written))

    def email(self, column: Column, text: str) -> str:
        if not text:
            return ""
        try:
            return email(text)
        except WrongCellError as error:
            self.tell(column, str(error), error.hint)
            return ""

    def match(self, wanted: Wanted, default: date | None) -> date | None:
        column = Column("match")
        text = self.text(column)
        if not text:
            if default is None and column in self.by_column:
                self.tell(column, "the day of the match is missing", "write it, as 2027-02-01")
            return default
        try:
            found = day(text)
        except WrongCellError as error:
            self.tell(column, str(error), error.hint)
            return None
        if not EARLIEST <= found.year <= LATEST:
            self.tell(column, f"nobody is matched on {found}", f"write a day from {EARLIEST} to {LATEST}")
            return None
        if wanted.days:
            outside = wanted.days.outside(found)
        else:
            outside = None
        if outside:
            self.tell(column, *outside)
            return None
        return found

    def language(self, wanted: Wanted, default: str) -> str:
        text = self.text(Column("language"))
        known = {each.casefold(): each for each in wanted.languages}
        if not text:
            return default
        if text.casefold() not in known:
            hint = f"write one of: {', '.join(wanted.languages)}"
            self.tell(Column("language"), f"`{shown(text)}` is no language of the handbook", hint)
        return known.get(text.casefold(), default)

    def answers(self, people: tuple[Participant, ...]) -> Iterator[tuple[str, str]]:
        """The answers of the row's cells, and what follows from who the two are."""
        for each in people:
            yield f"signature__{each.key}__name", each.name
        for column, at in self.by_column.items():
            text = self.cells.get(at, "")
            if column.input is None or not text:
                continue
            try:
                yield column.input.name, answer(column.input, text)
            except WrongCellError as error:
                self.tell(column, str(error), error.hint)
