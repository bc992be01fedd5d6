"""Problems stand at the field that they are about, that of a key that isn't there at the field of that key."""

from pathlib import Path

import pytest

from mentorsite.loader import yaml_source
from mentorsite.loader.json_schema import MODELS
from mentorsite.loader.validate import validated
from mentorsite.loader.yaml_text import Loc
from mentorsite.serve.edit.desk import Desk
from mentorsite.serve.edit.fields import fields_below
from tests.conftest import PROGRAM

WORKSHEET = "title: A\nsections:\n  s:\n    fields:\n"
ITEM = "title: A\nsections:\n  s:\n    items: [{due: match}]\n"


@pytest.mark.parametrize(
    ("path", "text", "missing"),
    [
        ("site.yml", "description: Ours\nurl: https://mentors.example\n", ("title",)),
        ("content/messages/m.yml", "to: mentor\nsubject: First\ntext: Hello\n", ("title",)),
        ("content/certificates/c.yml", "text: Hello\n", ("title",)),
        ("content/agreements/a.yml", "version: 1\n", ("title",)),
        ("content/programs/p.yml", "purpose: Ours\nroles: [mentor, mentee]\n", ("name",)),
        ("content/programs/p.yml", f"{PROGRAM}  guide: {{label: A}}\n", ("roles", "guide", "kind")),
        ("content/programs/p.yml", f"{PROGRAM}contacts: {{a: {{email: a@b.example}}}}\n", ("contacts", "a", "name")),
        ("content/programs/p.yml", f"{PROGRAM}boundaries: [{{stance: off-limits}}]\n", ("boundaries", 0, "topic")),
        ("content/programs/p.yml", f"{PROGRAM}phases: {{one: {{goals: A}}}}\n", ("phases", "one", "label")),
        ("content/checklists/c.yml", ITEM, ("sections", "s", "items", 0, "text")),
        ("content/worksheets/w.yml", f"{WORKSHEET}      f: {{label: A}}\n", ("sections", "s", "fields", "f", "type")),
        (
            "content/worksheets/w.yml",
            f"{WORKSHEET}      f: {{type: choice, label: A}}\n",
            ("sections", "s", "fields", "f", "options"),
        ),
    ],
)
def test_a_missing_key_is_told_at_its_own_field(tmp_path: Path, path: str, text: str, missing: Loc) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text)
    kind = path.split("/")[1].removesuffix("s") if "/" in path else "site"
    problems = validated(MODELS[kind], yaml_source.read(path, text))[1]
    opened = Desk(tmp_path).open(path, (), problems)
    assert missing in {each.path for each in fields_below(opened.form)}
    told = [(loc, each.text, each.hint) for loc, found in opened.problems.items() for each in found]
    assert told == [(missing, "This has to be filled in.", "")]
