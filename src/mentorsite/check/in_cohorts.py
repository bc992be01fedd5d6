"""Problems that several cohorts have for one reason, which are reported once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorsite.errors import Place, Problem
from mentorsite.model.cohort import Cohort

NAMED = 3
"""As many cohorts are named in one message."""


def named(cohorts: Iterable[Cohort]) -> str:
    """The cohorts by label, the first few of many."""
    labels = [f"`{each.label}`" for each in cohorts]
    shown, more = ", ".join(labels[:NAMED]), len(labels) - NAMED
    if more > 0:
        return f"{shown} and {more} more"
    return shown


def once_each(found: Iterable[tuple[Problem, Cohort]]) -> Iterator[Problem]:
    """The first problem of each kind at each place; the cohorts that have it, too, are named behind."""
    first: dict[tuple[str, Place], Problem] = {}
    cohorts: defaultdict[tuple[str, Place], dict[int, Cohort]] = defaultdict(dict)
    for each, cohort in found:
        key = each.code, Place(each.path, each.line, each.column)
        first.setdefault(key, each)
        cohorts[key].setdefault(id(cohort), cohort)  # one that has it on several days is named once
    for key, each in first.items():
        others = [*cohorts[key].values()][1:]
        if others:
            yield replace(each, message=f"{each.message}; likewise in {named(others)}")
        else:
            yield each
