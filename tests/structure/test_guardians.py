"""A guardian signs where people under 18 take part in that agreement, and nowhere else."""

import pytest

from mentorsite.build.prepare import Build
from tests.conftest import prepared, rendered

PROGRAM = """name: P
purpose: To test.
roles: {mentor: {}, mentee: {}, teacher: {}, parent: {label: Carer}, coordinator: {}}
safeguarding: {under_18: YES, lead: lead, policy: https://example.org/p, limits_of_confidentiality: Some.}
contacts: {lead: {name: Lead}}
agreements: [a]
"""
OWN = "title: Own\nsignatures: [mentee, parent]\nsections: {s: {clauses: [x]}}\n"


def files(signed: str, *, young: bool = True, parent: bool = True) -> dict[str, str]:
    program = PROGRAM.replace("YES", "yes" if young else "no")
    return {
        "content/index.md": "# Home",
        "content/programs/p.yml": program if parent else program.replace(" parent: {label: Carer},", ""),
        "content/agreements/a.yml": f"title: A\n{signed}\nsections: {{s: {{clauses: [x]}}}}\n",
    }


def told(build: Build) -> list[str]:
    return [each.message for each in build.problems if each.code == "unsafeguarded" and "sign" in each.message]


def page(made: dict[str, str]) -> str:
    return rendered({**made, "site.yml": "title: T\nchecks: {unsafeguarded: off, '*': off}\n"})[
        "agreements/a/index.html"
    ]


@pytest.mark.parametrize(
    ("signed", "guardian"),
    [
        ("signatures: [mentor, mentee]", True),
        ("signatures: [mentor]\nparties: {mentor: {}, mentee: {}}", True),
        ("signatures: [mentor, mentee, parent]", True),
        ("signatures: [mentor, coordinator]", False),
        ("signatures: [teacher, coordinator]", False),
        ("signatures: [mentor, mentee]\nminors: no", False),
        ("signatures: [mentor, coordinator]\nminors: yes", True),
    ],
)
def test_a_guardian_signs_where_people_under_18_take_part(signed: str, guardian: bool) -> None:
    found = page(files(signed))
    assert ("signature__parent" in found) == guardian
    assert "signature__guardian" not in found
    assert found.count('name="signature__parent__name"') == guardian


def test_an_agreement_without_minors_is_named_where_no_other_is_there() -> None:
    build = prepared(files("signatures: [mentor, mentee]\nminors: no"))
    (found,) = [each for each in build.problems if each.code == "unsafeguarded"]
    assert "take `minors: no` out of `A` (content/agreements/a.yml:3)" in found.hint


def test_without_a_role_for_them_a_guardian_signs() -> None:
    assert "signature__guardian" in page(files("signatures: [mentor, mentee]", parent=False))
    assert "signature__guardian" not in page(files("signatures: [mentor, mentee]", young=False, parent=False))


@pytest.mark.parametrize(
    ("signed", "count"),
    [
        ("signatures: [mentor, mentee]", 1),
        ("signatures: [mentor, mentee, parent]", 0),
        ("signatures: [mentor, mentee, teacher]", 1),
        ("parties: [mentor, mentee]", 1),
        ("", 1),
        ("signatures: [mentor, mentee]\nminors: no", 1),
    ],
)
def test_an_agreement_that_no_guardian_signs_is_told(signed: str, count: int) -> None:
    assert len(told(prepared(files(signed)))) == count


@pytest.mark.parametrize(
    ("signed", "listed"),
    [
        ("for: [mentor, mentee]\nsignatures: [mentor, mentee, parent]", True),
        ("signatures: [mentor, mentee]", True),
        ("for: [mentor]\nsignatures: [mentor, coordinator]", False),
    ],
)
def test_a_guardian_finds_what_they_sign_on_their_page(signed: str, listed: bool) -> None:
    made = rendered(
        {**files(f"{signed}\nsign_by: cohort start"), "site.yml": "title: T\nchecks: {unsafeguarded: off}\n"}
    )
    role = made["programs/p/parent/index.html"].partition("<main")[2].partition("</main>")[0]
    assert ("agreements/a/" in role) == listed
    assert ("Sign: A" in role) == listed


@pytest.mark.parametrize(("signed", "said"), [("[mentor]", "Initials<"), ("[mentor, coordinator]", "Initials of all<")])
def test_the_box_for_initials_says_when_it_is_for_several(signed: str, said: str) -> None:
    made = files(f"signatures: {signed}")
    clause = "{text: x, acknowledge: initials}"
    made["content/agreements/a.yml"] = made["content/agreements/a.yml"].replace("clauses: [x]", f"clauses: [{clause}]")
    assert said in page(made)


def test_an_agreement_between_adults_needs_no_guardian() -> None:
    made = files("signatures: [mentor, coordinator]")
    made["content/programs/p.yml"] = made["content/programs/p.yml"].replace("[a]", "[a, own]")
    assert told(prepared({**made, "content/agreements/own.yml": OWN})) == []


@pytest.mark.parametrize(
    ("said", "notice"),
    [("", True), ("binding: no", True), ("binding: yes", False), ("binding: unsaid", False)],
)
def test_an_agreement_may_leave_unsaid_whether_it_binds(said: str, notice: bool) -> None:
    assert ("not legally binding" in page(files(f"signatures: [parent]\n{said}"))) == notice


def test_what_binding_does_not_take_is_told() -> None:
    (found,) = [each for each in prepared(files("binding: maybe")).problems if each.code == "wrong-value"]
    assert "`maybe` is neither yes, no nor unsaid" in found.message
