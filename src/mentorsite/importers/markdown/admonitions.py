"""Admonitions of other tools → ours: a block between `:::kind Title` and `:::`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorsite.importers.markdown.lines import (
    FENCE,
    Line,
    Lines,
    Note,
    code_rows,
    dedented,
    end_of_indented,
    paragraph_end,
    split_fences,
)

KINDS = {
    "note": "note", "seealso": "note", "abstract": "note", "summary": "note", "tldr": "note", "question": "note",
    "help": "note", "faq": "note", "example": "note", "quote": "note", "cite": "note", "highlight": "note",
    "new": "note", "secondary": "note", "todo": "note", "admonition": "note", "topic": "note",
    "info": "info", "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip", "primary": "tip",
    "important": "important", "warning": "warning", "attention": "warning", "failure": "caution",
    "fail": "caution", "missing": "caution", "bug": "caution", "error": "caution", "caution": "caution",
    "danger": "danger",
}  # fmt: skip
"""Which of our kinds each of the others' kinds is."""
OURS = ("note", "tip", "important", "warning", "caution", "info", "danger")
DEEPEST = 20
"""How deep blocks may stand in each other; deeper ones stay as they are."""
PYTHON = re.compile(r"(\s*)(!!!|\?\?\?\+?)[ \t]*([\w-]+(?:[ \t]+[\w-]+){0,5})[ \t]*(?:\"(.*)\")?")
COLONS = re.compile(r"(\s*)(:{3,})\s*([a-z]+)\b(.*)")
BEHIND_A_TITLE = re.compile(r"\s+\{\s*(?:open|closed|[.#][^{}]*|[\w-]+=[^{}]*)\}$")
"""Attributes behind the title, which is not one of theirs."""
QUOTED = re.compile(r"(\s*)>\s*\[!([\w-]+)(?:\|[^\]]*)?\]([+-]?)[ \t]*(.*)")
GITHUBS = ("note", "tip", "important", "warning", "caution")
"""The kinds of alerts that GitHub has."""
CALLOUT = re.compile(r"\s*(?:>\s*)?\{:\s*\.([a-z]+?)(-title)?\s*\}\s*")


def opening(kind: str, title: str, depth: int = 0) -> str:
    """The first line of a block; `depth` is how many blocks stand in each other inside it."""
    own = KINDS.get(kind, "note")
    if not title and kind not in OURS:
        # Under our kind's own name nobody would know what it was.
        title = kind.replace("-", " ").capitalize()
    return f"{closing(depth)}{own} {title}".rstrip()


def closing(depth: int = 0) -> str:
    """The last line of a block: the same colons, more than those of the blocks inside."""
    return ":" * (3 + depth)


def block(start: Line, kind: str, title: str, inside: Sequence[Line]) -> Lines:
    """A block whose first line stood at `start`."""
    depth = 1 + max((_colons(line.text) - 3 for line in inside), default=-1)
    indent = start.text[: len(start.text) - len(start.text.lstrip())]
    last = inside[-1] if inside else start
    first = replace(start, text=indent + opening(kind, title, depth))
    return (first, *inside, replace(last, text=indent + closing(depth)))


def _colons(text: str) -> int:
    bare = text.lstrip()
    return max(2, len(bare) - len(bare.lstrip(":")))


