"""A JSON Schema as editors take it: what people may type, not only the one form that it is explained in."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from mentorsite.loader.json_schema import json_schema

TRUE_OR_FALSE = "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"


@cache
def schema_text(kind: str, *, translation: bool = False) -> str:
    """The JSON Schema of a kind of file, as a file; that of a translation, which says its texts alone."""
    if translation:
        schema = translation_schema(kind)
    else:
        schema = json_schema(kind)
    typed = {**_as_typed(schema), "type": "object"}  # a whole file is a mapping, also where no key is needed
    return f"{json.dumps(typed, indent=2)}\n"


@cache
def translation_schema(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of a translation of a kind of file, in which nothing is needed; it is made once."""
    schema: Mapping[str, Any] = _of_translation(json_schema(kind))
    return schema


def _as_typed(node: Any) -> Any:
    """A schema that takes words of a closed list in any case, numbers for texts, `yes`, and a mapping without keys."""
    if isinstance(node, list):
        return [_as_typed(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {}
    for key, each in node.items():
        if key in ("default", "enum"):  # values, and no schemas
            made[key] = each
        else:
            made[key] = _as_typed(each)
    words = [each for each in (*node.get("enum", ()), node.get("const")) if isinstance(each, str)]
    if words:
        return _in_any_case(made, words)
    match node.get("type"):
        case "string" if "format" not in node and "pattern" not in node:
            return {**made, "type": ["string", "number"]}
        case "boolean":
            return {**made, "type": ["boolean", "string"], "pattern": TRUE_OR_FALSE}
        case "object" if not node.get("required"):
            return {**made, "type": ["object", "null"]}
        case _:
            return made


def _in_any_case(node: dict[str, Any], words: list[str]) -> dict[str, Any]:
    """A schema of words that editors offer as they are, and take in other letters, too."""
    offered = {key: each for key, each in node.items() if key in ("enum", "const", "type")}
    rest = {key: each for key, each in node.items() if key not in offered}
    # Schemas know no pattern that minds no case, so each letter is written in both.
    patterns = []
    for word in words:
        patterns.append("".join(map(_letter, word)))
    pattern = "|".join(patterns)
    return {**rest, "anyOf": [offered, {"type": "string", "pattern": f"^({pattern})$"}]}


def _letter(letter: str) -> str:
    if letter in "-_":
        return "[ _-]?"
    if letter.isalpha():
        return f"[{letter.upper()}{letter.lower()}]"
    return letter


def _of_translation(node: Any) -> Any:
    """A schema in which nothing is needed, since what a translation leaves out is the source's."""
    if isinstance(node, list):
        return [_of_translation(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: _of_translation(each) for key, each in node.items() if key not in ("required", "discriminator")}
    if "oneOf" in made:  # where nothing is needed, several of them may fit
        made["anyOf"] = made.pop("oneOf")
    return made
