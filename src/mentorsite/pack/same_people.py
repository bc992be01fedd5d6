"""Rows of pairs in which the same people are named once too often."""

from collections.abc import Iterator, Mapping, Sequence

from mentorsite.pack.columns import Column, Wanted
from mentorsite.pack.pair import Pair, Participant, RowProblem
from mentorsite.pack.spreadsheet_cells import Spot
from mentorsite.pack.values import shown

COMPARED = 10
"""With as many rows of the same names a row is compared: a sheet of nothing else has to be read in time, too."""


def both_roles(
    pairs: list[Pair], wanted: Wanted, columns: Mapping[int, Column], heads: Mapping[int, str]
) -> Iterator[RowProblem]:
    """The rows in which one address is that of two people. Only who signs for a child may have the child's."""
    shared = _roles_that_share(wanted)
    places = {column: at for at, column in columns.items()}
    for pair in pairs:
        first: dict[str, Participant] = {}
        for each in pair.people:
            if not each.email or each.role in shared:
                continue
            other = first.setdefault(each.email.casefold(), each)
            if other is not each:
                at = places.get(Column("email", each.role, each.number), 0)
                if other.role == each.role:
                    who = f"two people of the role {each.role}"
                else:
                    who = f"the {other.role} and the {each.role}"
                message = f"`{shown(each.email)}` is the address of {who}"
                yield RowProblem(
                    Spot(pair.row, at), shown(heads.get(at, "")), message, "write each one's own, or name someone else"
                )
                break


def _roles_that_share(wanted: Wanted) -> set[str]:
    """The roles whose people may have the address of someone else."""
    return {role.id for role in wanted.roles if role.shares_address}


def one_address(pairs: Sequence[Pair], wanted: Wanted) -> Iterator[str]:
    """What may be a slip, as when a cell was dragged down: an address under several names. Who signs for a child may
    have the child's."""
    shared = _roles_that_share(wanted)
    first: dict[str, tuple[Participant, int]] = {}
    for pair in pairs:
        for each in pair.people:
            if not each.email or each.role in shared:
                continue
            known, row = first.setdefault(each.email.casefold(), (each, pair.row))
            if known.name.casefold() != each.name.casefold():
                one, other = (f"{shown(who.name)}'s" for who in (known, each))
                yield f"`{shown(each.email)}` is {one} in row {row}, and {other} in row {pair.row}"


def same_twice(pairs: list[Pair]) -> Iterator[RowProblem]:
    """The rows that say what a row before says: the same people, as far as names and addresses tell."""
    first: dict[frozenset[tuple[str, str]], int] = {}
    alike: dict[tuple[tuple[str, str], ...], list[Pair]] = {}
    for pair in pairs:
        people = frozenset((each.role, _who(each)) for each in pair.people)
        # By names alone, too: who has an address in one row and none in the other seems to be two people.
        names = tuple((each.role, each.name.casefold()) for each in _in_order(pair))
        before = alike.setdefault(names, [])
        other = next((each for each in before if _may_be_same(each, pair)), None)
        if people in first:
            message, hint = f"row {first[people]} is of the same people", "keep one of the two"
            yield RowProblem(Spot(pair.row, 0), "", message, hint)
        elif other:
            message = f"row {other.row} has the same names, and no address tells the two rows apart"
            hint = "keep one of the two; if other people are called so, write the address of each"
            yield RowProblem(Spot(pair.row, 0), "", message, hint)
        else:
            first[people] = pair.row
            if len(before) < COMPARED:
                before.append(pair)


def _in_order(pair: Pair) -> list[Participant]:
    return sorted(pair.people, key=lambda each: (each.role, each.name.casefold(), each.email))


def _may_be_same(one: Pair, other: Pair) -> bool:
    """Whether no address tells the people of two pairs apart who have the same names."""
    for first, second in zip(_in_order(one), _in_order(other), strict=True):
        if first.email and second.email and first.email.casefold() != second.email.casefold():
            return False
    return True


def in_too_many(
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
