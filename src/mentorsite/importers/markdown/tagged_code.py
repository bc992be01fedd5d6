"""Code between tags of a template, as `{% highlight ruby %}` and `{% endhighlight %}`, becomes a fenced block."""

import re
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, fence_behind

LONGEST = 2_000
"""As many lines may stand between two tags."""


def tagged_code(start: str, end: str) -> Step:
    """The step for code between two tags, each on a line of its own; the first group of `start` is the language."""
    begins, ends = re.compile(rf"(\s*){start}\s*"), re.compile(rf"\s*{end}\s*")

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        made: list[Line] = []
        at, fence = 0, ""
        while at < len(lines):
            line = lines[at]
            fence, code = fence_behind(fence, line.text)
            found = None if code else begins.fullmatch(line.text)
            last = _end(lines, at, ends) if found else at
            if found and last > at:
                made += _fenced(lines[at : last + 1], found[1], found[2] or "")
                at = last
            else:
                made.append(line)
            at += 1
        return tuple(made), ()

    return step


def _end(lines: Lines, at: int, ends: re.Pattern[str]) -> int:
    """The row of the tag that ends what begins on a row; the row itself where none does."""
    for row in range(at + 1, min(at + LONGEST, len(lines))):
        if ends.fullmatch(lines[row].text):
            return row
    return at


def _fenced(lines: Lines, indent: str, language: str) -> Lines:
    inside = lines[1:-1]
    longest = max((len(run) for line in inside for run in re.findall("`+", line.text)), default=0)
    marks = indent + "`" * max(3, longest + 1)
    return (replace(lines[0], text=f"{marks}{language}"), *inside, replace(lines[-1], text=marks))
