"""Names that lead nowhere, each with what to write instead."""

from tests.conftest import prepared


def test_a_word_for_everyone_in_place_of_a_role_says_how_to_mean_everyone() -> None:
    program = "name: P\npurpose: Q\nroles: [mentor, mentee]\nworksheets: [w]\n"
    form = "title: W\nfor: all\nsections: {s: {fields: {f: {type: text, label: A, filled_by: Each}}}}\n"
    files = {"content/index.md": "# Home\n", "content/programs/p.yml": program, "content/worksheets/w.yml": form}
    found = [each for each in prepared(files).problems if each.code == "unknown-reference"]
    assert [each.line for each in found] == [2, 3]
    assert all("`filled_by: each`" in each.hint for each in found)
