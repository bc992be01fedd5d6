"""Lengths of time and moments, said in a theme's words."""

from datetime import date

from mentorsite.model.moment import Moment, Period
from mentorsite.model.program import Program
from mentorsite.structure.moments import fixed_day
from mentorsite.theme.dates_and_numbers import day
from mentorsite.theme.values import Words


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
    if moment.anchor == "day":
        fixed = fixed_day(moment)
        if fixed:
            return words["moment_on_day"].format(day(fixed, language))
    if moment.offset is None:
        start = "moment_at"
    else:
        start = f"moment_{_side(moment)}"
    return _filled(start, moment, _anchor(moment, program, language), words)


def since_words(moment: Moment, program: Program | None, words: Words, language: str) -> str:
    """From when on: from your match, from 2 weeks after your match, from 4 November 2026."""
    if moment.anchor == "day":
        fixed = fixed_day(moment)
        if fixed:
            return words["since_day"].format(day(fixed, language))
    if moment.offset is None:
        start = "since"
    else:
        start = f"since_{_side(moment)}"
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
