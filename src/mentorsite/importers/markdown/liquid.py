"""Liquid and kramdown, in which Jekyll's pages are written: what is a link becomes one, the rest is named."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from mentorsite.importers.markdown.attribute_lists import without_hidden_words
from mentorsite.importers.markdown.code_in_tables import code_in_tables
from mentorsite.importers.markdown.comments import LIQUID, without
from mentorsite.importers.markdown.leftover_markup import abbreviation
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
from mentorsite.importers.markdown.tagged_code import tagged_code

BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}(?=/|\{|\))")
FILTERED = re.compile(r"\{\{-?\s*[\"']([^\"'{}]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:[^}|]*)\s*-?\}\}")
LINK = re.compile(r"\{%-?\s*(link|post_url)\s+[\"']?([^\s%\"']+)[\"']?\s*-?%\}")
RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
TAG = re.compile(r"\{%[^{}]*?%\}|\{\{[^{}]*\}\}")
OURS = re.compile(r"\{\{\s*site\.(?:title|description)\s*\}\}")
ATTRIBUTES = re.compile(r"\{::?[^{}]*\}")
ID = re.compile(r"(?<![\w.=\"'])#([\w-]+)")
HEADING = re.compile(r" {0,3}#{1,6}\s")
MARKER = re.compile(r"\s*(?:[-*]\s+TOC|\d+\.\s+TOC|\{:toc\})\s*", re.I)
KINDS_OF_LINK = {"link": "", "post_url": "_posts/"}


def liquid(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line whose links are links; each other tag stays as it is, and is named."""
    text = outside_code(line.text, lambda part: RAW.sub("", _linked(part)))
    found: list[str] = []
    outside_code(text, lambda part: _noted(part, found))
    return text, tuple(found)


def _linked(text: str) -> str:
    text = BASE.sub("", FILTERED.sub(r"\1", text))
    return LINK.sub(lambda found: f"/{KINDS_OF_LINK[found[1]]}{found[2].lstrip('/')}", text)


def _noted(text: str, found: list[str]) -> str:
    for tag in TAG.findall(text):
        if not _ours(tag):
            found.append(f"`{tag}`: Liquid is not run; it stands there as text")
    return text


def _ours(tag: str) -> bool:
    return OURS.fullmatch(tag) is not None


def kramdown(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line without marks for a list of contents, and without classes of a theme; ids stay."""
    if MARKER.fullmatch(line.text):
        # It takes two lines, of which one is named.
        return None, ("`TOC`: a page shows its own contents",) if "{" in line.text else ()
    if short := abbreviation(line):
        return None, (short,)
    found: list[str] = []
    is_heading = HEADING.match(line.text) is not None
    text = outside_code(line.text, lambda part: _plain(part, is_heading, found.append))
    return unless_emptied(text, line), tuple(found)


def _plain(text: str, is_heading: bool, note: Callable[[str], None]) -> str:
    def instead(found: re.Match[str]) -> str:
        own = _own_id(found[0], note)
        if not own:
            return ""
        if is_heading:
            return f"{{#{own}}}"
        return f'<a id="{own}"></a>'

    return ATTRIBUTES.sub(instead, text)


def _own_id(attributes: str, note: Callable[[str], None]) -> str:
    """The id among some attributes; that others are lost is noted."""
    # With two colons it is an extension of kramdown, and no attributes.
    own = None if attributes.startswith("{::") else ID.search(attributes)
    rest = attributes.replace(own[0], "", 1) if own else attributes
    if rest.strip("{}: ") or not own:
        note(f"`{attributes}`: looks of another theme; left out")
    if own:
        return own[1]
    return ""


def ids(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`{: #id }` below a heading stands behind its words."""
    made: list[Line] = []
    for line, code in split_fences(lines):
        bare = line.text.strip()
        has_id = not code and ATTRIBUTES.fullmatch(bare) and ID.search(bare)
        if has_id and made and HEADING.match(made[-1].text) and "{" not in made[-1].text:
            made[-1] = replace(made[-1], text=f"{made[-1].text.rstrip()} {bare}")
        else:
            made.append(line)
    return tuple(made), ()


def shown_raw(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Code without the marks between which Liquid is shown: no reader saw them."""
    made: list[Line] = []
    for line, code in split_fences(lines):
        text = RAW.sub("", line.text) if code else line.text
        if not code or unless_emptied(text, line) is not None:
            made.append(replace(line, text=text))
    return tuple(made), ()


COMMENTS = without(*LIQUID, in_code=True)
CODE = tagged_code(r"\{%-?\s*highlight\b\s*([\w+#-]*)[^{}]*%\}", r"\{%-?\s*endhighlight\s*-?%\}")
STEPS: tuple[Step, ...] = (
    COMMENTS, CODE, shown_raw, without_hidden_words, code_in_tables, each_line(liquid), ids, each_line(kramdown),
)  # fmt: skip
