"""How a file is laid out, and new values written as its own are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.serve.edit import yaml_scalars
from mentorsite.serve.edit.yaml_tree import Data, Node

STEP = 2
"""By how many spaces values are indented where a file has no example."""
SHORT = 120
"""How long a line with a collection in brackets may get, in characters."""


@dataclass(frozen=True, slots=True)
class Layout:
    """By how many spaces mappings, and lists, stand further in than their key, and what stands in brackets as a rule.

    That is told by the name of a list (`for`), or of what a mapping is one of (`fields`), and its kind.
    """

    step: int = STEP
    list_step: int = STEP
    bracketed: frozenset[tuple[str, str]] = frozenset()


def layout_of(root: Node | None) -> Layout:
    """How a file's own collections are laid out, as most of them are."""
    steps: dict[str, Counter[int]] = {"mapping": Counter(), "list": Counter()}
    for parent, child in _nested(root):
        if parent.kind == "mapping":
            steps[child.kind][child.column - parent.column] += 1
    step = _most_common(steps["mapping"], STEP)
    list_step = _most_common(steps["list"], step)
    return Layout(step, list_step, _bracketed(root))


def _most_common(steps: Counter[int], otherwise: int) -> int:
    for step, _ in steps.most_common(1):
        return step
    return otherwise


def _bracketed(root: Node | None) -> frozenset[tuple[str, str]]:
    """Which collections mostly stand in brackets."""
    found: Counter[tuple[str, str]] = Counter()
    for above, key, node in _collections(root, ""):
        # The key of a mapping is often an id, which says nothing of others: what it is one of does.
        name = key if node.kind == "list" else above
        if node.is_flow:
            found[name, node.kind] += 1
        else:
            found[name, node.kind] -= 1
    return frozenset(name for name, number in found.items() if number > 0)


def _collections(node: Node | None, above: str) -> Iterator[tuple[str, str, Node]]:
    """Each collection that has something, with the key that it stands under, and the one above that."""
    for entry in node.entries if node else ():
        if entry.value.entries:
            yield above, entry.name or above, entry.value
            yield from _collections(entry.value, entry.name or above)


def _nested(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """Each collection in a block collection, with that."""
    if node is None or node.is_flow:
        return
    for entry in node.entries:
        if entry.value.kind in ("mapping", "list") and not entry.value.is_flow:
            yield node, entry.value
            yield from _nested(entry.value)


def word(value: Data) -> str:
    """A value that is one, as a text."""
    if isinstance(value, bool):
        if value:
            return "true"
        return "false"
    if value is None:
        return ""
    return str(value)


def in_brackets(value: Data) -> str:
    """A value on one line, as it stands in brackets."""
    if isinstance(value, dict):
        pairs = [f"{yaml_scalars.key(key)}: {in_brackets(each)}" for key, each in value.items()]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_brackets(each) for each in value) + "]"
    if value is None:
        return "null"
    return yaml_scalars.on_one_line(word(value), in_flow=True)


def behind_key(
    value: Data, column: int, layout: Layout, key: str = "", above: str = "", *, in_list: bool = False
) -> str:
    """What stands behind the colon of a key in a column, or (`in_list`) behind a hyphen in it, with the space or the
    line break before it; `above` is the key that all of that stands under.
    """
    if _is_bracketed(value, column + len(key), layout, key, above):
        return f" {in_brackets(value)}"
    if value is None:
        return ""
    if not isinstance(value, dict | list):
        return " " + scalar(word(value), column, layout)
    if not value:
        return " " + in_brackets(value)
    inside = above if in_list else key
    # What a hyphen stands before begins on its line, two further in.
    if isinstance(value, dict):
        lines = mapping_lines(value, column + (2 if in_list else layout.step), layout, inside)
    else:
        lines = list_lines(value, column + (2 if in_list else layout.list_step), layout, inside)
    if in_list:
        return f" {lines.lstrip(' ')}"
    return f"\n{lines}"


def scalar(text: str, column: int, layout: Layout) -> str:
    """A new text below a key in a column: on its line, or as a block where it has several."""
    written = None
    if "\n" in text:
        header = "|+" if text.endswith("\n\n") else "|"  # `|` alone takes but one line break at the end
        written = yaml_scalars.block(text, column + layout.step, header)
    return written or yaml_scalars.on_one_line(text)


def mapping_lines(value: dict[str, Data], column: int, layout: Layout, above: str = "") -> str:
    """A mapping, a key a line."""
    lines = [f"{' ' * column}{pair(key, each, column, layout, above)}" for key, each in value.items()]
    return "\n".join(lines)


def list_lines(value: list[Data], column: int, layout: Layout, above: str = "") -> str:
    """A list, an item a line."""
    return "\n".join(f"{' ' * column}{item(each, column, layout, above)}" for each in value)


def pair(key: str, value: Data, column: int, layout: Layout, above: str = "") -> str:
    """A key in a column with its value."""
    return f"{yaml_scalars.key(key)}:{behind_key(value, column, layout, key, above)}"


def item(value: Data, column: int, layout: Layout, above: str = "") -> str:
    """An item whose hyphen stands in a column."""
    return f"-{behind_key(value, column, layout, '', above, in_list=True)}"


def _is_bracketed(value: Data, room: int, layout: Layout, key: str, above: str) -> bool:
    """Whether a collection stands in brackets, as others of its name do in the file."""
    if not isinstance(value, dict | list) or not value:
        return False
    if isinstance(value, list):
        name = (key, "list")
    else:
        name = (above, "mapping")
    return name in layout.bracketed and fits_on_a_line(value, room)


def fits_on_a_line(value: Data, room: int) -> bool:
    """Whether a collection is short enough for brackets, and no text of it has several lines."""
    written = in_brackets(value)
    return room + len(written) <= SHORT and "\\n" not in written  # as which a line break stands in brackets


def suits_brackets(value: Data, siblings: list[Node], room: int) -> bool:
    """Whether a collection is written in brackets, as most of the same kind beside it are, and short enough."""
    if not isinstance(value, dict | list) or not value:
        return False
    if isinstance(value, dict):
        kind = "mapping"
    else:
        kind = "list"
    same = []
    for node in siblings:
        if node.kind == kind and node.entries:
            same.append(node.is_flow)
    if not same or sum(same) * 2 <= len(same):
        return False
    return fits_on_a_line(value, room)
