"""The style of an SVG, written anew from what a parser of CSS read: allowed properties, and no address elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import tinycss2

from mentorsite.loader.svg.allowlist import DESCRIPTORS, FUNCTIONS, PROPERTIES, SELECTORS, SILENT_PREFIXES
from mentorsite.markdown.long_numbers import readable_css

DEEPEST = 12
"""How deep brackets nest in a value."""
SIMPLE = re.compile(r"[\w\s#.,%+-]*")
"""A value without a bracket, a string or an escape, which can name nothing."""
FONT = re.compile(r"data:(?:font|application)/(?:x-)?(?:font-)?(?:woff2?|ttf|otf|truetype|opentype|sfnt)")
BASE64 = re.compile(r"[A-Za-z0-9+/=]*")
LEAVES = ("whitespace", "comment", "ident", "hash", "string", "number", "percentage", "dimension", "unicode-range")
VALUE_SIGNS, SELECTOR_SIGNS, MEDIA_SIGNS = ",/+-*", ",>+~*.:=|^$", ":,<>=/"
VARIABLE = re.compile(rb"var\(\s*(--[^\s,()]+)")
FRAMES = ("keyframes", "-webkit-keyframes")


Use = tuple[str, str]
"""A property, and the id of the element that it names."""


@dataclass(frozen=True, slots=True)
class KeptStyle:
    """What is kept of a style, and what was taken out of it, each with the line of the style that it stands on.

    `uses` are the ids of elements that it names, each with its property; `rules` are those of the rules of a sheet, by
    the classes, ids and elements that they are for: `.a`, `#b`, `path`, or `*`.
    """

    text: str
    taken: tuple[tuple[str, int], ...] = ()
    uses: tuple[Use, ...] = ()
    rules: tuple[tuple[str, Use], ...] = ()


class _TakenOutError(Exception):
    """A part of a style that can't be kept; its text says what it is."""


@dataclass(slots=True)
class _Writing:
    """A style that is written. `named` are the properties of its own that the file uses, such as `--accent`."""

    named: frozenset[bytes]
    taken: list[tuple[str, int]] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    of_rules: list[tuple[str, Use]] = field(default_factory=list)

    def kept(self, text: str) -> KeptStyle:
        return KeptStyle(text, tuple(self.taken), tuple(self.uses), tuple(self.of_rules))

    def declarations(self, nodes: Iterable[Any], known: frozenset[str]) -> str:
        """Declarations, those of `known` properties."""
        written: list[str] = []
        for node in nodes:
            if node.type == "declaration":
                written += self.declaration(node, known)
            else:
                self.taken.append(("a part of its style that can't be read", node.source_line))
        return ";".join(written)

    def declaration(self, node: Any, known: frozenset[str]) -> Iterable[str]:
        if node.name.startswith("--"):  # only in names of one's own, case tells two apart
            name = node.name
        else:
            name = node.lower_name
        if name not in known and name.encode() not in self.named:
            if not name.startswith(SILENT_PREFIXES):
                self.taken.append((f"the property `{name[:50]}`", node.source_line))
            return
        try:
            if name == "src":
                value, ids = _font(node.value), []
            else:
                ids = list(_ids(node.value, VALUE_SIGNS, FUNCTIONS))
                value = tinycss2.serialize(node.value)
            if ids and name.startswith("--"):  # by `var()` it could stand in any property, uncounted
                raise _TakenOutError("an address")
        except _TakenOutError as taken:
            self.taken.append((f"{taken} in the property `{name[:50]}`", node.source_line))
            return
        self.uses += ((name, id) for id in ids)
        written_name = tinycss2.ast.IdentToken(0, 0, name).serialize()  # with its escapes, where it needs some
        important = "!important" if node.important else ""
        yield f"{written_name}:{value}{important}"

    def rules(self, nodes: Iterable[Any], depth: int = 0) -> str:
        written = []
        for node in nodes:
            try:
                match node.type:
                    case "qualified-rule":
                        written.append(self.rule(node))
                    case "at-rule":
                        written.append(self.at_rule(node, depth))
                    case "error":
                        raise _TakenOutError("a part of its style that can't be read")
            except _TakenOutError as taken:
                self.taken.append((str(taken), node.source_line))
        return "\n".join(each for each in written if each)

    def rule(self, node: Any) -> str:
        selector = _checked(node.prelude, SELECTOR_SIGNS, SELECTORS)
        before = len(self.uses)
        inside = self.declarations(_blocks(node.content), PROPERTIES)
        uses = self.uses[before:]
        if uses:
            for name in _names(node.prelude):
                self.of_rules += ((name, use) for use in uses)
        return f"{selector}{{{inside}}}"

    def at_rule(self, node: Any, depth: int) -> str:
        name = node.lower_at_keyword
        if name in ("charset", "namespace"):  # what is written is UTF-8, and needs no prefixes
            return ""
        if node.content is None or depth > DEEPEST or name not in ("media", "font-face", *FRAMES):
            raise _TakenOutError(f"`@{name[:50]}`")
        if name == "font-face":
            return f"@font-face{{{self.declarations(_blocks(node.content), DESCRIPTORS)}}}"
        condition = _checked(node.prelude, MEDIA_SIGNS, frozenset())
        before = len(self.uses)
        rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        inside = self.rules(rules, depth + 1)
        if name in FRAMES and len(self.uses) > before:
            # Which elements are animated by it isn't known, so they couldn't be counted.
            raise _TakenOutError(f"`@{name}` with an address")
        return f"@{name}{condition}{{{inside}}}"


