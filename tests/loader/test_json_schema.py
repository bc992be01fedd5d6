"""The JSON Schemas that editors use: right files pass, wrong ones don't."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mentorsite.loader.json_schema import MODELS, json_schema
from tests.conftest import PROGRAM, REPOSITORY

KINDS = {
    "programs": "program", "agreements": "agreement", "checklists": "checklist", "worksheets": "worksheet",
    "messages": "message", "certificates": "certificate",
}  # fmt: skip
FILES = sorted(path for path in Path(REPOSITORY, "content").rglob("*.yml") if ".es." not in path.name)


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
        (
            "worksheet",
            "title: T\nsections: {a: {fields: {b: {type: table, label: L, columns: {c: C}, rows: {number: 3}}}}}\n",
        ),
        ("checklist", "title: T\nitems: [{text: Do it, requird: true}]\n"),
        ("worksheet", "title: T\nkind: sheet\n"),
    ],
)
def test_a_mistake_does_not_pass(kind: str, text: str) -> None:
    assert faults(kind, text)


def test_a_page_may_have_keys_of_other_generators() -> None:
    assert faults("page", "title: T\nlayout: post\n") == []


def properties(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    schema = json_schema(kind)
    for name, each in {kind: schema, **schema.get("$defs", {})}.items():
        for key, said in each.get("properties", {}).items():
            yield f"{name}.{key}", said


@pytest.mark.parametrize("kind", MODELS)
def test_every_default_is_something_that_can_be_typed(kind: str) -> None:
    definitions = json_schema(kind).get("$defs", {})
    for name, said in properties(kind):
        if "default" in said:
            faults = Draft202012Validator({**said, "$defs": definitions}).iter_errors(said["default"])
            assert [error.message for error in faults] == [], name


def test_a_name_is_given_as_a_default_as_it_is_typed() -> None:
    assert json_schema("site")["$defs"]["ThemeChoice"]["properties"]["name"]["default"] == "default"


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_explained_in_a_sentence(kind: str) -> None:
    told = {name: said.get("description", "") for name, said in properties(kind)}
    assert len(told) > 10
    assert {name: text for name, text in told.items() if not re.fullmatch(r"[A-Z]\S*( \S+){2,}\.", text)} == {}


def test_a_key_is_explained_by_its_own_words_and_not_by_those_of_its_type() -> None:
    told = {name: said["description"] for name, said in properties("agreement")}
    assert told["Item.for"] == "The ids of the roles that do it; without any, everyone."
    assert told["TextField.label"] == told["TableField.label"] == "The question or the words beside the field."
    assert told["agreement.title"].startswith("What the form is called")
    assert told["agreement.sign_by"].startswith("By when it is signed")
