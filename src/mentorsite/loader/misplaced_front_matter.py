"""Lines of a page that were meant as front matter: below other lines, in a code block, or without their `---`."""

import re
from collections.abc import Iterator

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.drafts import says_draft
from mentorsite.loader.front_matter import KEY, KEYS, NEARLY_FENCE, Split, keys_at

MAY_STAND_ABOVE = re.compile(r"\s*|\s{0,3}#{1,6}(?:\s.*)?|\s*(?:\[?!\[|<img\b|\[//\]:).*")
"""A line that people leave above front matter: an empty one, a heading, a picture or a remark."""
TOP = "let `---` be the first line of the file"
Found = tuple[int, str, str]
"""The line that something begins with, what is wrong with it, and what to write."""
CODE_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def misplaced(path: str, parts: Split) -> Iterator[Problem]:
    """What was meant as front matter in the text of a page, the first of it alone."""
    lines = parts.body.split("\n")
    found = _at_its_begin(lines) or _that_say_draft(lines)
    if found is None:
        return
    row, message, hint = found
    if parts.body_line > 1:  # the page has front matter already
        hint = "put them between the `---` lines at the top of the file"
    yield problem(
        "no-front-matter", Place(path, parts.body_line + row), f"these lines are no front matter: {message}", hint
    )


def _at_its_begin(lines: list[str]) -> Found | None:
    """Such lines with which a text begins."""
    begin = _begin(lines)
    if begin == len(lines):
        return None
    if CODE_FENCE.match(lines[begin]) and not "".join(lines[:begin]).strip():
        if _have_known_name(_fenced(lines, begin + 1)) or _say_draft(keys_at(lines, begin + 1)):
            return begin, "they are in a code block", f"take out the lines around it, and {TOP}"
        return None
    if _have_known_name(_fenced(lines, begin)):
        return begin, "other lines stand above them", TOP
    # Without lines around them, keys may as well be words, as `Owner: Jane`: only these two are surely meant.
    keys = keys_at(lines, begin)
    if _say_draft(keys) or any(line.startswith("title:") for line in keys):
        return begin, "no `---` stands above and below them", f"put `---` there, and {TOP}"
    return None


def _that_say_draft(lines: list[str]) -> Found | None:
    """Such lines anywhere between two of `---`, which mark a draft."""
    for row in _shown(lines):
        if _say_draft(_fenced(lines, row)):
            return row, "other lines stand above them", TOP
    return None


def _begin(lines: list[str]) -> int:
    """The line with which the text begins, below what may stand above front matter."""
    in_remark = False
    for row, line in enumerate(lines):
        in_remark = in_remark or line.lstrip().startswith("<!--")
        if not in_remark and not MAY_STAND_ABOVE.fullmatch(line):
            return row
        in_remark = in_remark and "-->" not in line
    return len(lines)


def _shown(lines: list[str]) -> Iterator[int]:
    """The lines that stand neither in code nor in a remark."""
    code = ""
    in_remark = False
    for row, line in enumerate(lines):
        fence = CODE_FENCE.match(line)
        in_remark = not code and (in_remark or line.lstrip().startswith("<!--"))
        if not code and not in_remark:
            yield row
        if fence and not in_remark:
            code = _after_fence(code, fence[1])
        in_remark = in_remark and "-->" not in line


def _after_fence(code: str, fence: str) -> str:
    """With which signs the code that goes on below such a line has to end; none where it ends there."""
    if not code:
        return fence
    if fence.startswith(code):
        return ""
    return code


def _fenced(lines: list[str], row: int) -> list[str]:
    """The keys between lines of `---`, of which the first is a given one; none where there are no such lines."""
    if row >= len(lines) or not NEARLY_FENCE.fullmatch(lines[row]):
        return []
    keys = keys_at(lines, row + 1)
    end = row + 1 + len(keys)
    if keys and end < len(lines) and NEARLY_FENCE.fullmatch(lines[end]):
        return keys
    return []


def _have_known_name(keys: list[str]) -> bool:
    """Whether one of some keys is written as in front matter: `Date: 5 May` may be words."""
    for line in keys:
        found = KEY.match(line)
        if found and found[1] in KEYS:
            return True
    return False


def _say_draft(keys: list[str]) -> bool:
    """Whether some keys and their values mark a draft."""
    said = {}
    for line in keys:
        found = KEY.match(line)
        if found:
            said[found[1]] = line[found.end() :].partition(" #")[0].strip(" \t\r\u00a0'\"")
    return says_draft(said)
