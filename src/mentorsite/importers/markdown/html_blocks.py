"""Markdown in HTML and below it, which some tools read by an attribute: empty lines let it be read here."""

import re
from dataclasses import dataclass, replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, outside_code, split_fences
from mentorsite.markdown.raw_html import PARTS_OF_A_LINE

# With `*+` nothing is tried twice: a tag that never ends would take time by its square otherwise.
ATTRIBUTES = r"""(?:[^<>"']|"[^"]*+"|'[^']*+')*+"""
TAG = re.compile(rf"<[A-Za-z][\w-]*+(?=[\s]){ATTRIBUTES}>")
OPENING = re.compile(rf"(\s*)(<([A-Za-z][\w-]*+)(?=[\s]){ATTRIBUTES}>)(.*)")
READ = re.compile(r"""\s+markdown(?:\s*=\s*["']?(\w*)["']?)?(?=[\s/>])""")
"""The attribute, and how much is read: `1`, `block`, `span`, or nothing by `0`."""
ENDING = re.compile(r"\s*</(?:details|div|figure|section|aside|article|center|table)>\s*", re.I)


@dataclass(slots=True)
class _Open:
    """An element whose Markdown is read, and how many of its name are open in it."""

    name: str
    inner: int = 0


@dataclass(slots=True)
class _Text:
    """The lines so far; whether an empty one belongs below them, and below what."""

    made: list[Line]
    below: str = ""

    def add(self, line: Line) -> None:
        text = line.text.strip()
        # An HTML block goes on to the next blank line (CommonMark 4.6): words in it would stay as they are. Behind the
        # end of an element, more HTML may go on with the block.
        goes_on = self.below == "end" and text.startswith(("<", ":::"))
        if self.below and text and not goes_on:
            self.made.append(replace(line, text=""))
        self.made.append(line)
        self.below = ""

    def part(self) -> None:
        """Has an empty line follow, if there is none."""
        if self.made and self.made[-1].text.strip():
            self.below = "tag"


def markdown_in_html(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`<div markdown>` loses its attribute, and what is in it and below it stands between empty lines."""
    if not any("<" in line.text for line in lines):
        return lines, ()
    text = _Text([])
    waiting: list[_Open] = []
    for line, code in split_fences(lines):
        if code:
            text.add(line)
            continue
        rest = _opened(line, waiting, text)
        if rest is not None:
            _words(rest, waiting, text)
        if ENDING.fullmatch(line.text) and not text.below:
            text.below = "end"
    return tuple(text.made), ()


def _opened(line: Line, waiting: list[_Open], text: _Text) -> Line | None:
    """Adds each tag at the start of a line whose Markdown is read; gives what follows, if anything does."""
    while found := OPENING.fullmatch(line.text):
        name, said = found[3].lower(), READ.search(found[2])
        if said is None or said[1] == "0" or name in PARTS_OF_A_LINE:
            break
        waiting.append(_Open(name))
        text.add(replace(line, text=f"{found[1]}{READ.sub('', found[2])}"))
        text.part()
        line = replace(line, text=found[4].strip())
        if not line.text:
            return None
    return line


def _words(line: Line, waiting: list[_Open], text: _Text) -> None:
    """Adds a line, parted where it ends the element that is open."""
    words = outside_code(line.text, lambda part: TAG.sub(lambda tag: READ.sub("", tag[0]), part))
    while waiting:
        last = waiting[-1]
        before, end, behind = words.partition(f"</{last.name}>")
        last.inner += len(re.findall(rf"<{last.name}\b", before))
        if not end:
            break
        if last.inner:
            last.inner -= 1
            break
        waiting.pop()
        if before.strip():
            text.add(replace(line, text=before.rstrip()))
        text.part()
        text.add(replace(line, text=end))
        text.part()
        words = behind.strip()
        if not words:
            return
    text.add(replace(line, text=words))
