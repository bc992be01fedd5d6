"""Docsify's own marks: alerts, ids, and texts of other files."""

import re
from collections.abc import Iterable
from dataclasses import replace

from mentorsite.importers.markdown.admonitions import block
from mentorsite.importers.markdown.includes import beside, taking_in
from mentorsite.importers.markdown.lines import (
    Line,
    Lines,
    Note,
    Step,
    code_rows,
    each_line,
    outside_code,
    paragraph_end,
)
from mentorsite.importers.result import ImportSource

INCLUDE = re.compile(r"\s*\[[^\[\]]*\]\(([^()\s]+)\s+[\"']:include[^\"']*[\"']\)\s*")
ALERT = re.compile(r"\s*([?!])>\s?(.*)")
KINDS = {"?": "tip", "!": "important"}
ID_IN_LINK = re.compile(r"\]\(([^()\s?#]*)\?id=([\w%-]+)\)")
OWN_ID = re.compile(r"(\s{0,3}#{1,6}\s.*?)\s*:id=([\w-]+)\s*")
IGNORED = re.compile(r"\s*(?:\{docsify-ignore(?:-all)?\}|<!--\s*\{docsify-ignore(?:-all)?\}\s*-->)")


def steps(page: str, source: ImportSource) -> tuple[Step, ...]:
    """The steps for a page."""
    return taking_in(INCLUDE, page, source, beside(source)), alerts, each_line(_line)


def alerts(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`?> words` and `!> words` become alerts that go on to the next blank line."""
    made: list[Line] = []
    at, code = 0, code_rows(lines)
    while at < len(lines):
        found = ALERT.fullmatch(lines[at].text)
        if not found or code[at]:
            made.append(lines[at])
            at += 1
            continue
        end = paragraph_end(lines, at)
        inside = (replace(lines[at], text=found[2]), *lines[at + 1 : end])
        made += block(replace(lines[at], text=""), KINDS[found[1]], "", inside)
        at = end
    return tuple(made), ()


def _line(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line whose ids are as ours."""
    own = OWN_ID.fullmatch(line.text)
    text = f"{own[1]} {{#{own[2]}}}" if own else line.text
    return outside_code(text, lambda part: IGNORED.sub("", ID_IN_LINK.sub(r"](\1#\2)", part))), ()
