"""What a signature covers of a form's words."""

from dataclasses import replace

import pytest

from mentorsite.render.forms.sheet import FormSheet
from mentorsite.render.forms.signed_words import digest_of_all, signed_parts
from tests.conftest import prepared
from tests.sheets import EVERY_FIELD, sheets


def parts(**changes: str) -> dict[str, tuple[str, str]]:
    """The digest and label of each part, with `before` in the form's text replaced by `after`."""
    return {part.id: (part.digest, part.label) for part in signed_parts(sheet(**changes))}


def sheet(before: str = "", after: str = "") -> FormSheet:
    files = {path: text.replace(before, after) if before else text for path, text in EVERY_FIELD.items()}
    return sheets(prepared(files))["every-field"][0]


def test_people_find_the_parts_by_what_they_call_them() -> None:
    labels = {id: label for id, (_, label) in parts().items()}
    assert labels["_form"] == "Every kind of field"
    assert labels["promises__clause__limits"].startswith("1.3 What we promise")
    assert labels["first_goal"] == "First goal"
    assert not {id for id in labels if id.startswith(("signature", "amendment", "_signatures"))}


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("There are limits.", "There are  no limits.", "promises__clause__limits"),
        ("binding: false", "binding: true", "_form"),
        ("We meet as part of", "We work as part of", "promises"),
        ("One that **matters**.", "One that counts.", "first_goal"),
        ("Wednesday", "Thursday", "days"),
        ("hours: {label: Hours", "hours: {label: Days", "plan"),
    ],
)
def test_a_change_of_words_is_told_of_its_part_alone(before: str, after: str, changed: str) -> None:
    first, then = parts(), parts(before=before, after=after)
    assert {id for id in first if first[id] != then.get(id)} == {changed}


def test_a_clause_without_an_id_is_another_one_in_the_same_place() -> None:
    first, then = parts(), parts(before="We meet at least twice.", after="We meet at least once.")
    (gone,), (fresh,) = first.keys() - then.keys(), then.keys() - first.keys()
    assert first[gone][1] == then[fresh][1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("match + 14 days", "match + 15 days"),
        ("required: true, help", "help"),
        ("There are limits.", "There  are\n limits."),
    ],
)
def test_what_nobody_agrees_to_changes_nothing(before: str, after: str) -> None:
    assert parts(before=before, after=after) == parts()


def test_all_of_it_has_a_digest_whatever_its_order() -> None:
    made = signed_parts(sheet())
    assert digest_of_all(made) == digest_of_all(tuple(reversed(made)))
    assert digest_of_all(made) != digest_of_all((replace(made[0], digest="0"), *made[1:]))
