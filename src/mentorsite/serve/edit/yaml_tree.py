"""A YAML text → a tree of its values, each with where it stands in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent

from mentorsite.loader.yaml_builder import NULL_SCALARS
from mentorsite.loader.yaml_source import OTHER_LINE_ENDS

COLON = re.compile(r" *:")
Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]


@dataclass(slots=True)
class Node:
    """A value: what it is, where its text starts, and where it ends (block texts: without empty lines below)."""

    kind: str
    """`scalar`, `mapping`, `list` or `alias`."""
    start: int
    column: int
    end: int = 0
    style: str = ""
    """The quote, `|` or `>` of a scalar; `flow` of a collection in brackets."""
    text: str = ""
    anchor: str | None = None
    entries: list["Entry"] = field(default_factory=list)
    repeats: "Node | None" = None
    """What an alias stands for."""

    @property
    def is_flow(self) -> bool:
        return self.style == "flow"

    @property
    def is_null(self) -> bool:
        return self.kind == "scalar" and not self.style and self.text in NULL_SCALARS


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item: its text is that from `start` to `end`, with the comments that are its own.

    `head` is where the key or the hyphen stands, and `after` where the value may be written.
    """

    key: Node | None
    value: Node
    head: int = 0
    after: int = 0
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        if self.key:
            return self.key.text
        return ""


class Tree:
    """The tree of a text whose lines end with `\\n`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for index, character in enumerate(text):
            if character == "\n":
                self.starts.append(index + 1)
        self.root = self._read()
        if self.root:
            self._place(self.root)

    def row(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        if end < 0:
            return len(self.text)
        return end

    def line(self, row: int) -> str:
        return self.text[self.starts[row] : self.line_end(self.starts[row])]

    def nodes(self, node: Node | None) -> Iterator[Node]:
        """A node with all that stands in it, but for what aliases stand for."""
        if node is None:
            return
        yield node
        for entry in node.entries:
            yield from self.nodes(entry.value)

    def _offset(self, mark: yaml.Mark) -> int:
        if mark.line >= len(self.starts):
            return len(self.text)
        return min(self.starts[mark.line] + mark.column, len(self.text))

    def _read(self) -> Node | None:
        """The nodes, without recursion."""
        root: Node | None = None
        opened: list[Node] = []
        keys: list[Node | None] = []  # for each that is open, the key that waits for its value
        anchors: dict[str, Node] = {}
        # The reader translates them as well. It is a space for each, so places stay what they are.
        for event in yaml.parse(self.text.translate(OTHER_LINE_ENDS), Loader=yaml.CSafeLoader):
            if isinstance(event, CollectionEndEvent):
                closed = opened.pop()
                keys.pop()
                closed.end = self._offset(cast(yaml.Mark, event.end_mark))
                continue
            node = self._node(event)
            if node is None:
                continue
            if node.kind == "alias":
                node.repeats = anchors.get(node.anchor or "")
            elif node.anchor:
                anchors[node.anchor] = node
            if not opened:
                root = node
            elif opened[-1].kind == "mapping" and keys[-1] is None:
                keys[-1] = node
            else:
                opened[-1].entries.append(Entry(keys[-1], node))
                keys[-1] = None
            if node.kind in ("mapping", "list"):
                opened.append(node)
                keys.append(None)
        return root

    def _node(self, event: yaml.Event) -> Node | None:
        if not isinstance(event, ScalarEvent | CollectionStartEvent | AliasEvent):
            return None
        mark, last = cast(yaml.Mark, event.start_mark), cast(yaml.Mark, event.end_mark)
        start, end = self._offset(mark), self._offset(last)
        if isinstance(event, AliasEvent):
            return Node("alias", start, mark.column, end, anchor=event.anchor)
        if isinstance(event, ScalarEvent):
            if event.style in ("|", ">"):  # its end is where the next event begins, below empty lines
                end = start + len(self.text[start:end].rstrip())
            return Node("scalar", start, mark.column, end, event.style or "", event.value, event.anchor)
        if isinstance(event, MappingStartEvent):
            kind = "mapping"
        else:
            kind = "list"
        style = "flow" if event.flow_style else ""
        return Node(kind, start, mark.column, end, style, anchor=event.anchor)

    def _place(self, node: Node) -> None:
        """Says where each entry begins and ends, and with that where block collections do."""
        for entry in node.entries:
            self._place(entry.value)
            entry.head, entry.after = self._head(node, entry)
            value_end = max(entry.value.end, entry.after)
            if node.is_flow:
                entry.start, entry.end = entry.head, value_end
            else:
                entry.start = self._with_comments_above(entry.head, node.column)
                entry.end = self._with_comments_below(self.line_end(value_end), node.column)
        if node.entries and not node.is_flow:
            node.end = node.entries[-1].end

    def _head(self, node: Node, entry: Entry) -> tuple[int, int]:
        """Where an entry's key or hyphen stands, and the place right behind its colon or hyphen."""
        if entry.key:
            colon = COLON.match(self.text, entry.key.end)
            return entry.key.start, colon.end() if colon else entry.key.end
        if node.is_flow:
            return entry.value.start, entry.value.start
        row = self.row(entry.value.start)
        while row > 0 and self.text[self.starts[row] + node.column] != "-":  # it may stand alone on a line above
            row -= 1
        hyphen = self.starts[row] + node.column
        return hyphen, hyphen + 1

    def _with_comments_above(self, head: int, column: int) -> int:
        """Where the comment lines begin that stand right above an entry, as far in as it."""
        row = self.row(head)
        start = head
        while row > 0 and not self.text[self.starts[row] : start].strip(" "):
            above = self.line(row - 1)
            # A hyphen may stand before it, as in `- # why` above the first key of an item.
            if above[column : column + 1] != "#" or above[:column].strip(" -"):
                break
            row -= 1
            start = self.starts[row] + column
        return start

    def _with_comments_below(self, end: int, column: int) -> int:
        """Where an entry ends, with the comment lines below it that stand further in than it."""
        row = self.row(end) + 1
        while row < len(self.starts):
            line = self.line(row)
            bare = line.lstrip(" ")
            if bare and (bare[0] != "#" or len(line) - len(bare) <= column):
                break
            if bare:
                end = self.starts[row] + len(line)
            row += 1
        return end


def data_of(node: Node | None) -> Data:
    """What a node holds."""
    if node is None or node.is_null:
        return None
    if node.kind == "alias":
        return data_of(node.repeats)
    if node.kind == "scalar":
        return node.text
    if node.kind == "list":
        return [data_of(entry.value) for entry in node.entries]
    return {entry.name: data_of(entry.value) for entry in node.entries}