def _blocks(text: Any) -> Sequence[Any]:
    found: Sequence[Any] = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    return found


def _checked(nodes: Sequence[Any], signs: str, functions: frozenset[str]) -> str:
    """The text of a selector or a condition; raises where something in it is not allowed."""
    for _ in _ids(nodes, signs, functions):
        raise _TakenOutError("an address where none can stand")
    text: str = tinycss2.serialize(nodes)
    return text


def _ids(nodes: Sequence[Any], signs: str, functions: frozenset[str], depth: int = 0) -> Iterator[str]:
    """The ids that a value names; raises where something in it is not allowed."""
    if depth > DEEPEST:
        raise _TakenOutError("brackets that nest too deep")
    for node in nodes:
        if node.type == "url":
            yield _id(node.value)
        elif node.type == "function" and node.lower_name == "url":
            yield _id(_only_string(node.arguments))
        elif node.type == "function":
            if node.lower_name not in functions:
                raise _TakenOutError(f"`{node.name[:50]}()`")
            yield from _ids(node.arguments, signs, functions, depth + 1)
        elif node.type in ("() block", "[] block"):
            yield from _ids(node.content, signs, functions, depth + 1)
        elif node.type == "literal" and _is_signs(node.value, signs):
            continue
        elif node.type not in LEAVES:
            raise _TakenOutError("a value that can't be read")


def _is_signs(literal: str, signs: str) -> bool:
    return all(each in signs for each in literal)


def _only_string(nodes: Sequence[Any]) -> str:
    strings = []
    for node in nodes:
        if node.type not in ("whitespace", "comment"):
            strings.append(node)
    if len(strings) != 1 or strings[0].type != "string":
        raise _TakenOutError("an address that can't be read")
    value: str = strings[0].value
    return value


def _id(address: str) -> str:
    """The id that an address names; raises for any other address."""
    if not re.fullmatch(r"#[^\s\"'()\\<>]+", address.strip()):
        raise _TakenOutError("an address that is not of the file itself")
    return unquote(address.strip()[1:])


def _font(nodes: Sequence[Any]) -> str:
    """Where a font comes from: the file itself, or the reader's machine."""
    for node in nodes:
        if node.type == "url" or (node.type == "function" and node.lower_name == "url"):
            if node.type == "url":
                address = node.value
            else:
                address = _only_string(node.arguments)
            head, _, data = address.partition(";base64,")
            if not FONT.match(head) or not BASE64.fullmatch("".join(data.split())):
                raise _TakenOutError("a font that is not in the file")
        elif node.type == "function" and node.lower_name in ("local", "format", "tech"):
            _checked(node.arguments, VALUE_SIGNS, frozenset())
        elif node.type not in ("whitespace", "literal"):
            raise _TakenOutError("a font that can't be read")
    return str(tinycss2.serialize(nodes))


def _names(prelude: Sequence[Any]) -> Iterable[str]:
    """What a selector is for, by classes, ids and elements: `.a`, `#b`, `path`; `*` where it may be for any."""
    # Of `g > .a:hover`, only `.a` is drawn by the rule: what stands before the last sign or space is around it.
    found: dict[str, None] = {}
    here: list[str] = []
    ended = False
    for before, node in zip((None, *prelude), prelude, strict=False):
        if _is_sign(node, ","):
            found |= dict.fromkeys(here or ["*"])
            here, ended = [], False
        elif node.type == "whitespace" or _is_sign(node, ">+~"):
            ended = True
        elif ended:
            here, ended = _name(before, node), False
        else:
            here += _name(before, node)
    return found | dict.fromkeys(here or ["*"])


def _name(before: Any, node: Any) -> list[str]:
    if node.type == "hash":
        return [f"#{node.value}"]
    if node.type != "ident" or _is_sign(before, ":"):
        return []
    if _is_sign(before, "."):
        return [f".{node.value}"]
    return [node.value]


def _is_sign(node: Any, signs: str) -> bool:
    return node is not None and node.type == "literal" and node.value in signs


def named_in(data: bytes) -> frozenset[bytes]:
    """The properties of its own that a file uses by `var()`; others show nothing."""
    return frozenset(VARIABLE.findall(data.replace(b"\0", b"")))  # without zeros, UTF-16 reads like ASCII


@lru_cache(maxsize=4096)
def attribute(text: str, named: frozenset[bytes]) -> KeptStyle:
    """The declarations of an attribute `style`."""
    writing = _Writing(named)
    return writing.kept(writing.declarations(_blocks(readable_css(text)), PROPERTIES))


def value(name: str, text: str) -> KeptStyle | str:
    """The value of a property that stands as an attribute; or what is wrong with it."""
    if SIMPLE.fullmatch(text):  # as nearly all are: these need no parser of CSS
        return KeptStyle(text)
    return _value(name, text)


@lru_cache(maxsize=4096)
def _value(name: str, text: str) -> KeptStyle | str:
    nodes = tinycss2.parse_component_value_list(readable_css(text), skip_comments=True)
    try:
        uses = tuple((name, id) for id in _ids(nodes, VALUE_SIGNS, FUNCTIONS))
    except _TakenOutError as taken:
        return str(taken)
    return KeptStyle(tinycss2.serialize(nodes), uses=uses)


def sheet(text: str, named: frozenset[bytes]) -> KeptStyle:
    """The rules of an element `style`."""
    writing = _Writing(named)
    nodes = tinycss2.parse_stylesheet(readable_css(text), skip_comments=True, skip_whitespace=True)
    return writing.kept(writing.rules(nodes))
