"""Hugo's shortcodes: links, figures and notices become Markdown, the rest is named."""

import re
from collections.abc import Iterable
from dataclasses import replace

from mentorsite.importers.markdown.admonitions import KINDS, closing, opening
from mentorsite.importers.markdown.comments import without
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, each_line, outside_code, split_fences
from mentorsite.importers.markdown.tagged_code import tagged_code

LINK = re.compile(r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:path=)?[\"'`]?([^\s\"'`<>%]+)[\"'`]?[^<>%{}]*?[>%]\}\}")
FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img)\s([^<>{}]*)[>%]\}\}")
VALUE = re.compile(r"(?<!\w)(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|(\S+))")
ANY = re.compile(r"\{\{[<%].{0,500}?[>%]\}\}")
MARK = re.compile(r"\{\{[<%][^{}]{0,1000}[>%]\}\}")
RAW = re.compile(r"=`([^`]*)`")
ESCAPED = re.compile(r"\{\{([<%])/\*([^{}]{0,500})\*/([>%])\}\}")
NOTICES = ("notice", "hint", "callout", "alert", "admonition", "tip", "note", "warning", "caution", "important", "info")
"""Shortcodes of well-known themes that are admonitions."""
START = re.compile(rf"\s*\{{\{{[<%]\s*({'|'.join(NOTICES)})\b([^<>{{}}]*)[>%]\}}\}}\s*")
END = re.compile(rf"\s*\{{\{{[<%]\s*/\s*({'|'.join(NOTICES)})\s*[>%]\}}\}}\s*")
COLORS = {"primary": "note", "warning": "warning", "danger": "danger", "success": "tip", "info": "info"}


def notices(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Paired shortcodes that are admonitions, on lines of their own."""
    made: list[Line] = list(lines)
    open_at: list[tuple[int, re.Match[str]]] = []
    heights: list[int] = [0]
    for row, (line, code) in enumerate(split_fences(lines)):
        start, end = START.fullmatch(line.text), END.fullmatch(line.text)
        if start and not code:
            open_at.append((row, start))
            heights.append(0)
        elif end and not code and open_at and open_at[-1][1][1] == end[1]:
            (first, found), height = open_at.pop(), heights.pop()
            heights[-1] = max(heights[-1], height + 1)
            made[first] = replace(lines[first], text=opening(*_kind_and_title(found), depth=height))
            made[row] = replace(line, text=closing(height))
    return tuple(made), ()


def _kind_and_title(found: re.Match[str]) -> tuple[str, str]:
    said, name = values(found[2]), found[1]
    # Themes take the kind and the title by name, or in this order without one.
    words = [word.strip('"') for word in re.findall(r"\"[^\"]*\"|[^\s\"=]+(?!=)", VALUE.sub("", found[2]))]
    first = words[0].lower() if words else ""
    kind = said.get("type") or said.get("style") or COLORS.get(said.get("color", ""), "") or first or name
    title = said.get("title") or " ".join(words[1:])
    for each in (kind, name):
        if each in KINDS:
            return each, title
    return "note", title


def values(text: str) -> dict[str, str]:
    """The named values of a mark: `title="…" kind=tip`."""
    return {found[1]: found[2] or found[3] or found[4] or found[5] or "" for found in VALUE.finditer(text)}


def shortcode(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line whose links and figures are Markdown; each other shortcode stays as it is, and is named."""
    quoted = line.text
    if "=`" in quoted:
        quoted = MARK.sub(lambda each: RAW.sub(_quoted, each[0]), quoted)
    text = outside_code(quoted, lambda part: FIGURE.sub(_figure, LINK.sub(r"\1", part)))
    found: list[str] = []

    def named(part: str) -> str:
        found.extend(f"`{each}`: a shortcode is not run; it stands there as text" for each in ANY.findall(part))
        return part

    outside_code(ESCAPED.sub("", text), named)
    return ESCAPED.sub(r"{{\1\2\3}}", text), tuple(found)


def _quoted(found: re.Match[str]) -> str:
    """A value between backticks, which would be code, between quotes."""
    mark = "'" if '"' in found[1] else '"'
    if mark in found[1]:
        return found[0]
    return f"={mark}{found[1]}{mark}"


def _figure(found: re.Match[str]) -> str:
    """A picture with its title and caption, and behind it whose it is."""
    said = values(found[1])
    if not said.get("src"):
        return found[0]
    words = ": ".join(said[key] for key in ("title", "caption") if said.get(key))
    below = words.replace('"', r"\"")
    caption = f' "{below}"' if words else ""
    shown = f"![{said.get('alt') or words}]({said['src']}{caption})"
    if said.get("link"):
        shown = f"[{shown}]({said['link']})"
    owner, where = said.get("attr", ""), said.get("attrlink", "")
    if where:
        owner = f"[{owner or where}]({where})"
    return f"{shown} {owner}".rstrip()


COMMENTS = (
    without(r"\{\{/\*", r"\*/\}\}"),
    without(r"\{\{[<%]\s*comment\s*[>%]\}\}", r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}"),
)
CODE = tagged_code(r"\{\{[<%]\s*highlight\s+\"?([\w+#-]+)\"?[^{}]*[>%]\}\}", r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}")
STEPS: tuple[Step, ...] = (*COMMENTS, CODE, notices, each_line(shortcode))
