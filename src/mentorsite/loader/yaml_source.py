"""YAML text → plain values that know where they were written.

Scalars stay texts as written; what they mean is the schema's to say. Duplicate keys, tags, merge keys
and endless aliases are refused.
"""

import re
from collections.abc import Callable, Iterator
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
from mentorsite.loader.yaml_slips import Reach, slip
from mentorsite.markdown.origin import Origin
from mentorsite.model.base import Scalar

Loc = tuple[str | int, ...]
Value = Scalar | list[Any] | dict[str, Any] | None

DEPTH = 50
"""How deep values may nest."""
NESTED = "nesting depth"
"""What the reader says of values that nest so deep that it tells of none of them; it has a limit of its own."""
ALIASED = 1_000
"""How many aliases a file may have: each repeats what it stands for."""
VALUES = 50_000
"""How many values a file may have, aliases followed."""
OTHER_LINE_ENDS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), " ")
"""What ends a line for YAML and not for an editor: it would count lines that nobody sees."""
CUT = re.compile(r"[ \t]+(#[^\s#]+)")
NULL_SCALARS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class YamlText:
    """What a text holds. `places` has the spot of each value by its keys, `keys` of each key."""

    value: Value
    path: str
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def known(self, loc: Loc) -> Loc:
        """The keys of `loc` that lead to a value; steps that are no keys are passed over."""
        known: Loc = ()
        for step in loc:
            if (*known, step) in self.places:
                known = (*known, step)
        return known

    def place(self, loc: Loc) -> Place:
        """The spot of the deepest value along `loc`."""
        return self.places[self.known(loc)]

    def key(self, loc: Loc) -> Place:
        """The spot of the deepest key along `loc`."""
        known = self.known(loc)
        return self.keys.get(known, self.places[known])


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


class _RefusedError(Exception):
    def __init__(self, mark: yaml.Mark, message: str, hint: str = "", code: str = "yaml") -> None:
        self.mark, self.message, self.hint, self.code = mark, message, hint, code


