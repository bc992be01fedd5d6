"""Sections of what was measured → `RESULTS.md`."""

from collections.abc import Sequence
from dataclasses import dataclass

BY_HAND = "## What bounds it\n"
"""The last heading of the results: what stands below it is written by people, and stays when they are made again."""
HOW_TO_READ = """\
Medians of builds made by turns on the same pages. In brackets, how many times mentorsite's own figure it is:
below 1× is better than mentorsite, above is worse. Spread is how far the slowest build is from the fastest, as a
share of the median, in the stage where it is widest: a difference smaller than that is none. On the processor
means user and system time of all processes of a build; memory is the peak of its largest process, in the cold
build; output is the size of the site. [README.md](README.md) says what is compared with what.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a title; `fine` is whether all that it should tell was measured."""

    title: str
    introduction: str
    table: str
    fine: bool = True


def report(machine: Sequence[tuple[str, str]], sections: Sequence[Section], before: str = "") -> str:
    """The whole text; `before` is the text that it takes the place of, whose part written by hand is kept."""
    parts = [f"# What was measured\n\n{HOW_TO_READ}", *(_section(section) for section in sections)]
    listed = "\n".join(f"- {name}: {value}" for name, value in machine)
    made = "\n".join((*parts, f"## On what\n\n{listed}\n"))
    _, heading, kept = before.partition(BY_HAND)
    return f"{made}\n{heading}{kept}" if heading else made


def _section(section: Section) -> str:
    introduction = f"{section.introduction}\n\n" if section.introduction else ""
    return f"## {section.title}\n\n{introduction}{section.table}\n"
