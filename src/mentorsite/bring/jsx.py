"""MDX, in which Docusaurus's pages may be written: what is program goes, what is words stays."""

import re
from collections.abc import Iterable

from mentorsite.bring.admonitions import colons
from mentorsite.bring.lines import Line, Step, each_line, outside_code

PROGRAM = re.compile(r"(?:import\s.{0,500}\bfrom\s*[\"'].*|import\s*[\"'].*|export\s+(?:const|default|function)\b.*)")
COMMENT = re.compile(r"\{/\*[^{}]{0,2000}\*/\}")
COMPONENT = re.compile(r"<([A-Z][\w.]*)")
STATIC = re.compile(r"@site/static/")


def jsx(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line without program; components are named, and what is in them stays."""
    if PROGRAM.fullmatch(line.text):
        return None, (f"`{line.text.strip()[:80]}`: a program in a page; left out",)
    text = outside_code(line.text, lambda part: STATIC.sub("/", COMMENT.sub("", part)))
    found: list[str] = []

    def named(part: str) -> str:
        found.extend(f"`<{name}>`: a component is not run; the words in it stay" for name in COMPONENT.findall(part))
        return part

    outside_code(text, named)
    return (text if text.strip() or not line.text.strip() else None), tuple(found)


STEPS: tuple[Step, ...] = (colons, each_line(jsx))
