"""The files that a translator writes into: a page's copy, and a definition with its texts left empty."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from mentorsite.loader.translation_units import Unit
from mentorsite.loader.yaml_text import Loc

DRAFT = "draft: true"
OWN_KEYS = re.compile(r"(aliases|draft|language|lang)\s*:")
"""Keys of front matter that a translation has for itself."""
INDENT = "  "


def copied_page(text: str) -> str:
    """A page to write over. It is a draft, so that nobody is shown it as a translation before it is one."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or "---" not in (line.rstrip() for line in lines[1:]):
        return f"---\n{DRAFT}\n---\n\n{text}"
    end = next(row for row, line in enumerate(lines) if row and line.rstrip() == "---")
    return "\n".join(["---", DRAFT, *_without_own(lines[1:end]), *lines[end:]])


def _without_own(front: Iterable[str]) -> Iterable[str]:
    """The lines of front matter without the keys that a translation has for itself."""
    inside = False
    for line in front:
        # Lines that are set in, and the items of a list, belong to the key above.
        if not line[:1].isspace() and not line.startswith("-"):
            inside = bool(OWN_KEYS.match(line))
        if not inside:
            yield line


def empty_definition(units: Iterable[Unit], lengths: Mapping[Loc, int]) -> str:
    """A definition that says nothing yet: below each text of its source, as a comment, the key that takes its words."""
    return "\n".join(written(tree_of(units), (), lengths, "")) + "\n"


def tree_of(units: Iterable[Unit]) -> dict[str | int, Any]:
    """Texts by the keys that lead to them."""
    tree: dict[str | int, Any] = {}
    for unit in units:
        inside = tree
        for step in unit.loc[:-1]:
            inside = inside.setdefault(step, {})
        inside[unit.loc[-1]] = unit
    return tree


def written(tree: Mapping[str | int, Any], loc: Loc, lengths: Mapping[Loc, int], indent: str) -> list[str]:
    """The lines of a mapping or a list. A list has all its items: they are found by their places."""
    if not any(isinstance(key, int) for key in tree):
        lines: list[str] = []
        for key, value in tree.items():
            lines += _entry(f"{_key(key)}:", value, (*loc, key), lengths, indent)
        return lines
    length = max(lengths.get(loc, 0), *(int(key) + 1 for key in tree))
    items: list[str] = []
    for index in range(length):
        items += _entry("-", tree.get(index), (*loc, index), lengths, indent)
    return items


def _entry(key: str, value: Any, loc: Loc, lengths: Mapping[Loc, int], indent: str) -> list[str]:
    if isinstance(value, Unit):
        return [*_comment(value.source, indent), f"{indent}{key}"]
    if not value:
        return [f"{indent}{key}"]
    return [f"{indent}{key}", *written(value, loc, lengths, indent + INDENT)]


def _comment(text: str, indent: str) -> list[str]:
    """A text of the source as a comment."""
    return [f"{indent}# {line}".rstrip() for line in text.strip().split("\n")]


def _key(key: str | int) -> str:
    """A key as YAML has it."""
    return yaml.safe_dump(str(key), allow_unicode=True, width=1000).strip().removesuffix("\n...").strip()
