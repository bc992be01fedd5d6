"""Faults in the YAML itself, in words that say what to do."""

import re
from dataclasses import replace
from typing import cast

import yaml
from yaml.events import ScalarEvent

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.yaml_builder import DEPTH, NESTED, QUOTE, end_of, start_of
from mentorsite.loader.yaml_text import YamlLines
from mentorsite.loader.yaml_typos import Reach, slip


def syntax_fault(error: yaml.MarkedYAMLError, text: YamlLines) -> Problem:
    """Why a text can't be read."""
    # From the surest to what is left: the words of the reader, at the place where it noticed something.
    return (
        _conflict(text)
        or _fenced(error, text)
        or _starred(error, text)
        or _colon_in_brackets(error, text)
        or _slipped(error, text)
        or _said(error, text)
    )


def _conflict(text: YamlLines) -> Problem | None:
    """Two versions of a place, as git leaves them."""
    for row, line in enumerate(text.lines):
        if re.match(r"<{7}(?: |$)", line):
            message = "two versions of this place stand here, as git leaves them where they don't go together"
            hint = "keep one, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
            return problem("yaml", text.at(row, 0), message, hint)
    return None


def _fenced(error: yaml.MarkedYAMLError, text: YamlLines) -> Problem | None:
    """The lines that stand around code in Markdown, copied along with the YAML between them."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    for row, line in enumerate(text.lines[: mark.line + 1]):
        if FENCE.fullmatch(line):
            message = "such a line begins or ends code in Markdown, and this is YAML"
            hint = "delete the line, and the one at the other end of the YAML"
            return problem("yaml", text.at(row, 0), message, hint)
    return None


def _is_tab(said: str, line: str, column: int) -> bool:
    """Whether reading stopped at a tab."""
    indent = line[: len(line) - len(line.lstrip())]
    return "tab" in said or line[column : column + 1] == "\t" or "'\\t'" in said or "\t" in indent


def _starred(error: yaml.MarkedYAMLError, text: YamlLines) -> Problem | None:
    """An item that begins with a star, as in Markdown."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    line = _line(text, mark)
    if not line.lstrip().startswith("* "):
        return None
    indent = len(line) - len(line.lstrip())
    place = text.at(mark.line, indent)
    hint = f"write `- {line.lstrip()[2:].strip()[:80]}`, and so for each"
    return problem("yaml", place, "a `*` begins no item of a list", hint)


def _colon_in_brackets(error: yaml.MarkedYAMLError, text: YamlLines) -> Problem | None:
    """A second colon in a text that stands in `{ }` or `[ ]`: there the reader stops right at it."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    line, fault = _line(text, mark), error.problem or ""
    if not any(each in fault for each in AT_COLON) or line[mark.column : mark.column + 1] != ":":
        return None
    begin = max(line.rfind(each, 0, mark.column) for each in "[{,") + 1
    end = mark.column + len(re.split(r"[,\]}]", line[mark.column :])[0])
    if begin == 0 and end == len(line):
        return None  # a key on a line of its own: the brackets above it have no end
    # In a list all of it is the text; in a mapping, what stands behind the first colon, which is that of its key.
    is_item = "']'" in fault
    whole = line[begin:end]
    _, colon, value = whole.partition(": ")
    if is_item or not colon:
        said = whole.strip()
    else:
        said = value.strip()
    if '"' in said:
        return None
    brackets = "[ ]" if is_item else "{ }"
    hint = f'put the text between quotes: `"{said[:80]}"`'
    if is_item and line.count(": ", begin) > 1:
        hint += ", and so each one that has a `: `"
    return problem("yaml", text.place(mark), f"a second `:` in a text in `{brackets}`", hint)


def _slipped(error: yaml.MarkedYAMLError, text: YamlLines) -> Problem | None:
    """The fault as a slip of the hand, told at its line, where a small repair lets reading go on."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    line = _line(text, mark)
    if error.problem == NESTED or _is_tab(error.problem or "", line, mark.column):
        return None  # what is wrong is known: no repair is looked for
    found = slip(text.lines, mark.line, _reach)
    if found is None:
        return None
    place = text.at(found.row, found.column)
    return problem("yaml", place, found.message, found.hint)


def _reach(text: str) -> Reach:
    """How far a text can be read."""
    blocks: list[tuple[int, int]] = []
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            match event:
                case ScalarEvent(style="|" | ">"):
                    blocks.append((start_of(event).line, end_of(event).line - 1))
    except yaml.MarkedYAMLError as error:
        mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
        return Reach(mark.line, tuple(blocks))
    except yaml.reader.ReaderError:
        return Reach(0)
    return Reach(text.count("\n") + 2, tuple(blocks))  # all lines, and one more


def _said(error: yaml.MarkedYAMLError, text: YamlLines) -> Problem:
    """What the reader says, in words that say what to do."""
    mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
    line = _line(text, mark)
    said = error.problem or error.context or "the YAML cannot be read"
    spot = text.place(mark)
    if _is_tab(said, line, mark.column):
        if "\t" in line:
            spot = replace(spot, column=line.index("\t") + 1)
        return problem("yaml", spot, "a tab stands where YAML takes spaces", "indent with two spaces for each step")
    for fragment, (message, hint) in SAYINGS.items():
        if fragment in said:
            if fragment in SAID_OF_START and error.context_mark:
                spot = text.place(error.context_mark)
            elif fragment == NESTED:  # the line's start: readers find it at different brackets of one line
                spot = replace(spot, column=len(line) - len(line.lstrip()) + 1)
            return problem("yaml", spot, message, hint)
    return problem("yaml", spot, said, QUOTE)


def _line(text: YamlLines, mark: yaml.Mark) -> str:
    """The line of a mark; nothing where it stands behind the last line."""
    if mark.line < len(text.lines):
        return text.lines[mark.line]
    return ""


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
FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*[\w-]*[ \t]*")
AT_COLON = ("did not find expected ',' or ']'", "did not find expected ',' or '}'", "found unexpected ':'")
"""What libyaml says at a colon in brackets that it can't read."""
SAID_OF_START = (
    "could not find expected ':'",
    "unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)
"""What is to be mended where it starts, not where it was noticed."""


def character_fault(text: str, path: str, first_line: int) -> Problem:
    """The first character that no text can have."""
    bad = next((index for index, each in enumerate(text) if _unprintable(each)), 0)
    line = text.count("\n", 0, bad)
    column = bad - (text.rfind("\n", 0, bad) + 1) + 1
    code = ord(text[bad]) if text else 0
    message = f"a character that text cannot have (U+{code:04X})"
    return problem("yaml", Place(path, first_line + line, column), message, "delete it")


def _unprintable(character: str) -> bool:
    return (
        (character < " " and character not in "\t\n\r")
        or ("\x7f" <= character <= "\x9f")
        or character in "\ufffe\uffff"
    )
