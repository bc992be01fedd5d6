"""MDX, in which pages of Docusaurus and Starlight may be written: what is program goes, what is words stays."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mentorsite.importers.markdown.admonitions import KINDS, block, closing, colons, opening
from mentorsite.importers.markdown.comments import without
from mentorsite.importers.markdown.lines import (
    Line,
    Lines,
    Note,
    Step,
    each_line,
    outside_code,
    split_fences,
    unless_emptied,
)
from mentorsite.importers.markdown.mdx_attributes import Attributes, attributes, named_losses, outside_quotes
from mentorsite.importers.markdown.mdx_blocks import apart, outdented
from mentorsite.importers.markdown.mdx_programs import programs

START = re.compile(r"<([A-Z][\w.]*)(?=[\s/>]|$)")
TAG = re.compile(r"<(?:([A-Z][\w.]*)(?=[\s/>]|$)|/[A-Z][\w.]*\s*>)")
END = re.compile(r"</([A-Z][\w.]*)\s*>")
TEMPLATE = re.compile(r"=\{\s*`([^`\"$]*)`\s*\}")
"""A text between backticks in a tag, which would be taken for code."""
STATIC = re.compile(r"@site/static/|pathname://(?=/)/|(?<=\]\()@site/")
"""What stands before a path from the top of the site: of a file, of one that is no page, and of a page."""
IMAGE = re.compile(
    r"<img\s[^<>]*?src=\{(?:require\([\"']([^\"']+)[\"']\)\.default|useBaseUrl\([\"']([^\"']+)[\"']\))\}([^<>]*?)/?>"
)
ALERTS = ("Aside", "Admonition", "Callout", "Alert", "Note", "Tip", "Info", "Warning", "Caution", "Danger")
"""Components that are alerts; their kind is their attribute or their own name."""
STAY = "the words in it stay"
FURTHEST = 2_000
"""How far behind a tag its end is looked for, in characters."""
MOST_TAG_LINES = 30
"""How many lines the first tag of a component may take."""


def whole_tags(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """The lines, with each tag that goes over several on one."""
    made: list[Line] = []
    rows = list(split_fences(lines))
    at = 0
    while at < len(rows):
        line, code = rows[at]
        end = at
        if not code and "<" in line.text:
            # Only the last tag of a line can go on behind it.
            starts = list(START.finditer(line.text))
            if starts and _end_of_tag(line.text, starts[-1].end()) is None:
                line, end = _joined(rows, at, starts[-1].end())
        made.append(line)
        at = end + 1
    return tuple(made), ()


def _joined(rows: Sequence[tuple[Line, bool]], at: int, name_end: int) -> tuple[Line, int]:
    """A line with those on which the tag goes on whose name ends at a place, and the last of them."""
    line = rows[at][0]
    parts = [line.text]
    for below, _ in rows[at + 1 : at + MOST_TAG_LINES]:
        parts.append(f" {below.text.strip()}")
    close = _end_of_tag("".join(parts), name_end)
    if close is None:
        return line, at
    length, count = 0, 0
    while length < close:
        length += len(parts[count])
        count += 1
    return replace(line, text="".join(parts[:count])), at + count - 1


def _end_of_tag(text: str, at: int) -> int | None:
    """Where a tag ends whose name ends at a place: at the first `>` outside of quotes and braces."""
    height = 0
    for index, character in outside_quotes(text, at):
        if character == "{":
            height += 1
        elif character == "}":
            height -= 1
        elif character == ">" and height <= 0:
            return index + 1
    return None


@dataclass(slots=True)
class _Alert:
    """An alert that is open: the row that it begins on, what it is, and how many stand in each other in it."""

    row: int
    name: str
    said: Attributes
    height: int = 0


def components(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Alerts become ours; of other components the words stay, with those in their attributes."""
    made: list[Lines] = []
    notes: list[Note] = []
    waiting: list[_Alert] = []
    for line, code in split_fences(lines):
        if code or "<" not in line.text:
            made.append((line,))
            continue
        bare = line.text.strip()
        start = START.match(bare)
        close = None
        if start and start[1] in ALERTS:
            close = _end_of_tag(bare, start.end())
        if start and close is not None:
            made.append(_opened(line, start, close, len(made), waiting, notes))
        elif waiting and bare == f"</{waiting[-1].name}>":
            _closed(waiting, line, made)
        elif START.search(bare) or END.search(bare):
            made.append((_without_tags(line, notes),))
        else:
            made.append((line,))
    return tuple(line for each in made for line in each), tuple(notes)


