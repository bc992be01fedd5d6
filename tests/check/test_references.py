"""Names that lead nowhere, each with what to write instead."""

import pytest

from tests.conftest import PROGRAM, prepared


def test_a_word_for_everyone_in_place_of_a_role_says_how_to_mean_everyone() -> None:
    program = "name: P\npurpose: Q\nroles: [mentor, mentee]\nworksheets: [w]\n"
    form = "title: W\nfor: all\nsections: {s: {fields: {f: {type: text, label: A, filled_by: Each}}}}\n"
    files = {"content/index.md": "# Home\n", "content/programs/p.yml": program, "content/worksheets/w.yml": form}
    found = [each for each in prepared(files).problems if each.code == "unknown-reference"]
    assert [each.line for each in found] == [2, 3]
    assert all("`filled_by: each`" in each.hint for each in found)


@pytest.mark.parametrize(
    ("front", "meant"),
    [
        ("program: Test program", "growth"),
        ("for: The one who asks", "mentee"),
        ("cohort: Next spring", "spring"),
        ("agreements: Our agreement", "ours"),
    ],
)
def test_what_something_is_called_in_place_of_its_id_is_told_with_the_id(front: str, meant: str) -> None:
    files = {
        "content/index.md": "# Home\n",
        "content/page.md": f"---\n{front}\n---\n\n# Page\n",
        "content/agreements/ours.yml": "title: Our agreement\nsignatures: mentor\nsections: {s: {text: T}}\n",
        "content/programs/growth.yml": PROGRAM.replace("mentee: {", "mentee: {label: The one who asks, ")
        + "cohorts: {spring: {label: Next spring}}\n",
    }
    (found,) = (each for each in prepared(files).problems if each.code == "unknown-reference")
    assert found.hint == f"did you mean `{meant}`?"
