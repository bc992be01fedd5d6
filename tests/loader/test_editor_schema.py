"""The JSON Schemas of editors take what mentorsite takes: words in any case, lists of ids, and translations."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mentorsite.loader.editor_schema import schema_text
from mentorsite.loader.json_schema import MODELS
from tests.conftest import PROGRAM, REPOSITORY

TRANSLATIONS = [
    *sorted((REPOSITORY / "tests/data/languages/content").glob("*/*.??.yml")),
    *sorted((REPOSITORY / "content").glob("*/*.??.yml")),
]
FIELD = "title: A\nsections: {s: {fields: {f: {label: L, "


def faults(kind: str, text: str, *, translation: bool = False) -> list[str]:
    value: Any = json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))
    schema = json.loads(schema_text(kind, translation=translation))
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("program", "name: 2027\npurpose: Q\nroles: [mentor, mentee]\n"),
        ("program", "name: P\npurpose: Q\nroles:\n  mentor:\n  mentee:\nmodel: One to one\n"),
        ("program", f"{PROGRAM}cohorts: {{c: {{label: C, status: Open}}}}\nsafeguarding: {{under_18: 'yes'}}\n"),
        ("agreement", "title: A\nversion: 1.0\nparties: [mentor, mentee]\nbinding: Unsaid\n"),
        ("agreement", f"{FIELD}type: Long text}}}}}}}}\n"),
        ("worksheet", "title: W\nkind: Evaluation\n"),
        ("site", "title: T\ndownloads: [PDF]\ntheme: {paper: A4}\nchecks: {broken-link: Advice}\n"),
    ],
)
def test_what_may_be_typed_passes(kind: str, text: str) -> None:
    assert faults(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("program", "name: P\npurpose: Q\nroles: mentor\n"),
        ("program", f"{PROGRAM}model: solo\n"),
        ("program", f"{PROGRAM}safeguarding: {{under_18: maybe}}\n"),
        ("agreement", "version: 1.0\n"),
        ("agreement", f"{FIELD}type: txt}}}}}}}}\n"),
    ],
)
def test_what_may_not_does_not(kind: str, text: str) -> None:
    assert faults(kind, text)


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.name)
def test_a_translation_passes_as_one(path: Path) -> None:
    kind = path.parent.name.removesuffix("s")
    assert faults(kind, path.read_text(encoding="utf-8"), translation=True) == []
    assert faults(kind, f"unknwon: x\n{path.read_text(encoding='utf-8')}", translation=True)


@pytest.mark.parametrize("kind", MODELS)
def test_each_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads(schema_text(kind)))
    Draft202012Validator.check_schema(json.loads(schema_text(kind, translation=True)))
