"""The languages of a new handbook: one of those that its starter has, or several."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import UsageError
from mentorsite.scaffold.handbook import Names, new, starter, starters
from mentorsite.scaffold.languages import chosen_from, lay_content, words_in
from mentorsite.scaffold.whole_definition import whole_definition
from tests.conftest import REPOSITORY

CAREER = {"en": "English", "es": "Español"}
COMMENT = re.compile(r"(?m)^ *# (.+)$")


def made(folder: Path, *languages: str) -> dict[str, str]:
    """The files of a new handbook in these languages."""
    new(folder, starter("career"), Names(None, "The Guild"), languages)
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".whl"]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_a_handbook_is_in_one_language_unless_more_are_named(tmp_path: Path) -> None:
    files = made(tmp_path / "x")
    assert [path for path in files if ".es." in path] == []
    assert "\nlanguage: en\n" in files["site.yml"]
    assert files["README.md"].startswith("# The Guild Mentoring Handbook\n\nThese files")


@pytest.mark.parametrize("languages", [("es",), ("en", "es")])
def test_a_handbook_has_no_problem_in_other_languages_either(languages: tuple[str, ...], tmp_path: Path) -> None:
    made(tmp_path / "x", *languages)
    build = prepare(read(tmp_path / "x"))
    assert {each.code for each in build.problems} == {"made-up"}
    assert {page.language for page in build.site.pages} == set(languages)
    assert {entry.form.language for entry in build.site.forms} == set(languages)


def test_a_translation_names_the_schema_of_translations_and_it_is_there(tmp_path: Path) -> None:
    files = made(tmp_path / "x", "en", "es")
    for path, text in files.items():
        if path.startswith("content/") and path.endswith(".yml"):
            schema = text.partition("\n")[0].rpartition("/")[2]
            assert schema.endswith("-translation.json") == (".es." in path)
            assert f".vscode/schemas/{schema}" in files


def test_a_handbook_in_spanish_has_the_files_of_one_in_english(tmp_path: Path) -> None:
    english, spanish = made(tmp_path / "en", "en"), made(tmp_path / "es", "es")
    assert english.keys() == spanish.keys()
    same = {path for path, text in english.items() if text == spanish[path]}
    assert [path for path in same if path.endswith((".md", ".yml")) and "/workflows/" not in path] == [
        ".github/ISSUE_TEMPLATE/config.yml"
    ]
    assert "\nlanguage: es\n" in spanish["site.yml"]
    assert 'title: "Manual de mentoría de The Guild"\n' in spanish["site.yml"]
    assert spanish["README.md"].startswith("# Manual de mentoría de The Guild\n\nEstos archivos")
    assert build_title(tmp_path / "es") == "Manual de mentoría de The Guild"


def build_title(folder: Path) -> str:
    """The title of a handbook's home page."""
    return next(page.title for page in prepare(read(folder)).site.pages if not page.address)


