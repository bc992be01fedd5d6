"""Moments in their parts, as a form asks for them: `match + 14 days` is 14 days after the match. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic_core import PydanticCustomError

from mentorsite.model.certificate import Certificate
from mentorsite.model.cohort import Cohort
from mentorsite.model.message import Message
from mentorsite.model.moment import MOMENT, Moment, moment_of
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.structure.current_cohort import current_cohort
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.moments import due_day, led
from mentorsite.theme.dates_and_numbers import day as said_day

HOWS = {"on": "On the day of", "before": "Some time before", "after": "Some time after", "words": "In other words"}
UNITS = ("days", "weeks", "months")
DAY = "day"
EVERYWHERE = {
    "match": "the match",
    "cohort start": "the start of the cohort",
    "cohort end": "the end of the cohort",
}
"""What moments count from in each program, and what it is called."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How something lies to what it counts from, by how much, and the day where that is one of the calendar.

    `how` is a key of `HOWS`, or nothing where nothing is said yet. `anchor` is `day`, or as a file says it.
    """

    how: str = ""
    number: str = "1"
    unit: str = "weeks"
    anchor: str = "match"
    day: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something to count from: as a file says it, and what it is called."""

    value: str
    label: str


def parts_of(text: str) -> Parts:
    """The parts of a moment; one that isn't told so is in other words."""
    if not text.strip():
        return Parts()
    found = MOMENT.fullmatch(" ".join(text.split()))
    if not found:
        return Parts("words")
    day = _with_zeros(found["day"] or "")
    anchor = DAY if day else found["anchor"]
    if not found["number"]:
        return Parts("on", anchor=anchor, day=day)
    how = "before" if found["sign"] == "-" else "after"
    return Parts(how, found["number"], f"{found['unit']}s", anchor, day)


def _with_zeros(day: str) -> str:
    """A day as calendars of browsers write it: 2027-02-05 for 2027-2-5."""
    if day:
        return "-".join(each.zfill(2) for each in day.split("-"))
    return ""


def written(parts: Parts) -> str:
    """The moment, as someone who knows YAML would write it. Raises `ChangeError` for what is none."""
    if parts.anchor == DAY:
        anchor = parts.day
    else:
        anchor = parts.anchor
    text = anchor
    if parts.how in ("before", "after"):
        if parts.number == "1":
            unit = parts.unit.removesuffix("s")
        else:
            unit = parts.unit
        sign = "-" if parts.how == "before" else "+"
        text = f"{anchor} {sign} {parts.number} {unit}"
    if not MOMENT.fullmatch(text):
        raise ChangeError("that is no moment yet: say how many days, weeks or months, as a whole number")
    return text


class Moments:
    """What the moments of a file count from, and the days that they come to."""

    def __init__(self, site: Site | None, path: str) -> None:
        self.site = site
        self.programs = site.default_first(_programs(site, path)) if site else ()

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """What there is to count from, as the file's programs have it."""
        labels = dict(EVERYWHERE)
        for entry in self.programs:
            program = entry.program
            labels |= {f"phase {id}": f"the start of “{each.label}”" for id, each in program.phases.items()}
            labels |= {f"check-in {id}": f"“{each.label}”" for id, each in program.check_ins.items()}
            for cohort in program.cohorts.values():
                for id, event in cohort.dates.items():
                    labels.setdefault(f"date {id}", f"“{event.label}”")  # cohorts have dates of the same id
        labels[DAY] = "a day of the calendar"
        return tuple(Anchor(value, label) for value, label in labels.items())

    def comes_to(self, text: str) -> str:
        """A sentence of the day that a moment is in the cohort which is next, nothing where that isn't known."""
        if self.site is None or not self.programs:
            return ""
        program = self.programs[0].program
        cohort = current_cohort(program, self.site.today)
        if cohort is None:
            return ""
        try:
            moment = moment_of(text)
        except PydanticCustomError:  # it is told beside the field
            return ""
        return _said(moment, program, cohort)


def _programs(site: Site, path: str) -> Iterator[ProgramEntry]:
    """The programs that a file is of, or that list it; where none does, all."""
    named = {each.program for each in site.forms if each.form.source == path and each.program}
    named |= {each.id for each in site.programs if each.source == path}
    others: tuple[Message | Certificate, ...] = (*site.messages, *site.certificates)
    for each in others:
        if each.source == path and each.file.program:
            named.add(each.file.program.id)
    for entry in site.originals:
        if not named or entry.id in named:
            yield entry


def _said(moment: Moment, program: Program, cohort: Cohort) -> str:
    found = due_day(moment, program, cohort)
    if found and moment.anchor == "day":
        return f"{said_day(found, 'en')} in every cohort."
    if found:
        return f"{said_day(found, 'en')} in {cohort.label}."
    # It has no day of its own in the cohort: what counts from the match differs from pair to pair.
    back = led(moment, program)
    if isinstance(back, str) or back[0].anchor != "match":
        return ""
    if program.match:
        matched = due_day(program.match, program, cohort)
    else:
        matched = None
    found = _after(matched, back) if matched else None
    if matched is None or found is None:
        return "Each pair's own day: it counts from their match."
    readers = f"for those who hear of their match on {said_day(matched, 'en')}"
    return f"{said_day(found, 'en')} in {cohort.label}, {readers}."


def _after(start: date, back: tuple[Moment, ...]) -> date | None:
    found: date | None = start
    for each in back:
        if found and each.offset:
            found = moved(found, each.offset, each.sign)
    return found


def parts_in(sent: Mapping[str, str]) -> Parts:
    """The parts that a form sent; what it leaves out is as it is at first."""
    known = {}
    for key in ("how", "number", "unit", "anchor", "day"):
        if sent.get(key):
            known[key] = sent[key].strip()
    return Parts(**known)