class _Builder:
    """Builds the value from events, without recursion."""

    def __init__(self, path: str, first_line: int, lines: list[str]) -> None:
        self.path, self.first_line, self.lines = path, first_line, lines
        self.places: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.problems: list[Problem] = []
        self.joined: list[Problem] = []
        self.anchors: dict[str, Value] = {}
        self.aliases = self.count = 0
        self.open: list[_Open] = []
        self.root: Value = None

    def place(self, mark: yaml.Mark) -> Place:
        if mark.line >= len(self.lines):  # behind a last line that is not ended
            return Place(self.path, self.first_line + len(self.lines) - 1, len(self.lines[-1]) + 1)
        return Place(self.path, self.first_line + mark.line, mark.column + 1)

    def take(self, event: Event) -> None:
        match event:
            case ScalarEvent():
                self.scalar(event)
            case MappingStartEvent() | SequenceStartEvent():
                self.start(event)
            case MappingEndEvent() | SequenceEndEvent():
                closed = self.open.pop()
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
        absent = not event.style and event.value in NULL_SCALARS
        if not event.style:
            self.not_cut(event)
        if event.style != "|":
            self.no_list(event)
        value = None if absent else Scalar(event.value)
        if value is not None:
            value.origin = self.origin(event)
        self.add(value, event)
        if event.anchor:
            self.anchors[event.anchor] = value

    def not_cut(self, event: ScalarEvent) -> None:
        """Advises where a `#` with no space after it, as in `room #3`, makes a comment of what may be meant."""
        end = _end(event)
        cut = CUT.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        if cut:
            place = replace(self.place(end), column=cut.start(1) + 1)
            message = f"`{cut[1]}` and what follows it is left out: a `#` after a space begins a comment"
            hint = "put the whole text between quotes, or write a space after `#` if it is a comment"
            self.problems.append(problem("cut-text", place, message, hint))

    def no_list(self, event: ScalarEvent) -> None:
        """Tells lines that are one text to YAML, and were meant as items of a list."""
        start, end = _start(event), _end(event)
        quote = event.style if event.style in ("'", '"') else ""
        last = end.line - 1 if event.style == ">" and end.column == 0 else end.line
        found = joined_items(FoldedText(self.lines, start.line, last, start.column + len(quote), event.style or ""))
        if found:
            place = Place(self.path, self.first_line + found.row, found.column + 1)
            self.joined.append(problem("yaml", place, found.message, found.hint))

    def key(self, parent: _Open, event: ScalarEvent) -> None:
        loc, place = (*parent.loc, event.value), self.place(_start(event))
        if event.value == "<<" and not event.style:
            raise _RefusedError(_start(event), "merge keys (`<<`) are not used here", "write the keys out")
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
        parent.key.is_bare = parent.in_braces and not self.has_colon(_end(event))

    def has_colon(self, end: yaml.Mark) -> bool:
        """Whether a `:` stands behind a key, on its line."""
        return end.line < len(self.lines) and self.lines[end.line][end.column :].lstrip().startswith(":")

    def start(self, event: CollectionStartEvent) -> None:
        self.no_tag(event)
        if len(self.open) >= DEPTH:
            raise yaml.MarkedYAMLError(problem=NESTED, problem_mark=_start(event))
        value: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        loc = self.add(value, event)
        is_again = bool(self.open and self.open[-1].key_is_again)
        self.open.append(_Open(value, loc, event.anchor, None, bool(event.flow_style), is_again, is_again))

    def alias(self, event: AliasEvent) -> None:
        self.aliases += 1
        if event.anchor not in self.anchors:
            raise _RefusedError(_start(event), f"`*{event.anchor}` repeats something that is not there", QUOTE)
        value = self.anchors[event.anchor]
        self.count += _size(value)
        if self.aliases > ALIASED or self.count > VALUES:
            raise _RefusedError(_start(event), "the file repeats itself (`*name`) without end", "write the values out")
        self.add(value, event)

    def add(self, value: Value, event: NodeEvent) -> Loc:
        """Puts a value into the open collection; gives the keys that lead to it."""
        self.count += 1
        if self.count > VALUES:
            raise _RefusedError(_start(event), f"the file has more than {VALUES:,} values", "split the file")
        place = self.place(_start(event))
        loc: Loc = ()
        if not self.open:
            self.root = value
        else:
            parent = self.open[-1]
            if isinstance(parent.value, list):
                loc = (*parent.loc, len(parent.value))
                parent.value.append(value)
            elif parent.key is None:
                self.no_variable(_start(event))
                raise _RefusedError(_start(event), "a key has to be a plain text", "write `key: value`")
            else:
                loc = (*parent.loc, parent.key)
                parent.value.setdefault(parent.key, value)
                parent.key = None
        self.places.setdefault(loc, place)
        return loc

    def no_variable(self, mark: yaml.Mark) -> None:
        if self.lines[mark.line][mark.column - 1 : mark.column + 1] == "{{":
            raise _RefusedError(mark, "a text that begins with `{{`", 'put it between quotes, as "{{ program.name }}"')

    def no_tag(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(_start(event), f"tags such as `{event.tag}` are not used here", "write the plain value")

    def origin(self, event: ScalarEvent) -> Origin:
        """Where the scalar's first character is, and where the file does not just go on from there."""
        start, end = _start(event), _end(event)
        place, first = self.place(start), self.lines[start.line]
        if event.style in ("|", ">"):
            lines = self.lines[start.line + 1 : end.line + 1]
            block = Place(place.path, place.line + 1)
            if event.style == ">":
                return Origin(block, joints=joints(event.value, "\n".join(lines), block))
            indent = _indent(lines) - _indent(event.value.split("\n"))
            return Origin(replace(block, column=indent + 1), indent)
        quote = event.style or ""
        inside = Place(place.path, place.line, place.column + len(quote))
        if start.line == end.line and len(event.value) == end.column - start.column - 2 * len(quote):
            return Origin(inside)
        lines = [first[start.column + len(quote) :], *self.lines[start.line + 1 : end.line + 1]]
        return Origin(inside, joints=joints(event.value, "\n".join(lines), inside, quote))


def _indent(lines: list[str]) -> int:
    """How far the first line that says something is indented."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def read(path: str, text: str, first_line: int = 1) -> YamlText:
    """The value of a YAML text, with every problem that has a place. An empty text is an empty mapping."""
    text = text.translate(OTHER_LINE_ENDS)
    builder = _Builder(path, first_line, text.split("\n"))
    try:
        for event in _events(text):
            builder.take(event)
    except _RefusedError as refused:
        builder.problems.append(problem(refused.code, builder.place(refused.mark), refused.message, refused.hint))
        return YamlText(None, path, problems=tuple(builder.problems))
    except yaml.MarkedYAMLError as error:
        builder.problems.append(
            _starred(error, builder) or _slipped(error, builder) or _syntax(error, builder.place, builder.lines)
        )
        return YamlText(None, path, problems=tuple(builder.problems))
    except yaml.reader.ReaderError:
        builder.problems.append(_character(text, path, first_line))
        return YamlText(None, path, problems=tuple(builder.problems))
    if builder.joined:
        return YamlText(None, path, problems=(*builder.problems, *builder.joined))
    places = {(): Place(path, first_line), **builder.places}
    value = {} if builder.root is None else builder.root
    return YamlText(value, path, places, builder.keys, tuple(builder.problems))


def _is_tab(said: str, line: str, column: int) -> bool:
    """Whether reading stopped at a tab."""
    indent = line[: len(line) - len(line.lstrip())]
    return "tab" in said or line[column : column + 1] == "\t" or "'\\t'" in said or "\t" in indent


def _starred(error: yaml.MarkedYAMLError, builder: _Builder) -> Problem | None:
    """An item that begins with a star, as in Markdown."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    lines = builder.lines[: mark.line + 1]
    line = lines[-1] if len(lines) > mark.line else ""
    if not line.lstrip().startswith("* "):
        return None
    indent = len(line) - len(line.lstrip())
    place = Place(builder.path, builder.first_line + mark.line, indent + 1)
    hint = f"write `- {line.lstrip()[2:].strip()[:80]}`, and so for each"
    return problem("yaml", place, "a `*` begins no item of a list", hint)


def _slipped(error: yaml.MarkedYAMLError, builder: _Builder) -> Problem | None:
    """The fault as a slip of the hand, told at its line, where a small repair lets reading go on."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    line = builder.lines[mark.line] if mark.line < len(builder.lines) else ""
    if error.problem == NESTED or _is_tab(error.problem or "", line, mark.column):
        return None
    found = slip(builder.lines, mark.line, _reach)
    if found is None:
        return None
    place = Place(builder.path, builder.first_line + found.row, found.column + 1)
    return problem("yaml", place, found.message, found.hint)


def _reach(text: str) -> Reach:
    """How far a text can be read."""
    blocks: list[tuple[int, int]] = []
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            match event:
                case ScalarEvent(style="|" | ">"):
                    blocks.append((_start(event).line, _end(event).line - 1))
    except yaml.MarkedYAMLError as error:
        mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
        return Reach(mark.line, tuple(blocks))
    except yaml.reader.ReaderError:
        return Reach(0)
    return Reach(text.count("\n") + 2, tuple(blocks))


def _events(text: str) -> Iterator[Event]:
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(_start(event), "a second document starts here (`---`)", "keep one document a file")
        yield event


def _start(event: Event) -> yaml.Mark:
    """Where an event's text starts: a reader that keeps marks gives every event one."""
    return cast(yaml.Mark, event.start_mark)


def _end(event: Event) -> yaml.Mark:
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


def _syntax(error: yaml.MarkedYAMLError, place: Callable[[yaml.Mark], Place], lines: list[str]) -> Problem:
    """A fault in the YAML itself, in words that say what to do."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    line = lines[mark.line] if mark.line < len(lines) else ""
    said = error.problem or error.context or "the YAML cannot be read"
    spot = place(mark)
    if _is_tab(said, line, mark.column):
        tab = line.find("\t")
        where = Place(spot.path, spot.line, tab + 1 if tab >= 0 else spot.column)
        return problem("yaml", where, "a tab stands where YAML takes spaces", "indent with two spaces for each step")
    for fragment, (message, hint) in SAYINGS.items():
        if fragment in said:
            start = error.context_mark if fragment in SAID_OF_START else None
            if fragment == NESTED:  # the line's start: readers find it at different brackets of one line
                spot = replace(spot, column=len(line) - len(line.lstrip()) + 1)
            return problem("yaml", place(start) if start else spot, message, hint)
    return problem("yaml", spot, said, QUOTE)


QUOTE = "put a text that has characters of YAML in it, such as `*`, `:` or `#`, between quotes"
SAYINGS = {
    NESTED: (f"values are nested more than {DEPTH} deep", "write them flatter"),
    "mapping values are not allowed": (
        "a second `:` on this line, or a key indented differently from the one above",
        'put a text that has `: ` in it between quotes, as "Note: bring it"; line up keys of one level',
    ),
    "could not find expected ':'": (
        "a key without a `:`, or a text that goes on over a line break",
        "write `key: value`; indent the lines of a long text below `key: |`",
    ),
    "unexpected end of stream": ("a quoted text has no end", "close it with the same quote, \" or '"),
    "did not find expected ',' or ']'": (
        "a list in `[ ]` has no end, or no comma between two items",
        "close it with `]`",
    ),
    "did not find expected ',' or '}'": (
        "a mapping in `{ }` has no end, or no comma between two keys",
        "close it with `}`",
    ),
    "did not find expected '-' indicator": (
        "a line that does not belong to the list above",
        "start each item with `- `, lined up; put a whole text that starts with a quote or a link between quotes",
    ),
    "did not find expected key": (
        "a line that is neither a key of this level nor part of the value above",
        "line it up with the other keys; put a whole text that starts with a quote or a link between quotes",
    ),
    "cannot start any token": ("a value starts with a character that YAML keeps for itself", "put it between quotes"),
    "alphabetic or numeric": ("a value starts with a character that YAML keeps for itself", "put it between quotes"),
    "unknown escape": ("a `\\` between double quotes that starts no escape", "take single quotes, or write it twice"),
}
"""What libyaml says, and what a coordinator can do about it."""
SAID_OF_START = (
    "could not find expected ':'",
    "unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)
"""What is to be mended where it starts, not where it was noticed."""


def _character(text: str, path: str, first_line: int) -> Problem:
    bad = next((index for index, each in enumerate(text) if _unprintable(each)), 0)
    line = text.count("\n", 0, bad)
    column = bad - (text.rfind("\n", 0, bad) + 1) + 1
    message = f"a character that text cannot have (U+{ord(text[bad]) if text else 0:04X})"
    return problem("yaml", Place(path, first_line + line, column), message, "delete it")


def _unprintable(character: str) -> bool:
    return (
        (character < " " and character not in "\t\n\r")
        or ("\x7f" <= character <= "\x9f")
        or character in "\ufffe\uffff"
    )
