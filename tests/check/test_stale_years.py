"""A year that no cohort of today is in is told where an agreement says it in words, and nowhere else."""

import json

import pytest

from mentorsite.check.stale_years import stale_years
from tests.conftest import PROGRAM, prepared

COHORTS = "agreements: a\ncohorts: {c: {label: C, status: open, start: 2027-02-01, end: 2027-07-30}}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We start in 2019.", ["2019"]),
        ("We start in **2019** and end in 2027.", ["2019"]),
        ("| Year |\n| --- |\n| 2019 |", ["2019"]),
        ("Type `2019`, or see https://example.org/2019.", []),
        ("```text\n2019\n```", []),
        ("[Last year](https://example.org/2019)", []),
        ("![2019](https://example.org/2019.png)", []),
    ],
)
def test_a_year_is_told_where_it_is_said(words: str, told: list[str]) -> None:
    agreement = f"title: A\nsignatures: [mentor]\nintroduction: {json.dumps(words)}\n"
    site = prepared({"content/programs/p.yml": PROGRAM + COHORTS, "content/agreements/a.yml": agreement}).site
    found = stale_years(site.forms[0].form, [site.programs[0].program])
    assert [year for _, year in found] == told
