"""What differs between texts as they are typed, with the words that readers see in place of variables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mentorsite.check.changes.differences import Difference, Thing
from mentorsite.check.changes.values import plain
from mentorsite.model.nested_values import changed_within, within
from mentorsite.model.placed_text import Unfilled

Texts = Mapping[str, str]
"""What each text with variables reads as, by how it is typed."""


def texts(typed: object, filled: object) -> Texts:
    """The texts of a value that has variables filled in, by those of the value as it is typed."""
    if typed is filled:  # as most are: they have no variables
        return {}
    pairs = zip(within(typed, str), within(filled, str), strict=True)
    return {str(one): str(other) for one, other in pairs if isinstance(one, Unfilled)}


def as_read(found: Iterable[Difference], before: Texts, after: Texts) -> Iterator[Difference]:
    """Differences in the words that readers see, without those that readers don't see."""
    if not before and not after:
        yield from found
        return
    for each in found:
        way = tuple(_read(thing, {**before, **after}) for thing in each.way)
        was, now = _read(each.before, {**after, **before}), _read(each.after, {**before, **after})
        read = replace(each, way=way, before=was, after=now)
        if each.kind != "changed" or plain(was) != plain(now):
            yield read


def _read(value: Any, read: Texts) -> Any:
    if isinstance(value, Thing):
        return replace(value, value=_read(value.value, read))
    return changed_within(value, Unfilled, lambda text: read.get(text, text))
