"""Settings of other tools: YAML, TOML and JSON, read without their tags, never run."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from mentorsite.errors import Problem
from mentorsite.importers.result import ImportWarning
from mentorsite.loader import yaml_source
from mentorsite.loader.tree import DEFINITION_LIMIT, decoded

NOT_READ = "it is not read"
TOML_KEY = re.compile(r"\s*\[*\s*[\"']?([\w-]+)[\"']?\s*[\].=]")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a file says, the line of each of its first keys, and what could not be understood."""

    value: Mapping[str, Any] | list[Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    losses: tuple[ImportWarning, ...] = ()

    def text(self, *keys: str) -> str:
        """The text that the keys lead to, or nothing."""
        found = self.at(*keys)
        if isinstance(found, str | int | float) and not isinstance(found, bool):
            return str(found).strip()
        return ""

    def is_on(self, *keys: str) -> bool:
        """Whether what the keys lead to is true; YAML is read with all its words as texts."""
        return str(self.at(*keys)).lower() == "true"

    def at(self, *keys: str) -> Any:
        """What the keys lead to, or None."""
        value: Any = self.value
        for key in keys:
            value = _under(value, key)
        return value


def _under(value: Any, key: str) -> Any:
    """What stands under a key, whatever its letters' case."""
    if not isinstance(value, Mapping):
        return None
    if key in value:
        return value[key]
    small = key.casefold()
    return next((each for name, each in value.items() if str(name).casefold() == small), None)


# Any value may stand anywhere in what people typed. Where one is not of the shape that its tool wants, it says nothing.


def as_list(value: object) -> list[Any]:
    """A value that is a list; an empty one for any other."""
    if isinstance(value, list):
        return value
    return []


def as_several(value: object) -> list[Any]:
    """What stands in a list, or the value itself, where a tool takes one in place of a list of one."""
    if isinstance(value, list):
        return value
    return [value]


def as_mapping(value: object) -> Mapping[str, Any]:
    """A value that is a mapping; an empty one for any other."""
    if isinstance(value, Mapping):
        return value
    return {}


def as_settings(value: object) -> Configuration:
    """What a value says that is a mapping; nothing for any other."""
    return Configuration(as_mapping(value))


def configuration(path: str, data: bytes | None) -> Configuration:
    """What a file of settings says; nothing where there is none."""
    if data is None:
        return Configuration()
    if len(data) > DEFINITION_LIMIT:
        return Configuration(
            losses=(ImportWarning(path, 0, f"settings of more than {DEFINITION_LIMIT:,} bytes; {NOT_READ}"),)
        )
    text = decoded(path, data)
    if isinstance(text, Problem):
        return Configuration(losses=(ImportWarning(path, text.line, f"{text.message}; {NOT_READ}"),))
    if path.endswith(".toml"):
        return toml(path, text)
    if path.endswith(".json"):
        return from_json(path, text)
    return from_yaml(path, text)


def from_yaml(path: str, text: str, first_line: int = 1) -> Configuration:
    """What a YAML text says; tags of programs, such as `!ENV`, are passed over."""
    read = yaml_source.read(path, _untagged(text), first_line)
    faults = [each for each in read.problems if each.fatal]
    losses = tuple(ImportWarning(each.path, each.line, f"{each.message}; {NOT_READ}") for each in faults)
    if not isinstance(read.value, dict | list):
        return Configuration(losses=losses)
    lines = {str(loc[0]): place.line for loc, place in read.keys.items() if len(loc) == 1}
    return Configuration(read.value, lines, losses)


def _untagged(text: str) -> str:
    """The text with spaces where tags stood."""
    if "!" not in text:
        return text
    parts, at = [], 0
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.TagToken):
                start, end = token.start_mark.index, token.end_mark.index
                parts += [text[at:start], " " * (end - start)]
                at = end
    except yaml.YAMLError:
        return text  # reading it says what is wrong
    return "".join(parts) + text[at:]


def toml(path: str, text: str, first_line: int = 1) -> Configuration:
    """What a TOML text says."""
    try:
        value = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a plain `ValueError` is a number of too many digits
        found = re.search(r"at line (\d+)", str(error))  # tomllib says it nowhere else
        at = first_line + int(found[1]) - 1 if found else first_line
        return Configuration(losses=(ImportWarning(path, at, f"TOML that can't be read; {NOT_READ}"),))
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        if key := TOML_KEY.match(line):
            lines.setdefault(key[1], number)
    return Configuration(value, lines)


def from_json(path: str, text: str) -> Configuration:
    """What a JSON text says."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Configuration(losses=(ImportWarning(path, 1, f"JSON that can't be read; {NOT_READ}"),))
    if isinstance(value, dict | list):
        return Configuration(value)
    return Configuration()
