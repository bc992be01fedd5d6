"""Front matter that its tool could not read either, or that stands where none is: what its lines say all the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorsite.importers.markdown.config_files import as_mapping, from_yaml
from mentorsite.importers.result import ImportWarning
from mentorsite.loader.drafts import says_draft
from mentorsite.loader.front_matter import KEY, KEYS, NEARLY_FENCE, keys_at

ONE_BY_ONE = "its lines are read one by one: compare them with the page's keys"
OUT_OF_PLACE = (
    "front matter that does not begin and end with a line of `---` at the top of the page; it is read as such"
)
LINE = re.compile(r"""\s*["']?([A-Za-z_][\w-]*)["']?\s*[:=]\s*(.*?)\s*,?\s*""")
NOT_A_TEXT = ("[", "{", "|", ">", "&", "*")
"""How a value begins that goes on over lines, or is more than a text."""
OPENS = ("---", "+++", ";;;")
COMMENT_ENDS = "-->"


@dataclass(frozen=True, slots=True)
class Meant:
    """What front matter says, the line of each key, and the row at which the page's text begins."""

    keys: Mapping[str, object]
    lines: Mapping[str, int]
    text_at: int
    loss: ImportWarning


def line_by_line(lines: Sequence[str], first: int) -> tuple[dict[str, str], dict[str, int]]:
    """Each key whose line says a text, and its line; what follows a first `:` is the text, whatever is in it."""
    keys: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for number, line in enumerate(lines, first):
        found = LINE.fullmatch(line)
        value = _bare(found[2]) if found else ""
        if found and value and found[1] not in keys:
            keys[found[1]], numbers[found[1]] = value, number
    return keys, numbers


def _bare(value: str) -> str:
    """A value without a remark behind it and its quotes; nothing for one that is more than a text."""
    said = value.partition(" #")[0].strip()
    if said.startswith(NOT_A_TEXT):
        return ""
    if len(said) > 1 and said[0] == said[-1] and said[0] in "\"'":
        return said[1:-1]
    return said.lstrip("\"'")


def out_of_place(path: str, lines: Sequence[str]) -> Meant | None:
    """What is meant as front matter: without an end, below an empty line or a comment, or with another line around."""
    row = _below_comments(lines)
    if row >= len(lines):
        return None
    has_start = NEARLY_FENCE.fullmatch(lines[row]) is not None or lines[row].rstrip() in OPENS
    start = row + 1 if has_start else row
    found = keys_at(list(lines), start)
    end = start + len(found)
    has_end = end < len(lines) and NEARLY_FENCE.fullmatch(lines[end]) is not None
    if has_end:
        text_at = end + 1
    else:
        found = _to_last_key(found)
        text_at = start + len(found)
    if not found:
        return None
    read = from_yaml(path, "\n".join(found), start + 1)
    keys: Mapping[str, object]
    keys, numbers = as_mapping(read.value), read.lines
    if not keys:
        keys, numbers = line_by_line(found, start + 1)
    # Words with a colon may begin any page: without a fence above them, only what keeps a draft private is worth it.
    is_meant = not KEYS.isdisjoint(keys) if has_start else says_draft(keys)
    if is_meant:
        return Meant(keys, numbers, text_at, ImportWarning(path, row + 1, OUT_OF_PLACE))
    return None


def _to_last_key(lines: list[str]) -> list[str]:
    """The lines up to the last that has a key, or goes on with one: a heading or a list may follow."""
    count = 0
    for row, line in enumerate(lines, 1):
        if KEY.match(line) or line[:1] in (" ", "\t"):
            count = row
    return lines[:count]


def _below_comments(lines: Sequence[str]) -> int:
    """The first line that is neither empty nor of a comment."""
    in_comment = False
    for row, line in enumerate(lines):
        begins = line.lstrip().startswith("<!--")
        if line.strip() and not in_comment and not begins:
            return row
        in_comment = (in_comment or begins) and COMMENT_ENDS not in line
    return len(lines)
