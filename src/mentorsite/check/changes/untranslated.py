"""What a translation no longer says in its own words: there the words of its original stand."""

from collections.abc import Iterable, Mapping, Sequence

from mentorsite.check.changes.differences import Difference, Thing
from mentorsite.check.changes.values import is_empty, plain
from mentorsite.model.base import Definition


def without_untranslated(found: Iterable[Difference], original: Definition) -> tuple[tuple[Difference, ...], int]:
    """The differences of a translation that are its own, and how many others have the words of the original now.

    Where the points of a list have them, none that was there before is named: all of it fell back.
    """
    every = tuple(found)
    back = []
    for each in every:
        if each.kind in ("new", "changed") and _is_of(each, original):
            back.append(each)
    lists = set()
    for each in back:
        if each.way and not each.key:
            lists.add(_list(each))
    own = []
    for each in every:
        fell_back = each.kind == "gone" and each.way and _list(each) in lists
        if each not in back and not fell_back:
            own.append(each)
    return tuple(own), len(back)


def _list(each: Difference) -> tuple[object, ...]:
    return (*((part.key, part.id or part.number) for part in each.way[:-1]), each.way[-1].key)


def _is_of(each: Difference, original: Definition) -> bool:
    """Whether what a translation says now is what its original says at the same place."""
    value: object = original
    for part in each.way:
        value = _step(value, part)
    if each.key:
        value = getattr(value, each.key, None)
    return not is_empty(value) and not is_empty(each.after) and plain(value) == plain(each.after)


def _step(value: object, part: Thing) -> object:
    """The part of a value that stands where another one does in its own."""
    held = getattr(value, part.key, value)
    if isinstance(held, Mapping):
        return next((each for id, each in held.items() if str(id) == part.id), None)  # a number or a day may be an id
    if isinstance(held, Sequence) and not isinstance(held, str):
        for each in held:
            if part.id and getattr(each, "id", None) == part.id:
                return each
        return held[part.number - 1] if 0 < part.number <= len(held) else None
    return held
