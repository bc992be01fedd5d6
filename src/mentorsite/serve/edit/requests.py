"""What the desk's page sends → changes. Pure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeGuard

from mentorsite.loader.tree import DEFINITION_LIMIT
from mentorsite.loader.yaml_text import Loc
from mentorsite.model.moment import Period
from mentorsite.serve.edit.moments import parts_in, written
from mentorsite.serve.edit.move_days import Distance
from mentorsite.serve.edit.yaml_changes import Change, Data, Insert, InsertKey, Move, Remove, RenameKey, SetValue

LARGEST = 2_000_000
"""How many bytes a change has at most."""
LONGEST = DEFINITION_LIMIT
"""How long a text is at most."""
DEEPEST, LONGEST_KEY, MOST = 30, 300, 10_000
"""How deep a path leads, how long a key is, and how many items a list has, at most."""


class BadRequestError(Exception):
    """Something that the desk's own page doesn't send."""


def asked(data: bytes) -> Mapping[str, Any]:
    """What was sent."""
    try:
        found = json.loads(data)
        json.dumps(found, ensure_ascii=False).encode()  # half a character, as `"\\ud800"`, is nothing to write
    except (ValueError, RecursionError):
        raise BadRequestError("That is no JSON.") from None
    if not isinstance(found, dict):
        raise BadRequestError("That is no change.")
    return found


def text_in(sent: Mapping[str, Any], key: str) -> str:
    """A text that was sent."""
    value = sent.get(key, "")
    if isinstance(value, str) and len(value) > LONGEST:
        raise BadRequestError(f"The text is too long: at most {LONGEST:,} characters are taken. Make two pages of it.")
    if not isinstance(value, str) or "\0" in value:
        raise BadRequestError(f"`{key}` is no text.")
    return value


def path_in(value: object) -> Loc:
    """Keys and indexes that were sent."""
    steps = value if isinstance(value, list) else None
    if steps is None or len(steps) > DEEPEST or not all(_is_step(each) for each in steps):
        raise BadRequestError("That is no path in a file.")
    return tuple(steps)


def paths_in(value: object) -> tuple[Loc, ...]:
    """A list of paths that was sent."""
    if isinstance(value, list):
        return tuple(path_in(each) for each in value[:MOST])
    return ()


def distance_in(sent: Mapping[str, Any]) -> Distance:
    """How far something is to be moved: by weeks or months, or from one day to another."""
    if "unit" in sent:
        by, unit = sent.get("by"), sent["unit"]
        if unit not in ("weeks", "months") or not isinstance(by, int) or isinstance(by, bool):
            raise BadRequestError("Write how many weeks or months.")
        return _distance(by, unit)
    first, then = (text_in(sent, key) for key in ("first", "then"))
    try:
        days = (date.fromisoformat(then) - date.fromisoformat(first)).days
    except ValueError:
        raise BadRequestError("Write the day as 2027-03-01.") from None
    return _distance(days, "days")


def _distance(by: int, unit: Literal["days", "weeks", "months"]) -> Distance:
    if by < 0:
        return Distance(Period(-by, unit), -1)
    return Distance(Period(by, unit), 1)


def change_of(sent: Mapping[str, Any], order: tuple[str, ...] = ()) -> Change | None:
    """The change that was sent; nothing where the form is only to be shown anew. `order` is that of a model's keys."""
    path = path_in(sent.get("path", []))
    match sent.get("do"):
        case "show":
            return None
        case "set":
            return SetValue(path, _data(sent.get("value")), order)
        case "moment":
            return SetValue(path, written(parts_in(_texts(sent.get("value")))), order)
        case "remove":
            return Remove(path)
        case "move":
            return Move(path, place_in(sent.get("index")))
        case "rename":
            return RenameKey(path, _key(sent))
        case "insert":
            return Insert(path, place_in(sent.get("index")), _data(sent.get("value")))
        case "insert-key":
            value = _data(sent.get("value")) or None  # of which nothing is said yet, so `key:` rather than `key: {}`
            return InsertKey(path, _key(sent), value, place_in(sent.get("index")))
        case _:
            raise BadRequestError("That is no change.")


def texts_in(value: object) -> list[str]:
    """Texts that were sent."""
    if not isinstance(value, list) or len(value) > MOST or not all(isinstance(each, str) for each in value):
        raise BadRequestError("That is no list of texts.")
    return value


def _texts(value: object) -> dict[str, str]:
    """Texts by their names that were sent."""
    if not isinstance(value, dict):
        raise BadRequestError("That is no value.")
    return {str(key): text_in(value, key) for key in value}


def _key(sent: Mapping[str, Any]) -> str:
    key = text_in(sent, "key").strip()
    if not key or len(key) > LONGEST_KEY:
        raise BadRequestError("Give it a name of letters and figures.")
    return key


def _is_step(value: object) -> bool:
    return isinstance(value, str) or _is_index(value)


def _is_index(value: object) -> TypeGuard[int]:
    """Whether it is a place that a list can have."""
    # For Python `true` is a number, too.
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def place_in(value: object) -> int:
    """A place in a list that was sent."""
    if not _is_index(value):
        raise BadRequestError("That is no place in a list.")
    return value


def _data(value: object, depth: int = 0) -> Data:
    """A value of texts, lists and keys."""
    if depth > DEEPEST:
        raise BadRequestError("That nests too deep.")
    match value:
        case str() | None | bool() | int():
            return value
        case list():
            return [_data(each, depth + 1) for each in value]
        case dict():
            return {str(key): _data(each, depth + 1) for key, each in value.items()}
        case _:
            raise BadRequestError("That is no value.")
