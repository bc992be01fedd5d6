"""Cohort → its timeline as a picture and a table, and its calendars."""

from dataclasses import dataclass

from mentorsite.model.site import ProgramEntry
from mentorsite.render.setting import Setting
from mentorsite.theme import Words


@dataclass(frozen=True, slots=True)
class CohortView:
    """What the page of a cohort shows."""

    label: str


def cohort_view(entry: ProgramEntry, cohort: str, setting: Setting, words: Words) -> CohortView:
    """What the page of a cohort shows."""
    return CohortView(entry.program.cohorts[cohort].label)
