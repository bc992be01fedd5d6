"""Which part of a list is which part of what the list was before."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from mentorsite.check.changes.values import plain
from mentorsite.model.base import Definition
from mentorsite.model.placed_text import Reference

ALIKE = 0.5
"""How much of two texts has to be the same for one to be the other, reworded."""
NAMING = ("id", "role", "topic", "label", "item", "to")
"""The keys by which a part of a list is known while its others change."""


def paired(before: Sequence[object], after: Sequence[object]) -> dict[int, int]:
    """By the place of each part of the list before, its place now; those that are gone are left out."""
    pairs: dict[int, int] = {}
    # The surest first: what didn't change, then what has the same name, then what is alike.
    _pair(before, after, pairs, lambda each: repr(plain(each)))
    _pair(before, after, pairs, _name)
    _pair_alike(before, after, pairs)
    return pairs


def _pair(
    before: Sequence[object], after: Sequence[object], pairs: dict[int, int], name: Callable[[object], str]
) -> None:
    """Pairs what has the same name, the first with the first."""
    waiting: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for place, each in enumerate(after):
        if place not in taken and name(each):
            waiting.setdefault(name(each), []).append(place)
    for place, each in enumerate(before):
        if place in pairs:
            continue
        found = waiting.get(name(each))
        if found:
            pairs[place] = found.pop(0)


def _name(each: object) -> str:
    if not isinstance(each, Definition):
        return ""
    for key in NAMING:
        value = getattr(each, key, None)
        if value:
            return repr(plain(value))
    return ""


def _pair_alike(before: Sequence[object], after: Sequence[object], pairs: dict[int, int]) -> None:
    """Pairs what is reworded: the most alike first, then what stands between the same neighbours."""
    taken = set(pairs.values())
    # Ids are what they are: one that differs from another is no rewording of it.
    old = [place for place, each in enumerate(before) if place not in pairs and not isinstance(each, Reference)]
    new = [place for place in range(len(after)) if place not in taken]
    likely = []
    for was in old:
        for now in new:
            if not (getattr(before[was], "id", None) or getattr(after[now], "id", None)):
                share = alike(_words(before[was]), _words(after[now]))
                likely.append((share, was, now))
    for share, was, now in sorted(likely, key=lambda each: (-each[0], each[1], each[2])):
        is_free = was not in pairs and now not in taken
        stands_there = len(old) == len(new) and len(before) == len(after) and was == now
        if is_free and (share >= ALIKE or stands_there):
            pairs[was] = now
            taken.add(now)


def _words(each: object) -> str:
    if isinstance(each, Definition):
        said = (plain(getattr(each, key)) for key in type(each).model_fields)
        return " ".join(text for text in said if isinstance(text, str))
    return str(plain(each))


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1; word by word, since letters of long texts take long."""
    match = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    # Both are never below `ratio`, and far quicker to work out: most texts have too little in common for it.
    if match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE:
        return match.ratio()
    return 0.0