def _opened(line: Line, start: re.Match[str], close: int, row: int, waiting: list[_Alert], notes: list[Note]) -> Lines:
    """The first line of an alert, or all of one that stands on a single line."""
    bare = line.text.strip()
    said, rest = attributes(bare[start.end() : close]), bare[close:]
    if lost := named_losses(said):
        notes.append(Note(line.number, f"`<{start[1]}>`: {STAY}{lost}"))
    end = f"</{start[1]}>"
    is_empty = bare[:close].endswith("/>")
    inside = [replace(line, text=rest.removesuffix(end).strip())]
    if said.more:
        inside = [replace(line, text=" · ".join(said.more)), replace(line, text=""), *inside]
    if is_empty or rest.endswith(end):
        return block(line, _kind(start[1], said), said.title, tuple(inside))
    waiting.append(_Alert(row, start[1], said))
    if rest or said.more:
        return (line, *inside)
    return (line,)


def _closed(waiting: list[_Alert], line: Line, made: list[Lines]) -> None:
    """Writes the first and the last line of an alert."""
    alert = waiting.pop()
    first = made[alert.row][0]
    start = replace(first, text=opening(_kind(alert.name, alert.said), alert.said.title, depth=alert.height))
    made[alert.row] = (start, *made[alert.row][1:])
    made.append((replace(line, text=closing(alert.height)),))
    for each in waiting:
        each.height = max(each.height, alert.height + 1)


def _kind(name: str, said: Attributes) -> str:
    kind = (said.get("type") or said.get("kind") or name).lower()
    if kind in KINDS:
        return kind
    return "note"


def _without_tags(line: Line, notes: list[Note]) -> Line:
    found: list[str] = []
    plain = TEMPLATE.sub(r'="\1"', line.text)
    text = outside_code(plain, lambda part: _words(part, found))
    for what in dict.fromkeys(found):
        notes.append(Note(line.number, what))
    return replace(line, text=text)


def _words(text: str, notes: list[str]) -> str:
    """A text without tags of components, with the words of their attributes; what stands in a link stays its words."""
    parts, at = [], 0
    while found := TAG.search(text, at):
        is_end = not found[1]
        close = found.end() if is_end else _end_of_tag(text, found.end())
        if close is None:
            break
        parts.append(text[at : found.start()])
        at = close
        if not is_end:
            shown, at = _opened_words(text, found, close, notes)
            parts.append(shown)
    return "".join(parts) + text[at:]


def _opened_words(text: str, found: re.Match[str], close: int, notes: list[str]) -> tuple[str, int]:
    """What a tag that opens a component becomes, and where the text goes on."""
    name, said = found[1], attributes(text[found.end() : close])
    if name == "TabItem":
        said = said.labelled()
    is_empty = text[:close].endswith("/>")
    if said.target and not is_empty:
        end = text.find(f"</{name}>", close, close + FURTHEST)
    else:
        end = -1
    is_link = end > 0 and not said.title and f"<{name}" not in text[close:end]
    if is_link:
        inside = _words(text[close:end], notes).strip()
    else:
        inside = ""
    if inside:
        shown = " · ".join([f"[{inside}]({said.target})", *said.more])
    else:
        shown = _shown(said)
    is_lost = is_empty and not shown.strip()
    what = "what it shows is not there" if is_lost else STAY
    notes.append(f"`<{name}>`: a component is not run; {what}{named_losses(said)}")
    return shown, end + len(f"</{name}>") if inside else close


def _shown(said: Attributes) -> str:
    """The words that attributes show, linked to where they lead, behind their picture."""
    title, target, more = said.title, said.target, list(said.more)
    picture = ""
    if said.get("src"):
        picture = f"![{said.get('alt') or title}]({said.get('src')})"
        if not said.get("alt") and not target:
            title = ""
    if target:
        words = title or (more.pop(0) if more else target.removeprefix("mailto:"))
        first = f"[{words}]({target})"
        if more:
            first += ":"
    elif title.strip():
        first = f"**{title.strip()}**"
    else:
        first = ""
    parts = (picture, first, " · ".join(more))
    shown = " ".join(each for each in parts if each)
    # Words may follow on the same line.
    return f"{shown} " if first and not more else shown


def jsx(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line whose pictures are Markdown."""
    text = outside_code(line.text, lambda part: STATIC.sub("/", IMAGE.sub(_image, part)))
    return unless_emptied(text, line), ()


def _image(found: re.Match[str]) -> str:
    return f"![{attributes(found[3]).get('alt')}]({found[1] or found[2]})"


COMMENTS = without(r"\{/\*", r"\*/\}")
STEPS: tuple[Step, ...] = (COMMENTS, colons, programs, each_line(jsx), whole_tags, components)
"""Of pages that may have components, and are Markdown besides."""
OF_MDX: tuple[Step, ...] = (
    COMMENTS, programs, whole_tags, outdented, apart, colons, each_line(jsx), components,
)  # fmt: skip
"""Of pages in MDX."""
