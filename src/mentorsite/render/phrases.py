"""Lengths of time and moments, said in a theme's words."""

from datetime import date
from typing import NamedTuple

from mentorsite.model.moment import Moment, Period
from mentorsite.model.program import Program
from mentorsite.structure.moments import fixed_day
from mentorsite.theme.dates_and_numbers import day
from mentorsite.theme.values import Words


class _Names(NamedTuple):
    """What the names of a theme's words for a moment begin with."""

    on_day: str
    """The whole name for a day that is known."""
    at: str
    beside: str
    """For a length of time before or after something; `_before` or `_after` follows."""


def rhythm_words(every: Period, words: Words) -> str:
    """How often something comes back: every week, every 2 weeks."""
    unit = every.unit.removesuffix("s")
    if every.number == 1:
        return words[f"every_{unit}"]
    return words[f"every_{unit}s"].format(every.number)


def lasting_words(period: Period, words: Words) -> str:
    """How long something takes: for 2 weeks."""
    return words[f"lasts_{_units(period)}"].format(period.number)


def moment_words(moment: Moment, program: Program | None, words: Words, language: str) -> str:
    """A moment in words: 2 weeks after your match, or on 4 November 2026."""
    names = _Names(on_day="moment_on_day", at="moment_at", beside="moment")
    return _said(moment, program, names, words, language)


def since_words(moment: Moment, program: Program | None, words: Words, language: str) -> str:
    """From when on: from your match, from 2 weeks after your match, from 4 November 2026."""
    names = _Names(on_day="since_day", at="since", beside="since")
    return _said(moment, program, names, words, language)


def _said(moment: Moment, program: Program | None, names: _Names, words: Words, language: str) -> str:
    if moment.anchor == "day":
        fixed = fixed_day(moment)
        if fixed:
            return words[names.on_day].format(day(fixed, language))
    if moment.offset is None:
        start = names.at
    else:
        start = f"{names.beside}_{_side(moment)}"
    return _filled(start, moment, _anchor(moment, program, language), words)


def _filled(start: str, moment: Moment, counted_from: tuple[str, str], words: Words) -> str:
    """The words of a moment, whose names start alike and end with what the moment is counted from."""
    anchor, label = counted_from
    pattern = words[f"{start}_{anchor}"]
    if moment.offset is None:
        return pattern.format(label)
    length = words[f"period_{_units(moment.offset)}"].format(moment.offset.number)
    return pattern.format(length, label)


def _side(moment: Moment) -> str:
    if moment.sign == 1:
        return "after"
    return "before"


def _units(period: Period) -> str:
    return f"{period.unit.removesuffix('s')}s"


def _anchor(moment: Moment, program: Program | None, language: str) -> tuple[str, str]:
    """What a moment is counted from, and its label where it has one."""
    match moment.anchor:
        case "match":
            return "match", ""
        case "cohort start":
            return "cohort_start", ""
        case "cohort end":
            return "cohort_end", ""
        case "day":
            return "named", day(date.fromisoformat(moment.id), language)
        case "phase":
            return "phase", _label("phase", moment.id, program)
        case kind:
            return "named", _label(kind, moment.id, program)


def _label(kind: str, id: str, program: Program | None) -> str:
    if program is None:
        return id
    labels: dict[str, str] = {
        "phase": {key: each.label for key, each in program.phases.items()},
        "check-in": {key: each.label for key, each in program.check_ins.items()},
        "date": {key: each.label for cohort in program.cohorts.values() for key, each in cohort.dates.items()},
    }[kind]
    return labels.get(id, id)
