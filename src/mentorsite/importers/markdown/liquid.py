"""Liquid and kramdown, in which Jekyll's pages are written: what is a link becomes one, the rest is named."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from mentorsite.importers.markdown.comments import LIQUID, without
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, each_line, outside_code, told_apart

BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}(?=/|\{|\))")
FILTERED = re.compile(r"\{\{-?\s*[\"']([^\"'{}]*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:[^}|]*)\s*-?\}\}")
LINK = re.compile(r"\{%-?\s*(link|post_url)\s+[\"']?([^\s%\"']+)[\"']?\s*-?%\}")
RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
TAG = re.compile(r"\{%[^{}]*?%\}|\{\{[^{}]*\}\}")
OURS = re.compile(r"\{\{\s*site\.(?:title|description)\s*\}\}")
ATTRIBUTES = re.compile(r"\{::?[^{}]*\}")
ID = re.compile(r"\{:\s*#([\w-]+)\s*\}")
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
    found += [f"`{tag}`: Liquid is not run; it stands there as text" for tag in TAG.findall(text) if not _ours(tag)]
    return text


def _ours(tag: str) -> bool:
    return OURS.fullmatch(tag) is not None


def kramdown(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line without marks for a list of contents, and without classes of a theme; ids stay."""
    if MARKER.fullmatch(line.text):
        return None, ("`TOC`: a page shows its own contents",) if "{" in line.text else ()
    found: list[str] = []
    text = outside_code(line.text, lambda part: _plain(part, found.append))
    return (text if text.strip() or not line.text.strip() else None), tuple(found)


def _plain(text: str, note: Callable[[str], None]) -> str:
    def instead(found: re.Match[str]) -> str:
        own = ID.fullmatch(found[0])
        if own:
            return f"{{#{own[1]}}}"
        note(f"`{found[0]}`: looks of another theme; left out")
        return ""

    return ATTRIBUTES.sub(instead, text)


def ids(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`{: #id }` below a heading stands behind its words."""
    made: list[Line] = []
    for line, code in told_apart(lines):
        own = None if code else ID.fullmatch(line.text.strip())
        if own and made and HEADING.match(made[-1].text):
            made[-1] = replace(made[-1], text=f"{made[-1].text.rstrip()} {{#{own[1]}}}")
        else:
            made.append(line)
    return tuple(made), ()


COMMENTS = without(*LIQUID, in_code=True)
STEPS: tuple[Step, ...] = (COMMENTS, each_line(liquid), ids, each_line(kramdown))
