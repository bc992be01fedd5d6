"""Changes, and what they make of plain data: a changed text has to hold the same."""

from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import cast

from mentorsite.serve.edit.yaml_tree import Data

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value."""


class ChangeError(Exception):
    """Why a change can't be made, in plain words."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Another value, where the old one stands. A key that isn't there is added, at its place in `order`."""

    path: Path
    value: Data
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """A key or an item goes, with its comments; and so does what is empty then, but for the document."""

    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """A new item in the list at `path`, before the one at `index`. A single value there becomes a list."""

    path: Path
    index: int
    value: Data


@dataclass(frozen=True, slots=True)
class InsertKey:
    """A new key in the mapping at `path`, before the one at `index`; at the end without one."""

    path: Path
    key: str
    value: Data
    index: int | None = None


@dataclass(frozen=True, slots=True)
class RenameKey:
    """The key that `path` leads to gets another name."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Move:
    """A key or an item gets another place among its siblings."""

    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class Copy:
    """What the key that `path` leads to says, once more behind it under another key."""

    path: Path
    key: str


Change = SetValue | Remove | Insert | InsertKey | RenameKey | Move | Copy


def changed_data(data: Data, change: Change) -> Data:
    """The data with a change that can be made."""
    root: Data = deepcopy(data)
    match change:
        case SetValue(path, value):
            return _put(root, path, value)
        case Remove(path):
            return _without(root, path)
        case Insert(path, index, value):
            old = at(root, path)
            items = old if isinstance(old, list) else [old]  # one item may stand alone for its list
            if old is None:
                items = []
            return _put(root, path, [*items[:index], value, *items[index:]])
        case InsertKey(path, key, value, index):
            mapping = cast(dict[str, Data], at(root, path) or {})
            return _put(root, path, _with_key(mapping, key, value, index))
        case RenameKey(path, key):
            parent = cast(dict[str, Data], at(root, path[:-1]))
            renamed: dict[str, Data] = {}  # made anew, so that the key stays where it stands
            for name, each in parent.items():
                renamed[key if name == path[-1] else name] = each
            return _put(root, path[:-1], renamed)
        case Move(path, index):
            return _moved(root, path, index)
        case Copy(path, key):
            mapping, name = cast(dict[str, Data], at(root, path[:-1])), str(path[-1])
            behind = list(mapping).index(name) + 1
            return _put(root, path[:-1], _with_key(mapping, key, mapping[name], behind))


def _with_key(mapping: dict[str, Data], key: str, value: Data, index: int | None) -> dict[str, Data]:
    """A mapping with one more key, before the one at an index; at the end without one."""
    pairs = list(mapping.items())
    pairs.insert(len(pairs) if index is None else index, (key, value))
    return dict(pairs)


def at(data: Data, path: Path) -> Data:
    """The value that a path leads to; None where it leads nowhere."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _put(data: Data, path: Path, value: Data) -> Data:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        old = data[step] if step < len(data) else None
        return [*data[:step], _put(old, rest, value), *data[step + 1 :]]
    if isinstance(step, int):
        return [_put(None, rest, value)]
    mapping = data if isinstance(data, dict) else {}
    return {**mapping, step: _put(mapping.get(step), rest, value)}


def _without(data: Data, path: Path) -> Data:
    parent = at(data, path[:-1])
    if isinstance(parent, dict):
        parent.pop(str(path[-1]))
    elif isinstance(parent, list):
        parent.pop(cast(int, path[-1]))
    if parent or len(path) == 1:
        return data
    return _without(data, path[:-1])


def _moved(data: Data, path: Path, index: int) -> Data:
    parent = at(data, path[:-1])
    if isinstance(parent, list):
        parent.insert(index, parent.pop(cast(int, path[-1])))
    elif isinstance(parent, dict):
        value = parent.pop(str(path[-1]))
        # A dict takes new keys at its end alone: what comes after goes, and is put in again behind.
        after = list(islice(parent.items(), index, None))
        for key, _ in after:
            parent.pop(key)
        parent[str(path[-1])] = value
        parent.update(after)
    return data


def same(one: Data, other: Data) -> bool:
    """Whether two values say the same; line breaks at a text's end say nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, dict | list) or isinstance(other, dict | list):
        return False
    if one is None or other is None:
        return one is other
    return _text(one).rstrip("\n") == _text(other).rstrip("\n")


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        if value:
            return "true"
        return "false"
    return str(value)
