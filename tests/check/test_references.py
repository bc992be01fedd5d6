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


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("recipent.name", "did you mean `recipient.name`?"),
        ("partnr.role", "did you mean `partner.role`?"),
        ("pairs.match", "did you mean `pair.match`?"),
        ("recipient.nme", "did you mean `recipient.name`?"),
        ("recipient.phone", "there is: recipient.email, recipient.name, recipient.role"),
        ("recipient", "there is: recipient.email, recipient.name, recipient.role"),
        ("zzz", ", communication, recipient, partner, pair, links"),
    ],
)
def test_names_of_people_are_known_in_messages(name: str, hint: str) -> None:
    message = f"title: M\nto: mentor\nsubject: Hi\nwhen: match\ntext: Dear {{{{ {name} }}}}\n"
    files = {
        "content/index.md": "# Home\n",
        "content/programs/p.yml": PROGRAM,
        "content/messages/m.yml": message,
    }
    (found,) = (each for each in prepared(files).problems if each.code == "unknown-variable")
    assert found.hint.endswith(hint)


def test_on_a_page_a_name_of_people_is_told_as_one_of_messages() -> None:
    files = {"content/index.md": "# Home\n\n{{ recipient.name }}\n", "content/programs/p.yml": PROGRAM}
    (found,) = (each for each in prepared(files).problems if each.code == "unknown-variable")
    assert found.hint.startswith("write it in a message, which goes to someone; known names: ")
