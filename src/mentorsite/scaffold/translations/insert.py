"""Words put into a YAML file at their places; everything else of the file stays as it is, comments and layout too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import yaml

from mentorsite.loader.translation_units import Unit
from mentorsite.loader.yaml_source import OTHER_LINE_ENDS
from mentorsite.loader.yaml_text import Loc
from mentorsite.scaffold.translations.new_files import INDENT, empty_definition, tree_of, written

WIDTH = 10**6
"""Lines are broken by whoever writes them."""


def with_missing(text: str, units: Iterable[Unit], lengths: Mapping[Loc, int]) -> str:
    """A translation with a place for each text that it leaves out, as far as its layout has room.

    Keys are added at the end of the mapping that lacks them. What stands between `{ }` or `[ ]`, and a list that isn't
    as long as its source's, is left for a person.
    """
    root = _composed(text)
    if root is None:
        return f"{text}{empty_definition(units, lengths)}"
    lines = text.split("\n")
    added: dict[int, list[str]] = {}
    places, shared = _by_place(root, units), _shared(root)
    for loc in sorted(places, key=len, reverse=True):  # what is further in stands before what is around it
        node = _node(root, loc)
        if isinstance(node, yaml.MappingNode) and not node.flow_style and id(node) not in shared:
            row, indent = _end(node, lines), " " * node.start_mark.column
            inside = [replace(each, loc=each.loc[len(loc) :]) for each in places[loc]]
            shifted = {at[len(loc) :]: length for at, length in lengths.items() if at[: len(loc)] == loc}
            added.setdefault(row, []).extend(written(tree_of(inside), (), shifted, indent))
    for row in sorted(added, reverse=True):  # from the last, so that the rows above stay where they are
        lines[row:row] = added[row]
    return "\n".join(lines)


def with_texts(text: str, texts: Mapping[Loc, str]) -> tuple[str, list[Loc]]:
    """A file with other words at some places, and the places that it doesn't have, or that it says more than once by
    `&name` and `*name`."""
    root = _composed(text)
    shared = _shared(root)
    changes, lost = [], []
    for loc, words in texts.items():
        way = [_node(root, loc[:depth]) for depth in range(len(loc) + 1)]
        node = way[-1]
        if not isinstance(node, yaml.ScalarNode) or any(id(each) in shared for each in way):
            lost.append(loc)
            continue
        is_in_flow = any(isinstance(each, yaml.CollectionNode) and each.flow_style for each in way)
        written = _scalar(node, words, text, is_in_flow=is_in_flow)
        changes.append((node.start_mark.index, node.end_mark.index, written))
    for start, end, words in sorted(changes, reverse=True):
        text = f"{text[:start]}{words}{text[end:]}"
    return text, lost


def _composed(text: str) -> yaml.Node | None:
    """A file's nodes, read as everything else reads it."""
    # A space for each of these line ends: the marks of the nodes hold for the text as it is, too.
    return yaml.compose(text.translate(OTHER_LINE_ENDS), Loader=yaml.CSafeLoader)


def _shared(root: yaml.Node | None) -> frozenset[int]:
    """The nodes that stand in several places."""
    # PyYAML puts the same node wherever `*name` stands, so that it is come to again.
    seen: set[int] = set()
    shared: set[int] = set()
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            shared.add(id(node))
            continue
        seen.add(id(node))
        if isinstance(node, yaml.CollectionNode):
            for each in node.value:
                waiting += each if isinstance(each, tuple) else (each,)
    return frozenset(shared)


def _scalar(node: yaml.ScalarNode, words: str, text: str, *, is_in_flow: bool) -> str:
    """Words as the value of a key: as a block where they have several lines that can stand in one."""
    begins = text.rfind("\n", 0, node.start_mark.index) + 1
    before = text[begins : node.start_mark.index]
    if before.endswith((":", "-", ",")):  # nothing stood there, and no space before it
        space = " "
    else:
        space = ""
    column = len(before) - len(before.lstrip(" -"))
    after = "\n" if node.style in ("|", ">") else ""  # the end of a block takes in that of its last line
    lines = words.strip("\n").split("\n")
    if len(lines) > 1 and not is_in_flow and _fits_in_block(lines):
        indent = " " * column + INDENT
        body = "\n".join(f"{indent}{line}" if line.strip() else "" for line in lines)
        return f"{space}|-\n{body}{after}"
    is_special = is_in_flow and any(each in ",[]{}" for each in words)
    style = '"' if is_special or "\n" in words else None
    dumped = yaml.safe_dump(words, allow_unicode=True, width=WIDTH, default_style=style)
    written = dumped.strip().removesuffix("...").strip()  # with which PyYAML ends a plain text
    return f"{space}{written}{after}"


def _fits_in_block(lines: list[str]) -> bool:
    """Whether lines are read from a block as they are: the first says how far all are indented, and there are no
    escapes."""
    return not lines[0][:1].isspace() and all(each.isprintable() for each in lines)


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
    # A block ends at the start of the line below it.
    if ends.column == 0 and ends.line > node.start_mark.line:
        return ends.line - 1
    return ends.line


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """The scalars in a node, and what stands between brackets."""
    if isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.CollectionNode) and node.flow_style):
        yield node
        return
    for each in node.value:
        for inner in each if isinstance(each, tuple) else (each,):
            yield from _leaves(inner)
