"""Events of a YAML reader → plain values, with their places; what is refused of YAML."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.yaml_lists import FoldedText, joined_items
from mentorsite.loader.yaml_positions import joints
from mentorsite.loader.yaml_text import Loc, Value, YamlLines
from mentorsite.markdown.origin import Origin
from mentorsite.model.placed_text import Scalar

DEPTH = 50
"""How deep values may nest."""
NESTED = "nesting depth"
"""What the reader says of values that nest so deep that it tells of none of them; it has a limit of its own."""
ALIASED = 1_000
"""How many aliases a file may have: each repeats what it stands for."""
VALUES = 50_000
"""How many values a file may have, aliases followed."""
CUT = re.compile(r"[ \t]+(#[^\s#]+)")
"""A comment without a space behind its `#`, which may be a number or a tag: `room #3`."""
NO_SPACE = re.compile(r"[^\W\d][\w-]*:[^\s:/]")
"""A key and its value without a space between them, and no address or hour."""
LONGEST_HINT = 200
NULL_SCALARS = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    value: dict[str, Any] | list[Any]
    loc: Loc
    anchor: str | None
    key: Scalar | None = None
    in_braces: bool = False
    is_again: bool = False
    """Whether it stands below a key that appears twice: its own keys appear twice because of that."""
    key_is_again: bool = False
    unspaced: list[Scalar] = field(default_factory=list)
    """Its keys in braces that look like a key and a value without a space between them."""


class RefusedError(Exception):
    """What a file has that is read in no handbook: where, and what to do."""

    def __init__(self, mark: yaml.Mark, message: str, hint: str = "", code: str = "yaml") -> None:
        self.mark, self.message, self.hint, self.code = mark, message, hint, code


class YamlBuilder:
    """Builds the value from events, without recursion."""

    def __init__(self, text: YamlLines) -> None:
        self.lines, self.place, self.at = text.lines, text.place, text.at
        self.places: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.problems: list[Problem] = []
        self.joined: list[Problem] = []
        self.anchors: dict[str, Value] = {}
        self.aliases = self.count = 0
        self.open: list[_Open] = []
        self.root: Value = None

    def take(self, event: Event) -> None:
        match event:
            case ScalarEvent():
                self.scalar(event)
            case MappingStartEvent() | SequenceStartEvent():
                self.start(event)
            case MappingEndEvent() | SequenceEndEvent():
                closed = self.open.pop()
                self.no_space(closed)
                if closed.anchor:
                    self.anchors[closed.anchor] = closed.value
            case AliasEvent():
                self.alias(event)

    def scalar(self, event: ScalarEvent) -> None:
        self.no_tag(event)
        parent = self.open[-1] if self.open else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            self.key(parent, event)
            return
        if not event.style:
            self.not_cut(event)
        if event.style != "|":
            self.no_list(event)
        value: Scalar | None = None
        is_absent = not event.style and event.value in NULL_SCALARS  # between quotes, `~` is a text
        if not is_absent:
            value = Scalar(event.value)
            value.origin = self.origin(event)
        self.add(value, event)
        if event.anchor:
            self.anchors[event.anchor] = value

    def not_cut(self, event: ScalarEvent) -> None:
        """Advises where a `#` with no space after it, as in `room #3`, makes a comment of what may be meant."""
        end = end_of(event)
        if end.line < len(self.lines):
            cut = CUT.match(self.lines[end.line], end.column)
        else:
            cut = None
        if cut:
            place = replace(self.place(end), column=cut.start(1) + 1)
            message = f"`{cut[1]}` and what follows it is left out: a `#` after a space begins a comment"
            hint = "put the whole text between quotes, or write a space after `#` if it is a comment"
            self.problems.append(problem("cut-text", place, message, hint))

    def no_list(self, event: ScalarEvent) -> None:
        """Tells lines that are one text to YAML, and were meant as items of a list.

        They are kept apart: where a file can't be read as YAML, that alone is told.
        """
        start, end = start_of(event), end_of(event)
        if event.style in ("'", '"'):
            quote = event.style
        else:
            quote = ""
        if event.style == ">" and end.column == 0:  # such a text ends where the line after it begins
            last = end.line - 1
        else:
            last = end.line
        text = FoldedText(self.lines, start.line, last, start.column + len(quote), event.style or "")
        found = joined_items(text)
        if found:
            place = self.at(found.row, found.column)
            self.joined.append(problem("yaml", place, found.message, found.hint))

    def key(self, parent: _Open, event: ScalarEvent) -> None:
        loc, place = (*parent.loc, event.value), self.place(start_of(event))
        if event.value == "<<" and not event.style:
            raise RefusedError(start_of(event), "merge keys (`<<`) are not used here", "write the keys out")
        # All below a key that appears twice is there a second time, too: that is told of the outermost key alone.
        parent.key_is_again = parent.is_again or loc in self.keys
        if parent.is_again:
            self.keys.setdefault(loc, place)
        elif parent.key_is_again:
            first = self.keys[loc].line
            message = f"the key `{event.value}` appears twice; it is already on line {first}"
            self.problems.append(problem("duplicate-key", place, message, "keep one of them, or give it another name"))
        else:
            self.keys[loc] = place
        parent.key = Scalar(event.value)
        parent.key.origin = Origin(place)
        parent.key.is_bare = parent.in_braces and not self.has_colon(end_of(event))
        if parent.key.is_bare and not event.style and NO_SPACE.match(event.value):
            parent.unspaced.append(parent.key)

    def no_space(self, closed: _Open) -> None:
        """Tells a `{role:mentor}`, which is a key without a value to YAML; apart, as lines that became one text."""
        meant = []
        for key in closed.unspaced:
            if isinstance(closed.value, dict) and closed.value[key] is None:
                meant.append(key)
        if meant:
            hint = f"write `{', '.join(key.replace(':', ': ', 1) for key in meant)}`"[:LONGEST_HINT]
            self.joined.append(problem("yaml", meant[0].origin.place, "there is no space after the `:`", hint))

    def has_colon(self, end: yaml.Mark) -> bool:
        """Whether a `:` stands behind a key, on its line."""
        return end.line < len(self.lines) and self.lines[end.line][end.column :].lstrip().startswith(":")

    def start(self, event: CollectionStartEvent) -> None:
        self.no_tag(event)
        if len(self.open) >= DEPTH:
            raise yaml.MarkedYAMLError(problem=NESTED, problem_mark=start_of(event))
        value: dict[str, Any] | list[Any]
        if isinstance(event, MappingStartEvent):
            value = {}
        else:
            value = []
        loc = self.add(value, event)
        is_again = bool(self.open and self.open[-1].key_is_again)
        in_braces = bool(event.flow_style)
        self.open.append(_Open(value, loc, event.anchor, None, in_braces, is_again, is_again))

    def alias(self, event: AliasEvent) -> None:
        self.aliases += 1
        if event.anchor not in self.anchors:
            raise RefusedError(start_of(event), f"`*{event.anchor}` repeats something that is not there", QUOTE)
        value = self.anchors[event.anchor]
        # Counted with all that it holds: some lines of aliases that repeat each other would be a billion values.
        self.count += _size(value)
        if self.aliases > ALIASED or self.count > VALUES:
            raise RefusedError(start_of(event), "the file repeats itself (`*name`) without end", "write the values out")
        self.add(value, event)

    def add(self, value: Value, event: NodeEvent) -> Loc:
        """Puts a value into the open collection; gives the keys that lead to it."""
        self.count += 1
        if self.count > VALUES:
            raise RefusedError(start_of(event), f"the file has more than {VALUES:,} values", "split the file")
        place = self.place(start_of(event))
        loc: Loc = ()
        if not self.open:
            self.root = value
        else:
            parent = self.open[-1]
            if isinstance(parent.value, list):
                loc = (*parent.loc, len(parent.value))
                parent.value.append(value)
            elif parent.key is None:  # `{{ name }}` without quotes is a mapping as a key: that is told as such
                self.no_variable(start_of(event))
                raise RefusedError(start_of(event), "a key has to be a plain text", "write `key: value`")
            else:
                loc = (*parent.loc, parent.key)
                parent.value.setdefault(parent.key, value)
                parent.key = None
        self.places.setdefault(loc, place)  # of a key that appears twice the first counts, in value and place
        return loc

    def no_variable(self, mark: yaml.Mark) -> None:
        if self.lines[mark.line][mark.column - 1 : mark.column + 1] == "{{":
            raise RefusedError(mark, "a text that begins with `{{`", 'put it between quotes, as "{{ program.name }}"')

    def no_tag(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None and event.tag != "!":  # `!` alone says of a scalar that it is a text, as all are here
            raise RefusedError(
                start_of(event), f"tags such as `{event.tag}` are not used here", "write the plain value"
            )

    def origin(self, event: ScalarEvent) -> Origin:
        """Where the scalar's first character is, and where the file does not just go on from there."""
        start, end = start_of(event), end_of(event)
        place, first = self.place(start), self.lines[start.line]
        if event.style in ("|", ">"):
            lines = self.lines[start.line + 1 : end.line + 1]  # the first one has `|` or `>`
            block = Place(place.path, place.line + 1)
            if event.style == ">":
                return Origin(block, joints=joints(event.value, "\n".join(lines), block))
            indent = _indent(lines) - _indent(event.value.split("\n"))
            return Origin(replace(block, column=indent + 1), indent)
        quote = event.style or ""
        inside = Place(place.path, place.line, place.column + len(quote))
        if start.line == end.line and len(event.value) == end.column - start.column - 2 * len(quote):
            return Origin(inside)  # nothing is escaped in it, so each character stands where one would count it
        lines = [first[start.column + len(quote) :], *self.lines[start.line + 1 : end.line + 1]]
        return Origin(inside, joints=joints(event.value, "\n".join(lines), inside, quote))


def _indent(lines: list[str]) -> int:
    """How far the first line that says something is indented."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def start_of(event: Event) -> yaml.Mark:
    """Where an event's text starts: a reader that keeps marks gives every event one."""
    return cast(yaml.Mark, event.start_mark)


def end_of(event: Event) -> yaml.Mark:
    """Where an event's text ends."""
    return cast(yaml.Mark, event.end_mark)


def _size(value: Value) -> int:
    """How many values a value holds, itself included."""
    waiting, size = [value], 0
    while waiting:
        size += 1
        if size > VALUES:
            return size
        match waiting.pop():
            case list() as items:
                waiting.extend(items)
            case dict() as mapping:
                waiting.extend(mapping.values())
    return size


QUOTE = "put a text that has characters of YAML in it, such as `*`, `:` or `#`, between quotes"
