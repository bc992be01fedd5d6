"""A spreadsheet's cells → the pairs in it, with everything that is wrong: a wrong row takes nothing but itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentorsite.errors import nearest
from mentorsite.pack.columns import Column, Wanted, plain_head
from mentorsite.pack.folder_names import folder_names
from mentorsite.pack.pair import Pair, Participant, RowProblem
from mentorsite.pack.spreadsheet_cells import Spot, Table
from mentorsite.pack.values import WrongCellError, answer, day, email, shown

LONGEST_NAME = 100
EARLIEST, LATEST = 1990, 2100
"""The years in which people can be matched."""
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
"""What a spreadsheet shows where a formula fails."""
ONE_MORE = re.compile(r"(?P<role>.+)_\d+_(?:name|email)")
"""The head of one more person of a role than there can be."""
NO_COLUMN = "take the column out, or call it as --template lists it"


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs whose rows have no fault, and what is wrong: `general` is what concerns the spreadsheet as a whole."""

    good: tuple[Pair, ...]
    general: tuple[RowProblem, ...]
    of_rows: tuple[RowProblem, ...]

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """Everything that is wrong, in the order of the spreadsheet."""
        return tuple(sorted((*self.general, *self.of_rows), key=lambda each: each.spot))


def read_pairs(table: Table, wanted: Wanted, *, match: date | None, language: str) -> Pairs:
    """The pairs of a spreadsheet. `match` and `language` are those of rows that don't say theirs."""
    columns, general = _columns(table, wanted, match)
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
    twice = list(_twice(pairs))
    again = {each.spot.row for each in twice}
    once = [pair for pair in pairs if pair.row not in again]
    twice += _in_too_many(once, wanted, columns, table.heads)
    faulty = {each.spot.row for each in twice}
    single = [pair for pair in pairs if pair.row not in faulty]
    folders = folder_names(single)
    named = tuple(replace(pair, folder=folder) for pair, folder in zip(single, folders, strict=True))
    return Pairs(named, tuple(general), (*faults, *twice))


def _columns(table: Table, wanted: Wanted, match: date | None) -> tuple[dict[int, Column], list[RowProblem]]:
    """What each column of a spreadsheet has, and what is wrong with the heads."""
    known = wanted.columns()
    by_plain = {plain_head(head): head for head in known}
    found: dict[int, Column] = {}
    problems: list[RowProblem] = []
    taken: dict[Column, str] = {}
    for number, head in table.heads.items():
        spot = Spot(table.row_of_heads, number)
        column = known.get(by_plain.get(plain_head(head), ""))
        if column is None:
            problems.append(RowProblem(spot, shown(head), *_unknown(plain_head(head), by_plain, wanted)))
        elif column in taken:
            hint = "keep one of the two columns"
            problems.append(RowProblem(spot, shown(head), f"`{taken[column]}` says the same", hint))
        else:
            found[number] = column
            taken[column] = shown(head)
    headless = {number for row in table.rows.values() for number in row} - table.heads.keys()
    for number in sorted(headless):
        problems.append(
            RowProblem(Spot(table.row_of_heads, number), "", "a column has no head", "write one, or empty the column")
        )
    problems += _missing(Spot(table.row_of_heads, 0), set(found.values()), wanted, match)
    return found, problems


def _unknown(head: str, by_plain: Mapping[str, str], wanted: Wanted) -> tuple[str, str]:
    """What is wrong with a head that nothing has, and what to do."""
    one_more = ONE_MORE.fullmatch(head)
    role = next((each for each in wanted.roles if one_more and plain_head(each.id) == one_more["role"]), None)
    if role:
        places = "one place" if role.most == 1 else f"{role.most} places"
        message = f"the agreement has {places} for the role `{role.id}`"
        return message, f"write `parties: {{{role.id}: {{max: {role.most + 1}}}}}` into it, or take the column out"
    near = nearest(head, by_plain)
    hint = f"write `{by_plain[near]}`, if you mean that" if near else NO_COLUMN
    return "no form of the program has such a field", hint


def _missing(heads: Spot, there: set[Column], wanted: Wanted, match: date | None) -> Iterator[RowProblem]:
    for role in wanted.roles:
        for number in range(1, role.least + 1):
            if Column("name", role.id, number) not in there:
                head = f"{role.id}_name" if role.least == 1 else f"{role.id}_{number}_name"
                yield RowProblem(heads, "", f"there is no column `{head}`", "add it")
    if match is None and Column("match") not in there:
        hint = "add it, with the day on which each pair was matched"
        yield RowProblem(heads, "", "there is no column `match`", hint)


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
        matched = self.match(match)
        said = self.language(wanted, language)
        answers = dict(self.answers(people))
        if matched is None:
            return None, self.problems
        return Pair(self.number, "", matched, said, people, answers), self.problems

    def tell(self, column: Column, message: str, hint: str) -> None:
        if column in self.failed:
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
        try:
            return email(text) if text else ""
        except WrongCellError as error:
            self.tell(column, str(error), error.hint)
            return ""

    def match(self, default: date | None) -> date | None:
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


def _twice(pairs: list[Pair]) -> Iterator[RowProblem]:
    """The rows that say what a row before says: the same people."""
    first: dict[frozenset[tuple[str, str]], int] = {}
    for pair in pairs:
        names = frozenset((each.role, _who(each)) for each in pair.people)
        if names in first:
            message, hint = f"row {first[names]} is of the same people", "keep one of the two"
            yield RowProblem(Spot(pair.row, 0), "", message, hint)
        else:
            first[names] = pair.row


def _in_too_many(
    pairs: list[Pair], wanted: Wanted, columns: Mapping[int, Column], heads: Mapping[int, str]
) -> Iterator[RowProblem]:
    """The rows of someone who is in as many pairs as the role allows before."""
    most = {role.id: role.max_pairs for role in wanted.roles}
    places = {column: at for at, column in columns.items()}
    rows: dict[tuple[str, str], list[int]] = {}
    for pair in pairs:
        for each in pair.people:
            before = rows.setdefault((each.role, _who(each)), [])
            allowed = most[each.role]
            if allowed and len(before) >= allowed:
                at = places.get(Column("name", each.role, each.number), 0)
                said = ", ".join(map(str, before))
                row = "row" if len(before) == 1 else "rows"
                message = (
                    f"`{shown(each.name)}` is in {row} {said} already, and the {each.role}'s `max_pairs` is {allowed}"
                )
                hint = f"name someone else; if two people are called so, write the `{each.role}_email` of each"
                yield RowProblem(Spot(pair.row, at), shown(heads.get(at, "")), message, hint)
            else:
                before.append(pair.row)


def _who(person: Participant) -> str:
    """What tells someone from others of their role."""
    return (person.email or person.name).casefold()
