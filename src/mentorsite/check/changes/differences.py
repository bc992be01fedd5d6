"""Where two definitions of the same kind differ: what is new, gone, moved or changed in them."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from mentorsite.check.changes.pairing import paired
from mentorsite.check.changes.values import is_empty, plain
from mentorsite.model.base import Definition

T = TypeVar("T", bound=Hashable)
Kind = Literal["new", "gone", "moved", "changed"]
NOT_COMPARED = frozenset(
    {
        "id", "folder", "kind", "source", "language", "translates", "named_by", "clauses_named_by", "draft",
    }
)  # fmt: skip
"""What follows from where a file lies, or is said of it as a whole. `kind` is what a role or a measure has, too: see
`_keys`."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A part of a definition: the key that it stands under, its id or nothing, and its place among its neighbours.

    `value` is what it is now, or was where it is gone.
    """

    key: str
    id: str
    value: object
    number: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise: `way` leads from the file to it, `key` is what changed of it, if not it as a whole.

    Of what moved, `before` is the thing that it was in, where that is another one, and `after` what it stands behind.
    """

    kind: Kind
    way: tuple[Thing, ...]
    key: str
    before: object
    after: object

    @property
    def same_in_translations(self) -> object:
        """What is equal where a translation only says again what its original does."""
        ids = tuple((each.key, each.id or each.number) for each in self.way)
        if self.kind != "changed":  # whose words are in its own language
            return self.kind, ids
        return self.kind, ids, self.key, repr(plain(self.before)), repr(plain(self.after))


def words_of(definition: Definition) -> str:
    """All that a definition says, but for what follows from where its file lies."""
    keys = [key for key in type(definition).model_fields if key not in {*NOT_COMPARED, "order"}]
    return repr([plain(getattr(definition, key)) for key in keys])


def differences(before: Definition, after: Definition) -> tuple[Difference, ...]:
    """All that differs between two definitions; what went from one part to another has moved."""
    return tuple(_with_moves(list(_within(before, after, ()))))


def _within(before: Definition, after: Definition, way: tuple[Thing, ...]) -> Iterator[Difference]:
    for key in type(after).model_fields:
        is_of_file = key in NOT_COMPARED
        if key == "kind" and way:  # that of a role or a measure
            is_of_file = False
        if is_of_file or key not in type(before).model_fields:  # a question of another kind has other keys
            continue
        yield from _of_key(key, getattr(before, key), getattr(after, key), way)


def _of_key(key: str, before: object, after: object, way: tuple[Thing, ...]) -> Iterator[Difference]:
    # `text:` without a value and no `text` at all say the same.
    if plain(before) == plain(after) or (is_empty(before) and is_empty(after)):
        return
    match before, after:
        case Mapping(), Mapping():
            yield from _by_id(key, before, after, way)
        case tuple(), tuple():
            yield from _listed(key, before, after, way)
        case Definition(), Definition():
            yield from _within(before, after, (*way, Thing(key, "", after)))
        case Definition(), None:
            yield Difference("gone", (*way, Thing(key, "", before)), "", before, None)
        case None, Definition():
            yield Difference("new", (*way, Thing(key, "", after)), "", None, after)
        case _:
            yield Difference("changed", way, key, before, after)


def _of_part(part: Thing, before: object, way: tuple[Thing, ...]) -> Iterator[Difference]:
    """What differs in a part that both have."""
    match before, part.value:
        case Definition() as was, Definition() as now:
            yield from _within(was, now, (*way, part))
        case tuple() as was, tuple() as now:
            yield from _listed(part.id, was, now, (*way, part))
        case was, now if plain(was) != plain(now):
            yield Difference("changed", (*way, part), "", was, now)


def _by_id(
    key: str, before: Mapping[object, object], after: Mapping[object, object], way: tuple[Thing, ...]
) -> Iterator[Difference]:
    old, new = list(before), list(after)
    parts = {id: Thing(key, str(id), after[id], number) for number, id in enumerate(new, 1)}
    for number, id in enumerate(old, 1):
        if id not in after:
            yield Difference("gone", (*way, Thing(key, str(id), before[id], number)), "", before[id], None)
    for id in new:
        if id not in before:
            yield Difference("new", (*way, parts[id]), "", None, after[id])
        else:
            yield from _of_part(parts[id], before[id], way)
    # What is new or gone moves nothing: only the order of what both have is compared.
    common = [id for id in new if id in before]
    for id in _moved([each for each in old if each in after], common):
        above = new.index(id) - 1
        behind = parts[new[above]] if above >= 0 else None
        yield Difference("moved", (*way, parts[id]), "", None, behind)


def _listed(
    key: str, before: Sequence[object], after: Sequence[object], way: tuple[Thing, ...]
) -> Iterator[Difference]:
    pairs = paired(before, after)
    parts = [_item(key, each, number) for number, each in enumerate(after, 1)]
    for number, each in enumerate(before, 1):
        if number - 1 not in pairs:
            yield Difference("gone", (*way, _item(key, each, number)), "", each, None)
    known = {now: was for was, now in pairs.items()}
    for place, part in enumerate(parts):
        if place in known:
            yield from _of_part(part, before[known[place]], way)
        else:
            yield Difference("new", (*way, part), "", None, part.value)
    for place in _moved([pairs[was] for was in sorted(pairs)], sorted(known)):
        behind = parts[place - 1] if place else None
        yield Difference("moved", (*way, parts[place]), "", None, behind)


def _item(key: str, value: object, number: int) -> Thing:
    """A part of a list, which may have an id."""
    return Thing(key, str(getattr(value, "id", "") or ""), value, number)


def _moved(old: Sequence[T], new: Sequence[T]) -> list[T]:
    """The fewest that have to move so that the old order becomes the new one."""
    if old == new:
        return []
    staying: set[int] = set()
    # With `autojunk`, what comes up often in a long list would be taken for noise.
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        staying |= set(range(block.b, block.b + block.size))
    return [each for place, each in enumerate(new) if place not in staying]


def _with_moves(found: list[Difference]) -> Iterator[Difference]:
    """What is gone in one part and new in another, under the same key and id or in the same words, has moved."""
    gone = {_own(each): each for each in found if each.kind == "gone" and len(each.way) > 1}
    new = {_own(each): each for each in found if each.kind == "new" and len(each.way) > 1}
    moved = {key: each for key, each in gone.items() if key in new and _is_elsewhere(each, new[key])}
    for each in found:
        if each.kind == "gone" and moved.get(_own(each)) is each:
            continue
        was = None
        if each.kind == "new" and new.get(_own(each)) is each:  # of several with one id, the last is in `new`
            was = moved.get(_own(each))
        if was is None:
            yield each
            continue
        yield replace(each, kind="moved", before=was.way[-2], after=None)
        # It may have changed on its way.
        yield from _of_part(each.way[-1], was.way[-1].value, each.way[:-1])


def _own(each: Difference) -> object:
    part = each.way[-1]
    return part.key, part.id or repr(plain(part.value))


def _is_elsewhere(one: Difference, other: Difference) -> bool:
    """Whether two parts stand in different ones of the same kind, as in two sections."""
    if len(one.way) != len(other.way):
        return False
    here, there = one.way[-2], other.way[-2]
    return here.key == there.key and (here.id or here.number) != (there.id or there.number)
