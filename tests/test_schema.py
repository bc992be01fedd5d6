"""The JSON Schemas that editors use: right files pass, wrong ones don't."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mentorsite.read.schema import json_schema
from tests.conftest import PROGRAM, REPOSITORY

KINDS = {"programs": "program", "agreements": "agreement", "checklists": "checklist", "worksheets": "worksheet"}
FILES = sorted(Path(REPOSITORY, "content").rglob("*.yml"))


def faults(kind: str, text: str) -> list[str]:
    value: Any = json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))
    return [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(value)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_definition_of_the_starter_passes(path: Path) -> None:
    assert faults(KINDS[path.parent.name], path.read_text()) == []


def test_the_starters_site_yml_passes() -> None:
    assert faults("site", Path(REPOSITORY, "site.yml").read_text()) == []


def test_a_form_with_every_field_passes() -> None:
    assert faults("agreement", Path(REPOSITORY, "tests/data/every-field.yml").read_text()) == []


def test_the_shortest_program_passes() -> None:
    assert faults("program", PROGRAM) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("site", "title: T\nthemes: x\n"),
        ("program", PROGRAM.replace("purpose", "purpos")),
        ("agreement", "title: T\nsections: {a: {fields: {b: {type: txt, label: L}}}}\n"),
        ("checklist", "title: T\nitems: [{text: Do it, requird: true}]\n"),
        ("worksheet", "title: T\nkind: sheet\n"),
    ],
)
def test_a_mistake_does_not_pass(kind: str, text: str) -> None:
    assert faults(kind, text)


def test_a_page_may_have_keys_of_other_generators() -> None:
    assert faults("page", "title: T\nlayout: post\n") == []
