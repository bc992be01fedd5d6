"""Words put into a YAML file at their places; everything else of the file stays as it is, comments and layout too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import yaml

from mentorsite.loader.translation_units import Unit
from mentorsite.loader.yaml_text import Loc
from mentorsite.scaffold.translations.new_files import INDENT, empty_definition, tree_of, written

WIDTH = 10**6
"""Lines are broken by whoever writes them."""


def with_missing(text: str, units: Iterable[Unit], lengths: Mapping[Loc, int]) -> str:
    """A translation with a place for each text that it leaves out, as far as its layout has room.

    Keys are added at the end of the mapping that lacks them. What stands between `{ }` or `[ ]`, and a list that isn't
    as long as its source's, is left for a person.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        return f"{text}{empty_definition(units, lengths)}"
    lines = text.split("\n")
    added: dict[int, list[str]] = {}
    places = _by_place(root, units)
    for loc in sorted(places, key=len, reverse=True):  # what is further in stands before what is around it
        node = _node(root, loc)
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            row, indent = _end(node, lines), " " * node.start_mark.column
            inside = [replace(each, loc=each.loc[len(loc) :]) for each in places[loc]]
            shifted = {at[len(loc) :]: length for at, length in lengths.items() if at[: len(loc)] == loc}
            added.setdefault(row, []).extend(written(tree_of(inside), (), shifted, indent))
    for row in sorted(added, reverse=True):
        lines[row:row] = added[row]
    return "\n".join(lines)


def with_texts(text: str, texts: Mapping[Loc, str]) -> tuple[str, list[Loc]]:
    """A file with other words at some places, and the places that it doesn't have."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    changes, lost = [], []
    for loc, words in texts.items():
        node = _node(root, loc)
        if not isinstance(node, yaml.ScalarNode):
            lost.append(loc)
            continue
        changes.append((node.start_mark.index, node.end_mark.index, _scalar(node, words, text)))
    for start, end, words in sorted(changes, reverse=True):
        text = f"{text[:start]}{words}{text[end:]}"
    return text, lost


def _scalar(node: yaml.ScalarNode, words: str, text: str) -> str:
    """Words as the value of a key: as a block where they have several lines."""
    begins = text.rfind("\n", 0, node.start_mark.index) + 1
    before = text[begins : node.start_mark.index]
    space = " " if before.endswith((":", "-", ",")) else ""
    column = len(before) - len(before.lstrip(" -"))
    after = "\n" if node.style in ("|", ">") else ""
    if "\n" in words.strip("\n") and not _is_in_flow(before):
        indent = " " * column + INDENT
        body = "\n".join(f"{indent}{line}".rstrip() for line in words.strip("\n").split("\n"))
        return f"{space}|-\n{body}{after}"
    is_special = _is_in_flow(before) and any(each in ",[]{}" for each in words)
    style = '"' if is_special or "\n" in words else None
    dumped = yaml.safe_dump(words, allow_unicode=True, width=WIDTH, default_style=style)
    return f"{space}{dumped.strip().removesuffix('...').strip()}{after}"


def _is_in_flow(before: str) -> bool:
    return before.count("{") > before.count("}") or before.count("[") > before.count("]")


def _by_place(root: yaml.Node | None, units: Iterable[Unit]) -> dict[Loc, list[Unit]]:
    """Texts by the deepest mapping of the file that they would stand in; those left out whose place is there."""
    found: dict[Loc, list[Unit]] = {}
    for unit in units:
        depth = len(unit.loc)
        while depth and _node(root, unit.loc[:depth]) is None:
            depth -= 1
        if depth < len(unit.loc):
            found.setdefault(unit.loc[:depth], []).append(unit)
    return found


def _node(root: yaml.Node | None, loc: Loc) -> yaml.Node | None:
    """What stands at a place; None where nothing does."""
    node = root
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _end(node: yaml.MappingNode, lines: list[str]) -> int:
    """The row below the last line of a mapping."""
    row = max((_last_row(value) for value in _leaves(node)), default=node.start_mark.line)
    while row > node.start_mark.line and (row >= len(lines) or not lines[row].strip()):
        row -= 1
    return row + 1


def _last_row(node: yaml.Node) -> int:
    ends: yaml.Mark = node.end_mark
    return ends.line - 1 if ends.column == 0 and ends.line > node.start_mark.line else ends.line


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """The scalars in a node, and what stands between brackets."""
    if isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.CollectionNode) and node.flow_style):
        yield node
        return
    for each in node.value:
        for inner in each if isinstance(each, tuple) else (each,):
            yield from _leaves(inner)
