"""The text of a file: what it says, and the same with a change of that. Pure."""

from dataclasses import replace
from typing import Any

from mentorsite.loader import yaml_source
from mentorsite.loader.front_matter import split
from mentorsite.loader.yaml_text import Loc, YamlText
from mentorsite.serve.edit.as_written import as_written
from mentorsite.serve.edit.kinds import PAGE, kind_of
from mentorsite.serve.edit.yaml_changes import Change, changed, changed_front_matter


def changed_file(path: str, text: str, change: Change) -> str:
    """A file's text with a change of what its form shows."""
    if kind_of(path) == PAGE:
        apply = changed_front_matter
    else:
        apply = changed
    for each in as_written(value_at(path, text, ()), change):
        text = apply(text, each)
    return text


def value_at(path: str, text: str, at: Loc) -> Any:
    """What stands at a path of keys; nothing where there is nothing."""
    value: Any = parts_of(path, kind_of(path), plain(text))[0].value
    for step in at:
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = None
    return value


def plain(text: str) -> str:
    """A text without a mark of its encoding, with line ends of one kind."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parts_of(path: str, kind: str, text: str) -> tuple[YamlText, str | None, int]:
    """What a file says in YAML, the text below a page's front matter, and the line that begins at."""
    if kind != PAGE:
        return yaml_source.read(path, text), None, 0
    found = split(path, text)
    yaml = replace(found.front, problems=(*found.front.problems, *found.problems))
    return yaml, found.body, found.body_line


def with_ends(body: str, before: str) -> str:
    """A text of a page with one line end at its end, and with the empty lines above it that were there before."""
    if not body.strip("\n"):
        return ""
    if body.startswith("\n"):
        above = ""
    else:
        above = "\n" * (len(before) - len(before.lstrip("\n")))
    return above + body.rstrip("\n") + "\n"
