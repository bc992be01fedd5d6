"""A change of what a form shows, in a file that says it in another way; and each value of the starters and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorsite.loader import yaml_source
from mentorsite.loader.json_schema import json_schema
from mentorsite.serve.edit.desk import Desk
from mentorsite.serve.edit.fields import Field, Form, fields_below
from mentorsite.serve.edit.kinds import kind_of
from mentorsite.serve.edit.yaml_changes import Change, InsertKey, Move, Remove, RenameKey, SetValue
from tests.conftest import REPOSITORY

PATH = "content/programs/p.yml"
EVERY = 61
"""Which of the values are tried; all of them were, and take minutes."""
ALONE = "for: mentor # who\n"
IDS = "roles: [mentor, mentee]\n"


def desk(folder: Path, text: str, path: str = PATH) -> Desk:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())
    return Desk(folder)


def after(desk: Desk, change: Change, path: str = PATH) -> str:
    desk.change(path, desk.open(path).digest, change)
    return (desk.project / path).read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (ALONE, SetValue(("for", 0), "mentee"), "for: mentee # who\n"),
        (ALONE, Move(("for", 0), 0), ALONE),
        (f"a: 1\n{ALONE}", Remove(("for", 0)), "a: 1\n"),
        ("boundaries:\n  topic: Money\n", SetValue(("boundaries", 0, "topic"), "Time"), "boundaries:\n  topic: Time\n"),
        (IDS, RenameKey(("roles", "mentor"), "guide"), "roles: [guide, mentee]\n"),
        (IDS, Remove(("roles", "mentor")), "roles: [mentee]\n"),
        (IDS, Move(("roles", "mentor"), 1), "roles: [mentee, mentor]\n"),
        (IDS, InsertKey(("roles",), "guide", None, 1), "roles: [mentor, guide, mentee]\n"),
        (IDS, SetValue(("roles", "mentor", "label"), "Guide"), "roles:\n  mentor:\n    label: Guide\n  mentee:\n"),
        (
            IDS,
            InsertKey(("roles",), "guide", {"label": "Guide"}),
            "roles:\n  mentor:\n  mentee:\n  guide:\n    label: Guide\n",
        ),
    ],
)
def test_what_is_written_in_another_way_is_changed_in_it(
    tmp_path: Path, text: str, change: Change, expected: str
) -> None:
    assert after(desk(tmp_path, text), change) == expected


def fields_of_starters() -> Iterator[tuple[str, str, Field]]:
    """The path and the text of each definition of the starters, with each field of its form that holds no others."""
    for root in (REPOSITORY, *sorted((REPOSITORY / "starters").iterdir())):
        for file in sorted(root.glob("content/*/*.yml")):
            path = file.relative_to(root).as_posix()
            text = file.read_bytes().decode()
            if not kind_of(path) or file.name.count(".") > 1:
                continue
            form = Form(json_schema(kind_of(path))).of(yaml_source.read(path, text).value)
            yield from ((path, text, each) for each in fields_below(form) if each.is_set and not each.parts)


TYPED = ("text", "lines", "markdown", "choice", "yes-no")


def test_values_of_the_starters_are_changed_through_the_form_and_back_to_the_byte(tmp_path: Path) -> None:
    fields = [(path, text, each) for path, text, each in fields_of_starters() if each.kind in TYPED]
    assert len(fields) > 3000
    for path, text, field in fields[::EVERY]:
        one = desk(tmp_path, text, path)
        is_long = field.kind in ("lines", "markdown")  # their lines stay broken where words stay
        other = f"{field.value.rstrip()} too" if is_long else "Another"
        assert after(one, SetValue(field.path, other), path) != text, (path, field.path)
        assert after(one, SetValue(field.path, field.value), path) == text, (path, field.path)