def python_markdown(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`!!! note "Title"` and `??? note`, whose words are indented."""
    return tuple(_indented_blocks(lines, 0)), ()


def _indented_blocks(lines: Lines, depth: int) -> Iterator[Line]:
    at, code = 0, code_rows(lines)
    while at < len(lines):
        start = lines[at]
        found = PYTHON.fullmatch(start.text.rstrip())
        at += 1
        if not found or code[at - 1] or depth > DEEPEST:
            yield start
            continue
        indent = len(found[1])
        end = end_of_indented(lines, at, indent + 4)  # Python-Markdown wants four columns
        words = tuple(dedented(lines[at:end], indent))
        inside = tuple(_indented_blocks(words, depth + 1))
        if found[2].startswith("?"):
            yield from _folded(start, found, inside)
        else:
            yield from _plain(start, found, inside)
        at = end


def _plain(start: Line, found: re.Match[str], inside: Lines) -> Lines:
    """A block that is always open; words after its kind are classes."""
    return block(start, found[3].split()[0].lower(), found[4] or "", inside)


def _folded(start: Line, found: re.Match[str], inside: Lines) -> Lines:
    """A block that readers open."""
    words = found[4] or found[3].capitalize()
    state = " open" if found[2].endswith("+") else ""
    return details(start, words, inside, found[1], state)


def details(start: Line, words: str, inside: Lines, indent: str = "", state: str = "") -> Lines:
    """A block that readers open, as HTML; a blank line lets what is inside stay Markdown."""
    last = inside[-1] if inside else start
    head = (replace(start, text=f"{indent}<details{state}><summary>{words}</summary>"), replace(start, text=""))
    return (*head, *inside, replace(last, text=""), replace(last, text=f"{indent}</details>"))


def colons(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`:::kind Title`: kinds that we lack become those we have; a title between brackets or braces stays one."""
    changed = [line if code else replace(line, text=_own_kind(line.text)) for line, code in split_fences(lines)]
    return tuple(changed), ()


def _own_kind(text: str) -> str:
    found = COLONS.fullmatch(text)
    if not found or found[3] not in KINDS:
        return text
    kind = found[3]
    title = re.sub(r"^\[(.*)\](?:\{[^{}]*\})?$|^\{.*\}$", r"\1", found[4].strip())
    title = BEHIND_A_TITLE.sub("", title)
    if not title and kind not in OURS:
        title = kind.capitalize()
    return f"{found[1]}{found[2]}{KINDS[kind]} {title}".rstrip()


def callouts(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`{: .note }` before a paragraph or a quotation, as a theme of Jekyll has it."""
    made: list[Line] = []
    at, code = 0, code_rows(lines)
    while at < len(lines):
        found = CALLOUT.fullmatch(lines[at].text)
        if not found or code[at] or found[1] not in KINDS or not _follows(lines, at):
            made.append(lines[at])
            at += 1
            continue
        start, at = replace(lines[at], text=""), at + 1
        end = paragraph_end(lines, at)
        inside = [replace(line, text=re.sub(r"^\s*> ?", "", line.text)) for line in lines[at:end]]
        title = inside.pop(0).text.strip() if found[2] else ""
        made += block(start, found[1], title, inside)
        at = end
    return tuple(made), ()


def _follows(lines: Lines, at: int) -> bool:
    """Whether words follow that such a line may speak of."""
    return at + 1 < len(lines) and bool(lines[at + 1].text.strip()) and not FENCE.match(lines[at + 1].text)


def quoted_alerts(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`> [!note] Title` and the lines quoted below it become an alert; one with `-` or `+` becomes what opens."""
    return tuple(_quoted(lines, 0)), ()


def _quoted(lines: Lines, depth: int) -> Iterator[Line]:
    at, code = 0, code_rows(lines)
    while at < len(lines):
        start = lines[at]
        found = QUOTED.fullmatch(start.text)
        at += 1
        if not found or code[at - 1] or depth > DEEPEST or _is_ours(found):
            yield start
            continue
        first = at
        while at < len(lines) and lines[at].text.lstrip().startswith(">"):
            at += 1
        bare = tuple(replace(line, text=re.sub(r"^\s*> ?", "", line.text)) for line in lines[first:at])
        inside = tuple(_quoted(bare, depth + 1))
        kind, state = found[2].lower(), found[3]
        if state:
            words = found[4] or kind.capitalize()
            yield from details(start, words, inside, found[1], " open" if state == "+" else "")
        elif kind in KINDS:
            yield from block(start, kind, found[4], inside)
        else:
            yield from block(start, "note", found[4], inside)


def _is_ours(found: re.Match[str]) -> bool:
    """Whether an alert is one as GitHub has it, which stays."""
    return found[2].lower() in GITHUBS and not found[3] and not found[4].strip()
