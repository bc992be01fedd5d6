"""The heads of a spreadsheet of pairs → what each of its columns has, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from mentorsite.errors import nearest
from mentorsite.pack.columns import Column, Wanted, plain_head
from mentorsite.pack.pair import RowProblem
from mentorsite.pack.spreadsheet_cells import Spot, Table
from mentorsite.pack.values import shown

ONE_MORE = re.compile(r"(?P<role>.+)_\d+_(?:name|email)")
"""The head of one more person of a role than there can be."""
NO_COLUMN = "take the column out, or call it as --template lists it"
MOST_FORMS = 4
"""As many forms are named that a column fills in."""
FIRST_ROWS = 10
"""In as many rows a title and notes stand above the heads."""


def heads_below(table: Table, wanted: Wanted) -> RowProblem | None:
    """What to say where a title stands in the place of the heads, which are in a row below it."""
    known = {plain_head(head) for head in wanted.columns()}

    def heads_in(cells: Mapping[int, str]) -> int:
        return sum(plain_head(text) in known for text in cells.values())

    there = heads_in(table.heads)
    for number in sorted(table.rows)[:FIRST_ROWS]:
        found = heads_in(table.rows[number])
        # One alone may be a name or an answer that is called like a head by chance.
        if found >= 2 and found > there:
            message = f"the first row has to have the heads; they seem to stand in row {number}"
            return RowProblem(Spot(table.row_of_heads, 0), "", message, "delete what stands above them")
    return None


def columns_of(table: Table, wanted: Wanted, match: date | None) -> tuple[dict[int, Column], list[RowProblem]]:
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


def fills(table: Table, columns: Mapping[int, Column], wanted: Wanted) -> Iterator[str]:
    """What each column of answers fills in, in words: it may be called like a field by chance."""
    used = set()
    for row in table.rows.values():
        for number in row:
            used.add(number)
    for number, column in columns.items():
        if column.input is None or number not in used:
            continue
        asked = wanted.asked_in.get(column.input.name, ())
        places = [f"“{shown(each.label)}” in {shown(each.form)}" for each in asked[:MOST_FORMS]]
        if len(asked) > MOST_FORMS:
            places.append(f"a field of {len(asked) - MOST_FORMS} more")
        yield f"{Spot(table.row_of_heads, number).letter} `{shown(table.heads[number])}` fills {', '.join(places)}"


def _unknown(head: str, by_plain: Mapping[str, str], wanted: Wanted) -> tuple[str, str]:
    """What is wrong with a head that nothing has, and what to do."""
    one_more = ONE_MORE.fullmatch(head)
    for role in wanted.roles:
        if one_more is None or plain_head(role.id) != one_more["role"]:
            continue
        if role.most == 1:
            places = "one place"
        else:
            places = f"{role.most} places"
        message = f"the agreement has {places} for the role `{role.id}`"
        return message, f"write `parties: {{{role.id}: {{max: {role.most + 1}}}}}` into it, or take the column out"
    near = _of_a_person(head, wanted) or nearest(head, by_plain)
    if near:
        hint = f"write `{by_plain.get(near, near)}`, if you mean that"
    else:
        hint = NO_COLUMN
    return "no form of the program has such a field", hint


def _of_a_person(head: str, wanted: Wanted) -> str:
    """The head that is meant by what a role is called, alone or with `name` or `email` behind it."""
    known = wanted.columns()
    for role in wanted.roles:
        for called in {plain_head(role.id), plain_head(role.label)} - {""}:
            rest = re.fullmatch(rf"{re.escape(called)}(?P<number>_\d+)?(?P<part>_name|_email)?", head)
            if rest is None:
                continue
            meant = f"{role.id}{rest['number'] or ''}{rest['part'] or '_name'}"
            if meant in known:
                return meant
    return ""


def _missing(heads: Spot, there: set[Column], wanted: Wanted, match: date | None) -> Iterator[RowProblem]:
    for role in wanted.roles:
        for number in range(1, role.least + 1):
            if Column("name", role.id, number) not in there:
                if role.least == 1:
                    head = f"{role.id}_name"
                else:
                    head = f"{role.id}_{number}_name"
                yield RowProblem(heads, "", f"there is no column `{head}`", "add it")
    if match is None and Column("match") not in there:
        hint = "add it, with the day on which each pair was matched"
        yield RowProblem(heads, "", "there is no column `match`", hint)
