"""A value that only looks right is told with the character that makes it wrong."""

import pytest

from mentorsite.model.look_alikes import LOOK_ALIKES, hint_of_known
from tests.conftest import PROGRAM, prepared
from tests.loader.test_validate import BASES, faults

COHORT = "cohorts: {c: {label: C, SAID}}\n"
VALUES = [
    ("a day", "program", COHORT.replace("SAID", "start: 2026\u201112\u201130"), "U+2011", "`2026-12-30`"),
    ("long dashes", "program", COHORT.replace("SAID", "start: 2027\u201306\u201301"), "U+2013", "`2027-06-01`"),
    ("an hour", "program", "check_ins: {c: {label: C, at: match, time: '17\u223630'}}\n", "U+2236", "`17:30`"),
    ("a moment", "checklist", "due: match \u2013 14 days\nitems: [a]\n", "U+2013", "`match - 14 days`"),
    ("a length", "program", "check_ins: {c: {label: C, every: 2 we\u00adeks, from: match}}\n", "U+00AD", "`2 weeks`"),
    ("days", "program", COHORT.replace("SAID", "except: [2027\u201106\u201101]"), "U+2011", "`2027-06-01`"),
    ("a word of a list", "program", COHORT.replace("SAID", "status: open\u200b"), "U+200B", "`open`"),
    ("a number", "program", "check_ins: {c: {label: C, every: 1 day, count: 8\u200b, from: match}}\n", "U+200B", "`8`"),
    ("a key", "checklist", "du\u00ade: match\nitems: [a]\n", "U+00AD", "`due`"),
    ("a Cyrillic letter", "program", COHORT.replace("SAID", "status: \u043epen"), "U+043E", "`open`"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "code", "plain"), [each[1:] for each in VALUES], ids=[each[0] for each in VALUES]
)
def test_a_value_that_only_looks_right_names_the_character(kind: str, text: str, code: str, plain: str) -> None:
    (found,) = faults(kind, f"{BASES[kind]}{text}")
    assert f"({code})" in found.hint
    assert f"write {plain}" in found.hint


def test_a_character_that_is_not_to_blame_is_not_named() -> None:
    (found,) = faults("checklist", "title: C\ndue: next week \u2013 or so\nitems: [a]\n")
    assert "U+" not in found.hint


REFERENCES = [
    {"content/programs/p.yml": f"{PROGRAM}worksheets: agenda\u200b\n", "content/worksheets/agenda.yml": "title: A\n"},
    {"content/agreements/a.yml": "title: A\nsections: {s: {clauses: [x]}}\nsignatures: [mentor, mentee\u00ad]\n"},
    {"content/checklists/c.yml": "title: C\ndue: phase\u00a0work\u200b\nitems: [a]\n"},
    {"content/index.md": "# Home\n\n[Part](#pa\u00adrt)\n\n## Part\n"},
    {"content/index.md": "# Home\n\n[Rules](rules\u200b.md)\n", "content/rules.md": "# Rules\n"},
]


@pytest.mark.parametrize("files", REFERENCES)
def test_a_name_that_only_looks_like_a_known_one_says_so(files: dict[str, str]) -> None:
    program = f"{PROGRAM}phases: {{work: {{label: W, start: match}}}}\n"
    problems = prepared({"content/index.md": "# Home", "content/programs/p.yml": program, **files}).problems
    assert ["(U+" in each.hint for each in problems] == [True]


@pytest.mark.parametrize("odd", LOOK_ALIKES)
def test_each_look_alike_is_named(odd: str) -> None:
    plain, name = LOOK_ALIKES[odd]
    assert name in hint_of_known(f"a{odd}b", [f"a{plain}b"])
