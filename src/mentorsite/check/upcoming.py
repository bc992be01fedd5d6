"""What has to be known soon: dates that have no day yet though their cohort is near. It is said where someone asks: a
date may be announced later, and then advice each time would tell nothing new."""

from collections.abc import Iterator
from datetime import date, timedelta

from mentorsite.errors import Problem, problem
from mentorsite.model.site import Site

CODE = "no-day-yet"
SOON = timedelta(weeks=4)
"""So long before a cohort begins its dates should have their days."""


def undated(site: Site, today: date) -> Iterator[Problem]:
    """Advice for each date without a day in a cohort that runs or begins soon, unless its program waives that."""
    for entry in site.originals:
        if CODE in entry.program.waived:
            continue
        for cohort in entry.program.cohorts.values():
            if cohort.start is None or cohort.start - SOON > today or cohort.status in ("closed", "archived"):
                continue
            if cohort.end and cohort.end < today:
                continue
            begins = "began" if cohort.start < today else "begins"
            when = f"the cohort {begins} on {cohort.start}"
            for each in cohort.dates.values():
                if not each.date:
                    message = f"`{each.label}` of `{cohort.label}` has no day yet; {when}"
                    yield problem(CODE, each.place_of("label"), message, "add its `date`, or take it out")
