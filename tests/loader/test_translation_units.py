"""The texts of a source, one by one, each with what a translation says in its place."""

import pytest

from mentorsite.loader.translation_units import hashed, units

FORM = (
    "title: Promise\nsections:\n  a:\n    title: Part\n    clauses: [One, {text: Two, acknowledge: initials}]\n"
    "    fields:\n      rhythm: {type: choice, label: How often, options: [Weekly, Daily]}\n"
)
PAGE = "---\ntitle: T\ndescription: D\nidea: 1\n---\n# Head\n\nWords.\n\n## Next\n\n```\n# no heading\n```\n"


def said(source: str, own: str, name: str = "content/agreements/a.yml") -> dict[str, tuple[str, str]]:
    other = name.replace(".", ".es.")
    files = {name: source.encode(), other: own.encode()}
    return {each.at: (each.source, each.own) for each in units(name, other, files)}


def test_every_text_of_a_definition_has_a_name() -> None:
    found = said(
        FORM,
        "title: Promesa\nsections:\n  a:\n    clauses: [Uno, {text: Dos}]\n"
        "    fields: {rhythm: {options: [Semanal, Diario]}}\n",
    )
    assert found == {
        "title": ("Promise", "Promesa"),
        "sections.a.title": ("Part", ""),
        "sections.a.clauses.0": ("One", "Uno"),
        "sections.a.clauses.1.text": ("Two", "Dos"),
        "sections.a.fields.rhythm.label": ("How often", ""),
        "sections.a.fields.rhythm.options.weekly": ("Weekly", "Semanal"),
        "sections.a.fields.rhythm.options.daily": ("Daily", "Diario"),
    }


@pytest.mark.parametrize(("source", "own"), [(FORM, "title: ["), ("title: [", "title: Promesa")])
def test_a_file_that_is_no_yaml_has_no_texts(source: str, own: str) -> None:
    assert said(source, own) == {}


@pytest.mark.parametrize(("source", "own"), [(PAGE, "---\ntitle: a: b\n---\n"), ("---\ntitle: [\n---\n", PAGE)])
def test_a_page_whose_front_matter_is_no_yaml_has_no_texts(source: str, own: str) -> None:
    assert said(source, own, "content/a.md") == {}


@pytest.mark.parametrize("id", ["[b]", "{b: c}"])
def test_items_whose_ids_are_no_texts_stand_in_their_order(id: str) -> None:
    items = "title: C\nitems: [{{id: a, text: {}}}, {{id: {}, text: {}}}]\n"
    found = said(items.format("One", "b", "Two"), items.format("Uno", id, "Dos"), "content/checklists/c.yml")
    assert (found["items.0.text"], found["items.1.text"]) == (("One", "Uno"), ("Two", "Dos"))


@pytest.mark.parametrize(
    "own", ["clauses: [Uno, Dos]", "clauses: [{text: Uno}, {text: Dos}]", "clauses:\n    - Uno\n    - text: Dos"]
)
def test_a_text_alone_stands_for_a_mapping_in_either_file(own: str) -> None:
    found = said(FORM, f"sections:\n  a:\n    {own}\n")
    assert (found["sections.a.clauses.0"][1], found["sections.a.clauses.1.text"][1]) == ("Uno", "Dos")


def test_a_page_is_its_front_matter_and_the_parts_that_headings_begin() -> None:
    own = "---\ntitle: Título\n---\n# Cabeza\n\nPalabras.\n\n## Luego\n\nFin.\n"
    found = said(PAGE, own, "content/a.md")
    assert found["title"] == ("T", "Título")
    assert found["description"] == ("D", "")
    assert found["part 1"] == ("# Head\n\nWords.", "# Cabeza\n\nPalabras.")
    assert found["part 2"][1] == "## Luego\n\nFin."


def test_a_page_with_other_parts_is_one_text() -> None:
    assert [each for each in said(PAGE, "# Cabeza\n", "content/a.md") if each.startswith("part")] == ["part 1"]


def test_what_is_a_copy_of_the_source_is_not_translated() -> None:
    assert {own for _, own in said(PAGE, PAGE, "content/a.md").values()} == {""}


def test_spaces_make_no_other_text() -> None:
    assert hashed("a  b\nc") == hashed("a b c") != hashed("a b")


def test_ids_days_and_numbers_are_no_texts() -> None:
    program = (
        "name: P\npurpose: Q\nroles: {mentor: {label: M}, mentee: {label: N}}\n"
        "cohorts: {c: {label: C, start: 2027-01-01}}\n"
    )
    roles = {"roles.mentor.label", "roles.mentee.label"}
    assert set(said(program, "", "content/programs/p.yml")) == {"name", "purpose", *roles, "cohorts.c.label"}
