"""What can be read off a program of JavaScript or TypeScript that is never run: objects, lists and texts."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from mentorsite.loader.tree import DEFINITION_LIMIT

DEEPEST = 40
"""How deep objects and lists may stand in each other; what is deeper is not read."""
MOST_NAMES = 200
"""As many names are followed to where they are declared."""
TEXT = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
COMMENT = re.compile(rf"\\.|{TEXT}|//[^\n]*|/\*.*?(?:\*/|\Z)", re.S)
TOKEN = re.compile(
    rf"\s*(?:(?P<text>{TEXT})|(?P<number>-?\d[\d.]*)"
    r"|(?P<name>[A-Za-z_$][\w$]*)|(?P<mark>\.\.\.|=>|\\.|.))",
    re.S,
)
WORDS = {"true": True, "false": False, "null": None, "undefined": None}
OPEN, CLOSE = "([{", ")]}"
ESCAPE = re.compile(r"\\(u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|.)", re.S)


def after(program: str, pattern: str) -> Any:
    """The first object or list that follows a pattern in a program; None where there is none."""
    return next(each_after(program, pattern), None)


def each_after(program: str, pattern: str) -> Iterator[Any]:
    """The object or list that follows a pattern, wherever it stands in a program, up to as many as names."""
    if len(program) > DEFINITION_LIMIT:
        return
    bare = without_comments(program)
    places = [found.end() for found in re.finditer(pattern, bare)][:MOST_NAMES]
    reader = _Reader(bare if places else "")
    for place in places:
        yield reader.value_at(place)


def without_comments(program: str) -> str:
    """A program with a space for each comment."""
    # Texts and escapes are found as well, and stay, since marks of comments stand in addresses.
    return COMMENT.sub(lambda found: " " if found[0].startswith("/") else found[0], program)


def mapping_after(program: str, pattern: str) -> Mapping[str, Any]:
    """The first object that follows a pattern in a program; an empty one where there is none."""
    found = after(program, pattern)
    if isinstance(found, Mapping):
        return found
    return {}


def text_of_key(program: str, key: str) -> str:
    """The first text that a program gives a key."""
    found = re.search(rf"\b{key}[\"']?\s*:\s*({TEXT})", program)
    if found:
        return _text(found[1])
    return ""


class _Reader:
    """Reads values of a program from a place on."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.tokens: list[tuple[str, str]] = []
        self.starts: list[int] = []
        self.followed = 0
        self.at = 0
        for found in TOKEN.finditer(program):
            kind = found.lastgroup or "mark"
            self.tokens.append((kind, found[kind]))
            self.starts.append(found.start(kind))

    def value_at(self, place: int) -> Any:
        """The value that begins at or behind a place."""
        self.at = bisect_left(self.starts, place)
        return self._value(0)

    def _token(self) -> tuple[str, str]:
        if self.at < len(self.tokens):
            return self.tokens[self.at]
        return ("end", "")

    def _value(self, depth: int) -> Any:
        kind, text = self._token()
        self.at += 1
        if depth > DEEPEST or kind == "end":
            return None
        if kind == "mark" and text == "{":
            return self._object(depth)
        if kind == "mark" and text == "[":
            return self._list(depth)
        if kind == "text":
            return _text(text)
        if kind == "number":
            return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
        if text == "require":
            return self._required()
        if kind == "name":
            if text in WORDS:
                return WORDS[text]
            return self._named(text, depth)
        self.at -= 1
        if text == "(" and kind == "mark":
            return self._in_brackets(depth)
        return None

    def _in_brackets(self, depth: int) -> Any:
        """The value between `(` and `)`; nothing where those belong to a function."""
        start = self.at
        self.at += 1
        value = self._value(depth + 1)
        self._to_the_next()
        if self._token() == ("mark", ")"):
            self.at += 1
            if self._token() != ("mark", "=>"):
                return value
        self.at = start
        return None

    def _required(self) -> str | None:
        """The path in `require.resolve("./path")`; what is required elsewhere is not read."""
        # The five tokens behind `require`: a dot, `resolve`, a bracket, the path, a bracket.
        near = self.tokens[self.at : self.at + 5]
        if [text for _, text in near[:3]] != [".", "resolve", "("] or near[3:4][0][0] != "text":
            return None
        self.at += len(near)
        return _text(near[3][1])

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._token()[0] != "end" and self._token() != ("mark", "}"):
            kind, key = self._token()
            self.at += 1
            if kind in ("text", "name", "number") and self._token() == ("mark", ":"):
                self.at += 1
                name = _text(key) if kind == "text" else key
                found.setdefault(name, self._value(depth + 1))
            self._to_the_next()
        self.at += 1
        return found

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while self._token()[0] != "end" and self._token() != ("mark", "]"):
            if self._token() == ("mark", "..."):
                self.at += 1
                value = self._value(depth + 1)
                found += value if isinstance(value, list) else []
            else:
                found.append(self._value(depth + 1))
            self._to_the_next()
        self.at += 1
        return found

    def _to_the_next(self) -> None:
        """Passes over what is left of an expression, to behind the next comma, or before what closes."""
        height = 0
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            mark = text if kind == "mark" else ""
            if height == 0 and mark == ",":
                self.at += 1
                return
            if height == 0 and mark and mark in CLOSE:
                return
            if mark and mark in OPEN:
                height += 1
            elif mark and mark in CLOSE:
                height -= 1
            self.at += 1

    def _named(self, name: str, depth: int) -> Any:
        """What a name was declared as, or what a function of that name gives at its first `return`."""
        self.followed += 1
        if self.followed > MOST_NAMES or depth > DEEPEST:
            return None
        back = self.at
        declared = re.search(rf"\b(?:const|let|var)\s+{re.escape(name)}\b[^=;\n]{{0,200}}=\s*", self.program)
        given = re.search(rf"\bfunction\s+{re.escape(name)}\b[^{{]{{0,500}}\{{\s*return\s*", self.program)
        found = declared or given
        value = None
        if found and self.program[found.end() : found.end() + 1] in ("{", "["):
            value = self.value_at_depth(found.end(), depth + 1)
        self.at = back
        return value

    def value_at_depth(self, place: int, depth: int) -> Any:
        """The value at a place, for one that is already so deep."""
        self.at = bisect_left(self.starts, place)
        return self._value(depth)


def _text(written: str) -> str:
    return ESCAPE.sub(lambda found: _character(found[1]), written[1:-1])


def _character(escaped: str) -> str:
    if escaped[0] == "u" and len(escaped) > 1:
        number = int(escaped[1:].strip("{}"), 16)
        # Half of a surrogate pair is no character, and can't be written as UTF-8.
        if number < 0x110000 and not 0xD800 <= number < 0xE000:
            return chr(number)
        return ""
    return {"n": " ", "t": " ", "r": " "}.get(escaped, escaped)
