"""Lengths of time and moments, said in a theme's words."""

from mentorsite.model.moment import Moment, Period
from mentorsite.model.program import Program
from mentorsite.theme.values import Words


def period_words(period: Period, words: Words) -> str:
    """A length of time: 2 weeks."""
    unit = period.unit.removesuffix("s") if period.number == 1 else period.unit
    return words[f"period_{unit}"].format(period.number)


def rhythm_words(every: Period, words: Words) -> str:
    """How often something comes back: every week, every 2 weeks."""
    if every.number == 1:
        return words[f"every_{every.unit.removesuffix('s')}"]
    return words["every"].format(period_words(every, words))


def moment_words(moment: Moment, program: Program | None, words: Words) -> str:
    """A moment in words: 2 weeks after your match."""
    anchor = _anchor_words(moment, program, words)
    if moment.offset is None:
        return words["moment_at"].format(anchor)
    key = "moment_after" if moment.sign == 1 else "moment_before"
    return words[key].format(period_words(moment.offset, words), anchor)


def since_words(moment: Moment, program: Program | None, words: Words) -> str:
    """From when on: from your match, from 2 weeks after your match."""
    if moment.offset is None:
        return words["from_moment"].format(_anchor_words(moment, program, words))
    return words["from_moment"].format(moment_words(moment, program, words))


def _anchor_words(moment: Moment, program: Program | None, words: Words) -> str:
    match moment.anchor:
        case "match":
            return words["anchor_match"]
        case "cohort start":
            return words["anchor_cohort_start"]
        case "cohort end":
            return words["anchor_cohort_end"]
        case "phase":
            return words["anchor_phase"].format(_label("phase", moment.id, program))
        case kind:
            return words["anchor_named"].format(_label(kind, moment.id, program))


def _label(kind: str, id: str, program: Program | None) -> str:
    if program is None:
        return id
    labels: dict[str, str] = {
        "phase": {key: each.label for key, each in program.phases.items()},
        "check-in": {key: each.label for key, each in program.check_ins.items()},
        "date": {key: each.label for cohort in program.cohorts.values() for key, each in cohort.dates.items()},
    }[kind]
    return labels.get(id, id)
