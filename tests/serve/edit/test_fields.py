"""The fields of the desk's forms: each key of each model can be reached, and shows what the file says."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from mentorsite.loader import yaml_source
from mentorsite.loader.editor_schema import translation_schema
from mentorsite.loader.json_schema import MODELS, json_schema
from mentorsite.loader.yaml_text import Loc
from mentorsite.serve.edit.fields import Field, Form, fields_below
from mentorsite.serve.edit.headlines import label_of
from mentorsite.serve.edit.kinds import kind_of
from mentorsite.serve.edit.names import NAMES_OF
from mentorsite.serve.edit.yaml_changes import Data, Insert, InsertKey, changed
from tests.conftest import PROGRAM, REPOSITORY, prepared

KINDS = [*MODELS]


def form(kind: str, text: str, *opened: Loc) -> Field:
    return Form(json_schema(kind), opened).of(yaml_source.read("x.yml", text).value)


def at(form: Field, *path: str | int) -> Field:
    return next(each for each in fields_below(form) if each.path == path)


def models_in(kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    schema = json_schema(kind)
    yield kind, schema
    yield from schema.get("$defs", {}).items()


def offered(field: Field) -> set[str]:
    """The keys that a form shows or offers, in all that is inside it."""
    found = set()
    for each in fields_below(field):
        found |= {part.key for part in (*each.parts, *each.unused)}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_file_is_shown_or_offered(kind: str) -> None:
    made = form(kind, "")
    assert offered(made) == set(json_schema(kind)["properties"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_every_model_can_be_reached(kind: str) -> None:
    """By opening what is offered and adding a part where there can be some, until nothing new is found."""
    schema = json_schema(kind)
    wanted = {name: set(each.get("properties", {})) for name, each in models_in(kind)}
    reached: dict[str, set[str]] = {}
    maker = Form(schema)
    for name, node in models_in(kind):
        if "properties" in node:
            reached[name] = offered(maker._group(node, {}, (), "", ""))
    assert {name: keys - reached.get(name, set()) for name, keys in wanted.items() if keys - reached[name]} == {}
    shown = {
        ref for node in (schema, *schema.get("$defs", {}).values()) for ref in refs_that_a_form_follows(maker, node)
    }
    assert {name for name in wanted if name != kind} - shown == set()


def refs_that_a_form_follows(maker: Form, node: Mapping[str, Any]) -> Iterator[str]:
    """The models that the fields of one are made of, as soon as something is added there."""
    for each in node.get("properties", {}).values():
        yield from followed(maker, each)


def followed(maker: Form, node: Mapping[str, Any]) -> Iterator[str]:
    named = {id(each): name for name, each in maker.known.items()}
    chosen = maker._fitting(node, {})
    if "oneOf" in chosen:
        yield from (ref.rpartition("/")[2] for ref in chosen["discriminator"]["mapping"].values())
    elif id(chosen) in named:
        yield named[id(chosen)]
    else:
        listed = maker._fitting(node, [])
        for inside in (chosen.get("additionalProperties"), chosen.get("items"), listed.get("items")):
            if isinstance(inside, Mapping):
                yield from followed(maker, inside)


@pytest.mark.parametrize(
    ("kind", "text", "path", "field"),
    [
        ("program", "name: Growth", ("name",), ("text", "Growth")),
        ("program", "purpose: Help.", ("purpose",), ("markdown", "Help.")),
        ("program", "draft: true", ("draft",), ("yes-no", "true")),
        ("site", "theme: {accent: '#fff'}", ("theme", "accent"), ("color", "#fff")),
        ("checklist", "due: match", ("due",), ("moment", "match")),
        ("program", "model: group", ("model",), ("choice", "group")),
        ("program", "roles: [mentor, mentee]", ("roles", "mentor"), ("group", "")),
        ("program", "cohorts: {a: {label: A, start: 2027-01-01}}", ("cohorts", "a", "start"), ("text", "2027-01-01")),
        ("agreement", "for: mentor", ("for", 0), ("text", "mentor")),
        ("agreement", "sections: {a: {clauses: [Be kind.]}}", ("sections", "a", "clauses", 0), ("text", "Be kind.")),
        (
            "agreement",
            "sections: {a: {fields: {b: {type: date}}}}",
            ("sections", "a", "fields", "b", "type"),
            ("choice", "date"),
        ),
        (
            "agreement",
            "sections: {a: {fields: {b: {type: choice, options: [Weekly]}}}}",
            ("sections", "a", "fields", "b", "options", 0),
            ("text", "Weekly"),
        ),
        (
            "agreement",
            "sections: {a: {fields: {b: {type: choice, options: {w: Weekly}}}}}",
            ("sections", "a", "fields", "b", "options", "w"),
            ("text", "Weekly"),
        ),
        ("site", "downloads: [pdf]", ("downloads",), ("words", "")),
        ("site", "organization: Lantern", ("organization",), ("text", "Lantern")),
        ("site", "organization: {name: Lantern}", ("organization", "name"), ("text", "Lantern")),
        ("program", "nmae: Growth", ("nmae",), ("strange", "Growth")),
    ],
)
def test_a_value_has_the_control_of_its_type(kind: str, text: str, path: Loc, field: tuple[str, str]) -> None:
    found = at(form(kind, text), *path)
    assert (found.kind, found.value) == field


def test_days_have_a_calendar_and_names_are_offered() -> None:
    made = form("program", "cohorts: {a: {start: 2027-01-01}}")
    assert at(made, "cohorts", "a", "start").input == "date"
    assert at(form("agreement", "for: [mentor]"), "for", 0).names == "role"


def test_what_is_opened_is_shown_though_the_file_says_nothing_of_it() -> None:
    made = form("program", "name: Growth", ("closing", "text"))
    assert at(made, "closing").kind == "group"
    assert "closing" not in {each.key for each in made.unused}


def test_a_part_that_is_added_is_made_of_what_names_it() -> None:
    made = form("agreement", "sections: {a: {title: A, clauses: [One], fields: {b: {type: text}}}}")
    assert at(made, "sections").new == "title"
    assert at(made, "sections", "a", "clauses").new == ""
    assert "long-text" in at(made, "sections", "a", "fields").new_types
    assert at(made, "sections", "a", "fields").new_type == "type"


@pytest.mark.parametrize(
    ("path", "new_type", "word"),
    [
        (("roles",), "kind", "alum"),
        (("boundaries",), "stance", "in-scope"),
        (("commitments", "money"), "paid_by", "each"),
    ],
)
def test_a_part_that_has_to_say_one_of_several_words_is_asked_for_it(path: Loc, new_type: str, word: str) -> None:
    found = at(form("program", "name: A", path), *path)
    assert (found.new_type, word in found.new_types) == (new_type, True)


def test_a_new_thing_says_the_time_zone_that_all_others_do() -> None:
    cohorts = "cohorts: {a: {timezone: Europe/London}, b: {timezone: %s}}"
    assert at(form("program", cohorts % "Europe/London"), "cohorts").alike == (("timezone", "Europe/London"),)
    assert at(form("program", cohorts % "Europe/Paris"), "cohorts").alike == ()


TALK = """\
cohorts: {a: {label: A, timezone: Europe/London, start: 2027-01-01, end: 2027-06-01}}
check_ins: {talk: {label: Talk, every: 2 weeks, time: "17:30"}}
boundaries: [{topic: A, stance: in-scope}]
"""


def test_what_is_added_leaves_nothing_to_mend() -> None:
    text = PROGRAM + TALK
    for key in ("roles", "cohorts", "boundaries"):
        field = at(form("program", text), key)
        said: dict[str, Data] = {field.new: "Buddy", **dict(field.alike)}
        if field.new_type:
            said[field.new_type] = field.new_types[-1]
        text = changed(
            text, InsertKey((key,), f"new-{key}", said) if field.kind == "things" else Insert((key,), 1, said)
        )
    files = {"content/index.md": "---\ntitle: Home\n---\n", "content/programs/p.yml": text}
    assert not [each for each in prepared(files).problems if each.fatal]


def test_more_can_be_said_of_a_text_that_may_be_a_group() -> None:
    made = form("checklist", "title: First\nfor: [mentor]\nitems:\n  - Say hello\n  - text: Sign it\n    due: match\n")
    assert [at(made, *path).fuller for path in (("items", 0), ("items", 1), ("for", 0))] == ["text", "", ""]


def test_keys_are_put_in_the_order_of_the_model() -> None:
    cohort = Form(json_schema("program")).order(("cohorts", "a", "end"))
    assert cohort.index("start") < cohort.index("end")
    assert Form(json_schema("agreement")).order(("sections", "a", "fields", "b", "help")) == ()


def test_a_key_is_said_in_words() -> None:
    assert label_of("not_responsible_for") == "Not responsible for"


def test_names_are_offered_for_keys_that_there_are() -> None:
    keys = {key for kind in KINDS for _, node in models_in(kind) for key in node.get("properties", {})}
    assert {*NAMES_OF} - keys == set()


def test_every_translation_of_the_handbook_shows_all_that_it_says() -> None:
    for path in sorted((REPOSITORY / "content").rglob("*.es.yml")):
        kind = kind_of(path.relative_to(REPOSITORY).as_posix())
        shown = Form(translation_schema(kind)).of(yaml_source.read("x.yml", path.read_text(encoding="utf-8")).value)
        assert [each.path for each in fields_below(shown) if each.kind == "strange"] == [], path


def test_a_cohort_asks_for_its_days_at_once() -> None:
    cohort = at(form("program", f"{PROGRAM}cohorts: {{spring: {{label: Spring}}}}\n"), "cohorts", "spring")
    assert [(each.key, each.required) for each in cohort.parts] == [("label", True), ("start", False), ("end", False)]
    schema = translation_schema("program")
    translated = at(Form(schema).of({"cohorts": {"spring": {"label": "Primavera"}}}), "cohorts", "spring")
    assert [each.key for each in translated.parts] == ["label"]
