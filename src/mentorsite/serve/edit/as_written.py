"""A change of what a form shows → the changes of what a file says: some of it may be written in several ways. Pure.

A form shows a list where one item stands alone for it, and things by their ids where those stand in a list.
"""

from dataclasses import replace

from mentorsite.loader.yaml_text import Loc
from mentorsite.serve.edit.yaml_changes import Change, Data, Insert, InsertKey, Move, Remove, RenameKey, SetValue


def as_written(value: object, change: Change) -> tuple[Change, ...]:
    """The changes of a file that holds `value` which make one of its form."""
    path = _without_alone(value, change.path)
    if path != change.path and isinstance(change, Move) and len(path) < len(change.path) and change.path[-1] == 0:
        return ()  # alone it is where it is
    if path != change.path:
        return as_written(value, replace(change, path=path))
    return _of_ids(value, change)


def _without_alone(value: object, path: Loc) -> Loc:
    """A path without the index of an item that stands alone for its list."""
    for depth, step in enumerate(path):
        if step == 0 and value is not None and not isinstance(value, list):
            return (*path[:depth], *path[depth + 1 :])
        value = _below(value, step)
    return path


def _of_ids(value: object, change: Change) -> tuple[Change, ...]:
    """What a change is where it goes through a list of ids, of which nothing more is said."""
    if isinstance(change, InsertKey):
        path = (*change.path, change.key)
    else:
        path = change.path
    for depth, step in enumerate(path):
        if isinstance(value, list) and isinstance(step, str):
            return _in_list(value, path[:depth], step, change, is_last=depth == len(path) - 1)
        value = _below(value, step)
    return (change,)


def _in_list(ids: list[object], path: Loc, id: str, change: Change, *, is_last: bool) -> tuple[Change, ...]:
    names = list(map(str, ids))
    index = names.index(id) if id in names else len(names)
    item = (*path, index)
    match change:
        case RenameKey() if is_last:
            return (SetValue(item, change.key),)
        case Remove() if is_last:
            return (Remove(item),)
        case Move() if is_last:
            return (Move(item, change.index),)
        case InsertKey() if not change.value and index == len(ids):
            place = len(ids) if change.index is None else change.index
            return (Insert(path, place, id),)
    # More is to be said of one than a list of ids has room for: it becomes a mapping first.
    things: dict[str, Data] = dict.fromkeys(names)
    return SetValue(path, things), change


def _below(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