def test_a_handbook_in_spanish_has_a_name_of_its_own_where_none_is_given(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"), Names(), ("es",))
    assert yaml.safe_load((tmp_path / "x/site.yml").read_text())["title"] == "Manual de mentoría de Harbour"


@pytest.mark.parametrize(("name", "title"), [(None, "Manual de mentoría de The Guild"), ("Ours", "Ours")])
def test_site_yml_is_there_in_the_other_language_too(name: str | None, title: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"), Names(name, "The Guild"), ("en", "es"))
    build = prepare(read(tmp_path / "x"))
    assert build.site.translated_settings["es"].title == title
    assert build.site.translated_settings["es"].description == "Cómo funciona la mentoría en The Guild."
    assert next(page.title for page in build.site.pages if page.address == "es/") == title


def test_a_whole_definition_says_what_its_source_and_its_translation_say() -> None:
    for path in sorted((REPOSITORY / "content").glob("*/*.es.yml")):
        translation = path.read_text(encoding="utf-8")
        source = path.with_name(path.name.replace(".es", "")).read_text(encoding="utf-8")
        whole = yaml.safe_load(whole_definition(source, translation))
        ours, theirs = dict(values(yaml.safe_load(source))), dict(values(yaml.safe_load(translation)))
        expected = {key: value for key, value in {**ours, **theirs}.items() if key[0] != "keywords" or key in theirs}
        assert dict(values(whole)) == expected, path.name


def values(node: Any, *keys: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each value of a YAML text with its keys."""
    if not isinstance(node, dict | list) or not node:
        yield keys, node
        return
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        yield from values(value, *keys, key)


def test_every_comment_of_the_starter_is_there_in_spanish() -> None:
    files = [REPOSITORY / "site.yml", *(REPOSITORY / "content").glob("*/*.yml")]
    there = {comment for path in files if ".es." not in path.name for comment in COMMENT.findall(path.read_text())}
    own = {"Harbour and its addresses are made up, which is no mistake here."}
    assert there - own <= words_in("es").comments.keys()
    assert [
        said for said in words_in("es").comments if said not in there and not said.startswith("take the first")
    ] == []


def test_words_are_there_in_every_language_of_a_starter() -> None:
    assert all(words_in(language).handbook for each in starters() for language in each.languages)
    assert starter("career").languages == CAREER


@pytest.mark.parametrize(("said", "chosen"), [("es", ("es",)), ("EN , es", ("en", "es")), ("en,en", ("en",))])
def test_languages_are_named_by_their_codes(said: str, chosen: tuple[str, ...]) -> None:
    assert chosen_from(CAREER, said, "career") == chosen


@pytest.mark.parametrize(
    ("known", "said", "told"),
    [
        (CAREER, "fr", r"The starter career isn't there in 'fr', but in en \(English\), es \(Español\)\."),
        (CAREER, "en,", r"The starter career isn't there in '', but in"),
        ({"en": ""}, "es", r"isn't there in 'es', but in en\."),
        (CAREER, "es,en", r"Write en,es: the others are translations of en\."),
    ],
)
def test_a_language_that_is_not_there_is_told(known: dict[str, str], said: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        chosen_from(known, said, "career")


def test_a_file_without_a_translation_is_copied_and_one_without_a_source_too(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    for name in ("a.md", "b.es.md", "c.fr.md", "photo.jpg"):
        (tmp_path / "from" / name).write_text(name)
    lay_content(tmp_path / "from", tmp_path / "to", CAREER, ("es",))
    assert {path.name: path.read_text() for path in (tmp_path / "to").iterdir()} == {
        "a.md": "a.md", "b.md": "b.es.md", "c.fr.md": "c.fr.md", "photo.jpg": "photo.jpg",
    }  # fmt: skip


SOURCE = """\
# Who we are
title: Ours  # short
keywords: [one, two]
fields: {a: {label: A, lines: 2}}
text: >-
  Two
  lines.

items:
  - id: x
"""


def test_a_whole_definition_keeps_the_layout_of_its_source() -> None:
    other = 'title: "Lo: nuestro"\nkeywords: [uno]\nfields: {a: {label: "A, b"}}\ntext: >-\n    Dos\n    líneas.\n'
    assert whole_definition(SOURCE, other) == (
        '# Who we are\ntitle: "Lo: nuestro"  # short\nkeywords: [uno]\nfields: {a: {label: "A, b", lines: 2}}\n'
        "text: >-\n  Dos\n  líneas.\n\nitems:\n  - id: x\n"
    )


@pytest.mark.parametrize("other", ["titel: x", "title: {x: y}", "items: x", "items:\n- x\n- y"])
def test_a_translation_that_is_laid_out_otherwise_is_refused(other: str) -> None:
    with pytest.raises(ValueError, match=r"^line \d"):
        whole_definition(SOURCE, f"{other}\n")
