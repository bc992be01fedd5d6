"""Lists of forms: in the order of time, with when they are due and for whom."""

import pytest

from tests.conftest import PROGRAM, SITE, rendered

PLAN = """\
cohorts: {now: {label: Now, status: open, start: 2027-02-01, end: 2027-07-30}}
phases: {first: {label: First, start: cohort start, duration: 2 weeks, worksheets: m}, then: {label: Then}}
worksheets: [a, m, z, unplanned]
"""
DUE = {"a": "due: cohort end\nfor: mentee\n", "m": "", "z": "due: cohort start - 1 week\n", "unplanned": ""}
ORDER = ("z", "m", "a", "unplanned")
SECTIONS = "sections: {s: {fields: {f: {type: text, label: F}}}}\n"
FILES = {
    "site.yml": f"{SITE}downloads: [markdown]\n",
    "content/index.md": "# T\n",
    "content/programs/p.yml": PROGRAM + PLAN,
    **{f"content/worksheets/{id}.yml": f"title: {id}\n{due}{SECTIONS}" for id, due in DUE.items()},
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return rendered(FILES)


LISTS = {"worksheets/": '<ul class="cards"', "downloads/": 'id="worksheets"', "programs/p/mentee/": 'id="forms"'}


@pytest.mark.parametrize("path", LISTS)
def test_forms_are_listed_in_the_order_in_which_people_need_them(pages: dict[str, str], path: str) -> None:
    listed = pages[f"{path}index.html"].partition('id="_main"')[2].partition(LISTS[path])[2]
    places = [listed.index(f">{id}</a>") for id in ORDER]
    assert places == sorted(places)
    assert 'by <time datetime="2027-01-25">' in listed


def test_a_list_says_for_whom_a_form_is_that_is_not_for_all(pages: dict[str, str]) -> None:
    assert pages["worksheets/index.html"].count("For Mentee") == 1
    assert 'data-roles="mentee"' in pages["downloads/index.html"]
